"""The words of lexicon/agencies.yaml and lexicon/layout.yaml, and how an agency is recognized in a credit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.datafiles import read_yaml
from kg.errors import DataError
from kg.paths import shipped

_AGENCIES, _LAYOUT = "agencies.yaml", "layout.yaml"
_KINDS = ("text", "pictures", "unnamed")
_WORD_LISTS = ("ends", "furniture", "date_labels", "roles", "dateline_cities", "small_words", "outlets", "own_texts")
_TEMPLATES = ("ending", "teasers", "notices", "corrections")
"""Lists of lines in which * stands for any words of a sentence."""
_LISTS = (*_WORD_LISTS, *_TEMPLATES)


@dataclass(frozen=True, slots=True)
class PressWords:
    """What the press writes around its prose: agencies by every spelling, and the word lists of layout.yaml."""

    agencies: dict[str, str]
    """Spelling → the agency's name."""
    kinds: dict[str, str]
    """Name → "text", "pictures" or "unnamed"."""
    pattern: re.Pattern[str]
    """Any spelling of any agency, as whole words."""
    ends: frozenset[str]
    furniture: frozenset[str]
    date_labels: frozenset[str]
    roles: frozenset[str]
    dateline_cities: frozenset[str]
    small_words: frozenset[str]
    outlets: frozenset[str]
    ending: re.Pattern[str]
    teasers: re.Pattern[str]
    notices: re.Pattern[str]
    own_texts: frozenset[str]
    corrections: re.Pattern[str]

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, name) of every agency in `text`; short ones count in their own case only."""
        for match in self.pattern.finditer(text):
            yield match.start(), match.end(), self.agencies[match.group()]

    def named(self, text: str) -> str | None:
        """The name of the agency that `text` is, as a whole, or None."""
        return self.agencies.get(text.strip())


def read_press_words(folders: Sequence[Path] = ()) -> PressWords:
    """The shipped lists, each agency replaced and each word list added to by those in `folders`, in their order.

    Raises DataError naming file and field. Those of the same files are read once.
    """
    given = tuple(folder for folder, _ in groupby((shipped("lexicon"), *folders)))
    files = (folder / name for folder in given for name in (_AGENCIES, _LAYOUT))
    return _press_words(given, tuple(file.read_bytes() for file in files if file.is_file()))


@lru_cache(maxsize=2)
def _press_words(folders: tuple[Path, ...], _contents: tuple[bytes, ...]) -> PressWords:
    entries: dict[str, dict[str, object]] = {}
    words: dict[str, set[str]] = {name: set() for name in _LISTS}
    for folder in folders:
        for entry in _agencies_of(folder / _AGENCIES):
            entries[str(entry["name"])] = entry
        for name, more in _words_of(folder / _LAYOUT):
            words[name].update(more)
    spellings = {spelling: name for name, entry in entries.items() for spelling in _spellings(entry)}
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return PressWords(
        agencies=spellings,
        kinds={name: str(entry.get("kind", "text")) for name, entry in entries.items()},
        pattern=re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"),
        **{name: frozenset(words[name]) for name in _WORD_LISTS},
        ending=_any_of(words["ending"]),
        teasers=_any_of(words["teasers"]),
        notices=_any_of(words["notices"]),
        corrections=_any_of(words["corrections"], words["own_texts"]),
    )


def _any_of(templates: set[str], texts: Collection[str] = ()) -> re.Pattern[str]:
    """What any of the templates fits."""
    own = "(?:" + "|".join(map(re.escape, sorted(texts))) + ")\\b"
    forms = [
        re.escape(one).replace(r"\*", "[^.!?]{0,160}").replace("@", own).replace("'", "['’]")
        for one in sorted(templates)
    ]
    return re.compile("(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")", re.IGNORECASE)


def _spellings(entry: dict[str, object]) -> list[str]:
    also = entry.get("also", [])
    names = [str(entry["name"]), *(also if isinstance(also, list) else [])]
    return [*names, *(name.upper() for name in names if len(name) > 4)]


def _agencies_of(path: Path) -> Iterator[dict[str, object]]:
    data = _load(path)
    entries = data.get("agencies", [])
    if not isinstance(entries, list):
        raise DataError(f"{path}: agencies", "is not a list", "write one '- {name: …}' for each agency")
    for number, entry in enumerate(entries, 1):
        where = f"{path}: agencies, entry {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise DataError(where, "has no name", "write {name: Reuters, also: […]}")
        unknown = sorted(set(entry) - {"name", "also", "kind", "where", "reason"})
        if unknown:
            raise DataError(where, f"unknown field {unknown[0]!r}", "name, also, kind, where and reason are known")
        if entry.get("kind", "text") not in _KINDS:
            raise DataError(where, f"kind {entry['kind']!r} is unknown", f"one of {', '.join(_KINDS)}")
        if not _is_list_of_text(entry.get("also", [])):
            raise DataError(where, "also is not a list of names", "write also: [Thomson Reuters]")
        yield entry


def _words_of(path: Path) -> Iterator[tuple[str, list[str]]]:
    for name, words in _load(path).items():
        if name not in _LISTS:
            raise DataError(f"{path}: {name}", "unknown field", f"{', '.join(_LISTS)} are known")
        if not _is_list_of_text(words):
            raise DataError(f"{path}: {name}", "is not a list of words", "put on, off, yes and no in quotes")
        yield name, words


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _load(path: Path) -> dict[str, Any]:
    return read_yaml(path) if path.is_file() else {}
