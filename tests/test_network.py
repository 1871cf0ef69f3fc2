"""The network's parts: trees are trees, names are whole, lemma scripts turn back, batches change nothing."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from depesche import Coder
from depesche.language.network.component import LONGEST, NetworkComponent, feature_name, sentences
from depesche.language.network.decode import best_names, best_tree, is_tree
from depesche.language.network.features import TABLES, pieces, rows, shape
from depesche.language.network.scripts import apply_script, make_script
from depesche.language.tokens import mend_tokenizer

CLASSES = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def brute_force(scores: np.ndarray) -> float:
    """The score of the best tree with one root, by trying all."""
    n = len(scores)
    found = [
        scores[np.arange(n), np.array(heads) + 1].sum()
        for heads in product(range(-1, n), repeat=n)
        if is_tree(np.array(heads))
    ]
    return float(max(found))


@pytest.mark.parametrize("words", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(12))
def test_the_best_tree_is_a_tree_and_scores_as_well_as_any_tree_with_its_root(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32) * 3
    scores[np.arange(words), np.arange(words) + 1] = -1e6
    scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)
    heads = best_tree(scores)
    assert is_tree(heads)
    limited = scores.copy()
    limited[heads != -1, 0] = -1e6
    assert scores[np.arange(words), heads + 1].sum() == pytest.approx(brute_force(limited), abs=1e-3)


def test_a_long_sentence_of_random_scores_still_gives_a_tree() -> None:
    scores = np.random.default_rng(1).normal(size=(LONGEST, LONGEST + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))


@given(st.lists(st.lists(st.floats(-5, 5, width=32), min_size=5, max_size=5), min_size=1, max_size=12))
def test_names_never_go_on_without_having_begun(scores: list[list[float]]) -> None:
    tags = best_names(np.array(scores, dtype=np.float32), CLASSES)
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert not tag.startswith("I") or before[2:] == tag[2:]


WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_a_lemma_script_gives_back_its_lemma(form: str, lemma: str) -> None:
    assert apply_script(make_script(form, lemma), form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "other", "expected"),
    [
        ("besuchte", "besuchen", "versuchte", "versuchen"),
        ("Häusern", "Haus", "Mäusern", "Maus"),
        ("visited", "visit", "limited", "limit"),
        ("Die", "der", "Die", "der"),
    ],
)
def test_a_lemma_script_carries_over_to_other_words(form: str, lemma: str, other: str, expected: str) -> None:
    assert apply_script(make_script(form, lemma), other) == expected


@given(st.text(max_size=80))
def test_every_word_has_a_row_in_every_table(word: str) -> None:
    found = rows(word)
    assert len(pieces(word)) == len(TABLES) == len(found)
    assert all(0 <= row < size for row, size in zip(found, TABLES.values(), strict=True))


@pytest.mark.parametrize(("word", "expected"), [("Kiew", "Xxxx"), ("F-16", "X-dd"), ("2024", "ddd"), ("U.S.", "X.X.")])
def test_the_outline_of_a_word(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_feature_heads_and_names() -> None:
    assert feature_name("feat_Gender__psor") == "Gender[psor]"
    assert feature_name("feat_Case") == "Case"


# --- sentences ----------------------------------------------------------------------------------------------------


def test_given_starts_are_kept_and_long_sentences_cut() -> None:
    score = np.full(3 * LONGEST, -1.0, dtype=np.float32)
    given = np.zeros(len(score), dtype=np.int64)
    given[[0, 5]] = 1
    score[5 + 40] = -0.5  # likeliest place for a cut
    found = list(sentences(score, given))
    assert found[:2] == [(0, 5), (5, 45)]
    assert max(end - start for start, end in found) <= LONGEST
    assert [start for start, _ in found[1:]] == [end for _, end in found[:-1]]


def test_places_where_no_sentence_may_start_are_respected() -> None:
    score = np.full(6, 5.0, dtype=np.float32)
    assert list(sentences(score, np.array([1, -1, -1, -1, -1, -1]))) == [(0, 6)]


# --- the component ------------------------------------------------------------------------------------------------

TEXTS = {
    "de": [
        "Der Minister reiste am Montag nach Kiew.",
        "Sie lehnte ab, sagte er.",
        "Berlin",
        "Das war 2019. Danach kam er.",
    ],
    "en": [
        "The minister went to Kyiv on Monday.",
        "She refused, he said.",
        "Berlin",
        "It rained in 2019. Then he came.",
    ],
}


def record(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_) for t in doc
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_text_reads_the_same_alone_and_among_others(coder: Coder, language: str) -> None:
    nlp = coder.pipeline(language)
    together = [record(doc) for doc in nlp.pipe(TEXTS[language] * 3)]
    alone = [record(nlp(text)) for text in TEXTS[language]]
    assert together == alone * 3


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_packaged_pipeline_survives_a_round_trip(coder: Coder, language: str, tmp_path: Path) -> None:
    nlp = coder.pipeline(language)
    nlp.to_disk(tmp_path / "copy")
    again = spacy.load(tmp_path / "copy")
    for text in TEXTS[language]:
        assert record(again(text)) == record(nlp(text))


def test_white_space_changes_nothing(coder: Coder) -> None:
    nlp = coder.pipeline("de")
    plain = nlp("Der Minister reiste nach Kiew. Er blieb dort.")
    spaced = nlp("\n Der Minister  reiste nach\nKiew. \n\n Er blieb dort.\n")
    words = [token for token in spaced if not token.is_space]
    assert [(t.text, t.pos_, t.dep_, t.head.text) for t in words] == [
        (t.text, t.pos_, t.dep_, t.head.text) for t in plain
    ]
    assert {token.pos_ for token in spaced if token.is_space} == {"SPACE"}
    assert nlp(" \n ").text == " \n "


def test_a_component_without_weights_says_so() -> None:
    nlp = spacy.blank("de")
    component = NetworkComponent(nlp.vocab)
    with pytest.raises(ValueError, match="from_disk"):
        component(nlp.make_doc("Kiew."))


def test_a_year_lets_go_of_the_full_stop_and_a_day_does_not() -> None:
    nlp = spacy.blank("de")
    mend_tokenizer(nlp)
    assert [t.text for t in nlp("Sie starb am 21. Januar 2002.")][-4:] == ["21.", "Januar", "2002", "."]
