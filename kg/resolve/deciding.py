"""Writing decisions.yaml: one more decision at its end, everything else as people wrote it, comments included."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

from kg.errors import DataError, UsageError
from kg.resolve.decisions import ACTIONS, TYPES, Decisions, read_decisions

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON writes as it is and YAML refuses, or takes for the end of a line."""
HEADER = "# What people decided about entities. Every rebuild applies it; docs/resolution.md explains each kind.\n"


def load_decisions(path: Path) -> Decisions:
    """The decisions of a file; none where there is no file, or nothing but comments in it."""
    return read_decisions(path) if path.is_file() and _has_entries(path.read_text(encoding="utf-8")) else Decisions()


def append_decision(path: Path, action: str, names: Sequence[str], reason: str) -> str:
    """Add a decision and return its text; the file is replaced at once and only if it then reads without fault.

    UsageError: it is there already, contradicts one that is, or lacks something.
    """
    _check(action, names, reason)
    decided = load_decisions(path)
    _refuse_known(decided, action, names, path)
    text = decision_text(action, names, reason)
    before = path.read_text(encoding="utf-8") if path.is_file() else HEADER
    gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    fresh = _beside(path)
    fresh.write_text(before + gap + text, encoding="utf-8")
    try:
        read_decisions(fresh)
        _put_in_place(fresh, path)
    except DataError as error:
        raise DataError(str(path), f"cannot take a decision at its end: {error.fault}", error.remedy) from None
    finally:
        fresh.unlink(missing_ok=True)
    return text


def put_back(path: Path, before: bytes | None) -> None:
    """Make the file what it was before a decision, or no file; at no moment is there half of it."""
    if before is None:
        path.unlink()
        return
    fresh = _beside(path)
    fresh.write_bytes(before)
    _put_in_place(fresh, path)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _put_in_place(fresh: Path, path: Path) -> None:
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(path)


def decision_text(action: str, names: Sequence[str], reason: str) -> str:
    """A decision as decisions.yaml holds it."""
    words = [_quoted(name) for name in names]
    if action == "drop":
        value = words[0]
    elif action == "rename":
        value = f"{{from: {words[0]}, to: {words[1]}}}"
    elif action == "wrong":
        keys = ("subject", "type", "object", "sentence")
        value = f"{{{', '.join(f'{key}: {word}' for key, word in zip(keys, words, strict=False))}}}"
    elif action == "type":
        value = f"{{name: {words[0]}, is: {names[1]}}}"
    else:
        value = f"[{', '.join(words)}]"
    return f"- {action}: {value}\n  reason: {_quoted(reason)}\n"


def _quoted(text: str) -> str:
    """A YAML scalar: plain where that is safe inside brackets, else in double quotes."""
    plain = text.strip() == text and all(c.isalnum() or c in " .-'’" for c in text) and text[:1].isalpha()
    word = text.lower() not in {"yes", "no", "on", "off", "y", "n", "true", "false", "null", "none", "nan", "inf"}
    return (
        text if plain and word else _UNSAFE.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(text, ensure_ascii=False))
    )


def _check(action: str, names: Sequence[str], reason: str) -> None:
    if action not in ACTIONS:
        raise UsageError(f"no decision {action!r}: one of {', '.join(ACTIONS)}")
    if not reason.strip():
        raise UsageError('a decision needs a reason: --reason "The mayor and the striker."')
    if action == "wrong" and not re.fullmatch(r"[A-Z][A-Z_]*", names[1]):
        raise UsageError(f"--wrong {names[0]} {names[1]}: the second is the type of the relationship, such as MET")
    if not all(map(str.strip, names)):
        raise UsageError("a name of a decision is empty")
    if action == "type" and names[1] not in TYPES:
        raise UsageError(f"--type {names[0]} {names[1]}: no such type; one of {', '.join(TYPES)}")
    if action in {"same", "not_same"} and names[0].casefold() == names[1].casefold():
        raise UsageError(f"--{action.replace('_', '-')}: {names[0]!r} twice")


def _refuse_known(decided: Decisions, action: str, names: Sequence[str], path: Path) -> None:
    """UsageError where the file says this already, or its contrary."""
    if action in {"same", "not_same"}:
        _refuse_known_pair(decided, action, names, path)
    elif action == "wrong":
        _refuse_known_wrong(decided, names, path)
    else:
        listed: Sequence[tuple[str, ...]] = getattr(decided, action)
        if names[0].casefold() in {entry[0].casefold() for entry in listed}:
            raise UsageError(f"{path} has a decision ({action}) on {names[0]!r} already: change it there")


def _refuse_known_pair(decided: Decisions, action: str, names: Sequence[str], path: Path) -> None:
    wanted = set(map(str.casefold, names))
    for kind, entries in {"same": decided.same, "not_same": decided.not_same}.items():
        if any(wanted.issubset(map(str.casefold, entry)) for entry, _ in entries):
            said = "says so already" if kind == action else f"says the contrary ({kind}): take that out first"
            raise UsageError(f"{path} {said}")


def _refuse_known_wrong(decided: Decisions, names: Sequence[str], path: Path) -> None:
    found = [tuple(map(str.casefold, (w.subject, w.type, w.object, w.sentence))) for w in decided.wrong]
    asked = tuple(map(str.casefold, names))
    if any(one[:3] == asked[:3] and one[3] in {"", *asked[3:]} for one in found):
        raise UsageError(f"{path} says so already")


def _has_entries(text: str) -> bool:
    return any(
        line.strip() and not line.lstrip().startswith("#") and line.strip() != "---" for line in text.splitlines()
    )
