"""What the benchmarks share: running kg as a user does, timing it, and printing rows of one table."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

KG = (sys.executable, "-m", "kg.cli")


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, how much it is, and what it must be."""

    measure: str
    value: str
    must: str = ""
    ok: bool | None = None
    """Whether it is what it must be; None: nothing was asked."""

    def line(self) -> str:
        """The row in Markdown."""
        mark = {None: "", True: " ✓", False: " ✗"}[self.ok]
        return f"| {self.measure} | {self.value}{mark} | {self.must} |"


@dataclass(frozen=True)
class Ran:
    """A command that has ended."""

    seconds: float
    """By the clock on the wall."""
    cpu: float
    """Seconds of processor, of it and its workers."""
    memory: float
    """Megabytes at the peak, of it and its workers together; what they share is counted once."""
    output: str


def kg(*arguments: str | Path, cwd: Path, fails: bool = False, more: Mapping[str, str] | None = None) -> Ran:
    """Run kg in a process of its own, with `more` in its environment. RuntimeError: it failed (unless `fails`)."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **(more or {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users' Python keeps what it compiled
    began, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        [*KG, *map(str, arguments)], cwd=cwd, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    watch = _Watch(process.pid)
    output, errors = process.communicate()
    seconds, after = time.perf_counter() - began, os.times()
    if process.returncode and not fails:
        raise RuntimeError(f"kg {' '.join(map(str, arguments))}: exit status {process.returncode}\n{errors}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Ran(seconds, cpu, watch.peak(), output + errors)


class _Watch:
    """Looks at the memory of a process and its children, ten times a second, or as seldom as it takes not to disturb
    them: the kernel walks through all their pages for each look."""

    REST = 50
    """Times as long as a look takes is the pause behind it: a fiftieth of a core is looking."""

    def __init__(self, pid: int) -> None:
        self._peak = 0.0
        self._thread = threading.Thread(target=self._look, args=(psutil.Process(pid),), daemon=True)
        self._thread.start()

    def _look(self, process: psutil.Process) -> None:
        while True:
            began = time.perf_counter()
            try:
                family = [process, *process.children(recursive=True)]
                self._peak = max(self._peak, sum(map(_memory, family)))
            except psutil.NoSuchProcess:
                return
            time.sleep(max(0.1, self.REST * (time.perf_counter() - began)))

    def peak(self) -> float:
        self._thread.join()
        return self._peak


def _memory(process: psutil.Process) -> float:
    """Megabytes; pages that several processes share are divided among them."""
    try:
        full = process.memory_full_info()
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return 0.0
    return float(getattr(full, "pss", full.uss)) / 2**20


def peak_megabytes() -> float:
    """Megabytes that this process held at most. Linux keeps the peak of whoever started it in its resource usage."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    kilobytes = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return (kilobytes or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])[0] / 1024


def processor_seconds(work: Callable[[], object]) -> float:
    """Seconds of processor that this process spends on it: what else the machine does hardly counts."""
    began = time.process_time()
    work()
    return time.process_time() - began


def table(title: str, rows: Iterable[Row]) -> str:
    """Rows under a heading, in Markdown."""
    lines = [row.line() for row in rows]
    return "\n".join([f"## {title}", "", "| measure | measured | must reach |", "| --- | --- | --- |", *lines, ""])


def at_least(measure: str, value: float, least: float, text: str = "{:.1f} ×") -> Row:
    """A row that must not be below `least`."""
    return Row(measure, text.format(value), "≥ " + text.format(least), value >= least)


def at_most(measure: str, value: float, most: float, text: str) -> Row:
    """A row that must not be above `most`."""
    return Row(measure, text.format(value), "≤ " + text.format(most), value <= most)


def show(title: str, rows: Sequence[Row]) -> int:
    """Print a table; the exit status says whether all rows are what they must be."""
    print(table(title, rows))
    return int(any(row.ok is False for row in rows))
