"""Every measurement of speed and size in one table, kept in docs/performance.md.

    python -m benchmarks.bench                      all of them: three quarters of an hour on a quiet machine
    python -m benchmarks.bench startup memory …     some; the others keep their last figures
    python -m benchmarks.bench --small …            tiny sizes, to try whether the benchmarks work: nothing is kept

The page is written anew after each part, so that nothing is lost where a later one fails. The exit status says whether
every figure is what it must be.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import psutil

from benchmarks.corpus import ROOT
from benchmarks.measure import Row
from kg import __version__
from kg.errors import KgError

PAGE = ROOT / "docs" / "performance.md"
RESULTS = Path(__file__).parent / "results.json"
HEAD = """# Performance

Every figure comes from a benchmark in `benchmarks/` that anyone can run; `make bench` runs all of them and writes this
page. What matters are the ratios, each of two things measured in one run; the figures beside them depend on the
machine. The articles are made by `benchmarks/corpus.py`: as dense with names as the news, and the same everywhere. Real
news, where whoever measures has the archives, is a part by itself.
"""


@dataclass(frozen=True)
class Part:
    """One measurement: its heading, the function that makes its rows, and sizes for a trial."""

    title: str
    module: str
    function: str = "measure"
    small: tuple[Any, ...] = ()

    def run(self, *, small: bool) -> Sequence[Row]:
        """The rows of its table."""
        measure: Callable[..., Sequence[Row]] = getattr(import_module(f"benchmarks.{self.module}"), self.function)
        return measure(*self.small) if small else measure()


PARTS: Mapping[str, Part] = {
    "startup": Part("Start-up", "startup", small=(1,)),
    "speed": Part("Speed of reading", "extract", small=(10,)),
    "archives": Part("Real news", "archives", small=(4, 1)),
    "rules": Part("Cost of the rules", "rules", small=(10,)),
    "cores": Part("Cores", "cores", small=(20,)),
    "time": Part("Growth: time", "growth", "time", small=((20, 40),)),
    "memory": Part("Growth: memory", "growth", "memory", small=((20, 40),)),
    "load": Part("Loading into Neo4j", "loading", small=(50,)),
    "resolution": Part("Resolution", "resolution", small=((1000, 4000),)),
    "cluster": Part(
        "The whole corpus from disk", "cluster", small=(((2000, 200), (4000, 200), (4000, 400)), (50, 100))
    ),
    "explore": Part("Questions on a large graph", "explore", small=(200,)),
    "view": Part("The page of kg view", "view", small=(100,)),
    "rebuild": Part("Rebuilding when little has changed", "incremental", small=(20,)),
}
SOAK = "soak"
"""Written by `make soak` (tests/test_soak.py), which takes an hour and more."""
TITLES = {**{name: part.title for name, part in PARTS.items()}, SOAK: "Soak"}


def keep(name: str, rows: Sequence[Row], seconds: float, command: str) -> None:
    """Keep the rows of a part with machine, date and command, and write the page."""
    results = read_results()
    results[name] = {
        "rows": [asdict(row) for row in rows],
        "measured": f"{datetime.now(UTC):%Y-%m-%d}, {machine()}, kg {__version__}, in {seconds:,.0f} s by `{command}`",
    }
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(results), encoding="utf-8")


def read_results() -> dict[str, Any]:
    """The last figures of each part."""
    return dict(json.loads(RESULTS.read_text(encoding="utf-8"))) if RESULTS.is_file() else {}


def page(results: Mapping[str, Any]) -> str:
    """docs/performance.md."""
    parts = [HEAD]
    for name, title in TITLES.items():
        if name in results:
            lines = [Row(**row).line() for row in results[name]["rows"]]
            parts += [f"## {title}", "", "| measure | measured | must reach |", "| --- | --- | --- |", *lines, ""]
            parts += [f"{results[name]['measured']}", ""]
    return "\n".join(parts).rstrip() + "\n"


def machine() -> str:
    """What this was measured on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        names = [line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    memory = psutil.virtual_memory().total / 2**30
    python = platform.python_version()
    return f"{psutil.cpu_count()} × {model}, {memory:.0f} GB, {platform.system()}, Python {python}"


def main() -> int:
    """Run the parts named on the command line, or all."""
    parser = argparse.ArgumentParser(description="Measure speed and size, and write docs/performance.md.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--small", action="store_true", help="tiny sizes: only to try the benchmarks; nothing is kept")
    options = parser.parse_args()
    unknown = [name for name in options.parts if name not in PARTS]
    if unknown:
        parser.error(f"no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    failed = [fault for name in options.parts or PARTS for fault in _measure(name, small=options.small)]
    print(*failed, sep="\n", file=sys.stderr)
    return int(bool(failed))


def _measure(name: str, *, small: bool) -> list[str]:
    """Run one part and print it; what is not as it must be. A part that fails does not stop the others."""
    began = time.monotonic()
    try:
        rows = PARTS[name].run(small=small)
    except (KgError, RuntimeError, OSError) as error:
        return [f"{name}: {error}"]
    seconds = time.monotonic() - began
    print(f"{PARTS[name].title} ({seconds:,.0f} s)", *(row.line() for row in rows), "", sep="\n", flush=True)
    if not small:
        keep(name, rows, seconds, f"python -m benchmarks.bench {name}")
    return [f"{name}: {row.measure}: {row.value}, must be {row.must}" for row in rows if row.ok is False]


if __name__ == "__main__":
    sys.exit(main())
