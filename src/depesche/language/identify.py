"""Which language a text is in, by py3langid, offline."""

from __future__ import annotations

from depesche.errors import LanguageError

# Far more than a language identifier needs; keeps long documents cheap.
SAMPLE = 4_000


def identify(text: str, languages: tuple[str, ...]) -> str:
    """The ISO 639-1 code of the text's language.

    All the languages the library knows compete, so that French is not called English. Raises LanguageError when it is
    none of `languages`, those with a pipeline.
    """
    from py3langid import classify

    language = str(classify(text[:SAMPLE])[0])
    if language in languages:
        return language
    raise LanguageError(
        f"the text seems to be in language {language!r}, not in {', '.join(languages)}",
        "name the language with --language if that is wrong, or give texts in a language that has a pipeline",
    )
