"""What the commands print: progress, tables, counts. Rich on a terminal, plain lines where there is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from kg.run.pipeline import Step

PLAIN_EVERY = 10.0
"""Seconds between progress lines where there is no terminal."""


def note(message: str) -> None:
    """A line for the person at the keyboard, on standard error, so that output can be piped."""
    print(message, file=sys.stderr, flush=True)


@contextmanager
def progress() -> Iterator[Step]:
    """A progress display: `step(what, done, total)` may be called as often as one likes."""
    if sys.stderr.isatty():
        with _bars() as step:
            yield step
    else:
        yield _plain_lines()


@contextmanager
def _bars() -> Iterator[Step]:
    from rich.console import Console  # noqa: PLC0415  only where there is a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, tuple[Any, float]] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total or None, rate=""), time.monotonic()
            task, began = tasks[what]
            spent = time.monotonic() - began
            rate = f"{done / spent:,.0f}/s" if spent > 1 else ""
            bars.update(task, completed=done, total=total or None, rate=rate)

        yield step


def _plain_lines() -> Step:
    last: dict[str, float] = {}
    began: dict[str, float] = {}

    def step(what: str, done: int, total: int) -> None:
        now = time.monotonic()
        began.setdefault(what, now)
        if done and (done == total or now - last.get(what, began[what]) >= PLAIN_EVERY):
            last[what] = now
            spent = now - began[what]
            rate = f" ({done / spent:,.1f}/s)" if spent > 0.1 else ""
            note(f"{what}: {done:,}{f' of {total:,}' if total else ''}{rate}")

    return step


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table as text, no wider than its content; for terminals and for pipes alike."""
    cells = [[shown(value) for value in row] for row in rows]
    widths = [max([len(c), *(len(row[i]) for row in cells)]) for i, c in enumerate(columns)]
    lines = ["  ".join(c.ljust(w) for c, w in zip(columns, widths, strict=True)).rstrip()]
    lines.append("  ".join("─" * w for w in widths))
    lines += ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def shown(value: Any) -> str:  # noqa: ANN401  whatever a query returns
    """A value of a query's result as a cell."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return ", ".join(shown(v) for v in value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        name = value.get("name") or value.get("id")
        return str(name) if name else ", ".join(f"{k}: {shown(v)}" for k, v in value.items())
    return " ".join(str(value).split())


def counts_table(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Counts by label and by relationship type, in two columns side by side."""
    nodes = sorted(counts["nodes"].items(), key=lambda pair: (-pair[1], pair[0]))
    links = sorted(counts["relationships"].items(), key=lambda pair: (-pair[1], pair[0]))
    height = max(len(nodes), len(links))
    pad: list[tuple[str, int | str]] = [("", "")]
    left, right = [*nodes, *pad * (height - len(nodes))], [*links, *pad * (height - len(links))]
    rows = [
        (a, f"{n:,}" if n != "" else "", b, f"{m:,}" if m != "" else "")
        for (a, n), (b, m) in zip(left, right, strict=True)
    ]
    return table(("node label", "count", "relationship type", "count"), rows)
