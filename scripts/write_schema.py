"""Write docs/document.schema.json, the JSON Schema of the document form, from the records: `make schema`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from depesche.records import json_schema

SCHEMA = Path(__file__).parent.parent / "docs" / "document.schema.json"


def schema_bytes() -> bytes:
    """The file's content: sorted and indented, so that changes show."""
    return msgspec.json.format(msgspec.json.encode(json_schema(), order="sorted"), indent=2) + b"\n"


def main() -> None:
    SCHEMA.write_bytes(schema_bytes())
    print(f"wrote {SCHEMA}")


if __name__ == "__main__":
    main()
