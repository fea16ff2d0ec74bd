"""What takes a look at the whole corpus, done by DuckDB over the stage's Parquet files: none of it need fit in memory.

Which articles come twice, which words are people's names throughout, all extractions in order of the articles' ids, and
all people by blocks of their names.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count, groupby, islice
from operator import itemgetter
from pathlib import Path
from sys import intern
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
from pyarrow import parquet

from kg.graph.corpus import Grouped, Key
from kg.graph.merge import Statement
from kg.mention.evidence import MAX_DOUBT, MIN_ARTICLES, CorpusEvidence
from kg.model import Extraction
from kg.resolve.name_blocks import Block, Named, block_of_names
from kg.resolve.people import Person
from kg.run.codec import (
    pack_person,
    pack_statement,
    unpack_article,
    unpack_mentions,
    unpack_person,
    unpack_statement,
    unpack_statements,
)
from kg.run.tables import AT_ONCE, RowsById, table_of

MANY = 1000
"""Rows taken from DuckDB, and given to it, at once."""


@contextmanager
def looked_at(stage: Path, *names: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with these folders of the stage as tables; what does not fit in memory goes to a folder in the stage."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(stage / "spilled"),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    with duckdb.connect(config=settings) as database:
        for name in names:
            files = str(stage / name / "*.parquet").replace("'", "''")
            database.execute(f"CREATE VIEW {name} AS FROM read_parquet('{files}')")
        yield database


@dataclass(frozen=True, slots=True)
class Second:
    """An article whose id another one had before it."""

    portion: int
    row: int
    where: str
    id: str
    first: str
    """Where the other one is."""


def second_ones(stage: Path) -> Iterator[Second]:
    """All but the first of the articles that have one id, in order of portions and rows."""
    query = """
        SELECT portion, row, location, id, first_value(location) OVER same AS first FROM articles
        WINDOW same AS (PARTITION BY id ORDER BY portion, row)
        QUALIFY row_number() OVER same > 1
        ORDER BY portion, row
    """
    with looked_at(stage, "articles") as database:
        cursor = database.execute(query)
        while rows := cursor.fetchmany(MANY):
            for portion, row, location, ident, first in rows:
                yield Second(portion, row, _text(location), ident, _text(first))


def rows_of(stage: Path, articles: Collection[str]) -> list[tuple[int, int]]:
    """Portion and row of every article with one of these ids, in order."""
    query = "SELECT portion, row FROM articles WHERE id IN (SELECT unnest(?)) ORDER BY portion, row"
    with looked_at(stage, "articles") as database:
        return database.execute(query, [sorted(articles)]).fetchall() if articles else []


def _text(data: bytes) -> str:
    return bytes(data).decode("utf-8", "surrogatepass")


def names_throughout(stage: Path) -> CorpusEvidence:
    """What `gather` makes of all that articles show."""
    query = """
        SELECT word FROM words GROUP BY word HAVING sum(persons) >= ? AND sum(others) <= ? * sum(persons)
    """
    with looked_at(stage, "words") as database:
        rows = database.execute(query, [MIN_ARTICLES, MAX_DOUBT]).fetchall()
    return CorpusEvidence(frozenset(word for (word,) in rows))


# ------------------------------------------------------------------ people by blocks of names


class PeopleByName:
    """Cuts a corpus into blocks of names (kg/resolve/name_blocks.py), of which one at a time is in memory."""

    def __init__(self, stage: Path) -> None:
        self._stage = stage

    def __call__(self, corpus: Iterable[Named]) -> Iterator[Block]:
        """The blocks, in order of their numbers."""
        for name in ("people", "company", "blocks"):
            (self._stage / name).mkdir(exist_ok=True)
        self._write(corpus)
        with looked_at(self._stage, "people") as database:
            names = [name for (name,) in database.execute("SELECT DISTINCT name FROM people").fetchall()]
        rows = sorted(block_of_names(names).items())
        parquet.write_table(table_of(rows, _BLOCKS), self._stage / "blocks" / "0.parquet")
        query = """
            SELECT block, number, person, words FROM people JOIN blocks USING (name) JOIN company USING (article)
            ORDER BY block, number
        """
        with looked_at(self._stage, "people", "company", "blocks") as database:
            cursor = database.execute(query)
            rows_by_block = groupby(chain.from_iterable(iter(lambda: cursor.fetchmany(MANY), [])), itemgetter(0))
            for _, members in rows_by_block:
                yield _block(members)

    def _write(self, corpus: Iterable[Named]) -> None:
        number = count()
        with (
            parquet.ParquetWriter(self._stage / "people" / "0.parquet", _PEOPLE, compression="zstd") as people,
            parquet.ParquetWriter(self._stage / "company" / "0.parquet", _COMPANY, compression="zstd") as company,
        ):
            articles = iter(corpus)
            while some := list(islice(articles, AT_ONCE)):
                rows = [
                    (next(number), one.article, one.name, pack_person(one)) for named in some for one in named.people
                ]
                people.write_table(table_of(rows, _PEOPLE))
                company.write_table(table_of([(named.article, sorted(named.company)) for named in some], _COMPANY))


_PEOPLE = pa.schema([("number", pa.int64()), ("article", pa.string()), ("name", pa.string()), ("person", pa.binary())])
_COMPANY = pa.schema([("article", pa.string()), ("words", pa.list_(pa.string()))])
_BLOCKS = pa.schema([("name", pa.string()), ("block", pa.int64())])


def _block(rows: Iterable[tuple[int, int, bytes, list[str]]]) -> Block:
    people: list[Person] = []
    numbers = array("Q")
    company: dict[str, frozenset[str]] = {}
    for _, number, person, words in rows:
        one = unpack_person(person)
        people.append(one)
        numbers.append(number)
        if one.article not in company:
            company[one.article] = frozenset(map(intern, words))
    return Block(people, numbers, company)


# ------------------------------------------------------------------ the extractions of all


class StoredExtractions(Collection[Extraction]):
    """The extractions of a corpus in a Parquet file, in order of the articles' ids; each pass reads them anew."""

    def __init__(self, file: Path) -> None:
        self.by_id = RowsById(file, ("article", "mentions", "statements"), _extraction)

    def __len__(self) -> int:
        return len(self.by_id)

    def __iter__(self) -> Iterator[Extraction]:
        return iter(self.by_id.values())

    def __contains__(self, one: object) -> bool:
        return isinstance(one, Extraction) and self.by_id.get(one.article.id) == one


def _extraction(article: bytes, mentions: bytes, statements: bytes) -> Extraction:
    return Extraction(unpack_article(article), unpack_mentions(mentions), *unpack_statements(statements))


def gather_extractions(stage: Path) -> StoredExtractions:
    """Bring the extractions of all portions into one file, in order of the articles' ids."""
    file = stage / "corpus.parquet"
    fresh = stage / ".corpus.parquet"
    query = """
        SELECT id, article, mentions, statements FROM extractions JOIN articles USING (portion, row, id) ORDER BY id
    """
    with looked_at(stage, "articles", "extractions") as database:
        rows: pa.RecordBatchReader = database.sql(query).to_arrow_reader(AT_ONCE)
        with parquet.ParquetWriter(fresh, rows.schema, compression="zstd") as written:
            for batch in rows:
                written.write_batch(batch, row_group_size=AT_ONCE)
    fresh.replace(file)
    return StoredExtractions(file)


# ------------------------------------------------------------------ statements by what they are about


_KEYED = pa.schema([("key", pa.list_(pa.string())), ("number", pa.int64()), ("statement", pa.binary())])


def grouped_by(stage: Path) -> Grouped:
    """Brings the statements of each key together by sorting them on disk; those of one key are held at a time."""

    def grouped(keyed: Iterable[tuple[Key, Statement]]) -> Iterator[tuple[Key, Sequence[Statement]]]:
        with TemporaryDirectory(dir=stage, prefix="statements-") as made:  # one may be at work within another
            folder = Path(made) / "statements"
            folder.mkdir()
            rows = ((key, number, pack_statement(one)) for number, (key, one) in enumerate(keyed))
            with parquet.ParquetWriter(folder / "0.parquet", _KEYED, compression="zstd") as written:
                while some := list(islice(rows, MANY)):
                    written.write_table(table_of(some, _KEYED))
            with looked_at(folder.parent, "statements") as database:
                cursor = database.execute("SELECT key, statement FROM statements ORDER BY key, number")
                sorted_rows = chain.from_iterable(iter(lambda: cursor.fetchmany(MANY), []))
                for key, members in groupby(sorted_rows, itemgetter(0)):
                    yield tuple(key), [unpack_statement(statement) for _, statement in members]

    return grouped
