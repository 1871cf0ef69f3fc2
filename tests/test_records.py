"""The records and their JSON form. `make_document` is the hand-made document that other tests use too."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from depesche.records import (
    Damage,
    DateRef,
    Document,
    Entity,
    Event,
    Mention,
    Place,
    Provenance,
    Quantity,
    Record,
    Statement,
    Versions,
    json_schema,
)  # fmt: skip

ROOT = Path(__file__).parent.parent
TEXT = (
    "Putin and Choe Son Hui met in Moscow on 15 January. "
    '"Russia is grateful," KCNA quoted the president as saying. '
    "North Korea sent one million rounds to Russia."
)


def span(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def entity(words: str, **more: Any) -> Entity:
    return Entity(text=words, span=span(words), via="by hand", **more)


def mention(words: str) -> Mention:
    return Mention(text=words, spans=(span(words),))


PUTIN = entity("Putin", name="Vladimir Putin", country="RUS", sectors=("GOV",), role="president", id="vladimir-putin")
CHOE = entity("Choe Son Hui", name="Choe Son Hui", country="PRK", sectors=("GOV",), role="foreign minister")
KCNA = entity("KCNA", name="KCNA", country="PRK", sectors=("JRN",))
KOREA = entity("North Korea", name="North Korea", country="PRK", sectors=("GOV",))
RUSSIA = Entity(text="Russia", span=(TEXT.rindex("Russia"), len(TEXT) - 1), name="Russia", country="RUS")
DAY = DateRef(
    text="15 January", span=span("15 January"), type="DATE", value="2024-01-15", start="2024-01-15", end="2024-01-15"
)
MOSCOW = Place(
    text="Moscow",
    span=span("Moscow"),
    name="Moscow",
    country="RUS",
    admin1="Moscow",
    lat=55.75,
    lon=37.6,
    geoname=524901,
)


def make_events() -> tuple[Event, ...]:
    met = Event(
        id="e1", event_type="CONSULT", event_mode=("multilateral",), context=("diplomatic",), cameo="040", quad=1,
        score=2.5, status="actual", actor=(PUTIN, CHOE), date=DAY, place=MOSCOW, trigger=mention("met"), sentence=0,
        confidence=0.9, rule="en/frames/consult.tsv:3",
    )  # fmt: skip
    rounds = Quantity(text="one million", span=span("one million"), value=1e6, unit="round")
    sent = Event(
        id="e2", event_type="AID", context=("military", "diplomatic"), quad=2, score=10.0, status="actual",
        actor=(KOREA,), recipient=(RUSSIA,), quantities=(rounds,), trigger=mention("sent"), sentence=2,
        sources=(KCNA, PUTIN), confidence=0.7, rule="en/frames/aid.tsv:9",
    )  # fmt: skip
    return met, sent


def make_document(id: str = "a1" * 32, **changes: Any) -> Document:
    """A document with at least one of every record."""
    said = Statement(
        id="s1", type="Direct", medium="speech", quote=mention("Russia is grateful"), speaker=mention("the president"),
        cue=mention("quoted"), frame=mention("KCNA quoted the president as saying"), entity=PUTIN, sources=(KCNA,),
        confidence=0.8,
    )  # fmt: skip
    document = Document(
        id=id, text=TEXT, title="A [bold] meeting", url="https://example.org/1", publisher="Example",
        published="2024-01-21", language="en", sentences=((0, 51), (52, 110), (111, len(TEXT))),
        events=make_events(), statements=(said,),
        dates=(DAY,), places=(MOSCOW,), entities=(PUTIN, CHOE, KCNA, KOREA, RUSSIA),
        provenance=Provenance(publisher="Example", agencies=("KCNA",), kind="agency", evidence=(mention("KCNA"),)),
        damage=(Damage(text="rounds", span=span("rounds"), kind="insertion", note="by hand"),), source="one.txt",
        versions=Versions(depesche="0.1.0", lexicon="abc", model="en_depesche-0.1.0+def"),
    )  # fmt: skip
    return replace(document, **changes)


def test_spans_of_the_hand_made_document_hold_its_words() -> None:
    document = make_document()
    spanned = [*document.entities, *document.dates, *document.places, *document.damage]
    assert all(TEXT[record.span[0] : record.span[1]] == record.text for record in spanned)


@pytest.mark.parametrize(
    "record", [make_document(), make_document().events[0], make_document().statements[0], PUTIN, DAY, MOSCOW]
)
def test_json_form_gives_the_same_record_back(record: Record) -> None:
    assert type(record).from_json(record.to_json()) == record
    assert type(record).from_dict(record.to_dict()) == record


def test_json_form_is_one_line_with_the_field_names() -> None:
    line = make_document().to_json()
    assert "\n" not in line
    assert list(json.loads(line)) == list(Document.__struct_fields__)


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        PUTIN.name = "somebody"  # type: ignore[misc]


def test_a_wrong_field_is_named() -> None:
    plain = make_document().to_dict() | {"language": 7}
    with pytest.raises(msgspec.ValidationError, match=r"\$\.language"):
        Document.from_dict(plain)


def test_published_schema_is_current() -> None:
    spec = importlib.util.spec_from_file_location("write_schema", ROOT / "scripts" / "write_schema.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (ROOT / "docs" / "document.schema.json").read_bytes() == script.schema_bytes(), "run: make schema"


def test_documents_fit_the_schema() -> None:
    schema = json_schema()
    assert problems(json.loads(make_document().to_json()), schema, schema, "$") == []


def test_what_is_no_document_does_not_fit_the_schema() -> None:
    schema = json_schema()
    plain = json.loads(make_document().to_json())
    plain["events"][0]["status"] = "perhaps"
    del plain["events"][1]["rule"]
    assert {p.split(" ")[0] for p in problems(plain, schema, schema, "$")} == {"$.events[0].status", "$.events[1]"}


# --- as much of JSON Schema as our schema uses ---------------------------------------------------------------------

TYPES = {"string": str, "object": dict, "array": list, "integer": int, "number": (int, float), "null": type(None)}
KNOWN = {"$defs", "$ref", "$schema", "anyOf", "default", "description", "enum", "items", "maxItems", "minItems",
         "prefixItems", "properties", "required", "title", "type"}  # fmt: skip


def problems(value: Any, schema: Any, root: dict[str, Any], at: str) -> list[str]:
    """Where a value does not fit a schema."""
    if not isinstance(schema, dict):
        return [] if schema else [f"{at} is one too many"]
    assert set(schema) <= KNOWN, f"teach this test about {set(schema) - KNOWN}"
    if "$ref" in schema:
        return problems(value, root["$defs"][re.sub(r".*/", "", schema["$ref"])], root, at)
    if "anyOf" in schema:
        tries = [problems(value, option, root, at) for option in schema["anyOf"]]
        return [] if [] in tries else min(tries, key=len)
    return plain_problems(value, schema, root, at)


def plain_problems(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> list[str]:
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at} is {value!r}, not one of {schema['enum']}"]
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return [f"{at} is no {schema['type']}"]
    if isinstance(value, dict):
        return object_problems(value, schema, root, at)
    return list_problems(value, schema, root, at) if isinstance(value, list) else []


def object_problems(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str) -> list[str]:
    found = [f"{at} lacks {name}" for name in schema.get("required", ()) if name not in value]
    for name, part in value.items():
        found += problems(part, schema["properties"].get(name, False), root, f"{at}.{name}")
    return found


def list_problems(value: list[Any], schema: dict[str, Any], root: dict[str, Any], at: str) -> list[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return [f"{at} has {len(value)} items"]
    first = schema.get("prefixItems", [])
    schemas = [*first, *[schema.get("items", True)] * (len(value) - len(first))]
    return [
        p
        for i, (part, s) in enumerate(zip(value, schemas, strict=False))
        for p in problems(part, s, root, f"{at}[{i}]")
    ]
