"""The commands and their options. What a command does is in the module of its name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.exits import EPILOG, Exit
from depesche.cli.output import Format

app = typer.Typer(
    name="depesche", help="Turns news into a sourced record of politics: who did and said what, according to whom.",
    epilog=EPILOG, add_completion=False, pretty_exceptions_enable=False,
    rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)  # fmt: skip

Language = Annotated[
    str | None, typer.Option(metavar="xx", help="Language of the text (de, en); found by itself otherwise.")
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Date of publication, YYYY-MM-DD; wins over what a page says of itself."),
]
Form = Annotated[Format | None, typer.Option(help="Form of the output.", show_default=False)]
StorePath = Annotated[Path, typer.Argument(metavar="FILE.duckdb", help="A store that `depesche code -o` has written.")]


def show_version(asked: bool) -> None:
    if asked:
        from depesche.coder import own_version

        print(f"depesche {own_version()}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def depesche(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    del version
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(Exit.USAGE)


@app.command(epilog=EPILOG)
def code(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")],
    published: Published = None,
    language: Language = None,
    format: Form = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a .duckdb, .jsonl, .json, .csv or .parquet file."
        ),
    ] = None,
) -> Exit:
    """Code articles: text or HTML in, events and statements out.

    A terminal gets tables, a pipe gets JSON Lines, unless --format says otherwise. CSV and Parquet have one row per
    event and dyad, as the view plover_events. In a .duckdb file an article that is coded again takes the place of
    what stood there.

    \b
    Examples:
      depesche code article.html
      depesche code articles/ --published 2024-01-21 -o news.duckdb
      cat article.txt | depesche code - --language de --format jsonl
    """
    from depesche.cli import code as command

    published = command.check_published(published)
    language = command.check_language(language)
    return command.run(paths, command.make_coder(), format, output, language, published)


@app.command(epilog=EPILOG)
def show(
    file: StorePath,
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A document's id, or the beginning of it.", show_default=False)
    ] = None,
) -> None:
    """Show what a store holds, or one story with its records.

    \b
    Examples:
      depesche show news.duckdb
      depesche show news.duckdb 14463dd9
    """
    from depesche.cli import show as command

    if id is None:
        command.show_list(file)
    else:
        command.show_story(file, id)


@app.command(epilog=EPILOG)
def query(
    file: StorePath,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A query, or - to read it from standard input.")],
    format: Form = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a .csv, .parquet, .jsonl or .json file."),
    ] = None,
) -> None:
    """Ask a store a question in SQL; the store is not changed.

    A terminal gets a table, a pipe gets CSV, unless --format says otherwise. docs/store.md tells the tables, views
    and columns.

    \b
    Examples:
      depesche query news.duckdb "SELECT * FROM who_did_what"
      depesche query news.duckdb "SELECT * FROM plover_events WHERE actor_country = 'RUS'" -o russia.csv
    """
    from depesche.cli import query as command

    command.run(file, sql, format, output)


@app.command(epilog=EPILOG)
def explain(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="A sentence, or - for standard input.")],
    language: Language = None,
    published: Published = None,
    format: Annotated[Format, typer.Option(help="Form of the output: table or json.")] = Format.table,
) -> None:
    """Explain each code of a sentence, or why none.

    Shows the tokens and their tree, the actors and how they were resolved, the lexicon entries tried and what became
    of each, and what every event rests on.

    \b
    Example:
      depesche explain "Russia thanked North Korea for its support." --language en
    """
    from depesche.cli import code as options
    from depesche.cli import explain as command

    published = options.check_published(published)
    language = options.check_language(language)
    command.run(sentence, command.make_coder(), format, language, published)


@app.command(epilog=EPILOG)
def doctor(
    format: Annotated[Format, typer.Option(help="Form of the output: table or json.")] = Format.table,
) -> Exit:
    """Check the installation and say what is missing.

    Shows versions, pipelines with size and labels, entries of the lexicon, and for what is missing the line that
    installs it. Exit code 1 when something needed is missing.

    \b
    Example:
      depesche doctor
    """
    from depesche.cli import doctor as command

    return command.run(format)
