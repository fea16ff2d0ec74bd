"""Parquet: one article a row."""

from __future__ import annotations

from kg.errors import InputError
from kg.read.fields import told_once
from kg.read.formats.json_files import row
from kg.read.formats.tables import check_columns
from kg.read.inputs import Format, Input, missing
from kg.read.records import Records


def read_parquet(source: Input, groups: range | None = None, first: int = 1) -> Records:
    """The rows of a Parquet file; of some of its row groups, the first row of which has number `first`."""
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415  an extra, and slow to load
    except ImportError as error:
        raise missing(source, "Parquet", "parquet", error) from error
    if source.path is None:
        raise InputError(source.name, "Parquet inside another file: unpack it first")
    try:
        with parquet.ParquetFile(source.path) as table:
            check_columns(table.schema_arrow.names, source.name, source.reading)
            batches = table.iter_batches(batch_size=64, row_groups=groups and list(groups))
            cells = enumerate((cells for batch in batches for cells in batch.to_pylist()), first)
            yield from told_once(
                (row(one, f"{source.name}, row {number}", source) for number, one in cells), source.name
            )
    except FileNotFoundError as error:
        raise InputError(source.name, "no such file or directory") from error
    except (ArrowException, OSError) as error:
        raise InputError(source.name, f"not a readable Parquet file ({str(error).partition('. ')[0]})") from error


FORMAT = Format(
    "Parquet", (".parquet",), read_parquet, lambda head, _: head.startswith(b"PAR1"), module="pyarrow", extra="parquet"
)
