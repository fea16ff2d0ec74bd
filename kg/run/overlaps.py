"""What articles share, counted by DuckDB over Parquet files: what kg/read/stories.py does in memory, for any number.

Of each article only what stands in its head is held: its label, agencies, publisher and day.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import parquet

from kg.read.stories import (
    MAX_DAYS,
    MAX_HOLDERS,
    MIN_PAIRS,
    MIN_RUNS,
    Compare,
    Overlap,
    Signature,
    agencies_behind,
    overlap_of,
    strongest_first,
)
from kg.run.tables import AT_ONCE, table_of
from kg.run.whole import MANY, looked_at

_HASHES = pa.schema([("hash", pa.uint64()), ("owner", pa.uint32())])
_MEMBERS = pa.schema([("club", pa.string()), ("owner", pa.uint32()), ("day", pa.int32())])
_SHARING = """
    INSERT INTO candidates
    WITH held AS ({held}),
    counted AS (SELECT *, count(*) OVER (PARTITION BY club, hash) AS holders FROM held),
    met AS (
        SELECT a.club, a.owner AS one, b.owner AS other, a.day AS day, b.day AS later
        FROM counted a JOIN counted b ON a.club = b.club AND a.hash = b.hash AND a.owner < b.owner
        WHERE a.holders <= $holders
        UNION ALL
        SELECT club, owner, lead(owner) OVER same, day, lead(day) OVER same FROM counted WHERE holders > $holders
        WINDOW same AS (PARTITION BY club, hash ORDER BY owner)
    ),
    near AS (
        SELECT club, one, other, count(*) AS shared FROM met
        WHERE other IS NOT NULL AND coalesce(abs(day - later) <= $days, true) GROUP BY ALL
    ),
    formulas AS (SELECT club, owner, count(*) AS many FROM counted WHERE holders > $holders GROUP BY ALL)
    SELECT DISTINCT one, other FROM near
    LEFT JOIN formulas a ON a.club = near.club AND a.owner = one
    LEFT JOIN formulas b ON b.club = near.club AND b.owner = other
    WHERE shared >= $least AND shared + least(coalesce(a.many, 0), coalesce(b.many, 0)) >= $reach
"""
"""Pairs of articles of one club that share enough hashes: kg/read/stories.py, `_sharing`, says what is enough."""
_SHARED = """
    SELECT one, other, count(*) AS shared FROM (SELECT DISTINCT one, other FROM candidates)
    JOIN {hashes} a ON a.owner = one JOIN {hashes} b ON b.owner = other AND b.hash = a.hash GROUP BY ALL
"""


def compare_on_disk(stage: Path) -> Compare:
    """Compares articles, which come in order of their ids, in files of the stage."""

    def compare(signatures: Iterable[Signature]) -> tuple[Sequence[Signature], list[Overlap]]:
        heads: list[Signature] = []
        runs, pairs = array("I"), array("I")
        for one in _kept(signatures, stage):
            heads.append(replace(one, runs=array("Q"), pairs=array("Q")))
            runs.append(len(one.runs))
            pairs.append(len(one.pairs))
        _write_members(heads, stage)
        found = (
            overlap_of(
                heads[one],
                heads[other],
                (shared_runs, min(runs[one], runs[other])),
                (shared_pairs, min(pairs[one], pairs[other])),
            )
            for one, other, shared_runs, shared_pairs in _shared(stage)
        )
        return heads, strongest_first(found)

    return compare


def _kept(signatures: Iterable[Signature], stage: Path) -> Iterator[Signature]:
    """The signatures, once their hashes are written."""
    owner = 0
    with ExitStack() as files:
        written = {name: files.enter_context(_writer(stage, name, _HASHES)) for name in ("runs", "pairs")}
        rest = iter(signatures)
        while some := list(islice(rest, AT_ONCE)):
            for name, file in written.items():
                hashes, owners = array("Q"), array("I")
                for number, one in enumerate(some, owner):
                    own = getattr(one, name)
                    hashes.extend(own)
                    owners.extend(array("I", [number]) * len(own))
                columns = [pa.array(hashes, pa.uint64()), pa.array(owners, pa.uint32())]
                file.write_table(pa.Table.from_arrays(columns, schema=_HASHES))
            owner += len(some)
            yield from some


def _writer(stage: Path, name: str, schema: pa.Schema) -> parquet.ParquetWriter:
    (stage / name).mkdir(exist_ok=True)
    return parquet.ParquetWriter(stage / name / "0.parquet", schema, compression="zstd")


def _write_members(heads: Sequence[Signature], stage: Path) -> None:
    """Which articles have an agency behind them, or are by it: each agency is a club."""
    agencies = {agency for one in heads for agency in agencies_behind(one)}
    rows = (
        (club, owner, one.day)
        for owner, one in enumerate(heads)
        for club in sorted({*agencies_behind(one), one.publisher} & agencies)
    )
    with _writer(stage, "members", _MEMBERS) as written:
        while some := list(islice(rows, MANY)):
            written.write_table(table_of(some, _MEMBERS))


def _shared(stage: Path) -> Iterator[tuple[int, int, int, int]]:
    """The numbers of two articles that may share enough, with the runs and the pairs they share."""
    with looked_at(stage, "runs", "pairs", "members") as database:
        database.execute("CREATE TABLE candidates (one UINTEGER, other UINTEGER)")
        _find(database, "SELECT '' AS club, hash, owner, NULL::INTEGER AS day FROM runs", MIN_RUNS // 4, MIN_RUNS)
        _find(database, "SELECT club, hash, owner, day FROM pairs JOIN members USING (owner)", MIN_PAIRS // 3, 0)
        cursor = database.execute(f"""
            SELECT one, other, coalesce(r.shared, 0), coalesce(p.shared, 0)
            FROM (SELECT DISTINCT one, other FROM candidates)
            LEFT JOIN ({_SHARED.format(hashes="runs")}) r USING (one, other)
            LEFT JOIN ({_SHARED.format(hashes="pairs")}) p USING (one, other)
        """)  # noqa: S608  names of our own
        while rows := cursor.fetchmany(MANY):
            yield from rows


def _find(database: duckdb.DuckDBPyConnection, held: str, least: int, reach: int) -> None:
    """Add the pairs that share enough of what `held` selects."""
    bounds = {"holders": MAX_HOLDERS, "days": MAX_DAYS, "least": least, "reach": reach}
    database.execute(_SHARING.format(held=held), bounds)
