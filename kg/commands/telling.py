"""How commands tell of what was wrong with the articles: a line for each, and one for all that was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextvars import ContextVar

from kg.errors import InputError, InputNote, InternalError, LeftOut

SHOWN_NOTES = 5
"""Notes of one kind that are shown; a thousand lines with one fault hide all others."""
DEBUG: ContextVar[bool] = ContextVar("debug", default=False)
"""Whether tracebacks are shown: --debug."""


def tell(told: Iterable[InputError]) -> None:
    """Say what is wrong with each article; what is left out for its kind alone is counted (`tell_left_out`)."""
    from kg.terminal import note

    internal = False
    told = list(told)
    shown = Counter[str]()
    for error in told:
        if isinstance(error, InputNote) and not isinstance(error, LeftOut):
            shown[_alike(error)] += 1
            if shown[_alike(error)] > SHOWN_NOTES:
                continue
        if not isinstance(error, LeftOut) or is_named(error):
            note(f"kg: {error}")
        if isinstance(error, InternalError):
            internal = True
            if DEBUG.get():
                note(error.trace.rstrip())
    for kind, many in shown.items():
        if many > SHOWN_NOTES:
            note(f"kg: {many - SHOWN_NOTES:,} more notes of this kind: {kind}")
    if internal and not DEBUG.get():
        note("kg: with --debug, each fault of kg is shown with its traceback, for the report")


def _alike(error: InputNote) -> str:
    """What notes of one kind have in common: all but the words and figures of each."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|\d[\d,.]*", "…", error.reason)


def is_named(error: LeftOut) -> bool:
    """Whether what is left out is named by itself besides: an article in another language, but not each file of a kind
    that kg does not read."""
    return error.kind.startswith("in ")


def left_out_line(told: Iterable[InputError]) -> str:
    """What was left out, by kind and remedy, the most first: "left out: 3 .parquet (make extras NAME=parquet)"; ""
    where nothing was."""
    counts = Counter((error.kind, error.remedy) for error in told if isinstance(error, LeftOut))
    ordered = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    parts = [f"{many:,} {kind}{f' ({remedy})' if remedy else ''}" for (kind, remedy), many in ordered]
    return f"left out: {', '.join(parts)}" if parts else ""
