"""What a step over all articles works out of each one by itself, kept in bundles: only what changed is done again.

Reading (a record to its article), the signatures by which stories are found, the names of places and organizations,
and what each adds to the graph: lines that are of it alone, and claims between entities.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import astuple, dataclass, fields
from functools import lru_cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import InputError, InputNote, InternalError, LeftOut, attempt
from kg.graph.assemble import Told, told_in
from kg.graph.graph_files import GraphLines, Piece
from kg.model import Article
from kg.read.articles import Made, Makes, made_articles
from kg.read.languages import Shows, shown_language
from kg.read.records import Line, Record
from kg.read.stories import Signature, Signs, Words, signatures
from kg.resolve.things import Definition, NamesIn, Reads, names_in
from kg.run.bundles import OF_ROWS, kept_in_bundles, packed_in_bundles
from kg.run.cache import KEY, blocks_of, cache_key, joined
from kg.run.codec import article_of, article_row, pack_plain, plain, statement_of, statement_row, unpack_plain

if TYPE_CHECKING:
    from kg.graph.assemble import Tells
    from kg.graph.corpus import Part
    from kg.graph.graph_files import Pieces
    from kg.keeping import Keep
    from kg.know.gazetteer import Gazetteer
    from kg.model import Extraction, Struck
    from kg.read.agencies import PressWords
    from kg.read.records import Reading, Records
    from kg.run.pipeline import Kept

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a file for one of its lines."""

    tell: Callable[[str], Iterable[InputNote]]
    text: str


_Outcome = list[Made | _Told]
"""What becomes of one record, or of the records of a line: notes, then the article or why there is none."""


def kept_articles(cache: Kept, rules: str) -> Makes:
    """`made_articles` by what is kept. `rules`: a hash of the code and the words that it goes by."""

    def made(records: Records, words: PressWords, reading: Reading) -> Iterator[Made]:
        how = repr(reading)
        keyed = ((_content(record), record) for record in records)
        work = partial(_outcomes, words, reading, _kept_language(cache, rules))
        for found in kept_in_bundles(keyed, cache, f"read {rules} {how}", work, _pack, _unpack):
            for one in found:
                if isinstance(one, _Told):
                    yield from one.tell(one.text)
                else:
                    yield one

    return made


_OF_RECORD = attrgetter(*(one.name for one in fields(Record) if one.name not in {"where", "text"}))
_OF_ARTICLE = attrgetter(*(one.name for one in fields(Article) if one.name not in {"text", "blocks"}))


def _content(record: Record | InputError) -> bytes:
    """All that its article is made of: not where it stands, which an article before it may change."""
    if isinstance(record, Line):
        return b"line\n" + record.data
    if isinstance(record, InputError):
        return joined(repr(record), "error")
    return joined(record.text, repr(_OF_RECORD(record)))


def _kept_language(cache: Kept, rules: str) -> Shows:
    """`shown_language` by what is kept: for the few texts that have no English words enough, among them neighbours of
    what changed, no tables of a hundred languages are loaded again."""

    def shows(text: str) -> str | None:
        key = cache_key("language", rules, text)
        kept = cache.get([key]).get(key)
        if kept is None:
            kept = (shown_language(text) or "").encode()
            cache.put({key: kept})
        return kept.decode() or None

    return shows


def _outcomes(
    words: PressWords, reading: Reading, shows: Shows, records: Sequence[Record | InputError]
) -> list[_Outcome]:
    return [_outcome(words, reading, shows, record) for record in records]


def _outcome(words: PressWords, reading: Reading, shows: Shows, record: Record | InputError) -> _Outcome:
    if not isinstance(record, Line):
        return list(made_articles(iter([record]), words, reading, shows))
    opened = attempt(record.where, "reading", record.read)
    if isinstance(opened, InternalError):
        return [opened]
    records, told = opened
    return [*(_Told(record.tell, text) for text in told), *made_articles(iter(records), words, reading, shows)]


def _pack(outcomes: Sequence[_Outcome], records: Sequence[Record | InputError]) -> bytes | None:
    """None where kg failed on one: the next time it may not."""
    rows = [[_row(one, record) for one in outcome] for outcome, record in zip(outcomes, records, strict=True)]
    return None if any(row is None for some in rows for row in some) else pack_plain(rows)


def _row(made: Made | _Told, record: Record | InputError) -> list[Any] | None:
    if made is record:
        return ["itself"]
    if isinstance(made, _Told):
        return ["told", made.text]
    where = made[0] if isinstance(made, tuple) else made.where
    if not where.startswith(record.where):
        return None
    place = where.removeprefix(record.where)
    if isinstance(made, tuple):
        return ["article", place, article_row(made[1])]
    if type(made) is LeftOut:
        return ["left out", place, made.kind, made.remedy]
    kind = {InputError: "error", InputNote: "note"}.get(type(made))
    return [kind, place, made.reason] if kind else None


def _unpack(data: bytes, records: Sequence[Record | InputError]) -> list[_Outcome]:
    rows = unpack_plain(data)
    return [[_again(row, record) for row in some] for some, record in zip(rows, records, strict=True)]


def _again(row: list[Any], record: Record | InputError) -> Made | _Told:
    kind, *held = row
    if isinstance(record, InputError):
        return record
    if kind == "told":
        assert isinstance(record, Line), "of other records it is told as they are read"  # noqa: S101
        return _Told(record.tell, held[0])
    place, *held = held
    if kind == "article":
        return record.where + place, article_of(held[0])
    if kind == "left out":
        return LeftOut(record.where + place, *held)
    return (InputNote if kind == "note" else InputError)(record.where + place, *held)


# ------------------------------------------------------------------ stories


def kept_signatures(cache: Kept, rules: str) -> Signs:
    """`signatures` of some articles, by what is kept. `rules`: as above."""

    def signs(articles: Iterable[Article], words: Words) -> Iterator[Signature]:
        keyed = (
            (joined(article.text, blocks_of(article), repr(_OF_ARTICLE(article))), article) for article in articles
        )
        return kept_in_bundles(
            keyed, cache, f"signatures {rules}", partial(_signed, words), _pack_signed, _unpack_signed
        )

    return signs


def _signed(words: Words, articles: Sequence[Article]) -> list[Signature]:
    return list(signatures(articles, words))


def _pack_signed(signed: Sequence[Signature], _articles: Sequence[Article]) -> bytes:
    rows = [(one.label, len(one.runs), len(one.pairs), one.agencies, one.cited) for one in signed]
    hashes = b"".join(_bytes(some) for one in signed for some in (one.runs, one.pairs))
    return json.dumps(rows).encode() + b"\n" + hashes


def _unpack_signed(data: bytes, articles: Sequence[Article]) -> Iterator[Signature]:
    head, _, rest = data.partition(b"\n")
    hashes = _hashes(rest)
    at = 0
    for article, (label, runs, pairs, agencies, cited) in zip(articles, json.loads(head), strict=True):
        found, at = (hashes[at : at + runs], hashes[at + runs : at + runs + pairs]), at + runs + pairs
        yield Signature(
            article.id, label, *found, tuple(agencies), tuple(cited), article.publisher or "",
            article.published.toordinal() if article.published else None,
        )  # fmt: skip


def _bytes(hashes: array[int]) -> bytes:
    return _turned(hashes).tobytes()


def _hashes(data: bytes) -> array[int]:
    return _turned(array("Q", data))


def _turned(hashes: array[int]) -> array[int]:
    """The same on the machines of either order of bytes."""
    if sys.byteorder == "little":
        return hashes
    turned = array("Q", hashes)
    turned.byteswap()
    return turned


# ------------------------------------------------------------------ what is plain


def kept_plain(cache: Kept, rules: str) -> Keep:
    """A place where plain values are kept. `rules`: as above."""

    def keep(name: str, items: Iterable[tuple[str, T]], make: Callable[[Sequence[T]], Iterable[R]]) -> Iterator[R]:
        keyed = ((content.encode("utf-8", "surrogatepass"), item) for content, item in items)
        return kept_in_bundles(
            keyed,
            cache,
            f"{name} {rules}",
            lambda some: list(make(some)),
            lambda made, _: pack_plain(made),
            lambda data, _: unpack_plain(data),
            OF_ROWS,
        )

    return keep


# ------------------------------------------------------------------ names of places and organizations


def kept_names(cache: Kept, rules: str) -> Reads:
    """`names_in` for each of some articles, by what is kept. `rules`: as above."""

    def names(extractions: Iterable[Extraction], gazetteer: Gazetteer) -> Iterator[NamesIn]:
        keyed = ((one.key or joined(repr(one)), one) for one in extractions)
        return kept_in_bundles(keyed, cache, f"names {rules}", partial(_read, gazetteer), _pack_names, _unpack_names)

    return names


def _read(gazetteer: Gazetteer, extractions: Sequence[Extraction]) -> list[NamesIn]:
    return list(names_in(extractions, gazetteer))


def _pack_names(names: Sequence[NamesIn], _extractions: Sequence[Extraction]) -> bytes:
    return pack_plain(
        [
            (one.keys, one.countries, [astuple(it) for it in one.definitions], one.related, one.shortened)
            for one in names
        ]
    )


def _unpack_names(data: bytes, _extractions: Sequence[Extraction]) -> Iterator[NamesIn]:
    for keys, countries, definitions, related, shortened in unpack_plain(data):
        yield NamesIn(
            keys,
            countries,
            [Definition(*it) for it in definitions],
            [(one, other) for one, other in related],
            [(short, long, why) for short, long, why in shortened],
        )


# ------------------------------------------------------------------ what an article adds to the graph


def kept_told(cache: Kept, rules: str) -> Tells:
    """`told_by` for some articles each, by what is kept. `rules`: as above."""

    def tells(parts: Iterable[Part]) -> Iterator[Told]:
        for_all = lru_cache(maxsize=1)(_for_all)
        keyed = (
            (joined(*_seen(part), for_all(part.min_confidence, part.symmetric, part.struck)), part) for part in parts
        )
        for key, packed in packed_in_bundles(keyed, cache, f"told {rules}", _told):
            statements, mentioned = json.loads(_inflated(_cut(packed)[0]))
            yield Told(Piece(key, partial(_lines, packed)), [statement_of(row) for row in statements], mentioned)

    return tells


def _seen(part: Part) -> Iterator[str | bytes]:
    """All that goes into what an article adds, but for what all have in common."""
    one = part.one
    yield one.key or repr(one)
    yield repr(_OF_ARTICLE(one.article))  # the key has its text and blocks
    yield repr(part.of)
    yield part.facts
    yield repr(part.assumed)
    yield part.source


def _for_all(min_confidence: float, symmetric: Set[str], struck: Sequence[Struck]) -> str:
    """The rest of it, which all articles have in common."""
    wrong = [(one.type, sorted(one.subjects), sorted(one.objects), one.words) for one in struck]
    return repr((min_confidence, sorted(symmetric), wrong))


def _told(parts: Sequence[Part]) -> bytes:
    told = [told_in(part) for part in parts]
    statements = [statement_row(one) for _, some, _ in told for one in some]
    return _packed([lines for lines, _, _ in told], [statements, [mentioned for _, _, mentioned in told]])


# ------------------------------------------------------------------ pieces of the graph


def kept_pieces(cache: Kept, rules: str) -> Pieces:
    """A place where lines of the graph are kept. `rules`: as above."""

    def pieces(name: str, items: Iterable[tuple[str, T]], make: Callable[[T], GraphLines]) -> Iterator[Piece]:
        keyed = ((content.encode("utf-8", "surrogatepass"), item) for content, item in items)
        work = partial(_made, make)
        for key, packed in packed_in_bundles(keyed, cache, f"{name} {rules}", work, OF_ROWS):
            yield Piece(key, partial(_lines, packed))

    return pieces


def _made(make: Callable[[T], GraphLines], items: Sequence[T]) -> bytes:
    return _packed(map(make, items))


class WrittenBefore:
    """What a cache knows of the pieces of graphs that were written before."""

    def __init__(self, cache: Kept) -> None:
        self._cache = cache

    def pieces(self, graph: str) -> Sequence[bytes] | None:
        """The names of the pieces that a graph was written from, where it is known."""
        key = cache_key("pieces", graph)
        names = self._cache.get([key]).get(key)
        return None if names is None else [names[at : at + KEY] for at in range(0, len(names), KEY)]

    def lines(self, piece: bytes) -> GraphLines | None:
        """What was in a piece, where it is known."""
        packed = self._cache.get([piece]).get(piece)
        return None if packed is None else _lines(packed)

    def note(self, graph: str, pieces: Sequence[bytes]) -> None:
        """Remember what a graph was written from."""
        self._cache.put({cache_key("pieces", graph): b"".join(pieces)})


def _packed(lines: Iterable[GraphLines], besides: object = None) -> bytes:
    """What else is to be read of them first; then the lines, of which JSON can hold all but what it would have to quote
    once more."""
    every = list(lines)
    both = [line for one in every for line in one.nodes], [line for one in every for line in one.relationships]
    keys = [[(key, kind) for key, kind, _ in some] for some in both]
    head = zlib.compress(json.dumps(besides, default=plain).encode(), 1)
    text = "\n".join([json.dumps(keys), *(line for some in both for _, _, line in some)])
    return len(head).to_bytes(4, "big") + head + zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _cut(packed: bytes) -> tuple[bytes, bytes]:
    """What is read first, and the lines."""
    end = 4 + int.from_bytes(packed[:4], "big")
    return packed[4:end], packed[end:]


def _inflated(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def _lines(packed: bytes) -> GraphLines:
    keys, *lines = _inflated(_cut(packed)[1]).split("\n")
    nodes, relationships = json.loads(keys)
    rest = iter(lines)
    return GraphLines(
        [(key, kind, next(rest)) for key, kind in nodes], [(key, kind, next(rest)) for key, kind in relationships]
    )
