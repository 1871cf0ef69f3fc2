"""Whose story it is: the outlet it comes from, the agencies it draws on, whether it was translated."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from depesche.lexicon.load import ROOT
from depesche.lexicon.rows import OutletRow
from depesche.mend import translation
from depesche.mend.boilerplate import load_boilerplate
from depesche.mend.credits import Credit, agencies, origins
from depesche.mend.outlets import Outlets
from depesche.mend.rows import BoilerplateRow
from depesche.records import Article, Damage, Mention, Provenance, ProvenanceKind

# From this score on a text is called translated: one broken quote, or several weaker signs.
TRANSLATED = 0.6
# Enough for a language identifier.
SAMPLE = 4_000


def find_provenance(article: Article, damage: Sequence[Damage], outlets: Sequence[OutletRow]) -> Provenance:
    """The article's provenance with its evidence; words from title, address or byline have no spans.

    `damage` is what `find_damage` found in the article; `outlets` the rows of `load_outlets`. `translation_score` is
    None when nothing speaks for a translation or the text's language is not known.
    """
    table, index = load_boilerplate(ROOT), Outlets(outlets)
    credits = [c for c in origins(article, damage, table, index) if not index.same(article.publisher, c.outlet)]
    origin = credits[0] if credits else None
    used = list(agencies(article, table, index))
    signs = translation_signs(article, damage, table, origin)
    score = translation.score(signs)
    named = [credit for credit in credits if origin and credit.outlet is origin.outlet]
    return Provenance(
        publisher=article.publisher,
        original_publisher=origin.outlet.name if origin else None,
        agencies=tuple(dict.fromkeys(credit.outlet.name for credit in used)),
        kind=kind_of(article, damage, origin, used, score),
        translation_score=score,
        evidence=unique(chain((c.evidence for c in (*named, *used)), (sign.evidence for sign in signs))),
    )


def translation_signs(
    article: Article, damage: Sequence[Damage], table: Sequence[BoilerplateRow], origin: Credit | None
) -> list[translation.Sign]:
    """The signs of a translation; none where there is nothing to compare, so that most texts cost nothing."""
    if origin is None and not any(found.kind in {"broken-quote", "boilerplate"} for found in damage):
        return []
    language = article.language or guess(article.text)
    return list(translation.signs(language, damage, table, origin)) if language else []


def guess(text: str) -> str | None:
    """The text's language among those we know the outlets' countries of."""
    from py3langid import classify  # takes a second to load, and most texts need none

    language = str(classify(text[:SAMPLE])[0])
    return language if language in translation.HOME else None


def kind_of(
    article: Article, damage: Sequence[Damage], origin: Credit | None, used: Sequence[Credit], score: float | None
) -> ProvenanceKind:
    """Translated, republished, from an agency, or original, in this order."""
    if score is not None and score >= TRANSLATED:
        return "translated"
    if origin and origin.outlet.kind == "outlet" and is_copy(article, damage):
        return "republished"
    return "agency" if used or (origin and origin.outlet.kind == "agency") else "original"


def is_copy(article: Article, damage: Sequence[Damage]) -> bool:
    """Whether the page is another's than the story: a bare text with an outlet's name may be the outlet's own."""
    return article.publisher is not None or any(is_source_link(found) for found in damage)


def is_source_link(found: Damage) -> bool:
    links = ("source site", "source link", "original", "quell")
    return found.kind == "boilerplate" and found.text.strip().casefold().startswith(links)


def unique(mentions: chain[Mention]) -> tuple[Mention, ...]:
    """Each mention once, those in the text first and in its order."""
    return tuple(sorted(dict.fromkeys(mentions), key=lambda found: found.spans or ((1 << 60, 0),)))
