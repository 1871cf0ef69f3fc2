"""`depesche code`: articles in, records out."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from depesche.cli.exits import Exit, OptionError
from depesche.cli.output import Format, Sink, open_sinks
from depesche.cli.terminal import progress, safe
from depesche.read.skipped import Skipped
from depesche.records import Document
from depesche.run.local import Codes, code_paths

# Inputs named for each reason; the rest are counted.
NAMED = 5


@dataclass
class Tally:
    """What a run came to."""

    documents: int = 0
    events: int = 0
    statements: int = 0
    without_actor: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def count(self, item: Document | Skipped) -> None:
        if isinstance(item, Skipped):
            self.skipped.append(item)
            return
        self.documents += 1
        self.events += len(item.events)
        self.statements += len(item.statements)
        if not item.entities:
            self.without_actor.append(item.source or item.id[:12])


def run(
    paths: list[str],
    coder: Codes,
    format: Format | None,
    output: Path | None,
    language: str | None,
    published: str | None,
) -> Exit:
    """Code what is at the paths into the output that the options name; tell what was skipped; give the exit code."""
    tally = Tally()
    with open_sinks(format, output, in_a_pipe=Format.jsonl) as sinks:
        coded = code_paths(paths, coder, language, published)
        try:
            fill(sinks, progress(without_output(coded, output), "coding"), tally)
        finally:
            tell(summary(tally))
    if not tally.documents:
        return Exit.FAILED
    return Exit.SKIPPED if tally.skipped else Exit.OK


def fill(sinks: list[Sink], items: Iterable[Document | Skipped], tally: Tally) -> None:
    for item in items:
        for sink in sinks:
            sink.skip(item) if isinstance(item, Skipped) else sink.write(item)
        tally.count(item)


def without_output(items: Iterable[Document | Skipped], output: Path | None) -> Iterator[Document | Skipped]:
    """All but the output itself and DuckDB's log beside it, which may lie in the folder that is read."""
    own = {output.absolute(), output.with_name(f"{output.name}.wal").absolute()} if output else set()
    for item in items:
        if not (isinstance(item, Skipped) and Path(item.source).absolute() in own):
            yield item


# --- what is told on standard error -----------------------------------------------------------------------------


def summary(tally: Tally) -> Iterator[str]:
    """One line on what was coded, one for each reason why something was not, one on texts without actors."""
    if not tally.documents and len(tally.skipped) == 1:
        yield f"depesche: {tally.skipped[0].source}: {tally.skipped[0].reason}"
        return
    counts = (count(tally.documents, "document"), count(tally.events, "event"), count(tally.statements, "statement"))
    yield f"coded {counts[0]}: {counts[1]}, {counts[2]}"
    if tally.without_actor:
        yield f"no actor at all, so no event, in {named(tally.without_actor)}"
    if tally.skipped:
        yield f"skipped {count(len(tally.skipped), 'input')}:"
    for reason, sources in by_reason(tally.skipped).items():
        yield f"  {named(sources)}: {reason}"


def by_reason(skipped: list[Skipped]) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = defaultdict(list)
    for item in skipped:
        reasons[item.reason].append(item.source)
    return reasons


def named(sources: list[str]) -> str:
    """The first few by name, the others by number."""
    more = len(sources) - NAMED
    return ", ".join(sources[:NAMED]) + (f" and {more} more" if more > 0 else "")


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(safe(line), file=sys.stderr)


# --- options ----------------------------------------------------------------------------------------------------


def check_published(value: str | None) -> str | None:
    """An ISO 8601 date, or date and time, in its usual spelling; OptionError for anything else."""
    if value is None:
        return None
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(value.strip()).isoformat()
        except ValueError:
            continue
    raise OptionError(f"the publication date {value!r} is no date", "write it as YYYY-MM-DD, such as 2024-01-21")


def check_language(value: str | None) -> str | None:
    """A language that has a pipeline; OptionError for another, before anything is read."""
    from depesche.language.pipelines import packaged_languages

    known = packaged_languages()
    if value is None or value in known or not known:
        return value
    raise OptionError(f"there is no pipeline for language {value!r}", f"use one of: {', '.join(known)}")


def make_coder() -> Codes:
    from depesche.coder import Coder

    return Coder()
