"""Score the coder against our own gold: pure functions from gold rows and records to figures.

`gold/events_*.tsv` holds one sentence a line with its events, `TYPE[-mode]|status|ACTORS|RECIPIENTS` separated by `;`:
country codes joined by `+`, `-` for none or unknown. A slash separates answers that an analyst may give with equal
right. `gold/actors_*.tsv` holds one mention a line with country, main sector and name (empty: not asked).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from depesche.records import Document, Entity, Event

GOLD = Path(__file__).parent / "gold"
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class GoldEvent:
    """One event as an analyst codes it; each field holds the answers that are right."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    actors: tuple[frozenset[str], ...]
    recipients: tuple[frozenset[str], ...]
    text: str


@dataclass(frozen=True)
class GoldSentence:
    sentence: str
    published: str
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True)
class GoldActor:
    sentence: str
    published: str
    mention: str
    countries: frozenset[str]
    sectors: tuple[str, ...]
    name: str
    country_text: str

    @property
    def span(self) -> tuple[int, int]:
        """The last place where the mention stands as whole words."""
        found = list(re.finditer(rf"(?<!\w){re.escape(self.mention)}(?!\w)", self.sentence))
        return found[-1].span()


@dataclass(frozen=True)
class Counts:
    """Right, wrong and missed, and what follows from them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


# --- reading ---------------------------------------------------------------------------------------------------


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        return [dict(row) for row in rows]


def read_events(language: str) -> list[GoldSentence]:
    rows = read_rows(GOLD / f"events_{language}.tsv")
    return [GoldSentence(row["sentence"], row["published"], parse_events(row["events"])) for row in rows]


def parse_events(cell: str) -> tuple[GoldEvent, ...]:
    return tuple(parse_event(item) for item in cell.split(";") if item.strip())


def parse_event(item: str) -> GoldEvent:
    kind, status, actors, recipients = item.strip().split("|")
    kinds = [alternative.partition("-") for alternative in kind.split("/")]
    return GoldEvent(
        tuple(event_type for event_type, _, _ in kinds), tuple(mode for _, _, mode in kinds),
        tuple(status.split("/")), parties(actors), parties(recipients), item.strip(),
    )  # fmt: skip


def parties(cell: str) -> tuple[frozenset[str], ...]:
    return tuple(NOBODY if side == "-" else frozenset(side.split("+")) for side in cell.split("/"))


def read_actors(language: str) -> list[GoldActor]:
    return [
        GoldActor(
            row["sentence"], row["published"], row["mention"], parties(row["country"])[0],
            tuple("" if sector == "-" else sector for sector in row["sector"].split("/")), row["name"], row["country"],
        )
        for row in read_rows(GOLD / f"actors_{language}.tsv")
    ]  # fmt: skip


# --- events ----------------------------------------------------------------------------------------------------

Fits = Callable[[GoldEvent, Event], bool]


def fits_type(gold: GoldEvent, got: Event) -> bool:
    return got.event_type in gold.types


def fits_mode(gold: GoldEvent, got: Event) -> bool:
    answers = zip(gold.types, gold.modes, strict=True)
    return any(kind == got.event_type and (not mode or mode in got.event_mode) for kind, mode in answers)


def fits_status(gold: GoldEvent, got: Event) -> bool:
    return fits_type(gold, got) and got.status in gold.statuses


def fits_dyad(gold: GoldEvent, got: Event) -> bool:
    """Same type between the same countries; where all take part as equals, either side may name them."""
    if not fits_type(gold, got):
        return False
    acts, suffers = countries(got.actor), countries(got.recipient)
    if NOBODY in gold.recipients and any(len(side) > 1 for side in gold.actors) and acts | suffers in gold.actors:
        return True
    return acts in gold.actors and suffers in gold.recipients


def fits_all(gold: GoldEvent, got: Event) -> bool:
    return fits_status(gold, got) and fits_dyad(gold, got)


MEASURES: dict[str, Fits] = {"type": fits_type, "status": fits_status, "dyad": fits_dyad}


def countries(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(entity.country for entity in entities if entity.country)


def count(gold: Sequence[GoldEvent], got: Sequence[Event], fits: Fits) -> Counts:
    """Pair each gold event with at most one coded event, as many pairs as fit; what fits more strictly pairs first."""
    pairs = [(g, e) for g in range(len(gold)) for e in range(len(got)) if fits(gold[g], got[e])]
    pairs.sort(key=lambda pair: -sum(test(gold[pair[0]], got[pair[1]]) for test in (fits_status, fits_dyad)))
    used_gold: set[int] = set()
    used_got: set[int] = set()
    for g, e in pairs:
        if g not in used_gold and e not in used_got:
            used_gold.add(g)
            used_got.add(e)
    right = len(used_gold)
    return Counts(right, len(got) - right, len(gold) - right)


def score_events(pairs: Iterable[tuple[GoldSentence, Sequence[Event]]]) -> dict[str, Counts]:
    """Counts of each measure over sentences and what was coded in them."""
    total = {name: Counts() for name in MEASURES}
    for sentence, events in pairs:
        for name, fits in MEASURES.items():
            total[name] += count(sentence.events, events, fits)
    return total


def false_alarms(pairs: Iterable[tuple[GoldSentence, Sequence[Event]]]) -> float:
    """The share of sentences without an event in which one was coded."""
    empty = [events for sentence, events in pairs if not sentence.events]
    return sum(bool(events) for events in empty) / max(1, len(empty))


def mode_accuracy(pairs: Iterable[tuple[GoldSentence, Sequence[Event]]]) -> float:
    """Of the gold events with a mode whose type was found, the share whose mode was found too."""
    asked = right = 0
    for sentence, events in pairs:
        for gold in sentence.events:
            found = [event for event in events if fits_type(gold, event)]
            if any(gold.modes) and found:
                asked += 1
                right += any(fits_mode(gold, event) for event in found)
    return right / max(1, asked)


def show(event: Event) -> str:
    """A coded event in the notation of the gold, with its trigger."""
    kind = "-".join((event.event_type, *event.event_mode))
    sides = ("+".join(sorted(countries(side))) or "-" for side in (event.actor, event.recipient))
    return f"{'|'.join((kind, event.status, *sides))} [{event.trigger.text}]"


# --- actors ----------------------------------------------------------------------------------------------------

ASKED = ("country", "sector", "name")


def at_mention(gold: GoldActor, entities: Iterable[Entity]) -> list[Entity]:
    """The entities that stand where the mention stands; of several spans the one that covers it best."""
    begin, end = gold.span
    shared = {e.span: min(end, e.span[1]) - max(begin, e.span[0]) for e in entities}
    near = {span: common for span, common in shared.items() if common > 0}
    if not near:
        return []
    best = max(near, key=lambda span: (near[span], span[0] - span[1]))
    return [e for e in entities if e.span == best]


def judge(gold: GoldActor, document: Document) -> dict[str, bool]:
    """Which questions about a mention were answered rightly; `name` only where the gold has one."""
    found = at_mention(gold, document.entities)
    told = {
        "country": countries(found) in parties(gold.country_text),
        "sector": main_sector(found) in gold.sectors,
    }
    if gold.name:
        told["name"] = any(folded(gold.name) in (folded(e.name or ""), e.id) for e in found)
    return told


def main_sector(found: Sequence[Entity]) -> str:
    return next((entity.sectors[0] for entity in found if entity.sectors), "")


def folded(name: str) -> str:
    """A name without case and accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i")


def score_actors(judged: Iterable[dict[str, bool]]) -> dict[str, float]:
    """Accuracy by question, and of mentions with every answer right."""
    rows = list(judged)
    figures = {q: sum(row[q] for row in rows if q in row) / max(1, sum(q in row for row in rows)) for q in ASKED}
    return {**figures, "all": sum(all(row.values()) for row in rows) / max(1, len(rows))}
