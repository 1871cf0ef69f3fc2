"""From a noun phrase to an Entity: name, country, sectors and office, each step told in `via`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from depesche.actors.draft import Draft
from depesche.actors.names import Match, Name, NameIndex
from depesche.actors.offices import Bearer, Offices
from depesche.actors.phrases import core, distant_appositions, is_close_apposition, phrase
from depesche.actors.reference import References
from depesche.language.features import has, values
from depesche.language.forms import base
from depesche.language.grammar import Argument, Clauses
from depesche.language.spans import span_of
from depesche.records import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from depesche.lexicon.rows import RoleRow
    from depesche.reading import Reading

STANDING: tuple[str, ...] = ("organisation", "country", "seat", "capital", "outlet", "inhabitant")
# Where a country may stand that an office, body or group belongs to.
COUNTRY_PLACES = ("adj", "comp", "poss", "gen", "of", "in", "from", "aus", "von", "for", "für")
PERSON_LABELS = {"PER", "PERSON"}
NAME_LABELS = {"PER", "PERSON", "ORG", "LOC", "GPE"}


class Actors:
    """All that acts in one document; phrases are resolved when first asked for."""

    def __init__(self, reading: Reading, index: NameIndex, offices: Offices) -> None:
        self.doc: Doc = reading.doc
        self.text = reading.text
        self.on = reading.published[:10] if reading.published else None
        self.clauses: Clauses = reading.clauses
        self.words = reading.words
        self.index = index
        self.offices = offices
        self.matches: dict[int, Match] = index.matches(reading.doc)
        self.references = References(self)
        self._drafts: dict[int, Draft] = {}
        self._known_surnames = self._full_names()

    # --- public ------------------------------------------------------------------------------------------------

    def resolve(self, token: Token) -> tuple[Entity, ...]:
        """Who a head stands for: one Entity, or several for "both sides"; words alone when nothing is known."""
        group = self.references.group(token)
        if group:
            span = span_of(phrase(token))
            return tuple(self._entity(draft, span) for draft in group)
        members = self._members(token)
        if members:
            return members
        draft = self.draft(token)
        words = token if draft.antecedent is None else self.doc[draft.antecedent]
        return (self._entity(draft, span_of(phrase(words))),)

    def _members(self, token: Token) -> tuple[Entity, ...]:
        """Several in one phrase: "the foreign ministers of Poland and France", "Danish and German investigators"."""
        draft = self.draft(token)
        if not has(token, "Number", "Plur") or draft.name or not draft.kind:
            return ()
        for place in COUNTRY_PLACES:
            arguments = self.clauses.places(token).get(place, ())
            countries = dict.fromkeys(c for a in arguments if (c := self._argument_country(a)))
            if len(countries) > 1:
                span = span_of(phrase(token))
                return tuple(self._entity(self._member(draft, country), span) for country in countries)
        return ()

    def _member(self, draft: Draft, country: str) -> Draft:
        """One of several: the office holder of that country where the office has one."""
        via = f"{draft.via.partition(';')[0]}; {country} is one of several countries named"
        row = self.offices.holder(country, draft.role, self.on) if draft.role else None
        one = replace(draft, country=country, via=via)
        return replace(one, name=row.name, id=row.id) if row else one

    def resolve_argument(self, argument: Argument) -> tuple[Entity, ...]:
        """Who an argument stands for; the first part of a compound by its own name only."""
        if argument.part is None:
            return self.resolve(argument.token)
        draft = self.part_draft(argument)
        return (self._entity(draft, argument.part),) if draft.country else ()

    def draft(self, token: Token) -> Draft:
        """What is known of the phrase a token heads."""
        if token.i not in self._drafts:
            self._drafts[token.i] = Draft()  # a phrase that leads back to itself knows nothing yet
            self._drafts[token.i] = self._resolve(token)
        return self._drafts[token.i]

    def all(self) -> tuple[Entity, ...]:
        """Every resolved mention, in text order."""
        found: dict[tuple[int, int, str], Entity] = {}
        for token in self.doc:
            if not self._is_head(token):
                continue
            for entity in self._mentions(token):
                if entity.name or entity.sectors or entity.role or (entity.country and self.kind(token) != "thing"):
                    found.setdefault((*entity.span, entity.country or ""), entity)
        return tuple(found[key] for key in sorted(found))

    def _mentions(self, token: Token) -> tuple[Entity, ...]:
        """Who a head stands for, at its own words: a pronoun is a mention of its own."""
        if token.pos_ != "PRON":
            return self.resolve(token)
        return (self._entity(self.draft(token), span_of([token])),)

    def kind(self, token: Token) -> str:
        """person, body, group, country or thing; empty when not known."""
        return self.draft(token).kind

    # --- resolving ---------------------------------------------------------------------------------------------

    def _is_head(self, token: Token) -> bool:
        if token.pos_ not in ("NOUN", "PROPN", "X", "PRON") or is_close_apposition(token):
            return False
        if token.i in self.clauses.times:
            return False
        match = self.matches.get(token.i)
        if match and match.first <= token.head.i <= match.last and token.head.i != token.i:
            return False
        return base(token.dep_) not in ("flat", "compound", "goeswith", "fixed") and token.dep_ != "nmod:desc"

    def _entity(self, draft: Draft, span: tuple[int, int]) -> Entity:
        return Entity(
            text=self.text[span[0] : span[1]], span=span, name=draft.name, country=draft.country,
            sectors=draft.sectors, role=draft.role, id=draft.id, via=draft.via,
        )  # fmt: skip

    def _resolve(self, token: Token) -> Draft:
        if token.pos_ in ("PRON", "DET"):
            return self.references.pronoun(token)
        names = core(token)
        draft = self._person(token, names) or self._standing(token, names)
        if draft is None:
            role = self._role(names)
            draft = self._office(token, names, role) if role else self._plain(token, names)
        return self._with_appositions(token, draft)

    def _person(self, token: Token, names: list[Token]) -> Draft | None:
        """A person of the lexicon, by full name, or by surname where date, office and article leave one."""
        found = [match for match in self._matches(names) if match.of("person", "surname")]
        for match in found:
            people = one_each(match.of("person") or self._bearers(token, match, names))
            if len(people) == 1:
                return self._person_draft(people[0], token, names, match)
            if people and len({p.country for p in people}) == 1 and match.kind == "surname":
                via = f"surname of {len(people)} people of one country"
                return Draft(match.names[0].name.rsplit(" ", 1)[-1], people[0].country, (), None, None, via, "person")
        return None

    def _bearers(self, token: Token, match: Match, names: list[Token]) -> list[Name]:
        """Who may be meant by a bare surname."""
        bearers = match.of("surname")
        written = self.doc[match.last].text
        if token.pos_ not in ("PROPN", "NOUN", "X") or not written[:1].isupper():
            return []
        for form in self.clauses.rules.without_inflection(written):
            if form in self._known_surnames:
                return [name for name in bearers if name.id == self._known_surnames[form]]
        if self._has_other_first_name(match, names):
            return []
        country = self._country(token)
        if country:
            return [name for name in bearers if name.country == country]
        current = [name for name in bearers if self.offices.bearer(name.id, self.on).state in ("in office", "undated")]
        return current or bearers

    def _has_other_first_name(self, match: Match, names: list[Token]) -> bool:
        """A proper name right before the surname that is no title: somebody else's."""
        before = [t for t in names if t.i == match.first - 1]
        return any(t.i not in self.matches and t.pos_ in ("PROPN", "X") and not self._is_title(t) for t in before)

    def _is_title(self, token: Token) -> bool:
        return token.text.endswith(".") or bool(self.clauses.lemmas(token) & self.index.roles.keys())

    def _person_draft(self, name: Name, token: Token, names: list[Token], match: Match) -> Draft:
        bearer = self.offices.bearer(name.id, self.on)
        how = "full name" if match.kind == "person" else "surname"
        if self.on is None:
            return self._undated_person(name, bearer, names, how)
        office = bearer.row.role if bearer.state == "in office" else None
        via = f"{how} of {name.name}, {bearer.state}{' as ' + bearer.row.role if bearer.row.role else ''} on {self.on}"
        return Draft(
            name.name, name.country, bearer.sectors, office, name.id, via, "person", self._gender(token, names)
        )

    def _undated_person(self, name: Name, bearer: Bearer, names: list[Token], how: str) -> Draft:
        """Without a date the article's own title decides the sector; else the sector that all spells share."""
        role = self._role(names)
        sectors = tuple(role.sector) if role else bearer.sectors
        return Draft(
            name.name, name.country, sectors, None, name.id, f"{how} of {name.name}, no date to tell office", "person"
        )

    def _standing(self, token: Token, names: list[Token]) -> Draft | None:
        """A country, capital, seat, body, outlet or inhabitant that the head itself names."""
        match = self.matches.get(token.i)
        candidates = [match] if match else []
        candidates += [m for m in self._matches(names) if m.last >= token.i and m is not match]
        for found in candidates:
            for name in found.names:
                if name.kind in STANDING:
                    return self._standing_draft(name)
        return None

    def _standing_draft(self, name: Name) -> Draft:
        kinds = {"organisation": "body", "outlet": "body", "inhabitant": "group"}
        plain = name.id if name.kind in ("organisation", "outlet") else None
        return Draft(
            name.name,
            name.country,
            name.sectors,
            None,
            plain,
            f"{name.kind} {name.name}",
            kinds.get(name.kind, "country"),
        )

    def _gender(self, token: Token, names: list[Token]) -> str:
        """The grammatical gender of a person's title, where the language has one."""
        return next(iter(values(token, "Gender")), "") if self._role(names) and token.pos_ == "NOUN" else ""

    def _role(self, names: list[Token]) -> RoleRow | None:
        """The office, body or group that the phrase names: by its last such word, which heads it."""
        for match in sorted(self._matches(names), key=lambda match: -match.last):
            for name in match.of("role"):
                return name.role
        return None

    def _office(self, token: Token, names: list[Token], role: RoleRow) -> Draft:
        country, how = self._country(token), "its grammar"
        if country is None:
            country, how = self._coordinated_country(token), "the office it is coordinated with"
        title = self._deputy(token) + role.role
        gender = next(iter(values(token, "Gender")), "") if role.kind == "person" else ""
        draft = Draft(None, country, tuple(role.sector), title, None, f"role {title}", role.kind, gender)
        if country:
            draft = replace(draft, via=draft.step(f"country {country} from {how}"))
        if self._is_former(token):
            return replace(
                draft, sectors=former_sectors(draft.sectors), via=draft.step("former"), name=self._person_name(names)
            )
        person = self._person_name(names)
        if person:
            return self._named_holder(draft, person)
        return self._unnamed_holder(token, draft)

    def _named_holder(self, draft: Draft, person: str) -> Draft:
        """A named office holder the lexicon does not list under this spelling."""
        row = self.offices.variant(person, draft.country, self.on) if draft.country else None
        if row:
            via = draft.step(f"name variant: written {person!r}, meant {row.name!r}")
            return replace(draft, name=row.name, id=row.id, via=via, kind="person")
        return replace(draft, name=person, via=draft.step("name as written"), kind="person")

    def _unnamed_holder(self, token: Token, draft: Draft) -> Draft:
        if draft.country is None:
            return self.references.same_role(token, draft)
        row = self.offices.holder(draft.country, draft.role or "", self.on) if is_singular(token) else None
        if row is None:
            return draft
        return replace(draft, name=row.name, id=row.id, via=draft.step(f"held by {row.name} on {self.on}"))

    def _plain(self, token: Token, names: list[Token]) -> Draft:
        """Neither name nor role of the lexicon: the recogniser's name, and the country its grammar gives."""
        country = self._country(token)
        via = f"country {country} from its grammar" if country else ""
        label = next((t.ent_type_ for t in names if t.ent_type_ in NAME_LABELS), "")
        if not label and token.pos_ == "PROPN":
            name = " ".join(t.text for t in names if t.pos_ in ("PROPN", "NUM", "X"))
            return Draft(
                name, country, (), None, None, f"{via}; proper noun as written" if via else "proper noun as written"
            )
        if not label:
            return Draft(None, country, (), None, None, via, "thing" if country else "")
        name = " ".join(t.text for t in names if t.ent_type_ == label)
        kind = "person" if label in PERSON_LABELS else "body" if label == "ORG" else "place"
        return Draft(name, country, (), None, None, f"{via}; name as written" if via else "name as written", kind)

    def _with_appositions(self, token: Token, draft: Draft) -> Draft:
        """What an apposition after a comma adds: office and country of a person not in the lexicon."""
        if draft.id or (draft.country and draft.sectors):
            return draft
        for other in distant_appositions(token):
            more = self.draft(other)
            if more.country or more.sectors:
                return replace(
                    draft, country=draft.country or more.country, sectors=draft.sectors or more.sectors,
                    role=draft.role or more.role, name=draft.name or more.name, id=more.id,
                    via=draft.step(f"apposition: {more.via}"), kind=draft.kind or more.kind,
                )  # fmt: skip
        return draft

    # --- what modifiers say ------------------------------------------------------------------------------------

    def _matches(self, tokens: list[Token]) -> list[Match]:
        found = {id(self.matches[t.i]): self.matches[t.i] for t in tokens if t.i in self.matches}
        return sorted(found.values(), key=lambda match: match.kind != "person")

    def _country(self, token: Token) -> str | None:
        """The country a phrase belongs to, from adjective, possessor, compound or complement."""
        for place in COUNTRY_PLACES:
            for argument in self.clauses.places(token).get(place, ()):
                country = self._argument_country(argument)
                if country:
                    return country
        for other in core(token):
            match = self.matches.get(other.i)
            names = (
                match.of("adjective", "country", "organisation", "capital") if match and match.last < token.i else []
            )
            if names:
                return names[0].country
        return self._compound_country(token)

    def _coordinated_country(self, token: Token) -> str | None:
        """ "the Russian president and the prime minister": the second office belongs to the first one's country."""
        other = token
        while base(other.dep_) == "conj" and other.head.i < other.i:
            other = other.head
        while is_close_apposition(other) or base(other.dep_) in ("flat", "compound"):
            other = other.head
        if other.i == token.i or other.pos_ not in ("NOUN", "PROPN", "X"):
            return None
        draft = self.draft(other)
        return draft.country if draft.kind in ("person", "body") else None

    def _argument_country(self, argument: Argument) -> str | None:
        if argument.part:
            return self.part_draft(argument).country
        match = self.matches.get(argument.token.i)
        if match and match.kind == "adjective":
            return match.names[0].country
        if match or argument.token.pos_ in ("PRON", "DET"):
            return self.draft(argument.token).country
        if argument.token.pos_ in ("NOUN", "PROPN", "X") and argument.token.i != argument.token.head.i:
            return self.draft(argument.token).country
        return None

    def _compound_country(self, token: Token) -> str | None:
        first, _, rest = token.text.rpartition("-")
        if not first or not rest:
            return None
        for part in first.split("-"):
            for name in self.index.names_of(part):
                if name.country and name.kind in ("country", "organisation", "capital"):
                    return name.country
        return None

    def part_draft(self, argument: Argument) -> Draft:
        """The first part of a compound as a name: "US" in "US-Sanktionen", "Ukraine" in "Ukraine-Hilfe"."""
        if argument.part is None:
            return self.draft(argument.token)
        word = self.text[argument.part[0] : argument.part[1]].strip("-")
        for form in (word, *argument.lemmas):
            for name in self.index.names_of(form):
                if name.kind in STANDING:
                    return Draft(
                        name.name, name.country, name.sectors, None, None, f"part of compound: {name.name}", "country"
                    )
        return Draft()

    def _is_former(self, token: Token) -> bool:
        former = self.words.grammar["former_words"]
        return any(self.clauses.lemmas(c) & former for c in phrase(token) if c.i != token.i) or token.lower_.startswith(
            "ex-"
        )

    def _deputy(self, token: Token) -> str:
        deputy = self.words.grammar["deputy_words"]
        return "deputy_" if any(self.clauses.lemmas(c) & deputy for c in phrase(token) if c.i != token.i) else ""

    def _person_name(self, names: list[Token]) -> str | None:
        """The proper name beside a title, as written."""
        parts = [
            t.text
            for t in names
            if t.i not in self.matches and (t.pos_ in ("PROPN", "X") or t.ent_type_ in PERSON_LABELS)
        ]
        named = [t for t in names if t.ent_type_ in PERSON_LABELS]
        parts = parts or [t.text for t in named if not (m := self.matches.get(t.i)) or m.kind == "surname"]
        return " ".join(parts) if parts and parts[0][:1].isupper() else None

    def _full_names(self) -> dict[str, str]:
        """Surnames whose bearer the article has named in full: surname to person id."""
        known: dict[str, str] = {}
        for match in self.matches.values():
            people = one_each(match.of("person"))
            if len(people) == 1:
                known.setdefault(self.doc[match.last].text, people[0].id)
                known.setdefault(people[0].name.rsplit(" ", 1)[-1], people[0].id)
                known.setdefault(people[0].name.split(" ", 1)[0], people[0].id) if is_family_first(
                    people[0], self.index
                ) else None
        return known


def one_each(names: list[Name]) -> list[Name]:
    """One name a person; who has held offices in several countries or bodies has several."""
    return list({name.id: name for name in reversed(names)}.values())


def is_family_first(name: Name, index: NameIndex) -> bool:
    """Whether the first word of the name is one of its surnames in the lexicon (Kim Jong Un, Choe Son Hui)."""
    return any(n.kind == "surname" and n.id == name.id for n in index.names_of(name.name.split(" ", 1)[0]))


def former_sectors(sectors: tuple[str, ...]) -> tuple[str, ...]:
    return ("ELI", *(s for s in sectors if s != "ELI"))


def is_singular(token: Token) -> bool:
    return not has(token, "Number", "Plur")
