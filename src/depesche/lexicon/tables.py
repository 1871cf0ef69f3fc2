"""Lexicon tables: tab-separated text with a header line, one entry a line, `#` for comments.

Cells with several values separate them with `|`. A table's columns are the fields of a msgspec Struct, so a wrong
header, an empty cell that must be filled or an unknown value is found on loading and named with file and line.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from depesche.errors import LexiconError


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all table rows; `at` is "file:line", for messages and for an event's `rule`."""

    at: str


RowType = TypeVar("RowType", bound=Row)


def read_table(path: Path, row_type: type[RowType], root: Path | None = None) -> list[RowType]:
    """All rows of a table.

    Raises LexiconError naming file, line, column, value and remedy when the table does not fit `row_type`.
    """
    name = str(path.relative_to(root)) if root else path.name
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except FileNotFoundError:
        raise LexiconError(f"lexicon file {path} is missing", "restore it or reinstall depesche") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{name}: byte {error.start} is not UTF-8", "save the file as UTF-8 text") from None
    numbered = [(i, line) for i, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")]
    if not numbered:
        raise LexiconError(f"{name}: the file has no header line", f"begin it with: {header(row_type)}")
    columns = check_header(name, numbered[0], row_type)
    return [read_row(f"{name}:{i}", line, columns, row_type) for i, line in numbered[1:]]


def header(row_type: type[Row]) -> str:
    """The header line a table of this type begins with, columns separated by spaces."""
    return " ".join(f for f in row_type.__struct_fields__ if f != "at")


def check_header(name: str, numbered: tuple[int, str], row_type: type[Row]) -> list[str]:
    number, line = numbered
    columns = [cell.strip() for cell in line.split("\t")]
    wanted = [f for f in row_type.__struct_fields__ if f != "at"]
    unknown = [c for c in columns if c not in wanted]
    if unknown:
        raise LexiconError(f"{name}:{number}: unknown column {unknown[0]!r}", f"use: {', '.join(wanted)}")
    required = {f.encode_name for f in msgspec.structs.fields(row_type) if f.required} - {"at"}
    missing = sorted(required - set(columns))
    if missing:
        raise LexiconError(f"{name}:{number}: column {missing[0]!r} is missing", f"use: {', '.join(wanted)}")
    return columns


def read_row(at: str, line: str, columns: list[str], row_type: type[RowType]) -> RowType:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(columns):
        raise LexiconError(f"{at}: {len(cells)} cells under {len(columns)} columns", "remove the extra tabs")
    hints = column_types(row_type)
    values: dict[str, Any] = {c: convert_cell(cell, hints[c]) for c, cell in zip(columns, cells, strict=False) if cell}
    try:
        return msgspec.convert({"at": at, **values}, row_type)
    except msgspec.ValidationError as error:
        raise LexiconError(f"{at}: {error}", "correct the cell; docs/lexicon.md lists what each column takes") from None


_types: dict[type[Row], dict[str, Any]] = {}


def column_types(row_type: type[Row]) -> dict[str, Any]:
    if row_type not in _types:
        _types[row_type] = typing.get_type_hints(row_type)
    return _types[row_type]


def convert_cell(cell: str, hint: Any) -> Any:
    """The cell as its column's type wants it: several values as a list, numbers as numbers."""
    if typing.get_origin(hint) is tuple:
        return [part.strip() for part in cell.split("|") if part.strip()]
    if hint in (float, int) or is_optional(hint, float) or is_optional(hint, int):
        return number(cell)
    return cell


def number(cell: str) -> Any:
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell  # msgspec names the column that refuses it


def is_optional(hint: Any, kind: type) -> bool:
    return isinstance(hint, types.UnionType) and kind in typing.get_args(hint)


def tables_in(folder: Path) -> Iterator[Path]:
    """The tables of a folder, in the order of their names."""
    yield from sorted(folder.glob("*.tsv"))
