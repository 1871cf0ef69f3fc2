"""Which language a text is in, by py3langid, offline."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from depesche.errors import LanguageError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Far more than a language identifier needs; keeps long documents cheap.
SAMPLE = 4_000
# The languages of the world's press compete, so that French is not called English; small relatives of a supported
# language (Pidgin, Luxembourgish, Frisian) do not, for a short English or German sentence is easily taken for them.
PRESS = [
    "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "fa", "fi",
    "fr", "ga", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "ko", "lo", "lt", "lv",
    "mk", "mn", "ms", "my", "ne", "nl", "no", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sk", "sl", "so", "sq",
    "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "uz", "vi", "zh",
]  # fmt: skip


@cache
def identifier() -> LanguageIdentifier:
    """The identifier, loaded when first needed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE)
    made.set_languages(PRESS)
    return made


def identify(text: str, languages: tuple[str, ...]) -> str:
    """The ISO 639-1 code of the text's language.

    Raises LanguageError when it is none of `languages`, those with a pipeline.
    """
    language = str(identifier().classify(text[:SAMPLE])[0])
    if language in languages:
        return language
    raise LanguageError(
        f"the text seems to be in language {language!r}, not in {', '.join(languages)}",
        "name the language with --language if that is wrong, or give texts in a language that has a pipeline",
    )
