"""Stanza as the parser behind our tokens, through spacy-stanza."""

from __future__ import annotations

from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from depesche.errors import ModelError
from depesche.language.tokens import mend_tokenizer
from depesche.language.transfer import transfer


class StanzaParser:
    """A spaCy component that has spacy-stanza's tokenizer, which does all its work, annotate a Doc.

    Our tokens and sentences go in as lines of words; what comes out is copied word by word, so that no offset moves.
    """

    def __init__(self, annotate: Callable[[str], Doc]) -> None:
        self.annotate = annotate

    def __call__(self, doc: Doc) -> Doc:
        """Annotate the Doc, whose sentences are known, in place."""
        lines = (" ".join(token.text for token in sentence if not token.is_space) for sentence in doc.sents)
        return transfer(self.annotate("\n".join(line for line in lines if line)), doc)


@Language.factory("depesche_stanza", default_config={"code": ""})
def make_parser(nlp: Language, name: str, code: str) -> StanzaParser:
    """The component with Stanza's default pipeline of the language `code`."""
    del nlp, name
    return StanzaParser(load_annotator(code))


def load_annotator(code: str) -> Callable[[str], Doc]:
    """spacy-stanza's tokenizer for text that has been cut into words; ModelError where it cannot be had."""
    try:
        import spacy_stanza
    except ImportError:
        raise ModelError(
            f"the pipeline 'stanza:{code}' needs spacy-stanza, which is not installed",
            "install it with: pip install spacy-stanza",
        ) from None
    try:
        annotate: Callable[[str], Doc] = spacy_stanza.load_pipeline(code, tokenize_pretokenized=True).tokenizer
    except Exception as error:  # Stanza's parts raise whatever they like where a model is missing
        raise ModelError(
            f"Stanza's pipeline for {code!r} cannot be loaded ({str(error).splitlines()[0]})",
            f"download it first: python -c \"import stanza; stanza.download('{code}')\"",
        ) from error
    return annotate


def stanza_pipeline(code: str) -> Language:
    """spaCy's tokenizer, a sentence splitter by punctuation, and Stanza."""
    nlp = spacy.blank(code)
    mend_tokenizer(nlp)
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("depesche_stanza", config={"code": code})
    nlp.meta.update(name="stanza")
    return nlp
