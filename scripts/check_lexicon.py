"""Check lexicon tables on their own: `python scripts/check_lexicon.py FILE...`; the table's name says its type."""

from __future__ import annotations

import sys
from pathlib import Path

from depesche.errors import LexiconError
from depesche.lexicon import rows
from depesche.lexicon.tables import Row, read_table

TYPES: dict[str, type[Row]] = {
    "types": rows.TypeRow, "contexts": rows.ContextRow, "composition": rows.CompositionRow,
    "countries": rows.CountryRow, "people": rows.PersonRow, "organisations": rows.OrganisationRow,
    "outlets": rows.OutletRow, "roles": rows.RoleRow, "operators": rows.OperatorRow, "cues": rows.CueRow,
    "classes": rows.ClassRow, "grammar": rows.GrammarRow,
}  # fmt: skip


def main() -> int:
    failed = 0
    for name in sys.argv[1:]:
        path = Path(name)
        row_type = rows.FrameRow if path.parent.name == "frames" else TYPES[path.stem]
        try:
            print(f"{path}: {len(read_table(path, row_type))} entries")
        except LexiconError as error:
            failed += 1
            print(error)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
