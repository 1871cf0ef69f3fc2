"""Find the words that name an outlet or agency as the one whose story this is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from depesche.lexicon.rows import OutletRow
from depesche.mend.boilerplate import normal
from depesche.mend.lines import Line, damage, lines, mention, paragraphs
from depesche.mend.outlets import Outlets
from depesche.mend.rows import BoilerplateRow, Match
from depesche.mend.suffix import split_suffix
from depesche.records import Article, Damage, Mention

# A dateline stands at the beginning of one of the first paragraphs: BERLIN, 5. Januar (dpa) -
DATELINE = re.compile(r"[^()\n]{0,50}\((?P<names>[^()\n]{2,40})\)")
DATELINE_PARAGRAPHS = 4
# A credit is a short line of agencies and initials: ino/dpa, Quelle: dpa, AFP
LONGEST_CREDIT = 80
LABEL = re.compile(r"^(?:[\w ]{1,20}:|©|\()\s*")
BETWEEN = re.compile(r"\s*(?:[/,;&+)(]|\bund\b|\band\b|\bvon\b)\s*")
INITIALS = re.compile(r"[a-z]{1,4}|\d{4}")
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright|urheberrecht)[\s©]*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,:]*(?P<rest>.+)", re.I
)
SOURCE = re.compile(r"(?:original)?(?:source|quelle|artikel|article)[^:\n]{0,20}:\s*(?P<rest>.+)", re.I)
# Names have at most so many words; after a phrase the longest one that is known counts.
LONGEST_NAME = 6


class Credit(NamedTuple):
    """An outlet or agency and the words that name it; words outside the text have no spans."""

    outlet: OutletRow
    evidence: Mention


def origins(
    article: Article, found: Sequence[Damage], table: Sequence[BoilerplateRow], outlets: Outlets
) -> Iterator[Credit]:
    """Outlets whose story it may be, the surest sign first."""
    yield from phrases(article.text, "origin", table, outlets)
    yield from suffixes(article, found, outlets)
    if outlet := outlets.at(article.url):
        yield Credit(outlet, Mention(text=article.url or "", spans=()))
    for part in found:
        if part.kind == "boilerplate":
            yield from labelled(part, outlets)


def suffixes(article: Article, found: Sequence[Damage], outlets: Outlets) -> Iterator[Credit]:
    """The outlet at the end of the headline in the text, or else of the title beside it."""
    suffix = next((part for part in found if part.kind == "outlet-suffix"), None)
    outlet = outlets.named(suffix.note) if suffix else None
    if suffix and outlet:
        yield Credit(outlet, Mention(text=suffix.text, spans=(suffix.span,)))
    elif split := split_suffix(article.title or "", outlets):
        at, outlet = split
        yield Credit(outlet, Mention(text=(article.title or "")[at:], spans=()))


def labelled(found: Damage, outlets: Outlets) -> Iterator[Credit]:
    """The outlet that a copyright or source line names."""
    for pattern in (COPYRIGHT, SOURCE):
        match = pattern.search(found.text)
        outlet = first_name(match["rest"], outlets) if match else None
        if outlet:
            yield Credit(outlet, Mention(text=found.text, spans=(found.span,)))


def agencies(article: Article, table: Sequence[BoilerplateRow], outlets: Outlets) -> Iterator[Credit]:
    """News agencies that the article draws on: datelines, credit lines, phrases, author and publisher."""
    yield from datelines(article.text, outlets)
    for line in lines(article.text):
        yield from credit_line(article.text, line, outlets)
    yield from (credit for credit in phrases(article.text, "agency", table, outlets) if credit.outlet.kind == "agency")
    for name in (article.author, article.publisher):
        for outlet in named_only(name or "", outlets):
            yield Credit(outlet, Mention(text=name or "", spans=()))


def datelines(text: str, outlets: Outlets) -> Iterator[Credit]:
    for paragraph, _ in zip(paragraphs(text), range(DATELINE_PARAGRAPHS), strict=False):
        match = DATELINE.match(paragraph.words)
        for outlet in named_only(match["names"], outlets) if match else ():
            start, end = match.span("names") if match else (0, 0)
            yield Credit(outlet, mention(text, (paragraph.start + start, paragraph.start + end)))


def credit_line(text: str, line: Line, outlets: Outlets) -> Iterator[Credit]:
    if len(line.words) <= LONGEST_CREDIT:
        for outlet in named_only(LABEL.sub("", line.words), outlets):
            yield Credit(outlet, mention(text, (line.start, line.end)))


def find_credits(text: str, table: Sequence[OutletRow], known: Sequence[Damage]) -> list[Damage]:
    """Lines that hold an agency's credit and nothing else, as boilerplate, where they are not `known` already."""
    outlets, seen = Outlets(table), {found.span for found in known}
    credited = [line for line in lines(text) if any(credit_line(text, line, outlets))]
    spans = [(line.start, line.end) for line in credited]
    return [damage(text, span, "boilerplate", "agency credit") for span in spans if span not in seen]


def named_only(words: str, outlets: Outlets) -> list[OutletRow]:
    """The agencies in a list of agencies and initials; none if anything else stands in it."""
    parts = [part for part in BETWEEN.split(words.strip(" .-–—()")) if part.strip()]
    found = [outlets.agency(part) for part in parts]
    others = [part for part, outlet in zip(parts, found, strict=True) if outlet is None]
    return [] if any(not INITIALS.fullmatch(part) for part in others) else [outlet for outlet in found if outlet]


def phrases(text: str, match: Match, table: Sequence[BoilerplateRow], outlets: Outlets) -> Iterator[Credit]:
    """Outlets named right after a phrase of the table."""
    wanted = [row.phrase for row in table if row.match == match]
    if not wanted:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, wanted))})\b[\s:]*(?P<rest>[^\r\n]+)", re.I)
    for found in pattern.finditer(text):
        for part in BETWEEN.split(found["rest"]):
            outlet = first_name(part, outlets)
            if outlet is None:
                break
            yield Credit(outlet, mention(text, (found.start(), found.start("rest") + len(found["rest"].rstrip()))))


def first_name(words: str, outlets: Outlets) -> OutletRow | None:
    """The outlet whose name the words begin with, an article before it apart; the longest name counts."""
    parts = re.sub(r"^(?:der|die|dem|das|den|the)\s+", "", words.strip(), flags=re.I).split()[:LONGEST_NAME]
    names = (" ".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((outlet for name in names if (outlet := outlets.named(normal(name)))), None)
