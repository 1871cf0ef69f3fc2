"""`depesche show`: what a store holds, and a story with its records."""

from __future__ import annotations

from pathlib import Path

from depesche.cli.tables import make_table
from depesche.cli.terminal import console
from depesche.store import Listing, Store

COLUMNS = ("id", "published", "language", "publisher", "title", "events", "statements")


def show_list(path: Path) -> None:
    """The documents of a store, one in a line."""
    with Store(path, read_only=True) as store:
        listings = store.documents()
    console().print(make_table("", COLUMNS, (listing_row(listing) for listing in listings)))


def listing_row(listing: Listing) -> tuple[str, ...]:
    return (
        listing.id[:12], listing.published or "", listing.language, listing.publisher or "",
        listing.title or listing.source or "", str(listing.events), str(listing.statements),
    )  # fmt: skip


def show_story(path: Path, id: str) -> None:
    """A document of a store, by id or the beginning of one."""
    from depesche.cli.story import story

    with Store(path, read_only=True) as store:
        document = store.read_document(id)
    out = console()
    out.print(story(document), soft_wrap=not out.is_terminal)
