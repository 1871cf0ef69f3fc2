"""Write docs/picture.svg, the picture in README.md: an example article's events and statements as in a terminal.

python scripts/make_picture.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from depesche import Coder
from depesche.cli.story import event_lines, section, statement_lines
from depesche.cli.terminal import words
from depesche.read.html import read_html
from depesche.records import Document

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "en-page.html"
PICTURE = ROOT / "docs" / "picture.svg"
WIDTH = 110
MOST_STATEMENTS = 8

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FONT_FACE = re.compile(r"\s*@font-face\s*\{[^}]*\}")


def lines(document: Document) -> Iterator[Text]:
    """Title, events without their rules, and the first statements."""
    yield words(document.title or "", "bold")
    yield words(f"{document.publisher} | {document.published} | {document.language}", "dim")
    yield from section("Events", (event_lines(event).split("\n")[0] for event in document.events))
    shown, more = document.statements[:MOST_STATEMENTS], len(document.statements) - MOST_STATEMENTS
    yield from section("Statements", (statement_lines(statement) for statement in shown))
    if more > 0:
        yield words(f"... and {more} more", "dim")


def draw(document: Document) -> str:
    """The picture, which asks no other host for a font."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    for line in lines(document):
        console.print(line, highlight=False)
    return without_fonts(console.export_svg(title="depesche show", unique_id="depesche"))


def without_fonts(svg: str) -> str:
    """The SVG in the reader's own monospace font: rich names one that would come over the network."""
    bare = COMMENT.sub("", FONT_FACE.sub("", svg)).replace("Fira Code, monospace", "monospace")
    bare = bare.replace("Fira Code", "monospace").replace("arial", "monospace")
    return "\n".join(line.rstrip() for line in bare.splitlines() if line.strip()) + "\n"


def main() -> None:
    document = Coder().code(read_html(EXAMPLE.read_bytes()))
    PICTURE.write_text(draw(document), encoding="utf8")
    print(f"wrote {PICTURE}")


if __name__ == "__main__":
    main()
