"""The tables of a store, as data: column names and DuckDB types. docs/store.md tells what each column means.

Tables have no keys: DuckDB checks keys too early for replacing rows within one transaction, so the writer sees to it
that a document stands once. A change of any table or view needs a new VERSION.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "1"

Columns = dict[str, str]

ENTITY: Columns = {
    "text": "VARCHAR",
    "span_start": "INTEGER",
    "span_end": "INTEGER",
    "name": "VARCHAR",
    "country": "VARCHAR",
    "sectors": "VARCHAR[]",
    "role": "VARCHAR",
    "entity_id": "VARCHAR",
    "via": "VARCHAR",
}
SPANS = "INTEGER[][]"

TABLES: dict[str, Columns] = {
    "meta": {"key": "VARCHAR", "value": "VARCHAR"},
    "documents": {
        "id": "VARCHAR",
        "source": "VARCHAR",
        "title": "VARCHAR",
        "url": "VARCHAR",
        "publisher": "VARCHAR",
        "published": "VARCHAR",
        "language": "VARCHAR",
        "original_publisher": "VARCHAR",
        "agencies": "VARCHAR[]",
        "kind": "VARCHAR",
        "copy_of": "VARCHAR",
        "translation_score": "DOUBLE",
        "depesche": "VARCHAR",
        "lexicon": "VARCHAR",
        "model": "VARCHAR",
        "record": "JSON",
    },
    "events": {
        "document": "VARCHAR",
        "id": "VARCHAR",
        "position": "INTEGER",
        "event_type": "VARCHAR",
        "event_mode": "VARCHAR[]",
        "context": "VARCHAR[]",
        "cameo": "VARCHAR",
        "quad": "INTEGER",
        "score": "DOUBLE",
        "status": "VARCHAR",
        "date_text": "VARCHAR",
        "date_value": "VARCHAR",
        "date_start": "DATE",
        "date_end": "DATE",
        "place_text": "VARCHAR",
        "place_name": "VARCHAR",
        "place_country": "VARCHAR",
        "place_admin1": "VARCHAR",
        "place_lat": "DOUBLE",
        "place_lon": "DOUBLE",
        "place_geoname": "BIGINT",
        "trigger": "VARCHAR",
        "trigger_spans": SPANS,
        "sentence": "INTEGER",
        "sentence_text": "VARCHAR",
        "confidence": "DOUBLE",
        "rule": "VARCHAR",
    },
    "participants": {
        "document": "VARCHAR",
        "event": "VARCHAR",
        "side": "VARCHAR",
        "position": "INTEGER",
        **ENTITY,
    },
    "quantities": {
        "document": "VARCHAR",
        "event": "VARCHAR",
        "position": "INTEGER",
        "text": "VARCHAR",
        "span_start": "INTEGER",
        "span_end": "INTEGER",
        "value": "DOUBLE",
        "unit": "VARCHAR",
    },
    "statements": {
        "document": "VARCHAR",
        "id": "VARCHAR",
        "position": "INTEGER",
        "type": "VARCHAR",
        "medium": "VARCHAR",
        "quote": "VARCHAR",
        "quote_spans": SPANS,
        "speaker": "VARCHAR",
        "speaker_spans": SPANS,
        "cue": "VARCHAR",
        "cue_spans": SPANS,
        "frame": "VARCHAR",
        "frame_spans": SPANS,
        "addressee": "VARCHAR",
        "addressee_spans": SPANS,
        "entity_text": "VARCHAR",
        "entity_name": "VARCHAR",
        "entity_country": "VARCHAR",
        "entity_sectors": "VARCHAR[]",
        "entity_role": "VARCHAR",
        "entity_id": "VARCHAR",
        "entity_via": "VARCHAR",
        "confidence": "DOUBLE",
    },
    "sources": {
        "document": "VARCHAR",
        "record_kind": "VARCHAR",
        "record": "VARCHAR",
        "position": "INTEGER",
        **ENTITY,
    },
    "dates": {
        "document": "VARCHAR",
        "position": "INTEGER",
        "text": "VARCHAR",
        "span_start": "INTEGER",
        "span_end": "INTEGER",
        "type": "VARCHAR",
        "value": "VARCHAR",
        "mod": "VARCHAR",
        "date_start": "DATE",
        "date_end": "DATE",
    },
    "places": {
        "document": "VARCHAR",
        "position": "INTEGER",
        "text": "VARCHAR",
        "span_start": "INTEGER",
        "span_end": "INTEGER",
        "name": "VARCHAR",
        "country": "VARCHAR",
        "admin1": "VARCHAR",
        "lat": "DOUBLE",
        "lon": "DOUBLE",
        "geoname": "BIGINT",
    },
    "entities": {"document": "VARCHAR", "position": "INTEGER", **ENTITY},
    "damage": {
        "document": "VARCHAR",
        "position": "INTEGER",
        "text": "VARCHAR",
        "span_start": "INTEGER",
        "span_end": "INTEGER",
        "kind": "VARCHAR",
        "note": "VARCHAR",
    },
    "skipped": {"source": "VARCHAR", "reason": "VARCHAR"},
}
# Columns that DuckDB computes when asked; nothing is stored twice.
COMPUTED: dict[str, str] = {"documents": "text VARCHAR GENERATED ALWAYS AS (record->>'$.text') VIRTUAL"}
# Tables whose rows belong to a document by their column `document`.
RECORD_TABLES = tuple(name for name, columns in TABLES.items() if "document" in columns)


def create_tables() -> list[str]:
    """The statements that make the tables."""
    return [create_table(name, columns) for name, columns in TABLES.items()]


def create_table(name: str, columns: Columns) -> str:
    lines = [f'"{column}" {kind}' for column, kind in columns.items()]
    lines += [COMPUTED[name]] if name in COMPUTED else []
    return f"CREATE TABLE {name} ({', '.join(lines)})"


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table's stored columns, for bulk inserts."""
    import pyarrow as pa

    kinds = {
        "VARCHAR": pa.string(), "JSON": pa.string(), "DATE": pa.date32(), "DOUBLE": pa.float64(),
        "INTEGER": pa.int32(), "BIGINT": pa.int64(), "VARCHAR[]": pa.list_(pa.string()),
        SPANS: pa.list_(pa.list_(pa.int32())),
    }  # fmt: skip
    return pa.schema([(column, kinds[kind]) for column, kind in TABLES[table].items()])
