"""What the commands print: progress, tables, counts. Rich on a terminal, plain lines where there is none."""

from __future__ import annotations

import shutil
import sys
import textwrap
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.run.pipeline import Step

LONG = 40
"""Characters from which a cell is told below its row where a table does not fit."""
HEADING = 3
"""Cells in the first line of a card."""
NOTHING = "–"
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


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows: on a terminal within its width, elsewhere as a table of whatever width they need."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    print(table(columns, rows) if width is None else fitted(columns, rows, width))


def fitted(columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> str:
    """Rows within so many columns of a terminal.

    A table where it fits; else a table with what is long, such as sentences, below each row; else a card for each row:
    what comes first on one line, the rest by name.
    """
    whole = table(columns, rows)
    if max(map(len, whole.splitlines())) <= width:
        return whole
    cells = [[shown(value) for value in row] for row in rows]
    long = [at for at in range(len(columns)) if any(len(row[at]) > LONG for row in cells)]
    short = [at for at in range(len(columns)) if at not in long]
    lines = table([columns[at] for at in short], [[row[at] for at in short] for row in cells]).splitlines()
    if not short or max(map(len, lines)) > width:
        return "\n\n".join(_card(columns, row, width) for row in cells)
    heading, rule, *upper = lines
    below = ["".join(f"\n{_wrapped(row[at], width)}" for at in long if row[at] != NOTHING) for row in cells]
    return "\n".join([heading, rule, *(f"{line}{under}" for line, under in zip(upper, below, strict=True))])


def _card(columns: Sequence[str], row: Sequence[str], width: int) -> str:
    told = [(at, name.replace("_", " "), cell) for at, (name, cell) in enumerate(zip(columns, row, strict=True))]
    told = [one for one in told if one[2] not in (NOTHING, "")]
    first = [cell for at, _, cell in told if at < HEADING and len(cell) <= LONG]
    facts = [f"{name} {cell}" for at, name, cell in told if at >= HEADING and len(cell) <= LONG]
    long = [f"{name}: {cell}" for _, name, cell in told if len(cell) > LONG]
    lines = [_wrapped(" · ".join(first), width, 0), _wrapped(" · ".join(facts), width)]
    return "\n".join(line for line in (*lines, *(_wrapped(one, width) for one in long)) if line)


def _wrapped(text: str, width: int, indent: int = 4) -> str:
    blank = " " * indent
    return textwrap.fill(text, max(width, 20), initial_indent=blank, subsequent_indent=blank, break_on_hyphens=False)


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
        return NOTHING
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
