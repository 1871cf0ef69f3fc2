"""`depesche explain`: why each code, or why none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol

from depesche.cli.exits import OptionError
from depesche.cli.output import Format
from depesche.cli.terminal import console

if TYPE_CHECKING:
    from depesche.coder import Coder


class Explains(Protocol):
    """What the command needs of a Coder."""

    def explain(self, text: str, language: str | None = None, published: str | None = None) -> Any:
        """The explanation of a text."""


def run(sentence: str, coder: Explains, format: Format, language: str | None, published: str | None) -> None:
    """Show an explanation as tables, or as JSON."""
    if format not in (Format.table, Format.json):
        raise OptionError(f"an explanation has no form {format.value!r}", "use --format table or json")
    text = sys.stdin.read() if sentence == "-" else sentence
    explanation = coder.explain(text, language=language, published=published)
    if format is Format.json:
        print(explanation.to_json())
        return
    from depesche.explain import render

    out = console()
    out.print(render(explanation), soft_wrap=not out.is_terminal)


def make_coder() -> Coder:
    from depesche.coder import Coder

    return Coder()
