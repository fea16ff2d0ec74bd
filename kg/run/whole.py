"""What takes a look at the whole corpus, done by DuckDB over the stage's Parquet files: none of it need fit in memory.

Which articles come twice, which words are people's names throughout, and all extractions in order of the articles' ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from pyarrow import parquet

from kg.mention.evidence import MAX_DOUBT, MIN_ARTICLES, CorpusEvidence
from kg.model import Extraction
from kg.run.codec import unpack_article, unpack_mentions, unpack_statements

AT_ONCE = 256
"""Articles unpacked at once."""


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


# ------------------------------------------------------------------ the extractions of all


class StoredExtractions(Collection[Extraction]):
    """The extractions of a corpus in a Parquet file, in order of the articles' ids; each pass reads them anew."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with parquet.ParquetFile(file) as table:
            self._count: int = table.metadata.num_rows

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Extraction]:
        with parquet.ParquetFile(self._file) as table:
            for batch in table.iter_batches(batch_size=AT_ONCE, columns=["article", "mentions", "statements"]):
                for article, mentions, statements in zip(
                    *(column.to_pylist() for column in batch.columns), strict=True
                ):
                    yield Extraction(unpack_article(article), unpack_mentions(mentions), *unpack_statements(statements))

    def __contains__(self, one: object) -> bool:
        return any(one == other for other in self)


def gather_extractions(stage: Path) -> StoredExtractions:
    """Bring the extractions of all portions into one file, in order of the articles' ids."""
    file = stage / "corpus.parquet"
    fresh = stage / ".corpus.parquet"
    query = f"""
        COPY (
            SELECT id, article, mentions, statements
            FROM extractions JOIN articles USING (portion, row, id) ORDER BY id
        ) TO '{str(fresh).replace("'", "''")}' (FORMAT parquet, ROW_GROUP_SIZE 2048)
    """  # noqa: S608  a path, quoted
    with looked_at(stage, "articles", "extractions") as database:
        database.execute(query)
    fresh.replace(file)
    return StoredExtractions(file)
