"""What takes a look at the whole corpus, done by DuckDB over the stage's Parquet files: none of it need fit in memory.

Which articles come twice, which words are people's names throughout, all extractions in order of the articles' ids, and
all people by blocks of their names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import parquet

from kg.mention.evidence import MAX_DOUBT, MIN_ARTICLES, CorpusEvidence
from kg.model import Extraction
from kg.resolve.name_blocks import Block, Named, block_of_names
from kg.run.codec import pack_person, unpack_article, unpack_mentions, unpack_person, unpack_statements

AT_ONCE = 256
"""Articles unpacked at once, and in one row group."""
GROUPS = 16
"""Row groups kept for look-ups: some 20 MB."""


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
        while rows := cursor.fetchmany(1000):
            for portion, row, location, ident, first in rows:
                yield Second(portion, row, _text(location), ident, _text(first))


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
        parquet.write_table(_table(rows, _BLOCKS), self._stage / "blocks" / "0.parquet")
        query = """
            SELECT block, number, person, words FROM people JOIN blocks USING (name) JOIN company USING (article)
            ORDER BY block, number
        """
        with looked_at(self._stage, "people", "company", "blocks") as database:
            cursor = database.execute(query)
            rows_by_block = groupby(chain.from_iterable(iter(lambda: cursor.fetchmany(1000), [])), itemgetter(0))
            for _, members in rows_by_block:
                yield _block(list(members))

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
                people.write_table(_table(rows, _PEOPLE))
                company.write_table(_table([(named.article, sorted(named.company)) for named in some], _COMPANY))


_PEOPLE = pa.schema([("number", pa.int64()), ("article", pa.string()), ("name", pa.string()), ("person", pa.binary())])
_COMPANY = pa.schema([("article", pa.string()), ("words", pa.list_(pa.string()))])
_BLOCKS = pa.schema([("name", pa.string()), ("block", pa.int64())])


def _table(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def _block(rows: Sequence[tuple[int, int, bytes, list[str]]]) -> Block:
    people = [unpack_person(person) for _, _, person, _ in rows]
    company = {one.article: frozenset(words) for one, (*_, words) in zip(people, rows, strict=True)}
    return Block(people, [number for _, number, _, _ in rows], company)


# ------------------------------------------------------------------ the extractions of all


class StoredExtractions(Collection[Extraction]):
    """The extractions of a corpus in a Parquet file, in order of the articles' ids; each pass reads them anew."""

    def __init__(self, file: Path) -> None:
        self.by_id = _ById(file)

    def __len__(self) -> int:
        return len(self.by_id)

    def __iter__(self) -> Iterator[Extraction]:
        return iter(self.by_id.values())

    def __contains__(self, one: object) -> bool:
        return isinstance(one, Extraction) and self.by_id.get(one.article.id) == one


class _ById(Mapping[str, Extraction]):
    """Article id → extraction. A look-up reads one row group, of which the last few are kept."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with parquet.ParquetFile(file) as table:
            self._count: int = table.metadata.num_rows
            groups = range(table.metadata.num_row_groups)
            self._ends = [table.read_row_group(number, ["id"]).column("id")[-1].as_py() for number in groups]
        self._read = lru_cache(GROUPS)(self._group)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        with parquet.ParquetFile(self._file) as table:
            for batch in table.iter_batches(columns=["id"]):
                yield from batch.column("id").to_pylist()

    def __getitem__(self, ident: str) -> Extraction:
        number = bisect_left(self._ends, ident)
        row = self._read(number).get(ident) if number < len(self._ends) else None
        if row is None:
            raise KeyError(ident)
        return _extraction(*row)

    def _group(self, number: int) -> dict[str, tuple[bytes, bytes, bytes]]:
        with parquet.ParquetFile(self._file) as table:
            rows = _rows(table.read_row_group(number, _COLUMNS))
            return {ident: (article, mentions, statements) for ident, article, mentions, statements in rows}

    def values(self) -> ValuesView[Extraction]:
        """The extractions, read one after the other."""
        return _Values(self)

    def items(self) -> ItemsView[str, Extraction]:
        """The same with their ids."""
        return _Items(self)

    def passed(self) -> Iterator[Extraction]:
        """One pass over all."""
        with parquet.ParquetFile(self._file) as table:
            for batch in table.iter_batches(batch_size=AT_ONCE, columns=_COLUMNS):
                yield from (_extraction(*row) for _, *row in _rows(batch))


class _Values(ValuesView[Extraction]):
    def __init__(self, of: _ById) -> None:
        super().__init__(of)
        self._of = of

    def __iter__(self) -> Iterator[Extraction]:
        return self._of.passed()


class _Items(ItemsView[str, Extraction]):
    def __init__(self, of: _ById) -> None:
        super().__init__(of)
        self._of = of

    def __iter__(self) -> Iterator[tuple[str, Extraction]]:
        return ((one.article.id, one) for one in self._of.passed())


_COLUMNS = ["id", "article", "mentions", "statements"]


def _rows(table: pa.Table | pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    return zip(*(table.column(name).to_pylist() for name in _COLUMNS), strict=True)


def _extraction(article: bytes, mentions: bytes, statements: bytes) -> Extraction:
    return Extraction(unpack_article(article), unpack_mentions(mentions), *unpack_statements(statements))


def gather_extractions(stage: Path) -> StoredExtractions:
    """Bring the extractions of all portions into one file, in order of the articles' ids."""
    file = stage / "corpus.parquet"
    fresh = stage / ".corpus.parquet"
    query = f"SELECT {', '.join(_COLUMNS)} FROM extractions JOIN articles USING (portion, row, id) ORDER BY id"  # noqa: S608  names
    with looked_at(stage, "articles", "extractions") as database:
        rows: pa.RecordBatchReader = database.sql(query).to_arrow_reader(AT_ONCE)
        with parquet.ParquetWriter(fresh, rows.schema, compression="zstd") as written:
            for batch in rows:
                written.write_batch(batch, row_group_size=AT_ONCE)
    fresh.replace(file)
    return StoredExtractions(file)
