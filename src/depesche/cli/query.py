"""`depesche query`: SQL over a store."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from depesche.cli.exits import OptionError
from depesche.cli.output import STORES, Format, default_format, file_format, open_file, stdout, write_result
from depesche.store import Store


def run(path: Path, sql: str, format: Format | None, output: Path | None) -> None:
    """Write the rows of a query over a store, which is opened read-only."""
    if output and output.suffix.lower() in STORES:
        raise OptionError(f"a query cannot be written into a store ({str(output)!r})", "use .csv, .parquet or .jsonl")
    sql = sys.stdin.read() if sql == "-" else sql
    shown = file_format(format, output) if output else format or default_format(in_a_pipe=Format.csv)
    with Store(path, read_only=True) as store, ExitStack() as stack:
        result = store.query(sql)
        target = stack.enter_context(open_file(output)) if output else stdout(shown)
        write_result(result, shown, target)
