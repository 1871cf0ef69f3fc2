"""What our pipelines change in spaCy's tokenizers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.util import compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

# German keeps a full stop with the number before it ("21. Januar"). Four digits are a year, and the full stop is the
# end of the sentence.
YEAR_END = r"(?<=[0-9]{4})\."


def mend_tokenizer(nlp: Language) -> None:
    """Mend the tokenizer of a blank pipeline in place."""
    if nlp.lang == "de":
        suffixes = [*(nlp.Defaults.suffixes or []), YEAR_END]
        nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # type: ignore[union-attr]
