"""Every error a user can meet. They are raised where they are known and shown once, by cli.py.

What nobody foresaw is caught in two places: `attempt` makes an InternalError of it, where one article or entity is
worked on, so that it costs no more than that; cli.py shows what is left.

KgError
├── UsageError            exit 2   a wrong command, option, path or parameter
├── InputError            exit 1   an article, line or file that cannot be read
│   ├── InputNote         exit 0   what is told of an input that was read all the same
│   │   └── LeftOut       exit 0   an input that is left out on purpose
│   └── InternalError     exit 1   an article that kg itself failed on
├── DataError             exit 2   a fault in a relation, lexicon, decision or holder file, or in kg.toml
└── StoreError            exit 3   Neo4j cannot be reached, refuses, or a load failed
    └── ServerError       exit 3   the local Neo4j cannot be fetched, started or stopped
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_END = object()
_PACKAGE = Path(__file__).parent


class KgError(Exception):
    """One line that names what is wrong and what to do; `exit_code` is what the command returns.

    It can be handed from process to process, whatever it was made with.
    """

    exit_code = 1

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[KgError], args: tuple[object, ...], held: dict[str, object]) -> KgError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(held)
    return error


class UsageError(KgError):
    """The command cannot do what was asked for: wrong option, path or parameter."""

    exit_code = 2


class InputError(KgError):
    """One article (a file or a line of one) cannot be read; the others still are."""

    exit_code = 1

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class InputNote(InputError):  # noqa: N818  told like an error, but none
    """What is told of an input and costs nothing: how its encoding was guessed, a date that could not be read.

    Goes the way of errors, but is never raised by `--strict` and leaves the exit status as it is.
    """

    exit_code = 0


class LeftOut(InputNote):
    """An input left out on purpose: `kind` (".xlsx", "in German") counts it in one line, `remedy` would bring it in."""

    def __init__(self, where: str, kind: str, remedy: str = "") -> None:
        super().__init__(where, f"left out: {kind}" + (f" ({remedy})" if remedy else ""))
        self.kind = kind
        self.remedy = remedy


class InternalError(InputError):
    """kg itself failed on one article or entity, in `step`; it is left out, and the rest is built.

    `error` is what Python says, `trace` the traceback, shown with --debug.
    """

    def __init__(self, where: str, step: str, error: str, trace: str = "") -> None:
        super().__init__(where, f"{step} failed: {error}; a fault of kg, please report it; left out")
        self.step = step
        self.error = error
        self.trace = trace

    @classmethod
    def of(cls, where: str, step: str, error: BaseException) -> InternalError:
        """What became of an exception that nobody foresaw."""
        return cls(where, step, in_a_line(error), "".join(traceback.format_exception(error)))


class DataError(KgError):
    """A relation, lexicon, decision or holder file is wrong: file, line where known, field, remedy."""

    exit_code = 2

    def __init__(self, where: str, fault: str, remedy: str = "") -> None:
        super().__init__(f"{where}: {fault}" + (f" ({remedy})" if remedy else ""))
        self.where = where
        self.fault = fault
        self.remedy = remedy


class StoreError(KgError):
    """Neo4j is not reachable, refuses the user, holds foreign data, or a load failed."""

    exit_code = 3


class ServerError(StoreError):
    """The local Neo4j server cannot be fetched, started or stopped."""


# ------------------------------------------------------------------ what nobody foresaw


def attempt(
    where: str, step: str, work: Callable[[], T], *, spared: tuple[type[Exception], ...] = ()
) -> T | InternalError:
    """What `work` returns; where it raises what no code of kg expects, the error that names article and step.

    Errors of kg, and those that are `spared`, are raised as they are.
    """
    try:
        return work()
    except Exception as error:  # whatever it is, it costs one article and not the build
        if isinstance(error, (KgError, *spared)):
            raise
        return InternalError.of(where, step, error)


def in_step(step: str, work: Callable[[], T]) -> T:
    """The same of a step over the whole corpus, which is told of no article yet: InternalError is raised.

    Where the machine has no more room it is no fault of kg, and is raised as it is.
    """
    done = attempt("", step, work, spared=(MemoryError, OSError))
    if isinstance(done, InternalError):
        raise done
    return done


def guarded(where: str, step: str, items: Iterable[T]) -> Iterator[T | InternalError]:
    """The items; where getting the next one raises what no code of kg expects, the error in its place, and the end."""
    rest = iter(items)
    while True:
        item = attempt(where, step, lambda: next(rest, _END))
        if item is _END:
            return
        yield item  # type: ignore[misc]
        if isinstance(item, InternalError):
            return


def in_a_line(error: BaseException) -> str:
    """What Python says of an exception, and where in kg it was raised: "KeyError: 'X-' (kg/know/gazetteer.py:126)"."""
    said = " ".join(str(error).split())[:200]
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    own = [(file, line) for file, line in frames if file.is_relative_to(_PACKAGE) and file.name != "errors.py"]
    place = f" ({own[-1][0].relative_to(_PACKAGE.parent).as_posix()}:{own[-1][1]})" if own else ""
    return f"{type(error).__name__}{': ' if said else ''}{said}{place}"


def failures(told: Iterable[InputError]) -> list[InputError]:
    """Those that are errors: they set the exit status, and `--strict` raises them. The others are notes."""
    return [error for error in told if not isinstance(error, InputNote)]
