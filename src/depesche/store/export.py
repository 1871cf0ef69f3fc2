"""Rows of a query as CSV, JSON, JSON Lines or Parquet. All rows, always; `target` is a binary stream."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

# Rows held at once.
CHUNK = 1000


@dataclass(frozen=True)
class Result:
    """Columns and rows of a query. Rows can be read once, unless `fetched`."""

    columns: tuple[str, ...]
    kinds: tuple[str, ...]  # DuckDB's types
    rows: Iterable[tuple[Any, ...]]

    @classmethod
    def of(cls, cursor: duckdb.DuckDBPyConnection) -> Result:
        """What a cursor has to give."""
        names = [str(column[0]) for column in cursor.description]
        return cls(tuple(distinct(names)), tuple(str(column[1]) for column in cursor.description), fetch(cursor))

    def fetched(self) -> Result:
        """The same with all rows in memory."""
        return replace(self, rows=list(self.rows))

    def dicts(self) -> Iterator[dict[str, Any]]:
        """The rows by column name."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


def fetch(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(CHUNK):
        yield from rows


def distinct(names: list[str]) -> Iterator[str]:
    """Column names, the second of the same name as name_1 and so on."""
    seen: set[str] = set()
    for name in names:
        unique, number = name, 0
        while unique in seen:
            number += 1
            unique = f"{name}_{number}"
        seen.add(unique)
        yield unique


def write_csv(result: Result, target: IO[bytes]) -> None:
    """UTF-8, commas, a header line; several values in a cell are separated by `; `."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    try:
        writer.writerow(result.columns)
        writer.writerows([cell(value) for value in row] for row in result.rows)
    finally:
        text.detach()  # the target is the caller's to close


def write_jsonl(result: Result, target: IO[bytes]) -> None:
    """A JSON object a line."""
    for row in result.dicts():
        target.write(to_json(row) + b"\n")


def write_json(result: Result, target: IO[bytes]) -> None:
    """A JSON array of objects."""
    write_array((to_json(row) for row in result.dicts()), target)


def write_array(items: Iterable[bytes], target: IO[bytes]) -> None:
    """JSON values as an indented array, written as they come."""
    before = b"[\n"
    for item in items:
        target.write(before + msgspec.json.format(item, indent=2))
        before = b",\n"
    target.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def write_parquet(result: Result, target: IO[bytes]) -> None:
    """A Parquet file; types as DuckDB gave them, what Arrow has no type for as text."""
    from pyarrow import parquet

    parquet.write_table(to_arrow(result), target)


def to_arrow(result: Result) -> pa.Table:
    import pyarrow as pa

    rows = list(result.rows)
    columns = [[row[i] for row in rows] for i in range(len(result.columns))]
    arrays = [to_array(values, kind) for values, kind in zip(columns, result.kinds, strict=True)]
    return pa.Table.from_arrays(arrays, names=list(result.columns))


def to_array(values: list[Any], kind: str) -> pa.Array:
    """A column; typed by DuckDB's type where all values are missing or empty, else by what is there."""
    import pyarrow as pa

    known = {
        "VARCHAR": pa.string(), "JSON": pa.string(), "DATE": pa.date32(), "DOUBLE": pa.float64(),
        "INTEGER": pa.int32(), "BIGINT": pa.int64(), "BOOLEAN": pa.bool_(), "VARCHAR[]": pa.list_(pa.string()),
        "INTEGER[][]": pa.list_(pa.list_(pa.int32())),
    }  # fmt: skip
    try:
        return pa.array(values, type=known.get(kind))
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pa.array([None if value is None else cell(value) for value in values], type=pa.string())


def cell(value: Any) -> str:
    """A value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if isinstance(value, list | dict | tuple):
        return to_json(value).decode("utf8")
    return str(value)


def to_json(value: Any) -> bytes:
    return msgspec.json.encode(value, enc_hook=str)
