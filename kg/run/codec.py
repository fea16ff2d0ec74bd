"""What is kept of an article, as bytes and back: its parse, itself and what was found in it as JSON.

JSON and not pickle: what is read back is data, whoever wrote the file. The same values give the same bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import fields, make_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.graph.merge import Statement
from kg.mention.evidence import Shown
from kg.model import Article, Block, Claim, LocalClaim, LocalQuote, Mention, When
from kg.resolve.people import Person

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAMED = ("ORTH", "TAG", "POS", "DEP", "LEMMA", "MORPH", "ENT_TYPE")
"""Attributes that the rules read and whose values are texts."""
COUNTED = ("HEAD", "SENT_START", "ENT_IOB", "SPACY")
"""Those that are numbers."""
PARSE = (*NAMED[1:], *COUNTED[:-1])
"""What is laid on the bare words of a Doc when it is unpacked."""
SHORT, LONG = "<i2", "<i4"
"""How numbers are written: short ones in all but the longest articles."""


def pack_doc(doc: Doc) -> bytes:
    """The parse of an article: its different texts, then for each token which of them, and its numbers."""
    rows = doc.to_array([*NAMED, *COUNTED]).reshape(len(doc), len(NAMED) + len(COUNTED))
    keys, places = np.unique(rows[:, : len(NAMED)], return_inverse=True)
    strings = [doc.vocab.strings[key] for key in keys.tolist()]
    numbers = rows[:, len(NAMED) :].astype(np.int64)
    table = np.hstack((places.reshape(len(doc), len(NAMED)), numbers)).T
    width = SHORT if len(doc) + len(keys) <= np.iinfo(SHORT).max else LONG
    return zlib.compress(json.dumps([width, strings]).encode() + b"\n" + table.astype(width).tobytes(), 1)


def unpack_doc(data: bytes, nlp: Language) -> Doc:
    """The Doc that was packed: token for token, with everything in PARSE and the spaces between."""
    from spacy.tokens import Doc  # noqa: PLC0415  only who parses pays for spaCy

    texts, _, numbers = zlib.decompress(data).partition(b"\n")
    width, strings = json.loads(texts)
    keys = np.array([nlp.vocab.strings.add(text) for text in strings], dtype=np.uint64)
    table = np.frombuffer(numbers, dtype=width).reshape(len(NAMED) + len(COUNTED), -1)
    columns = dict(zip((*NAMED, *COUNTED), (*keys[table[: len(NAMED)]], *table[len(NAMED) :]), strict=True))
    doc = Doc(nlp.vocab, words=columns["ORTH"].tolist(), spaces=columns["SPACY"].astype(bool).tolist())
    parse: Any = np.column_stack([columns[name].astype(np.int64).view(np.uint64) for name in PARSE])
    return doc.from_array(list(PARSE), parse)


def pack_article(article: Article) -> bytes:
    """An article, its text included."""
    return pack_plain([article_row(article)])


def unpack_article(data: bytes) -> Article:
    """The article that was packed."""
    [row] = unpack_plain(data)
    return article_of(row)


def article_row(article: Article) -> tuple[Any, ...]:
    """The fields of an article, for `pack_plain`."""
    return _rows(Article, [article])[0]


def article_of(row: list[Any]) -> Article:
    """The article of such a row, as it is unpacked."""
    [article] = _values(Article, [row])
    return article  # type: ignore[no-any-return]  # one of _READ


def pack_person(person: Person) -> bytes:
    """What one article says of one person."""
    row = [*_rows(Person, [person])[0]]
    return pack_plain([sorted(one) if isinstance(one, frozenset) else one for one in row])


def unpack_person(data: bytes) -> Person:
    """The person that was packed."""
    [person] = _values(Person, [unpack_plain(data)])
    return person  # type: ignore[no-any-return]  # one of _READ


def pack_mentions(mentions: tuple[Mention, ...]) -> bytes:
    """The mentions of an article."""
    return pack_plain(_rows(Mention, mentions))


def unpack_mentions(data: bytes) -> tuple[Mention, ...]:
    """The mentions that were packed."""
    return _values(Mention, unpack_plain(data))


def pack_statements(claims: tuple[LocalClaim, ...], quotes: tuple[LocalQuote, ...]) -> bytes:
    """What an article says: its claims and quotations."""
    return pack_plain([_rows(LocalClaim, claims), _rows(LocalQuote, quotes)])


def unpack_statements(data: bytes) -> tuple[tuple[LocalClaim, ...], tuple[LocalQuote, ...]]:
    """The claims and quotations that were packed."""
    claims, quotes = unpack_plain(data)
    return _values(LocalClaim, claims), _values(LocalQuote, quotes)


def pack_statement(statement: Statement) -> bytes:
    """A claim between entities with its sentence, day and source."""
    return pack_plain(statement_row(statement))


def unpack_statement(data: bytes) -> Statement:
    """The statement that was packed."""
    return statement_of(unpack_plain(data))


def statement_row(statement: Statement) -> list[Any]:
    """The fields of a statement, for `pack_plain`."""
    claim = statement.claim
    [row], [local] = _rows(Claim, [claim]), _rows(LocalClaim, [claim.local])
    ends = [one for one in row if one is not claim.local]
    return [ends, local, statement.published, statement.source, statement.sentence, statement.mark]


def statement_of(row: list[Any]) -> Statement:
    """The statement of such a row, as it is unpacked."""
    ends, local, published, source, sentence, mark = row
    ends[_LOCAL:_LOCAL] = _values(LocalClaim, [local])
    [claim] = _values(Claim, [ends])
    return Statement(claim, _day(published), source, sentence, mark)


def pack_shown(shown: Shown) -> bytes:
    """What an article shows other articles, and may learn from them."""
    return pack_plain([sorted(shown.persons), sorted(shown.others), shown.open])


def unpack_shown(data: bytes) -> Shown:
    """What was packed."""
    persons, others, left = unpack_plain(data)
    return Shown(frozenset(persons), frozenset(others), _interned(left))


def pack_plain(value: object) -> bytes:
    """Lists, texts, numbers, and what else stands in rows."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack_plain(data: bytes) -> Any:  # noqa: ANN401  whatever JSON holds
    """What was packed, its tuples as lists."""
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))


# ------------------------------------------------------------------ rows: the fields in order


def _pairs(value: list[list[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple([tuple(pair) for pair in value]) if value else ()


def _when(value: list[str | None] | None) -> When | None:
    if value is None:
        return None
    start, end, text = value
    return When(_day(start), _day(end), text or "")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _numbered(value: dict[str, str]) -> dict[int, str]:
    return {int(key): intern(text) for key, text in value.items()}


def _set_of_pairs(value: list[list[str]]) -> frozenset[tuple[str, ...]]:
    return frozenset(_interned(pair) for pair in value)


def _interned(value: list[str]) -> tuple[str, ...]:
    """Texts of which there are few, and many people who have them."""
    return tuple(map(intern, value))


def _blocks(value: list[list[Any]]) -> tuple[Block, ...]:
    return tuple(Block(start, end, kind, _pairs(hidden)) for start, end, kind, hidden in value)


_READ: dict[type, dict[str, Callable[[Any], Any]]] = {
    Article: {"blocks": _blocks, "published": _day, "authors": tuple, "credits": tuple, "origins": _pairs},
    Person: {
        "article": intern,
        "name": intern,
        "published": _day,
        "words": _interned,
        "mentions": _numbered,
        "posts": _set_of_pairs,
        "worlds": frozenset,
    },
    Mention: {"links": _pairs, "antecedents": tuple},
    Claim: {"subject_span": tuple, "object_span": tuple},
    LocalClaim: {"sentence": tuple, "anchor": tuple, "when": _when, "details": _pairs, "reasons": _pairs},
    LocalQuote: {"about": tuple},
}
"""Fields that JSON does not give back as they were."""
_LOCAL = [field.name for field in fields(Claim)].index("local")


@cache
def _layout(kind: type) -> tuple[attrgetter[tuple[Any, ...]], tuple[tuple[int, Callable[[Any], Any]], ...]]:
    names = [field.name for field in fields(kind)]
    return attrgetter(*names), tuple((names.index(name), read) for name, read in _READ[kind].items())


def _rows(kind: type, values: Iterable[object]) -> list[tuple[Any, ...]]:
    take, _ = _layout(kind)
    return [take(value) for value in values]


def _values(kind: Any, rows: Iterable[list[Any]]) -> tuple[Any, ...]:  # noqa: ANN401  one of _READ
    _, special = _layout(kind)
    thawed = _thawed(kind)
    found = []
    for row in rows:
        for at, read in special:
            row[at] = read(row[at])
        value = thawed(*row)
        value.__class__ = kind
        found.append(value)
    return tuple(found)


@cache
def _thawed(kind: type) -> Callable[..., Any]:
    """A class of the same fields that is not frozen: made in a quarter of the time, its values are given the class of
    the frozen one, which would set each field by a call."""
    names = [field.name for field in fields(kind)]
    return make_dataclass(kind.__name__, names, slots=True, eq=False, repr=False)


def plain(value: object) -> object:
    """A value as rows hold it, for `json.dumps`."""
    if isinstance(value, When):
        return [value.start and value.start.isoformat(), value.end and value.end.isoformat(), value.text]
    if isinstance(value, Block):
        return [value.start, value.end, value.kind, value.hidden]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in what is to be kept")
