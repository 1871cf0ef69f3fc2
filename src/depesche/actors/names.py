"""Every name of the lexicon in one index, found in one pass over the tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from depesche.language.rules import LanguageRules
    from depesche.lexicon.load import ActorTables, Words
    from depesche.lexicon.rows import PersonRow, RoleRow

Kind = Literal[
    "country", "adjective", "inhabitant", "capital", "seat", "person", "surname", "organisation", "outlet", "role"
]
# Where two names of one length meet, the surer reading comes first.
ORDER: tuple[Kind, ...] = (
    "person", "organisation", "country", "seat", "capital", "outlet", "role", "inhabitant", "adjective", "surname",
)  # fmt: skip
LOWER_CASE: set[Kind] = {"adjective", "role"}
SHORTEST_ROLE = 4


@dataclass(frozen=True, slots=True)
class Name:
    """What one name of the lexicon stands for; `person` and `surname` are resolved by date later."""

    kind: Kind
    id: str
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: RoleRow | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Names that cover the tokens `first` to `last` (inclusive); several when a surname has several bearers."""

    first: int
    last: int
    names: tuple[Name, ...]

    @property
    def kind(self) -> Kind:
        """The kind of the surest reading."""
        return self.names[0].kind

    def of(self, *kinds: Kind) -> list[Name]:
        """The readings of these kinds."""
        return [name for name in self.names if name.kind in kinds]


class NameIndex:
    """Names of one language by their first word. Proper names match in their case, lemmas in lower case."""

    def __init__(self, words: Words, actors: ActorTables, rules: LanguageRules) -> None:
        self._rules = rules
        self._exact: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
        self._lower: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
        self.roles: dict[str, RoleRow] = {}
        for form, name in self._all(words, actors):
            self._insert(form, name)

    def _insert(self, form: str, name: Name) -> None:
        if name.kind in LOWER_CASE:
            parts = tuple(form.lower().split())
            self._lower[parts[0]].append((parts, name))
            return
        for written in self._rules.inflected(form):
            parts = tuple(written.split())
            self._exact[parts[0]].append((parts, name))

    def _all(self, words: Words, actors: ActorTables) -> Iterator[tuple[str, Name]]:
        yield from self._countries(words)
        for role in words.roles:
            name = Name("role", role.role, role.role, None, tuple(role.sector), role)
            for lemma in role.lemma:
                self.roles.setdefault(lemma.lower(), role)
                yield lemma, name
        for organisation in actors.organisations:
            own = words.organisations.get(organisation.id, ())
            entry = Name(
                "organisation", organisation.id, organisation.name, organisation.code, tuple(organisation.sectors)
            )
            yield from ((form, entry) for form in {organisation.name, *own})
        for outlet in actors.outlets:
            entry = Name("outlet", outlet.id, outlet.name, outlet.country, outlet_sectors(outlet.owner))
            yield from ((form, entry) for form in {outlet.name, *outlet.aliases})
        yield from people_names(actors)

    def _countries(self, words: Words) -> Iterator[tuple[str, Name]]:
        for row in words.countries:
            canonical = row.name[0]
            columns: list[tuple[Kind, tuple[str, ...], tuple[str, ...]]] = [
                ("country", row.name, ()),
                ("adjective", row.adjective, ()),
                ("inhabitant", row.inhabitant, ("CVL",)),
                ("capital", row.capital, ("GOV",)),
                ("seat", row.seat, ("GOV",)),
            ]
            for kind, forms, sectors in columns:
                for form in forms:
                    yield form, Name(kind, row.code, canonical, row.code, sectors)

    def matches(self, doc: Doc) -> dict[int, Match]:
        """The longest match at each token it covers; matches do not overlap."""
        found: dict[int, Match] = {}
        i = 0
        while i < len(doc):
            match = self._longest(doc, i)
            if match is None:
                i += 1
                continue
            found.update(dict.fromkeys(range(match.first, match.last + 1), match))
            i = match.last + 1
        return found

    def _longest(self, doc: Doc, i: int) -> Match | None:
        best: dict[int, list[Name]] = defaultdict(list)
        token = doc[i]
        for form in self._rules.without_inflection(token.text):
            self._extend(doc, i, self._exact.get(form, ()), best)
        for form in self._rules.lemmas(token):
            self._extend(doc, i, self._lower.get(form, ()), best)
        if not best:
            return self._hyphenated(token)
        length = max(best)
        names = dict.fromkeys(sorted(best[length], key=lambda name: ORDER.index(name.kind)))
        return Match(i, i + length - 1, tuple(names))

    def _extend(
        self, doc: Doc, i: int, entries: Iterable[tuple[tuple[str, ...], Name]], best: dict[int, list[Name]]
    ) -> None:
        for parts, name in entries:
            if i + len(parts) > len(doc):
                continue
            if all(self._fits(doc[i + k], part, name.kind) for k, part in enumerate(parts[1:], 1)):
                best[len(parts)].append(name)

    def _fits(self, token: Token, part: str, kind: Kind) -> bool:
        if kind in LOWER_CASE:
            return part in self._rules.lemmas(token)
        return part in self._rules.without_inflection(token.text)

    def _hyphenated(self, token: Token) -> Match | None:
        """A role as the last part of a compound: "US-Außenminister", "Regierungssprecher"."""
        role = self.compound_role(token)
        if role is None:
            return None
        return Match(token.i, token.i, (Name("role", role.role, role.role, None, tuple(role.sector), role),))

    def compound_role(self, token: Token) -> RoleRow | None:
        """The role whose lemma is the longest last part of a compound noun."""
        if token.pos_ not in ("NOUN", "PROPN", "X"):
            return None
        for lemma in self._rules.lemmas(token):
            for cut in range(1, len(lemma) - SHORTEST_ROLE):
                role = self.roles.get(lemma[cut:].lstrip("-"))
                if role and self._rules.compound_split(lemma, lemma[cut:].lstrip("-")):
                    return role
        return None

    def names_of(self, form: str) -> list[Name]:
        """The names a single form has, for parts of compounds ("US", "ukraine")."""
        variants = {form, form.capitalize(), form.upper()}
        return [n for v in variants for parts, n in self._exact.get(v, ()) if len(parts) == 1]


def people_names(actors: ActorTables) -> Iterator[tuple[str, Name]]:
    """Full names and, from their last words and from one-word aliases, surnames; one name a person and country."""
    seen: set[tuple[str, str, str]] = set()
    for row in actors.people:
        for form in (row.name, *row.aliases):
            parts = form.split()
            if len(parts) > 1:
                yield from new_name(seen, form, "person", row)
            yield from new_name(seen, parts[-1], "surname", row)


def new_name(seen: set[tuple[str, str, str]], form: str, kind: Kind, row: PersonRow) -> Iterator[tuple[str, Name]]:
    key = (form, row.id, row.country)
    if key not in seen:
        seen.add(key)
        yield form, Name(kind, row.id, row.name, row.country)


def outlet_sectors(owner: str) -> tuple[str, ...]:
    return ("JRN", "GOV") if owner == "state" else ("JRN",)
