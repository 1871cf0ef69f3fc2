"""The manual is true: every command, option, exit code, record field and store column is documented, and no other."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
import typer

from depesche import records
from depesche.cli.app import app
from depesche.cli.exits import MEANINGS
from depesche.records import Record
from depesche.store import Store

DOCS = Path(__file__).parent.parent / "docs"
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
RECORDS = [
    kind for _, kind in inspect.getmembers(records, inspect.isclass) if issubclass(kind, Record) and kind is not Record
]


def sections(name: str) -> dict[str, str]:
    """The sections of a page of the manual, by heading of the second level."""
    parts = re.split(r"^## (.+)$", (DOCS / name).read_text(encoding="utf8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def first_cells(section: str) -> list[str]:
    """What stands in backquotes at the beginning of each row of the section's table."""
    return re.findall(r"^\| `([^`]+)` \|", section, flags=re.M)


def columns() -> dict[str, dict[str, str]]:
    """The columns of every table and view of a new store, with their types."""
    sql = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    found: dict[str, dict[str, str]] = {}
    with Store(":memory:") as store:
        for table, column, kind in store.query(sql).rows:
            found.setdefault(table, {})[column] = kind
    return found


COLUMNS = columns()


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_of_the_store_are_documented_with_their_types(table: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| \S.*\|$", sections("store.md")[table], flags=re.M)
    assert dict(rows) == COLUMNS[table]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_fields_of_records_are_documented_in_order(kind: type[Record]) -> None:
    assert first_cells(sections("records.md")[kind.__name__]) == list(kind.__struct_fields__)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_and_their_options_are_documented(command: str) -> None:
    section = sections("cli.md")[f"depesche {command}"]
    wanted = {option for item in COMMANDS[command].params for option in item.opts if option.startswith("-")}
    rows = re.findall(r"^\| (`-.*?`) \|", section, flags=re.M)
    assert {option for row in rows for option in re.findall(r"`([^`]+)`", row)} == wanted - {"--help", "-h"}
    assert f"\ndepesche {command}" in section.split("```sh")[1]


def test_no_command_is_documented_that_is_none() -> None:
    assert [name for name in sections("cli.md") if name.startswith("depesche ")] == [f"depesche {c}" for c in COMMANDS]


def test_exit_codes_are_documented() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", (DOCS / "cli.md").read_text(encoding="utf8"), flags=re.M)
    assert [int(code) for code, _ in rows] == [code.value for code in MEANINGS]
    assert all(text.startswith(meaning) for (_, text), meaning in zip(rows, MEANINGS.values(), strict=True))


def test_values_of_closed_lists_are_documented() -> None:
    fields = sections("records.md")
    lists = {"Event": records.EventType, "Statement": records.StatementType, "Damage": records.DamageKind,
             "Provenance": records.ProvenanceKind, "DateRef": records.DateType}  # fmt: skip
    missing = [value for name, kind in lists.items() for value in kind.__args__ if value not in fields[name]]
    assert missing == []
