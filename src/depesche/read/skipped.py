"""What a reader gives in place of an article it could not read, so that the rest of a run goes on."""

from __future__ import annotations

from depesche.records import Record


class Skipped(Record, frozen=True, kw_only=True):
    """An item that was not read: its path or address, and the reason in one line."""

    source: str
    reason: str
