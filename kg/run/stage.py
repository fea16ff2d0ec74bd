"""The folder in which several machines leave what they have read and found, as Parquet files that DuckDB reads, too.

    articles/     portion, row, location, id, article    as read, those included that are left out later
    found/        key, value                             what was worked out, kept for the next build
    words/        word, persons, others                  in how many articles a word shows what
    extractions/  portion, row, id, mentions, statements
    mentions/     one row each, by article and index: docs/cluster.md names the columns
    claims/       one row each, its mentions by index

Every folder has one file for each portion of the corpus. A file appears when it is complete, whoever wrote it and
however often: a portion that is done again, because its machine was lost, gives the same rows.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from kg.model import Extraction, LocalClaim, Mention, When

PARTS = ("articles", "found", "words", "extractions", "mentions", "claims")
_TYPES = {
    "portion": pa.int32(), "row": pa.int32(), "location": pa.binary(), "id": pa.string(), "article": pa.binary(),
    "key": pa.binary(), "value": pa.binary(), "word": pa.string(), "persons": pa.int64(), "others": pa.int64(),
    "mentions": pa.binary(), "statements": pa.binary(),
}  # fmt: skip
_COLUMNS = {
    "articles": ("portion", "row", "location", "id", "article"),
    "found": ("key", "value"),
    "words": ("word", "persons", "others"),
    "extractions": ("portion", "row", "id", "mentions", "statements"),
}
_TEXT, _NUMBER, _FLAG = pa.string(), pa.int32(), pa.bool_()
_MENTION = pa.schema(
    [
        ("article", _TEXT),
        ("index", _NUMBER),
        ("start", _NUMBER),
        ("end", _NUMBER),
        ("text", _TEXT),
        ("type", _TEXT),
        ("kind", _TEXT),
        ("gender", _TEXT),
        ("plural", _FLAG),
        ("title", _TEXT),
        ("modifier", _TEXT),
        ("links", pa.list_(pa.struct([("name", _TEXT), ("mention", _NUMBER)]))),
        ("antecedents", pa.list_(_NUMBER)),
        ("local", _TEXT),
        ("government", _FLAG),
    ]
)
_CLAIM = pa.schema(
    [
        ("article", _TEXT),
        ("index", _NUMBER),
        ("type", _TEXT),
        ("subject", _NUMBER),
        ("object", _NUMBER),
        ("status", _TEXT),
        ("sentence", pa.list_(_NUMBER)),
        ("anchor", pa.list_(_NUMBER)),
        ("pattern", _TEXT),
        ("confidence", pa.float64()),
        ("when_start", pa.date32()),
        ("when_end", pa.date32()),
        ("when_text", _TEXT),
        ("place", _NUMBER),
        ("speaker", _NUMBER),
        ("quoted", _FLAG),
        ("details", _TEXT),
        ("reasons", pa.list_(pa.struct([("reason", _TEXT), ("factor", pa.float64())]))),
    ]
)


def prepare(stage: Path, *, fresh: bool) -> None:
    """Make the folders, empty but for what is kept from build to build; `fresh`: without that, too."""
    for part in PARTS:
        if fresh or part != "found":
            shutil.rmtree(stage / part, ignore_errors=True)
        (stage / part).mkdir(parents=True, exist_ok=True)


def forget(stage: Path, portions: int) -> None:
    """Remove what is kept of portions that the corpus no longer has."""
    for file in (stage / "found").glob("*.parquet"):
        if int(file.stem) >= portions:
            file.unlink()


def part(stage: Path, name: str, portion: int) -> Path:
    """The file of a portion."""
    return stage / name / f"{portion:07}.parquet"


def write_rows(stage: Path, name: str, portion: int, rows: Iterable[Sequence[Any]]) -> None:
    """Write a portion's rows, their values in the order of the columns."""
    names = _COLUMNS[name]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [pa.array(column, _TYPES[title]) for title, column in zip(names, columns, strict=True)]
    _write(pa.Table.from_arrays(arrays, names=list(names)), part(stage, name, portion))


def read_rows(stage: Path, name: str, portion: int) -> list[tuple[Any, ...]]:
    """The rows that were written."""
    table = parquet.read_table(part(stage, name, portion), columns=list(_COLUMNS[name]), partitioning=None)
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def write_extractions(stage: Path, portion: int, extractions: Sequence[Extraction]) -> None:
    """Write the mentions and claims of a portion as tables that anybody may query."""
    mentions = [row for one in extractions for row in _mentions(one)]
    claims = [row for one in extractions for row in _claims(one)]
    _write(pa.Table.from_pylist(mentions, _MENTION), part(stage, "mentions", portion))
    _write(pa.Table.from_pylist(claims, _CLAIM), part(stage, "claims", portion))


def _write(table: pa.Table, path: Path) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    parquet.write_table(table, fresh, compression="zstd")
    fresh.replace(path)


def _mentions(extraction: Extraction) -> Iterable[dict[str, Any]]:
    for index, mention in enumerate(extraction.mentions):
        row = _row(Mention, mention)
        links = [{"name": name, "mention": target} for name, target in mention.links]
        yield row | {"article": extraction.article.id, "index": index, "links": links}


def _claims(extraction: Extraction) -> Iterable[dict[str, Any]]:
    for index, claim in enumerate(extraction.claims):
        when = claim.when or When(None, None, "")
        yield _row(LocalClaim, claim) | {
            "article": extraction.article.id,
            "index": index,
            "when_start": when.start,
            "when_end": when.end,
            "when_text": when.text,
            "details": json.dumps(dict(claim.details), ensure_ascii=False, sort_keys=True),
            "reasons": [{"reason": reason, "factor": factor} for reason, factor in claim.reasons],
        }


def _row(kind: type, value: Any) -> dict[str, Any]:  # noqa: ANN401  one of the two
    return {field.name: getattr(value, field.name) for field in fields(kind)}


class Kept:
    """What was worked out for the articles of a portion, in this build or an earlier one."""

    def __init__(self, stage: Path, portion: int) -> None:
        self._stage = stage
        self._portion = portion
        self._rows: dict[bytes, bytes] = {}
        try:
            self._rows.update(read_rows(stage, "found", portion))
        except (OSError, pa.ArrowException):
            self._rows.clear()  # nothing kept, or a damaged file: it costs time

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are there."""
        return {key: self._rows[key] for key in keys if key in self._rows}

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep values."""
        self._rows.update(rows)

    def save(self, keys: Set[bytes] | None = None) -> None:
        """Write what is kept; of these keys alone, where given."""
        rows = [row for row in sorted(self._rows.items()) if keys is None or row[0] in keys]
        write_rows(self._stage, "found", self._portion, rows)
