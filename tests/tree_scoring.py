"""Score a pipeline on our own trees: gold tokens for tags, trees and names, running text for the ends of sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from training.corpora import Sentence, read_trees

GOLD = Path(__file__).parent / "gold"
KEYS = {"pos_acc": "UPOS", "lemma_acc": "lemma", "dep_uas": "UAS", "dep_las": "LAS", "ents_f": "names F"}
ENDS = (".", "!", "?", "“", "”", '"', "»", "«")
TOGETHER = 10  # sentences that make a text


def read_gold(language: str) -> list[Sentence]:
    return read_trees(GOLD / f"trees_{language}.conllu", language)


def reference(nlp: Language, sentence: Sentence) -> Doc:
    """The sentence as spaCy's scorer wants it."""
    heads = [i if head < 0 else head for i, head in enumerate(sentence.heads or [])]
    deps = ["ROOT" if dep == "root" else dep or "" for dep in sentence.deps or []]
    return Doc(
        nlp.vocab, sentence.words, spaces=sentence.spaces, pos=[tag or "" for tag in sentence.upos or []],
        lemmas=[lemma or "" for lemma in sentence.lemmas or []], heads=heads, deps=deps, ents=sentence.names,
    )  # fmt: skip


def score_trees(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """UPOS, lemma, UAS, LAS (without punctuation) and names F (all four kinds), gold tokens and sentences given."""
    examples = []
    for sentence in sentences:
        gold = reference(nlp, sentence)
        starts = [i == 0 for i in range(len(gold))]
        examples.append(Example(Doc(nlp.vocab, sentence.words, spaces=sentence.spaces, sent_starts=starts), gold))
    found = nlp.evaluate(examples)
    return {name: round(found[key], 4) for key, name in KEYS.items() if found.get(key) is not None}


def text_of(sentence: Sentence) -> str:
    pairs = zip(sentence.words, [*sentence.spaces[:-1], False], strict=True)
    return "".join(word + " " * space for word, space in pairs)


def score_ends(nlp: Language, sentences: Iterable[Sentence]) -> float:
    """F of the sentences in running text, ten after one another; headlines, which have no end, are left out."""
    texts = [text for sentence in sentences if (text := text_of(sentence)).endswith(ENDS)]
    right = gold = found = 0
    for at in range(0, len(texts), TOGETHER):
        part = texts[at : at + TOGETHER]
        doc = nlp(" ".join(part))
        starts = [sum(len(text) + 1 for text in part[:i]) for i in range(len(part))]
        wanted = {(start, start + len(text)) for start, text in zip(starts, part, strict=True)}
        got = {(sent.start_char, sent.end_char) for sent in doc.sents}
        right, gold, found = right + len(wanted & got), gold + len(wanted), found + len(got)
    return round(2 * right / (gold + found), 4)
