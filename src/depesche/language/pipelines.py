"""The trained pipelines: ours from the package, or a user's own by name or path."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from depesche.errors import LanguageError, ModelError

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = Path(__file__).parent.parent / "models"
NEEDED_LABELS = {"nsubj", "obj", "obl", "nmod", "amod", "conj", "case", "ccomp", "xcomp", "advcl", "appos"}
STANZA = "stanza:"  # "stanza:de" is Stanza's default pipeline for German
# What a pipeline that does not tell its labels is tried on; a Universal Dependencies parser finds these in it.
PROBES = {
    "de": "Der alte Minister besuchte am Montag die Hauptstadt des Landes.",
    "en": "The old minister visited the capital of the country on Monday.",
}
PROBE_LABELS = {"nsubj", "obj", "amod", "case", "det"}


def packaged_languages() -> tuple[str, ...]:
    """The languages whose pipeline lies in the package."""
    return tuple(sorted(p.parent.name for p in MODELS.glob("*/meta.json")))


class Pipelines:
    """Pipelines by language, each loaded when first asked for.

    `own` maps a language to the name or path of a user's spaCy pipeline, or to "stanza:CODE", which then takes the
    place of ours.
    """

    def __init__(self, own: dict[str, str] | None = None) -> None:
        self.own = own or {}
        self._loaded: dict[str, Language] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that can be read, in alphabetical order."""
        return tuple(sorted({*packaged_languages(), *self.own}))

    def get(self, language: str) -> Language:
        """The pipeline of a language; LanguageError when there is none, ModelError when it cannot be used."""
        if language not in self._loaded:
            self._loaded[language] = load(self._place(language))
        return self._loaded[language]

    def version(self, language: str) -> str:
        """Name, version and content hash of a language's pipeline, for the record."""
        meta = self.get(language).meta
        place = Path(self._place(language))
        return f"{meta['lang']}_{meta['name']}-{meta['version']}+{folder_hash(place)}"

    def _place(self, language: str) -> str:
        if language in self.own:
            return self.own[language]
        if language not in packaged_languages():
            known = ", ".join(self.languages) or "none"
            raise LanguageError(f"there is no pipeline for language {language!r}", f"use one of: {known}")
        return str(MODELS / language)


def load(place: str) -> Language:
    """A pipeline by name or path, checked for the labels the coder needs."""
    if place.startswith(STANZA):
        from depesche.language.stanza import stanza_pipeline

        nlp = stanza_pipeline(place.removeprefix(STANZA))
    else:
        nlp = load_spacy(place)
    check_labels(nlp, place)
    return nlp


def load_spacy(place: str) -> Language:
    """A spaCy pipeline by name or path."""
    import spacy

    import depesche.language.network.component  # noqa: F401  # the packaged pipelines are made of it

    try:
        return spacy.load(place)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the pipeline {place!r} cannot be loaded ({str(error).splitlines()[0]})",
            "check the path, or reinstall depesche for the packaged ones",
        ) from None


def check_labels(nlp: Language, place: str) -> None:
    """ModelError where the pipeline does not give Universal Dependencies."""
    labels = {label for _, pipe in nlp.pipeline for label in getattr(pipe, "labels", ())}
    needed = NEEDED_LABELS
    if not labels and nlp.lang in PROBES:  # its components do not tell
        labels, needed = {token.dep_ for token in nlp(PROBES[nlp.lang])}, PROBE_LABELS
    missing = sorted(needed - labels)
    if missing:
        raise ModelError(
            f"the pipeline {place!r} lacks Universal Dependencies labels: {', '.join(missing)}",
            "use a pipeline trained on Universal Dependencies",
        )


_hashes: dict[Path, str] = {}


def folder_hash(place: Path) -> str:
    """A short hash of all that the pipeline's folder holds; 'named' for pipelines installed by name."""
    if not (place / "meta.json").exists():
        return "named"
    if place not in _hashes:
        digest = hashlib.sha256()
        for path in sorted(path for path in place.rglob("*") if path.is_file()):
            digest.update(path.read_bytes())
        _hashes[place] = digest.hexdigest()[:12]
    return _hashes[place]
