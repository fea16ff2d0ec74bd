"""Exports of press databases: one text of many articles → a record of each, its labels as fields.

What lives here: one module for each database. `clippings` of each answers None unless the text shows several marks of
that database's own, so that no article is ever taken for an export.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.errors import InputError
from kg.read.exports import factiva, nexis, proquest
from kg.read.exports.clippings import Clipping, clipping_records
from kg.read.records import Record

_DATABASES: tuple[tuple[str, Callable[[str], Iterator[Clipping | None] | None]], ...] = (
    ("Nexis export", nexis.clippings),
    ("Factiva export", factiva.clippings),
    ("ProQuest export", proquest.clippings),
)


def exported(text: str, where: str) -> Iterator[Record | InputError] | None:
    """The articles of an export of Nexis, Factiva or ProQuest, or None where `text` is none.

    Each record's text is the headline and the body as they stand in `text`, with "\\n" at the line ends, and offsets
    count in that. An article without text is an InputError in its place. Time is linear in the length of `text`.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for origin, clippings in _DATABASES:
        found = clippings(plain)
        if found is not None:
            return clipping_records(found, where, origin)
    return None
