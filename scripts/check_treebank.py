"""Check the trees under treebank/ (or the CoNLL-U files given): impossible trees are errors, unlikely ones warnings.

    python scripts/check_treebank.py [FILE ...] [--warnings]

Exits with 1 where there is an error.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TREEBANK = Path(__file__).resolve().parent.parent / "treebank"
COMMON_LABELS = """
root nsubj nsubj:pass csubj csubj:pass obj obl obl:agent nmod appos nummod amod acl advcl advmod ccomp xcomp det case
mark aux aux:pass cop conj cc punct flat fixed compound compound:prt parataxis expl vocative discourse orphan
"""
ENGLISH_LABELS = """
iobj nmod:poss nmod:unmarked nmod:desc obl:unmarked acl:relcl advcl:relcl det:predet cc:preconj dislocated list
goeswith nsubj:outer csubj:outer reparandum dep
"""
GERMAN = {*COMMON_LABELS.split(), "obl:arg", "det:poss"}
ENGLISH = {*COMMON_LABELS.split(), *ENGLISH_LABELS.split()}
PARTS_OF_SPEECH = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
UPOS = set(PARTS_OF_SPEECH.split())
LEAVES = {"cc", "case", "mark", "det", "det:poss", "aux", "aux:pass", "cop", "punct", "expl", "compound:prt"}
MAY_HANG_ON_LEAVES = {"fixed", "punct", "advmod", "conj", "cc", "compound", "nummod", "goeswith", "reparandum"}
LIKELY_UPOS = {
    "aux": {"AUX"},
    "aux:pass": {"AUX", "VERB"},
    "cop": {"AUX"},
    "punct": {"PUNCT", "SYM"},
    "cc": {"CCONJ", "ADV", "SCONJ", "ADP", "PART"},
    "det": {"DET", "PRON", "ADJ", "NUM", "ADV"},
    "det:poss": {"DET", "PRON"},
    "nummod": {"NUM", "NOUN", "SYM", "ADJ", "PROPN", "X"},
}
HEAD_FIRST = {"conj", "flat", "fixed", "appos"}


@dataclass(frozen=True, slots=True)
class Word:
    """A line of CoNLL-U."""

    number: int
    form: str
    upos: str
    head: int
    label: str


def read_words(block: str) -> list[Word]:
    """The syntactic words of a sentence."""
    cells = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
    return [Word(int(c[0]), c[1], c[3], int(c[6]), c[7]) for c in cells if c[0].isdigit()]


def errors(words: list[Word], labels: set[str]) -> Iterator[str]:
    """What cannot be in any tree."""
    heads = {word.number: word.head for word in words}
    if [word.number for word in words] != list(range(1, len(words) + 1)):
        yield "the numbers are not 1, 2, 3 ..."
        return
    if list(heads.values()).count(0) != 1:
        yield f"{list(heads.values()).count(0)} roots"
    for word in words:
        if word.head not in heads and word.head != 0:
            yield f"word {word.number} {word.form!r}: head {word.head} is not in the sentence"
            return
        if word.label not in labels:
            yield f"word {word.number} {word.form!r}: label {word.label!r} is unknown"
        if word.upos not in UPOS:
            yield f"word {word.number} {word.form!r}: part of speech {word.upos!r} is unknown"
        if (word.head == 0) != (word.label == "root"):
            yield f"word {word.number} {word.form!r}: head {word.head} as {word.label}"
        if leads_in_circles(word.number, heads):
            yield f"word {word.number} {word.form!r}: its heads lead in circles"


def leads_in_circles(number: int, heads: dict[int, int]) -> bool:
    """Whether the way up from a word never reaches the root."""
    for _ in range(len(heads) + 1):
        if number == 0:
            return False
        number = heads[number]
    return True


def warnings(words: list[Word]) -> Iterator[str]:
    """What is seldom right."""
    children: dict[int, list[str]] = defaultdict(list)
    for word in words:
        children[word.head].append(word.label)
    for word in words:
        name = f"word {word.number} {word.form!r} ({word.label})"
        below = Counter(children[word.number])
        if word.upos not in LIKELY_UPOS.get(word.label, {word.upos}):
            yield f"{name}: is {word.upos}"
        if word.label in LEAVES and set(below) - MAY_HANG_ON_LEAVES:
            yield f"{name}: has children {', '.join(sorted(below))}"
        if word.label in HEAD_FIRST and word.head > word.number:
            yield f"{name}: stands before its head"
        if below["nsubj"] + below["nsubj:pass"] + below["csubj"] > 1:
            yield f"{name}: has two subjects"
        if below["obj"] > 1:
            yield f"{name}: has two objects"
        if below["aux:pass"] and below["nsubj"]:
            yield f"{name}: is passive with an nsubj"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=sorted(TREEBANK.glob("*.conllu")))
    parser.add_argument("--warnings", action="store_true", help="print these too")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for file in options.files:
        labels = ENGLISH if "en" in file.stem.replace("_", "-").split("-") else GERMAN
        for block in file.read_text(encoding="utf8").strip().split("\n\n"):
            words = read_words(block)
            counts["sentences"] += 1
            counts["words"] += len(words)
            name = block.partition("\n")[0].removeprefix("# sent_id = ")
            for problem in errors(words, labels):
                counts["errors"] += 1
                print(f"error {file.name} {name}: {problem}")
            for problem in warnings(words) if options.warnings else ():
                counts["warnings"] += 1
                print(f"warning {file.name} {name}: {problem}")
    print(", ".join(f"{n} {what}" for what, n in counts.items()))
    return 1 if counts["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
