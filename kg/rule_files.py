"""Where a rule stands: the relation file and line of a pattern, found without loading the rules.

Looking at a graph must not cost what parsing with it does; relation files are plain enough to be looked through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.paths import OPEN, shipped

_FLAG = r"^{}:\s*true\b"


def relation_file(relation: str, folders: Sequence[Path] = ()) -> Path | None:
    """The file of a relation type: of the last of these folders that has one, as with loading, else the shipped one."""
    for folder in reversed((shipped(OPEN), shipped("relations"), *folders)):
        if (path := folder / f"{relation}.yaml").is_file():
            return path
    return None


def is_symmetric(relation: str, folders: Sequence[Path] = ()) -> bool:
    """Whether a relation of this type has no direction."""
    return _has_flag("symmetric", relation, folders)


def is_grave(relation: str, folders: Sequence[Path] = ()) -> bool:
    """Whether a relation of this type would do harm if it were wrong."""
    return _has_flag("grave", relation, folders)


def _has_flag(flag: str, relation: str, folders: Sequence[Path]) -> bool:
    path = relation_file(relation, folders)
    return path is not None and re.search(_FLAG.format(flag), _text(path), re.MULTILINE) is not None


def place_of_rule(rule: str, folders: Sequence[Path] = ()) -> str:
    """Where "MET/meet" or "URGED/verb:press" is written, as "relations/MET.yaml:14"; "" where no file holds it."""
    path, number = _found(rule, folders)
    return "" if path is None else f"{near(path)}:{number}" if number else near(path)


def text_of_rule(rule: str, folders: Sequence[Path] = ()) -> str:
    """The lines of the file that are the rule: its own and those that are further in; "" where no file holds it."""
    path, number = _found(rule, folders)
    if path is None or not number:
        return ""
    lines = _text(path).splitlines()[number - 1 :]
    depth = _depth(lines[0])
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() and _depth(line) <= depth), len(lines))
    return "\n".join(lines[:end]).rstrip()


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _found(rule: str, folders: Sequence[Path]) -> tuple[Path | None, int | None]:
    """The file that holds a rule, and the number of its first line."""
    relation, _, name = rule.partition("/")
    path = relation_file(relation, folders)
    if path is None:
        return None, None
    kind, framed, word = name.partition(":")
    spelled = re.escape(word).replace(r"\-", "[- ]")
    begins = re.compile(rf"\s+{spelled}:" if framed else rf"\s*-\s+name:\s*[\"']?{re.escape(name)}[\"']?\s*(#.*)?$")
    first = _first_line(path, f"{kind}s:") if framed else 0
    lines = enumerate(_text(path).splitlines()[first:], first + 1)
    return path, next((n for n, line in lines if begins.match(line)), None)


def _first_line(path: Path, section: str) -> int:
    """The number of the line that opens a section; 0 where there is none."""
    return next((n for n, line in enumerate(_text(path).splitlines(), 1) if line.startswith(section)), 0)


def near(path: Path) -> str:
    """The path as seen from here, where it is below here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
