"""Consoles and the progress bar: what people see."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import NoReturn, TypeVar

from rich.console import Console
from rich.text import Text

# C0 and C1 controls but for line feed and tab: a web page must not steer the reader's terminal.
CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if code not in (9, 10)} | {13: " "}
# Columns of a table that nobody's terminal limits.
WIDTH_IN_A_PIPE = 160

Item = TypeVar("Item")


class PlainConsole(Console):
    """Rich's console, but a closed pipe is told to the caller instead of ending the process."""

    def on_broken_pipe(self) -> NoReturn:
        """Leave it to `depesche.cli.main`."""
        raise BrokenPipeError


def console() -> Console:
    """Standard output for people; colours on a terminal only."""
    width = None if sys.stdout.isatty() else WIDTH_IN_A_PIPE
    return PlainConsole(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def safe(text: str) -> str:
    """The text, as long as before, without characters that steer a terminal."""
    return text.translate(CONTROLS)


def words(text: str, style: str = "") -> Text:
    """Words of an article or an entry, taken literally, on one line."""
    return Text(" ".join(safe(text).split()), style=style)


def progress(items: Iterable[Item], what: str) -> Iterator[Item]:
    """The items as they come, with a bar on standard error when that is a terminal and none in a pipe."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, description=what)
