"""Every error a user can meet. They are raised where they are known and shown once, by cli.py.

KgError
├── UsageError            exit 2   a wrong command, option, path or parameter
├── InputError            exit 1   an article, line or file that cannot be read
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
