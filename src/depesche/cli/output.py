"""Where coded documents go: one small class per form. `open_sinks` finds the right ones for the options given."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING

from depesche.cli.exits import OptionError
from depesche.read.skipped import Skipped
from depesche.records import Document

if TYPE_CHECKING:
    from depesche.store import Result

STORES = {".duckdb", ".ddb", ".db"}
EVENTS = "SELECT * FROM plover_events"
# Documents waiting to be written into a store.
WAITING = 50


class Format(StrEnum):
    """The forms output can take."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


class Sink:
    """Takes documents one by one; `close` finishes what must stand complete."""

    def write(self, document: Document) -> None:
        raise NotImplementedError

    def skip(self, skipped: Skipped) -> None:
        """Most forms have no place for what was skipped; it is told on standard error."""

    def close(self) -> None:
        """Nothing to finish, as a rule."""


class LinesSink(Sink):
    """JSON Lines: a document a line, as soon as it is coded."""

    def __init__(self, target: IO[bytes]) -> None:
        self.target = target

    def write(self, document: Document) -> None:
        self.target.write(document.to_json().encode("utf-8") + b"\n")
        self.target.flush()


class ArraySink(Sink):
    """One JSON array of documents."""

    def __init__(self, target: IO[bytes]) -> None:
        self.target = target
        self.before = b"[\n"

    def write(self, document: Document) -> None:
        import msgspec

        self.target.write(self.before + msgspec.json.format(document.to_json().encode("utf-8"), indent=2))
        self.before = b",\n"

    def close(self) -> None:
        self.target.write(b"[]\n" if self.before == b"[\n" else b"\n]\n")


class TableSink(Sink):
    """Tables of events and statements for people."""

    def write(self, document: Document) -> None:
        from depesche.cli.tables import events_table, statements_table
        from depesche.cli.terminal import console, words

        out = console()
        out.print(
            words(" | ".join(part for part in (document.title, document.source, document.id[:12]) if part), "bold")
        )
        for table in (events_table(document), statements_table(document)):
            if table.row_count:
                out.print(table)
        if not document.events and not document.statements:
            out.print("no events, no statements\n")


class StoreSink(Sink):
    """A DuckDB file; what was skipped goes to its table `skipped`."""

    def __init__(self, path: str) -> None:
        from depesche.store import Store

        self.store = Store(path)
        self.documents: list[Document] = []
        self.skipped: list[Skipped] = []

    def write(self, document: Document) -> None:
        self.documents.append(document)
        if len(self.documents) >= WAITING:
            self.flush()

    def skip(self, skipped: Skipped) -> None:
        self.skipped.append(skipped)

    def flush(self) -> None:
        self.store.write_many(self.documents)
        self.documents = []

    def close(self) -> None:
        self.flush()
        self.store.write_skipped(self.skipped)
        self.store.close()


class ExportSink(StoreSink):
    """CSV or Parquet: the rows of the view plover_events, one per event and dyad."""

    def __init__(self, write_rows: Callable[[Result, IO[bytes]], None], target: IO[bytes]) -> None:
        super().__init__(":memory:")
        self.write_rows = write_rows
        self.target = target

    def close(self) -> None:
        self.flush()
        self.write_rows(self.store.query(EVENTS), self.target)
        self.store.close()


# --- choosing ---------------------------------------------------------------------------------------------------


@contextmanager
def open_sinks(format: Format | None, output: Path | None, in_a_pipe: Format) -> Iterator[list[Sink]]:
    """The sinks that the options name, finished and closed at the end, also when the run is interrupted.

    A store is written beside standard output when a format is named too; without options a terminal gets a table, a
    pipe gets `in_a_pipe`.
    """
    with ExitStack() as stack:
        sinks = list(choose_sinks(format, output, in_a_pipe, stack))
        for sink in sinks:
            stack.callback(sink.close)
        yield sinks


def choose_sinks(format: Format | None, output: Path | None, in_a_pipe: Format, stack: ExitStack) -> Iterator[Sink]:
    if output is None:
        shown = format or default_format(in_a_pipe)
        yield make_sink(shown, stdout(shown))
    elif output.suffix.lower() in STORES:
        yield StoreSink(str(output))
        if format:
            yield make_sink(format, stdout(format))
    else:
        named = file_format(format, output)
        yield make_sink(named, stack.enter_context(open_file(output)))


def make_sink(format: Format, target: IO[bytes]) -> Sink:
    from depesche.store import write_csv, write_parquet

    if format is Format.table:
        return TableSink()
    if format is Format.json:
        return ArraySink(target)
    if format is Format.jsonl:
        return LinesSink(target)
    return ExportSink(write_csv if format is Format.csv else write_parquet, target)


def write_result(result: Result, format: Format, target: IO[bytes]) -> None:
    """The rows of a query in one of the forms."""
    from depesche.store import write_csv, write_json, write_jsonl, write_parquet

    if format is Format.table:
        from depesche.cli.tables import result_table
        from depesche.cli.terminal import console

        console().print(result_table(result))
        return
    writers = {
        Format.csv: write_csv, Format.json: write_json, Format.jsonl: write_jsonl, Format.parquet: write_parquet
    }  # fmt: skip
    writers[format](result, target)


def default_format(in_a_pipe: Format) -> Format:
    return Format.table if sys.stdout.isatty() else in_a_pipe


def file_format(format: Format | None, output: Path) -> Format:
    """The form of an output file: as named by --format, else by its suffix."""
    suffix = output.suffix.lower().removeprefix(".")
    known = [form.value for form in Format if form is not Format.table]
    if format is Format.table:
        raise OptionError(f"a table cannot be written to {str(output)!r}", f"use one of --format {', '.join(known)}")
    if format is None and suffix not in known:
        raise OptionError(
            f"the form of {str(output)!r} is not known by its suffix",
            f"end it in .duckdb, .{', .'.join(known)}, or name it with --format",
        )
    return format or Format(suffix)


def open_file(path: Path) -> IO[bytes]:
    try:
        return path.open("wb")
    except OSError as error:
        raise OptionError(f"{str(path)!r} cannot be written ({error.strerror})", "choose another file") from None


def stdout(format: Format) -> IO[bytes]:
    """Standard output for bytes; Parquet is nothing for a terminal."""
    if format is Format.parquet and sys.stdout.isatty():
        raise OptionError("Parquet cannot be shown on a terminal", "write it to a file with -o FILE.parquet")
    sys.stdout.flush()
    return sys.stdout.buffer
