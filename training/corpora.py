"""Treebanks, tagged sentences and name corpora as one kind of training sentence.

What a corpus does not annotate is None, so that one network can learn from all of them.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.training.converters import conllu_to_docs

from depesche.language.network.scripts import apply_script

MERGED_SUBTOKENS = {"de"}  # spaCy keeps German "im" one token; English "do|n't" is two in both
Feats = dict[str, str]


@dataclass(slots=True)
class Sentence:
    """One training sentence; heads count from 0, root -1. A layer or value is None where nobody annotated it."""

    words: list[str]
    source: str
    upos: list[str | None] | None = None
    xpos: list[str | None] | None = None
    feats: list[Feats | None] | None = None
    lemmas: list[str | None] | None = None
    heads: list[int] | None = None
    deps: list[str | None] | None = None
    names: list[str] | None = None
    spaces: list[bool] = field(default_factory=list)


def read_text(path: Path) -> str:
    """The text of a file, unpacked when its name ends in .gz."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as file:
        return str(file.read())


def read_trees(path: Path, language: str) -> list[Sentence]:
    """The sentences of a CoNLL-U file, cut into tokens as spaCy cuts them.

    A comment `# automatic = XPOS FEATS` names the columns that no person has read; they are not learnt. With a comment
    `# names = yes`, MISC has the names as NER=B-PER and so on.
    """
    blocks = read_text(path).strip().split("\n\n")
    merge = language in MERGED_SUBTOKENS
    docs = conllu_to_docs("\n\n".join(blocks) + "\n\n", n_sents=1, merge_subtokens=merge, no_print=True)
    return [_sentence(doc, block) for doc, block in zip(docs, blocks, strict=True)]


def _comment(block: str, key: str) -> str:
    start = f"# {key} = "
    return next((line.removeprefix(start) for line in block.splitlines() if line.startswith(start)), "")


def _sentence(doc: Doc, block: str) -> Sentence:
    automatic = _comment(block, "automatic")
    return Sentence(
        words=[t.text for t in doc],
        source=_comment(block, "sent_id"),
        upos=[t.pos_ or None for t in doc],
        xpos=None if "XPOS" in automatic else [t.tag_ if t.tag_ not in ("", "_") else None for t in doc],
        feats=None if "FEATS" in automatic else [t.morph.to_dict() for t in doc],
        lemmas=[t.lemma_ if t.lemma_ not in ("", "_") else None for t in doc],
        heads=[-1 if t.head.i == t.i else t.head.i for t in doc],
        deps=["root" if t.head.i == t.i else t.dep_ for t in doc],
        names=_names(block, doc) if _comment(block, "names") else None,
        spaces=[bool(t.whitespace_) for t in doc],
    )


def _names(block: str, doc: Doc) -> list[str]:
    """The NER values of MISC, one a token; a merged token has that of its line for the whole."""
    tags = []
    inside = 0
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        first, _, last = cells[0].partition("-")
        if last:
            inside = int(last)
        if last or int(first) > inside:
            values = [part.partition("=")[2] for part in cells[9].split("|") if part.startswith("NER=")]
            tags.append(values[0] if values else "O")
    if len(tags) != len(doc):
        raise ValueError(f"{_comment(block, 'sent_id')}: {len(tags)} name tags for {len(doc)} tokens")
    return tags


def read_names(path: Path) -> list[Sentence]:
    """The sentences of an IOB2 file of `word<TAB>tag` lines."""
    found = []
    for number, block in enumerate(read_text(path).strip().split("\n\n")):
        cells = [line.split("\t") for line in block.splitlines() if line and not line.startswith("# ")]
        found.append(Sentence([c[0] for c in cells], f"names-{number}", names=[c[1] for c in cells]))
    return found


def read_tagged(path: Path) -> list[Sentence]:
    """Sentences of `form##UPOS`, contracted prepositions (`form##_` and their two parts) joined again."""
    return [_tagged(line, number) for number, line in enumerate(read_text(path).splitlines())]


def _tagged(line: str, number: int) -> Sentence:
    words: list[str] = []
    upos: list[str | None] = []
    parts = 0
    for form, tag in (pair.rsplit("##", 1) for pair in line.split()):
        if parts:
            parts -= 1
            continue
        parts = 2 if tag == "_" else 0
        words.append(form)
        upos.append("ADP" if tag == "_" else tag)
    return Sentence(words, f"gsd-{number}", upos=upos)


def add_standoff(tagged: list[Sentence], path: Path) -> None:
    """Give tagged sentences the trees and names that a stand-off file has for them.

    A line is the sentence's number and, separated by tabs, heads, labels, parts of speech, lemma scripts and name tags,
    each of them a list separated by spaces, or empty where the sentence has none.
    """
    for line in read_text(path).splitlines():
        if line.startswith("#") or not line:
            continue
        number, heads, deps, upos, scripts, names = line.split("\t")
        sentence = tagged[int(number)]
        if heads:
            sentence.heads = [int(head) for head in heads.split(" ")]
            sentence.deps = list(deps.split(" "))
            sentence.upos = list(upos.split(" "))
            pairs = zip(scripts.split(" "), sentence.words, strict=True)
            sentence.lemmas = [apply_script(script.replace("␣", " "), word) for script, word in pairs]
        if names:
            sentence.names = names.split(" ")
        for layer in (sentence.heads, sentence.deps, sentence.upos, sentence.names):
            if layer is not None and len(layer) != len(sentence.words):
                raise ValueError(f"{path}, sentence {number}: {len(layer)} values for {len(sentence.words)} words")
