"""Check lexicon tables on their own: `python scripts/check_lexicon.py FILE...`; the table's name says its type."""

from __future__ import annotations

import sys
from pathlib import Path

from depesche.dates.rows import HolidayRow, RuleRow, WordRow
from depesche.errors import LexiconError
from depesche.lexicon import rows
from depesche.lexicon.tables import Row, read_table
from depesche.mend.rows import BoilerplateRow
from depesche.places.rows import PlaceRow

TYPES: dict[str, type[Row]] = {
    "types": rows.TypeRow, "contexts": rows.ContextRow, "composition": rows.CompositionRow,
    "countries": rows.CountryRow, "people": rows.PersonRow, "organisations": rows.OrganisationRow,
    "outlets": rows.OutletRow, "roles": rows.RoleRow, "operators": rows.OperatorRow, "cues": rows.CueRow,
    "classes": rows.ClassRow, "grammar": rows.GrammarRow, "time": WordRow, "time_rules": RuleRow,
    "holidays": HolidayRow, "places": PlaceRow, "boilerplate": BoilerplateRow,
}  # fmt: skip


PER_LANGUAGE: dict[str, type[Row]] = {"contexts": rows.ContextWordsRow, "organisations": rows.OrganisationNameRow}


def row_type_of(path: Path) -> type[Row]:
    """What a line of the table holds, by its folder and name."""
    if path.parent.name == "frames":
        return rows.FrameRow
    if path.parent.name not in ("ontology", "actors") and path.stem in PER_LANGUAGE:
        return PER_LANGUAGE[path.stem]
    return TYPES[path.stem]


def main() -> int:
    failed = 0
    for name in sys.argv[1:]:
        path = Path(name)
        row_type = row_type_of(path)
        try:
            print(f"{path}: {len(read_table(path, row_type))} entries")
        except LexiconError as error:
            failed += 1
            print(error)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
