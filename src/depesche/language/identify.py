"""Which language a text is in, by py3langid, offline."""

from __future__ import annotations

from functools import cache
from typing import Any

from depesche.errors import LanguageError

# Far more than a language identifier needs; keeps long documents cheap.
SAMPLE = 4_000


@cache
def identifier(languages: tuple[str, ...]) -> Any:
    """A py3langid identifier; all languages compete, so that French is not called English."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    del languages
    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)


def identify(text: str, languages: tuple[str, ...]) -> str:
    """The ISO 639-1 code of the text's language.

    Raises LanguageError when it is none of `languages`, those with a pipeline.
    """
    language, probability = identifier(languages).classify(text[:SAMPLE])
    if str(language) in languages:
        return str(language)
    raise LanguageError(
        f"the text is in language {str(language)!r} (probability {float(probability):.2f}), not in {', '.join(languages)}",
        "name the language with --language if that is wrong, or give texts in a language that has a pipeline",
    )
