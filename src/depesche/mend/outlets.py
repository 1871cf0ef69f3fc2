"""Outlets and agencies by name, abbreviation and domain."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from depesche.lexicon.load import ROOT
from depesche.lexicon.rows import OutletRow
from depesche.lexicon.tables import read_table
from depesche.read.html import host


@cache
def load_outlets(root: Path = ROOT) -> tuple[OutletRow, ...]:
    """The table `actors/outlets.tsv` under a lexicon's root; LexiconError when it is missing or wrong."""
    return tuple(read_table(root / "actors" / "outlets.tsv", OutletRow, root))


class Outlets:
    """Outlets, to be asked for by what a page calls them."""

    def __init__(self, table: Iterable[OutletRow]) -> None:
        self._by_name: dict[str, OutletRow] = {}
        self._by_domain: dict[str, OutletRow] = {}
        for row in table:
            for name in (row.name, *row.aliases):
                self._by_name.setdefault(key(name), row)
            for domain in row.domains:
                self._by_domain.setdefault(domain.lower(), row)

    def named(self, name: str | None) -> OutletRow | None:
        """The outlet of this name, alias or domain, article and case apart."""
        plain = key(name or "")
        return self._by_name.get(plain) or self._by_domain.get(plain.removeprefix("www.")) if plain else None

    def agency(self, name: str) -> OutletRow | None:
        """The news agency of this name."""
        row = self.named(name)
        return row if row and row.kind == "agency" else None

    def at(self, url: str | None) -> OutletRow | None:
        """The outlet whose domain, or a domain above it, the address has."""
        parts = (host(url) or "").split(".")
        domains = (".".join(parts[i:]) for i in range(len(parts) - 1))
        return next((self._by_domain[domain] for domain in domains if domain in self._by_domain), None)

    def same(self, name: str | None, row: OutletRow) -> bool:
        """Whether a page's name for itself means this outlet."""
        return self.named(name) is row


def key(name: str) -> str:
    """A name as compared: lower case, single spaces, no `the` before it, no dots or colons after it."""
    return " ".join(name.split()).casefold().strip(' .,:;()"„“”').removeprefix("the ")
