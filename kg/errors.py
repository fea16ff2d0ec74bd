"""Every error a user can meet. They are raised where they are known and shown once, by cli.py.

KgError
├── UsageError            exit 2   a wrong command, option, path or parameter
├── InputError            exit 1   an article, line or file that cannot be read
│   ├── InputNote         exit 0   what is told of an input that was read all the same
│   │   └── LeftOut       exit 0   an input that is left out on purpose
│   └── InternalError     exit 1   an article that kg itself failed on
├── DataError             exit 2   a fault in a relation, lexicon, decision or holder file
└── StoreError            exit 3   Neo4j cannot be reached, refuses, or a load failed
    └── ServerError       exit 3   the local Neo4j cannot be fetched, started or stopped
"""


class KgError(Exception):
    """One line that names what is wrong and what to do; `exit_code` is what the command returns."""

    exit_code = 1


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


class InputNote(InputError):  # noqa: N818  goes the way of errors, and is none
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
    """kg itself failed on one article, in `step`; the article is left out, and the rest is built.

    `trace` is the traceback, shown with --debug.
    """

    def __init__(self, where: str, step: str, error: str, trace: str = "") -> None:
        super().__init__(where, f"{step} failed: {error}; a fault of kg, please report it; left out")
        self.step = step
        self.error = error
        self.trace = trace


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
