"""The command line. Each command parses its options and calls a plain function of the library."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from depesche.cli.exits import Exit, OptionError

if TYPE_CHECKING:
    from typer import Typer, TyperException

__all__ = ["Exit", "main"]


def main(arguments: list[str] | None = None) -> int:
    """Run a command line (the process's own by default); gives the exit code, never raises, never shows a trace."""
    from depesche.cli.app import app

    use_utf8()
    try:
        code = invoke(app, sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        return hush()
    except (Exception, KeyboardInterrupt) as error:
        problem, code = outcome(error)
        print(f"depesche: {' '.join(problem.split())}", file=sys.stderr)
    return int(code)


def outcome(error: Exception | KeyboardInterrupt) -> tuple[str, Exit]:
    """What went wrong in words, and the exit code for it."""
    import typer

    from depesche.errors import DepescheError
    from depesche.run.local import fault

    match error:
        case typer.TyperException():
            ended = usage_problem(error), Exit.USAGE
        case OptionError():
            ended = str(error), Exit.USAGE
        case DepescheError():
            ended = str(error), Exit.FAILED
        case KeyboardInterrupt():
            ended = "interrupted", Exit.INTERRUPTED
        case MemoryError():
            ended = "memory is exhausted; give fewer or smaller inputs at once", Exit.FAILED
        case OSError():
            ended = f"{error.strerror or error} ({error.filename or 'output'})", Exit.FAILED
        case _:
            ended = fault(error), Exit.FAILED
    return ended


def invoke(app: Typer, arguments: list[str]) -> int:
    """Run a command line; unlike calling the app, this leaves every exception to us."""
    import typer

    command = typer.main.get_command(app)
    try:
        with command.make_context("depesche", list(arguments)) as context:
            return int(command.invoke(context) or Exit.OK)
    except typer.Exit as wanted:
        return int(wanted.exit_code)


def usage_problem(error: TyperException) -> str:
    """What is wrong with the command line, and where to look."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "depesche"
    problem = error.format_message().replace("Value error, ", "").strip().rstrip(".")
    return f"{problem}; see {command} --help"


def use_utf8() -> None:
    """Data leaves in UTF-8 whatever the locale; a terminal shows a question mark for what it cannot."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and stream.isatty():
            reconfigure(errors="replace")
        elif reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def hush() -> int:
    """Whoever read our output has closed it: stop, and let Python find nothing left to flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(Exit.PIPE)
