"""The store: what is written comes back, once, and a file that is none is told in one line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from msgspec.structs import replace

from depesche.errors import StoreError
from depesche.read.skipped import Skipped
from depesche.store import (
    Result,
    Store,
    query,
    read_document,
    write_csv,
    write_documents,
    write_json,
    write_jsonl,
    write_parquet,
)  # fmt: skip
from depesche.store.schema import RECORD_TABLES, TABLES
from test_records import make_document

ONE = make_document("a1" * 32)
TWO = make_document("a2" * 32, source="two.txt", title=None, published=None, versions=None)
BARE = make_document("b0" * 32, events=(), statements=(), dates=(), places=(), entities=(), damage=(), source=None)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return list(store.query(sql).rows)


def sizes(store: Store) -> dict[str, int]:
    return {table: rows(store, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_document_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    assert write_documents(path, [ONE, TWO, BARE]) == 3
    assert [read_document(path, document.id) for document in (ONE, TWO, BARE)] == [ONE, TWO, BARE]


def test_writing_again_replaces_and_never_doubles(store: Store) -> None:
    store.write_many([ONE, TWO])
    before = sizes(store)
    store.write_many([ONE, TWO, ONE])
    assert sizes(store) == before
    store.write(replace(ONE, events=ONE.events[:1], title="New"))
    assert rows(store, f"SELECT count(*) FROM events WHERE document = '{ONE.id}'") == [(1,)]
    assert store.read_document(ONE.id).title == "New"


def test_every_table_has_the_rows_of_the_hand_made_document(store: Store) -> None:
    store.write(ONE)
    assert sizes(store) == {
        "meta": 2, "documents": 1, "events": 2, "participants": 4, "quantities": 1, "statements": 1, "sources": 3,
        "dates": 1, "places": 1, "entities": 5, "damage": 1, "skipped": 0,
    }  # fmt: skip


def test_more_documents_than_one_batch(store: Store) -> None:
    many = (make_document(f"{number:064x}", events=()) for number in range(450))
    assert store.write_many(many) == 450
    assert sizes(store)["documents"] == 450


def test_a_failing_write_leaves_what_stood(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(ONE)
    before = sizes(store)
    store.connection.execute("ALTER TABLE damage RENAME TO elsewhere")
    with pytest.raises(StoreError, match="cannot be written"):
        store.write(replace(ONE, events=()))
    store.connection.execute("ALTER TABLE elsewhere RENAME TO damage")
    assert sizes(store) == before
    assert store.read_document(ONE.id) == ONE


def test_versions_stand_with_the_document(store: Store) -> None:
    store.write(ONE)
    assert rows(store, "SELECT depesche, lexicon, model FROM documents") == [("0.1.0", "abc", "en_depesche-0.1.0+def")]


def test_text_is_computed_from_the_record(store: Store) -> None:
    store.write(ONE)
    assert rows(store, "SELECT text FROM documents") == [(ONE.text,)]


def test_text_with_any_characters(store: Store) -> None:
    odd = replace(ONE, text='a\x00b \x1b[31m "q" \\ 😀', title="x\x00y", sentences=((0, 3),))
    store.write(odd)
    assert store.read_document(odd.id) == odd


def test_a_prefix_names_a_document(store: Store) -> None:
    store.write_many([ONE, TWO, BARE])
    assert store.read_document("b") == BARE


@pytest.mark.parametrize(("id", "words"), [("a", "several documents"), ("f", "has no document 'f'"), ("a%", "no doc")])
def test_a_prefix_that_does_not_name_one_document(store: Store, id: str, words: str) -> None:
    store.write_many([ONE, TWO, BARE])
    with pytest.raises(StoreError, match=words):
        store.read_document(id)


def test_listing_counts_records(store: Store) -> None:
    store.write_many([TWO, ONE])
    found = store.documents()
    assert [(item.id, item.events, item.statements) for item in found] == [(ONE.id, 2, 1), (TWO.id, 2, 1)]


def test_a_skipped_input_is_kept_until_it_gives_a_document(store: Store) -> None:
    store.write_skipped([Skipped(source="one.txt", reason="empty"), Skipped(source="x", reason="old")])
    store.write_skipped([Skipped(source="x", reason="binary")])
    store.write(ONE)
    assert rows(store, "SELECT source, reason FROM skipped") == [("x", "binary")]


# --- views ------------------------------------------------------------------------------------------------------


def test_plover_events_have_a_row_for_each_dyad(store: Store) -> None:
    both = replace(ONE.events[0], id="e3", recipient=(*ONE.events[1].actor, *ONE.events[1].recipient))
    store.write(replace(ONE, events=(both,)))
    dyads = rows(store, "SELECT actor_name, recipient_name FROM plover_events")
    assert dyads == [
        ("Vladimir Putin", "North Korea"), ("Vladimir Putin", "Russia"),
        ("Choe Son Hui", "North Korea"), ("Choe Son Hui", "Russia"),
    ]  # fmt: skip


def test_an_empty_side_is_null_and_nothing_is_invented(store: Store) -> None:
    store.write(replace(ONE, events=(replace(ONE.events[1], actor=(), sources=()),), published="no date"))
    row = next(store.query("SELECT * FROM plover_events").dicts())
    empty = ("actor_name", "actor_country", "event_date", "publication_date", "placename", "sources")
    assert {name: row[name] for name in empty} == dict.fromkeys(empty)
    assert row["recipient_name"] == "Russia"


def test_plover_events_row(store: Store) -> None:
    store.write(ONE)
    first = next(store.query("SELECT * FROM plover_events").dicts())
    assert str(first["event_date"]) == "2024-01-15"
    assert str(first["publication_date"]) == "2024-01-21"
    wanted = {
        "event_id": f"{'a1' * 8}-e1", "event_type": "CONSULT", "event_mode": "multilateral", "intensity": 2.5,
        "quad_code": 1, "contexts": "diplomatic", "actor_name": "Vladimir Putin", "actor_country": "RUS",
        "actor_primary_sector": "GOV", "actor_sectors": ["GOV"], "actor_title": "president", "actor_name_raw": "Putin",
        "placename": "Moscow", "country": "RUS", "geonames_id": 524901, "source": "Example", "language": "en",
        "status": "actual", "sentence": "Putin and Choe Son Hui met in Moscow on 15 January.", "event": "e1",
    }  # fmt: skip
    assert {name: first[name] for name in wanted} == wanted


def test_who_did_what_has_a_row_for_each_event(store: Store) -> None:
    store.write(ONE)
    assert rows(store, "SELECT actor, what, recipient, date, place, according_to FROM who_did_what") == [
        ("Vladimir Putin, Choe Son Hui", "CONSULT-multilateral", None, "2024-01-15", "Moscow", None),
        ("North Korea", "AID", "Russia", None, None, "KCNA; Vladimir Putin"),
    ]


def test_who_said_has_a_row_for_each_statement(store: Store) -> None:
    store.write(ONE)
    assert rows(store, "SELECT speaker, speaker_country, cue, quote, sources FROM who_said") == [
        ("Vladimir Putin", "RUS", "quoted", "Russia is grateful", "KCNA")
    ]


# --- queries and exports ----------------------------------------------------------------------------------------


def test_query_reads_only(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    write_documents(path, [ONE])
    with pytest.raises(StoreError, match="read-only"):
        query(path, "DELETE FROM events")
    assert query(path, "SELECT count(*) FROM events").rows == [(2,)]


@pytest.mark.parametrize("sql", ["SELECT * FROM nowhere", "SELEC 1", "", "SELECT 1/'x'"])
def test_a_failing_query_is_told_in_one_line(store: Store, sql: str) -> None:
    with pytest.raises(StoreError, match="the query") as raised:
        list(store.query(sql).rows)
    assert "\n" not in str(raised.value)


def exported(result: Result, write: Any) -> bytes:
    target = io.BytesIO()
    write(result, target)
    return target.getvalue()


ODD = "SELECT 1 a, 2 a, ['x', 'y'] l, DATE '2024-01-21' d, NULL n, [[1, 2]] s, 3.50::DECIMAL(4,2) p"


def test_csv_has_a_header_and_readable_cells(store: Store) -> None:
    read = list(csv.reader(io.StringIO(exported(store.query(ODD), write_csv).decode())))
    assert read == [["a", "a_1", "l", "d", "n", "s", "p"], ["1", "2", "x; y", "2024-01-21", "", "[[1,2]]", "3.50"]]


def test_json_and_jsonl_have_the_same_rows(store: Store) -> None:
    store.write(ONE)
    sql = "SELECT * FROM plover_events"
    lines = [json.loads(line) for line in exported(store.query(sql), write_jsonl).splitlines()]
    assert json.loads(exported(store.query(sql), write_json)) == lines
    assert len(lines) == 3
    assert json.loads(exported(store.query(f"{sql} WHERE false"), write_json)) == []


def test_integers_beyond_64_bits_are_exported(store: Store) -> None:
    huge = store.query("SELECT 170141183460469231731687303715884105727::HUGEINT AS h").fetched()
    assert b"170141183460469231731687303715884105727" in exported(huge, write_jsonl)
    assert exported(huge, write_parquet)[:4] == b"PAR1"


def test_parquet_keeps_types_also_without_rows(store: Store, tmp_path: Path) -> None:
    store.write(ONE)
    for condition, number in (("true", 3), ("false", 0)):
        path = tmp_path / f"{number}.parquet"
        path.write_bytes(exported(store.query(f"SELECT * FROM plover_events WHERE {condition}"), write_parquet))
        read = duckdb.sql(f"SELECT event_date, actor_sectors, intensity FROM '{path}'")
        assert [str(kind) for kind in read.types] == ["DATE", "VARCHAR[]", "DOUBLE"]
        assert len(read.fetchall()) == number


def test_no_hidden_cap_on_rows(store: Store) -> None:
    assert len(exported(store.query("SELECT * FROM range(5000)"), write_csv).splitlines()) == 5001


# --- files that cannot be used ----------------------------------------------------------------------------------


def no_duckdb(path: Path) -> None:
    path.write_text("hello")


def empty(path: Path) -> None:
    path.touch()


def sqlite(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 5000)


def damaged(path: Path) -> None:
    path.write_bytes(b"12345678DUCK" + b"\xff" * 20_000)


def another_database(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")


def another_version(path: Path) -> None:
    write_documents(path, [])
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")


def another_meta(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE meta (a INTEGER)")
        connection.execute("CREATE TABLE documents (a INTEGER)")


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (no_duckdb, "not a DuckDB file"), (empty, "not a DuckDB file"), (sqlite, "not a DuckDB file"),
        (damaged, "cannot be opened"), (another_database, "no depesche store"), (another_meta, "no depesche store"),
        (another_version, "store of version 99, this depesche reads version 1"), (folder, "is a folder"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_store_of_ours(tmp_path: Path, make: Any, words: str, read_only: bool) -> None:
    path = tmp_path / "x.duckdb"
    make(path)
    with pytest.raises(StoreError, match=words) as raised:
        Store(path, read_only)
    assert "\n" not in str(raised.value)
    assert str(path) in str(raised.value)


def test_a_missing_store_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        Store(tmp_path / "x.duckdb", read_only=True)
    with pytest.raises(StoreError, match="there is no folder"):
        Store(tmp_path / "no" / "x.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_every_record_table_is_emptied_before_it_is_filled() -> None:
    assert set(RECORD_TABLES) == set(TABLES) - {"meta", "documents", "skipped"}
