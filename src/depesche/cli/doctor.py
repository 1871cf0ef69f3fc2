"""`depesche doctor`: what is installed, what is missing, and the line that installs it."""

from __future__ import annotations

from depesche.cli.checkup import Checkup, ModelFound, examine
from depesche.cli.exits import Exit
from depesche.cli.output import Format
from depesche.cli.tables import make_table
from depesche.cli.terminal import console, words


def run(format: Format = Format.table) -> Exit:
    """Show the state of the installation; FAILED when something needed is missing."""
    checkup = examine()
    if format is Format.json:
        print(checkup.to_json())
    else:
        show(checkup)
    return Exit.FAILED if checkup.missing else Exit.OK


def show(checkup: Checkup) -> None:
    out = console()
    versions = ((name, number or "missing") for name, number in checkup.versions.items())
    out.print(make_table("Versions", ("package", "version"), versions))
    out.print(make_table("Pipelines", ("language", "name", "MB", "labels"), map(model_row, checkup.models)))
    entries = ((table, str(number)) for table, number in checkup.lexicon.items())
    out.print(make_table("Lexicon", ("table", "entries"), entries))
    out.print(make_table("Extras", ("extra", "state"), map(extra_row, checkup.extras.items())))
    for problem in checkup.missing:
        out.print(words(f"missing: {problem}", "red"))
    if not checkup.missing:
        out.print(words("all that is needed is here", "green"))


def model_row(model: ModelFound) -> tuple[str, ...]:
    labels = ", ".join(f"{part} {number}" for part, number in model.labels.items())
    return (model.language, model.name or "missing", f"{model.megabytes:.1f}", labels)


def extra_row(item: tuple[str, tuple[str, ...]]) -> tuple[str, str]:
    extra, missing = item
    state = f"missing {', '.join(missing)}; pip install 'depesche[{extra}]'" if missing else "installed"
    return extra, state
