"""A user's own pipeline takes the place of ours, by name or path, and is refused in one clear line where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from depesche import Coder
from depesche.errors import ModelError
from depesche.language import stanza
from depesche.language.pipelines import Pipelines, load

SENTENCE = "The old minister visited the capital of the country on Monday."


def test_a_pipeline_by_path_takes_the_place_of_ours(coder: Coder, tmp_path: Path) -> None:
    coder.pipeline("en").to_disk(tmp_path / "own")
    own = Coder(pipelines={"en": str(tmp_path / "own")})
    assert own.pipeline("en") is not coder.pipeline("en")
    assert own.code("Iran threatened Israel.", language="en").events


def test_a_further_language_can_be_brought(coder: Coder, tmp_path: Path) -> None:
    coder.pipeline("en").to_disk(tmp_path / "own")
    assert Pipelines({"fi": str(tmp_path / "own")}).languages == ("de", "en", "fi")


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="'no/such/pipeline' cannot be loaded") as caught:
        load("no/such/pipeline")
    assert "check the path" in caught.value.remedy


def test_a_pipeline_with_other_labels_is_refused_with_those_it_lacks(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in ("nsubj", "dobj", "pobj"):
        parser.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(tmp_path / "other")
    with pytest.raises(ModelError, match=r"lacks Universal Dependencies labels: acl|advcl") as caught:
        load(str(tmp_path / "other"))
    assert "Universal Dependencies" in caught.value.remedy


def test_a_pipeline_that_parses_nothing_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="lacks Universal Dependencies labels"):
        load(str(tmp_path / "blank"))


def test_stanza_is_asked_for_with_the_install_line() -> None:
    with pytest.raises(ModelError, match="needs spacy-stanza") as caught:
        load("stanza:de")
    assert "pip install spacy-stanza" in caught.value.remedy


def test_what_stanza_says_is_copied_word_by_word(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = coder.pipeline("en")

    def annotate(text: str) -> Doc:
        """Like spacy-stanza's tokenizer: lines are sentences, line breaks are tokens of the Doc that comes back."""
        words = text.replace("\n", " \n ").split(" ")
        plain = ours(Doc(ours.vocab, [w for w in words if w != "\n"], sent_starts=_starts(text)))
        index = [i for i, w in enumerate(words) if w != "\n"]
        heads, deps, pos = list(range(len(words))), ["dep"] * len(words), ["SPACE"] * len(words)
        for token, place in zip(plain, index, strict=True):
            heads[place], deps[place], pos[place] = index[token.head.i], token.dep_, token.pos_
        return Doc(ours.vocab, words, heads=heads, deps=deps, pos=pos)

    monkeypatch.setattr(stanza, "load_annotator", lambda code: annotate)
    nlp = load("stanza:en")
    text = f"{SENTENCE}  He left."
    doc = nlp(text)
    assert doc.text == text
    words = [token for token in doc if not token.is_space]
    assert [token.dep_ for token in words if token.text == "minister"] == ["nsubj"]
    assert len(list(doc.sents)) == 2


def _starts(text: str) -> list[bool]:
    return [i == 0 for line in text.split("\n") for i in range(len(line.split(" ")))]
