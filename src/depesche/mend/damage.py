"""All damage of an article, from one small finder a kind."""

from __future__ import annotations

from pathlib import Path

from depesche.lexicon.load import ROOT
from depesche.mend.boilerplate import find_boilerplate, load_boilerplate
from depesche.mend.credits import find_credits
from depesche.mend.dateline import find_datelines
from depesche.mend.duplicates import find_duplicates
from depesche.mend.insertions import find_insertions
from depesche.mend.mojibake import find_mojibake
from depesche.mend.outlets import load_outlets
from depesche.mend.suffix import find_suffix
from depesche.mend.truncation import find_truncation
from depesche.records import Article, Damage


def find_damage(article: Article, lexicon_root: Path | None = None) -> tuple[Damage, ...]:
    """What is damaged in `article.text` or foreign to the story, by place; spans of different kinds may overlap.

    `lexicon_root` is the folder with `ontology/boilerplate.tsv` and `actors/outlets.tsv`, the packaged one if None.
    Raises LexiconError when one of the tables is missing or wrong.
    """
    root = lexicon_root or ROOT
    text = article.text
    table = load_boilerplate(root)
    outlets = load_outlets(root)
    boilerplate = find_boilerplate(text, table)
    boilerplate += find_credits(text, outlets, boilerplate)
    found = [
        *boilerplate,
        *find_suffix(text, outlets),
        *find_datelines(text),
        *find_insertions(text),
        *find_duplicates(text),
        *find_mojibake(text),
        *find_truncation(text, boilerplate, table),
    ]
    return tuple(sorted(found, key=lambda damage: (damage.span, damage.kind)))
