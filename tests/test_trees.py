"""Our own trees: the pipelines stay above their floors on them, and the treebank holds no impossible tree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from depesche import Coder
from tree_scoring import read_gold, score_ends, score_trees

ROOT = Path(__file__).resolve().parent.parent
CHECKER = ROOT / "scripts" / "check_treebank.py"

# Raise a floor when a pipeline has become better; lower one only with a word on why.
FLOORS = {
    "de": {"UPOS": 0.97, "lemma": 0.96, "UAS": 0.94, "LAS": 0.89, "names F": 0.87},
    "en": {"UPOS": 0.97, "lemma": 0.985, "UAS": 0.885, "LAS": 0.845, "names F": 0.79},
}
SENTENCE_FLOORS = {"de": 0.97, "en": 0.92}


@pytest.mark.parametrize("language", FLOORS)
def test_the_pipeline_stays_above_its_floors_on_our_own_trees(coder: Coder, language: str) -> None:
    found = score_trees(coder.pipeline(language), read_gold(language))
    low = {name: (found[name], floor) for name, floor in FLOORS[language].items() if found[name] < floor}
    assert not low, f"below the floor (found, floor): {low}"


@pytest.mark.parametrize("language", SENTENCE_FLOORS)
def test_sentences_of_running_text_are_found(coder: Coder, language: str) -> None:
    assert score_ends(coder.pipeline(language), read_gold(language)) >= SENTENCE_FLOORS[language]


# --- where sentences end ------------------------------------------------------------------------------------------

WHOLE = [
    ("de", "Das Treffen am 21. Januar in St. Gallen dauerte rund 3 Std. und kostete ca. 2 Mio. Franken."),
    ("de", "Am 3. Oktober 1990 traten u. a. Sachsen und Thüringen der Bundesrepublik bei."),
    ("de", "Dr. Meier vom 2. Senat verwies auf § 12 Abs. 3 des Gesetzes."),
    ("de", "Papst Johannes Paul II. reiste nach Polen."),
    ("en", "Gen. John Smith of the U.S. Army met Sen. Jane Doe on Jan. 3 at 9 a.m. in St. Louis."),
    ("en", "An official at the U.N. mission, Dr. Ali, said about $3.5 million was missing."),
]
SEVERAL = [
    ("de", "Er sagte: „Wir gehen. Wir kommen nicht wieder.“ Danach verließ er den Saal.", 2, 3),
    ("de", "Er starb im Jahr 2002. Seine Frau lebt in Wien.", 2, 2),
    ("de", "Wer regiert? Das weiß niemand! Die Wahl ist morgen.", 3, 3),
    ("en", "“We will fight. We will win,” he said. Then he left the hall.", 2, 3),
    ("en", "Talks failed in 2019. They resumed a year later.", 2, 2),
]


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_abbreviations_ordinals_and_dates_do_not_end_a_sentence(coder: Coder, language: str, text: str) -> None:
    assert [sent.text for sent in coder.pipeline(language)(text).sents] == [text]


@pytest.mark.parametrize(("language", "text", "least", "most"), SEVERAL)
def test_sentences_after_one_another_are_told_apart(
    coder: Coder, language: str, text: str, least: int, most: int
) -> None:
    assert least <= len(list(coder.pipeline(language)(text).sents)) <= most


# --- absurd input -------------------------------------------------------------------------------------------------

ABSURD = {
    "100,000 words": "bridge " * 100_000,
    "control characters": "".join(map(chr, range(1, 32))) * 50,
    "mixed scripts": "Москва greift Київ на 北京 και القاهرة an. " * 100,
    "right to left": "\u202bهاجمت روسيا أوكرانيا\u202c " * 300,
    "white space only": " \n\t " * 500,
    "nothing": "",
}


@pytest.mark.parametrize("text", ABSURD.values(), ids=ABSURD)
@pytest.mark.parametrize("language", ["de", "en"])
def test_absurd_input_gives_a_doc_of_trees(coder: Coder, language: str, text: str) -> None:
    doc = coder.pipeline(language)(text)
    assert doc.text == text
    roots = sum(token.head.i == token.i for token in doc)
    assert roots == len(list(doc.sents)) if text else len(doc) == 0


# --- the treebank -------------------------------------------------------------------------------------------------


def check(*files: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(CHECKER), *files], capture_output=True, text=True, check=False)


def test_the_treebank_holds_no_impossible_tree() -> None:
    done = check(*map(str, [*(ROOT / "treebank").glob("*.conllu"), *(ROOT / "tests" / "gold").glob("*.conllu")]))
    assert done.returncode == 0, done.stdout[:2000]
    sentences = re.search(r"(\d+) sentences", done.stdout)
    assert sentences
    assert int(sentences.group(1)) > 3000


GOOD = "1\tKiew\tKiew\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\tschweigt\tschweigen\tVERB\t_\t_\t0\troot\t_\t_"
BAD = [
    (GOOD.replace("\t0\troot", "\t1\troot"), "0 roots"),
    (GOOD.replace("nsubj", "subject"), "label 'subject' is unknown"),
    (GOOD.replace("\t2\tnsubj", "\t9\tnsubj"), "head 9 is not in the sentence"),
    (GOOD.replace("PROPN", "NAME"), "part of speech 'NAME' is unknown"),
    (GOOD.replace("\t2\tnsubj", "\t0\tnsubj"), "2 roots"),
    (GOOD.replace("\t2\tnsubj", "\t1\tnsubj"), "in circles"),
]


@pytest.mark.parametrize(("tree", "problem"), BAD)
def test_the_checker_names_what_is_wrong(tree: str, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "de-bad.conllu"
    file.write_text(f"# sent_id = bad-1\n{tree}\n\n", encoding="utf8")
    done = check(str(file))
    assert done.returncode == 1
    assert problem in done.stdout
    assert "bad-1" in done.stdout


def test_no_test_sentence_is_in_the_treebank() -> None:
    for language in ("de", "en"):
        train = (ROOT / "treebank" / f"{language}-news.conllu").read_text(encoding="utf8")
        trained = {line for line in train.splitlines() if line.startswith("# text")}
        test = (ROOT / "tests" / "gold" / f"trees_{language}.conllu").read_text(encoding="utf8")
        assert not [line for line in test.splitlines() if line.startswith("# text") and line in trained]
