"""No regular expression of kg runs away, whatever text it meets: each is tried on texts made to let one run away."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from types import FrameType

import pytest

import kg

LENGTH = 1_000
SECONDS = 1.0
"""Many times what the slowest takes; one that runs away would take years."""
PIECES = (
    "a", "A", " ", "\n", "\t", "1", ".", ",", "-", "'", '"', "(", "[", "#", "*", "_", "/", ":", "é", "\u0301",
    "Ab", "a.", "A.", "A. ", "a ", "1 ", "1,", "1-", "a-", "A-a ", "$1", "1.1", "Mr. ",
    "Jan 1 ", "2024-01-01 ", "By Ab ",
    "(AFP) ", "AFP/", "http://a", "a@a.", "of the ", "Ab, Ab and ", "\n\n", "- ", "> ", "| ", "a\n", "Ab Ab-", "'s ",
)  # fmt: skip
ENDS = ("", "!", "\n")


def modules() -> Iterator[str]:
    """Every module of kg that can be imported here."""
    for found in pkgutil.walk_packages(kg.__path__, "kg."):
        yield found.name


def expressions() -> dict[str, re.Pattern[str]]:
    """Every compiled expression that a module holds, also within its tables, by module and name."""
    found: dict[str, re.Pattern[str]] = {}
    for name in modules():
        try:
            module = importlib.import_module(name)
        except ImportError:  # of an extra that is not installed here
            continue
        for attribute, value in vars(module).items():
            for number, pattern in enumerate(_patterns(value)):
                found[f"{name}.{attribute}[{number}]"] = pattern
    return found


def _patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for inner in [*value.keys(), *value.values()]:
            yield from _patterns(inner, depth + 1)
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _patterns(inner, depth + 1)


EXPRESSIONS = expressions()


class TooLongError(Exception):
    """An expression is still at work."""


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def slowest(pattern: re.Pattern[str]) -> tuple[float, str]:
    """Seconds that the worst of the texts takes; infinity where one takes longer than SECONDS."""
    worst = (0.0, "")
    before = signal.signal(signal.SIGALRM, _too_long)
    try:
        for piece in PIECES:
            for end in ENDS:
                text = piece * (LENGTH // len(piece)) + end
                began = time.process_time()
                signal.setitimer(signal.ITIMER_REAL, 10 * SECONDS)
                try:
                    sum(1 for _ in pattern.finditer(text))
                    pattern.fullmatch(text)
                except TooLongError:
                    return float("inf"), piece + end
                finally:
                    signal.setitimer(signal.ITIMER_REAL, 0)
                worst = max(worst, (time.process_time() - began, piece + end))
    finally:
        signal.signal(signal.SIGALRM, before)
    return worst


@pytest.mark.parametrize("name", sorted(EXPRESSIONS))
def test_no_expression_runs_away(name: str):
    seconds, text = slowest(EXPRESSIONS[name])
    assert seconds < SECONDS, f"{EXPRESSIONS[name].pattern[:100]} on {text!r}"


def test_one_that_runs_away_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tests.test_regular_expressions.SECONDS", 0.02)
    assert slowest(re.compile(r"(?:a+)+$"))[0] == float("inf")


def test_all_modules_are_looked_through():
    assert len(EXPRESSIONS) > 40
