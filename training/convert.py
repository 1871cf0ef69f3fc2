"""Treebanks and name corpora as spaCy training files.

Quotation marks are rewritten to the styles that newsrooms use: the treebanks know few of them, and a parser
that has never seen „ or » cuts sentences at them.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training.converters import conllu_to_docs
from spacy.vocab import Vocab

QUOTES = {'"', "„", "“", "”", "»", "«", "``", "''"}
STYLES = {
    "de": [("„", "“"), ("„", "”"), ("»", "«"), ('"', '"'), ("“", "”")],
    "en": [("“", "”"), ('"', '"'), ("‘", "’"), ("''", "''")],
}
SENTENCES_PER_DOC = 10
MERGED_SUBTOKENS = {"de"}  # spaCy keeps German "im" one token; English "do|n't" is two in both


def read_text(path: Path) -> str:
    """The text of a file, unpacked when its name ends in .gz."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as file:
        return str(file.read())


def restyle_quotes(words: list[str], styles: list[tuple[str, str]], rng: random.Random) -> list[str]:
    """The words with their quotation marks in one randomly chosen style; odd marks are left alone."""
    places = [i for i, word in enumerate(words) if word in QUOTES]
    if not places or len(places) % 2 or rng.random() < 0.3:
        return words
    style = rng.choice(styles)
    restyled = list(words)
    for order, place in enumerate(places):
        restyled[place] = style[order % 2]
    return restyled


def restyle_conllu(text: str, language: str, rng: random.Random) -> str:
    """CoNLL-U text with quotation marks in newsroom styles."""
    blocks = []
    for block in text.strip().split("\n\n"):
        lines = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        words = restyle_quotes([cells[1] for cells in lines], STYLES[language], rng)
        for cells, word in zip(lines, words, strict=True):
            cells[1] = word
        blocks.append("\n".join("\t".join(cells) for cells in lines))
    return "\n\n".join(blocks) + "\n\n"


def syntax_docs(text: str, language: str, sentences: int) -> Iterator[Doc]:
    """Docs with tags, morphology, lemmas and dependencies from CoNLL-U text."""
    merge = language in MERGED_SUBTOKENS
    yield from conllu_to_docs(text, n_sents=sentences, merge_subtokens=merge, no_print=True)


def name_docs(text: str, language: str, rng: random.Random | None) -> Iterator[Doc]:
    """Docs with names from IOB2 text of `word<TAB>tag` lines."""
    vocab = Vocab()
    for block in text.strip().split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line]
        words, tags = [row[0] for row in rows], [row[1] for row in rows]
        if rng:
            words = restyle_quotes(words, STYLES[language], rng)
        yield Doc(vocab, words=words, ents=tags)


def write_docs(docs: Iterable[Doc], path: Path) -> None:
    """Store docs where spaCy's trainer finds them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def convert(gold: Path, language: str, out: Path, seed: int) -> None:
    """Write train and dev files for syntax and names of one language under `out`."""
    rng = random.Random(seed)
    trees = restyle_conllu(read_text(gold / "ud" / f"{language}-train.conllu.gz"), language, rng)
    write_docs(syntax_docs(trees, language, SENTENCES_PER_DOC), out / "syntax-train.spacy")
    dev_trees = read_text(gold / "ud" / f"{language}-dev.conllu.gz")
    write_docs(syntax_docs(dev_trees, language, 1), out / "syntax-dev.spacy")
    for part, part_rng in (("train", rng), ("dev", None)):
        names = read_text(gold / "ner" / f"{language}-{part}.iob2.gz")
        write_docs(name_docs(names, language, part_rng), out / f"names-{part}.spacy")
