"""Tables of something for each article, in Parquet files by the articles' ids: none of it need fit in memory."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, ItemsView, Iterator, Mapping, MutableMapping, Sequence, ValuesView
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import pyarrow as pa
from pyarrow import parquet

AT_ONCE = 256
"""Articles unpacked at once, and in one row group."""
GROUPS = 16
"""Row groups kept for look-ups: some 20 MB."""
Value = TypeVar("Value")


def table_of(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    """The rows, their values in the order of the columns."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


class RowsById(Mapping[str, Value], Generic[Value]):
    """Id → what `unpack` makes of its row's `columns`. A look-up reads one row group; the last few are kept."""

    def __init__(self, file: Path, columns: Sequence[str], unpack: Callable[..., Value]) -> None:
        self._file = file
        self._columns = ["id", *columns]
        self._unpack = unpack
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

    def __getitem__(self, ident: str) -> Value:
        number = bisect_left(self._ends, ident)
        row = self._read(number).get(ident) if number < len(self._ends) else None
        if row is None:
            raise KeyError(ident)
        return self._unpack(*row)

    def _group(self, number: int) -> dict[str, Sequence[bytes]]:
        with parquet.ParquetFile(self._file) as table:
            return {ident: row for ident, *row in self._rows(table.read_row_group(number, self._columns))}

    def _rows(self, table: pa.Table | pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
        return zip(*(table.column(name).to_pylist() for name in self._columns), strict=True)

    def values(self) -> ValuesView[Value]:
        """The values, read one after the other."""
        return _Values(self)

    def items(self) -> ItemsView[str, Value]:
        """The same with their ids."""
        return _Items(self)

    def passed(self) -> Iterator[tuple[str, Value]]:
        """One pass over all."""
        with parquet.ParquetFile(self._file) as table:
            for batch in table.iter_batches(batch_size=AT_ONCE, columns=self._columns):
                for ident, *row in self._rows(batch):
                    yield ident, self._unpack(*row)


class _Values(ValuesView[Value]):
    def __init__(self, of: RowsById[Value]) -> None:
        super().__init__(of)
        self._of = of

    def __iter__(self) -> Iterator[Value]:
        return (value for _, value in self._of.passed())


class _Items(ItemsView[str, Value]):
    def __init__(self, of: RowsById[Value]) -> None:
        super().__init__(of)
        self._of = of

    def __iter__(self) -> Iterator[tuple[str, Value]]:
        return self._of.passed()


_SCHEMA = pa.schema([("id", pa.string()), ("value", pa.binary())])


class Table(MutableMapping[str, Any]):
    """Article id → a value that JSON can hold, its lists as tuples. Filled in order of ids, each once; then read."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._written = parquet.ParquetWriter(file, _SCHEMA, compression="zstd")
        self._waiting: list[tuple[str, bytes]] = []
        self._rows: RowsById[Any] | None = None

    def __setitem__(self, article: str, value: object) -> None:
        self._waiting.append((article, json.dumps(value, separators=(",", ":"), default=list).encode()))
        if len(self._waiting) == AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._written.write_table(table_of(self._waiting, _SCHEMA))
        self._waiting = []

    def _readable(self) -> RowsById[Any]:
        """The rows, which are complete once somebody reads them."""
        if self._rows is None:
            if self._waiting:
                self._flush()
            self._written.close()
            self._rows = RowsById(self._file, ["value"], lambda value: _frozen(json.loads(value)))
        return self._rows

    def __getitem__(self, article: str) -> Any:  # noqa: ANN401  whatever was put there
        return self._readable()[article]

    def __len__(self) -> int:
        return len(self._readable())

    def __iter__(self) -> Iterator[str]:
        return iter(self._readable())

    def __delitem__(self, article: str) -> None:
        raise TypeError(f"{article}: nothing is taken out of a table")


def _frozen(value: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def tables_in(folder: Path) -> Callable[[str], Table]:
    """New tables by name, as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return lambda name: Table(folder / f"{name}.parquet")
