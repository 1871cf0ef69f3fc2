"""The exit codes, in one place; docs/cli.md lists them."""

from __future__ import annotations

from enum import IntEnum

from depesche.errors import InputError


class Exit(IntEnum):
    """What the exit code of a command means."""

    OK = 0
    FAILED = 1
    USAGE = 2
    SKIPPED = 3
    INTERRUPTED = 130
    PIPE = 141


MEANINGS: dict[Exit, str] = {
    Exit.OK: "done",
    Exit.FAILED: "failed, or nothing could be coded",
    Exit.USAGE: "the command line is wrong",
    Exit.SKIPPED: "done, but some inputs were skipped",
    Exit.INTERRUPTED: "interrupted (Ctrl-C)",
    Exit.PIPE: "the reader of the output closed it",
}
EPILOG = "Exit codes: " + "; ".join(f"{code.value} {meaning}" for code, meaning in MEANINGS.items()) + "."


class OptionError(InputError):
    """An option's value that cannot be used: the command line is wrong."""
