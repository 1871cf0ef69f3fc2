"""What `depesche doctor` looks at. `examine` tells it as data."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import msgspec

from depesche.errors import LexiconError
from depesche.language.pipelines import MODELS, NEEDED_LABELS
from depesche.lexicon.load import Lexicon
from depesche.records import Record

LANGUAGES = ("de", "en")
SHOWN = ("spacy", "duckdb", "pyarrow", "msgspec", "trafilatura", "typer", "rich")
NAME = re.compile(r"[A-Za-z0-9._-]+")
EXTRA = re.compile(r"extra\s*==\s*[\"']([^\"']+)")


class ModelFound(Record, frozen=True, kw_only=True):
    """A pipeline: where it is, how large, what it can label; `problem` is empty when it can be used."""

    language: str
    name: str = ""
    megabytes: float = 0.0
    labels: dict[str, int] = msgspec.field(default_factory=dict)
    problem: str = ""


class Checkup(Record, frozen=True, kw_only=True):
    """The state of an installation. `missing` holds what is needed and not there, each with its remedy."""

    versions: dict[str, str]
    models: tuple[ModelFound, ...]
    lexicon: dict[str, int]  # entries by table
    extras: dict[str, tuple[str, ...]]  # packages missing, by extra
    missing: tuple[str, ...]


def examine(languages: tuple[str, ...] = LANGUAGES, models: Path = MODELS, lexicon: Lexicon | None = None) -> Checkup:
    """Look at the installation; loads no pipeline."""
    lexicon = lexicon or Lexicon()
    found = tuple(examine_model(language, models / language) for language in languages)
    missing = (*missing_packages(), *(model.problem for model in found if model.problem))
    return Checkup(
        versions={
            "python": platform.python_version(),
            **{name: installed(name) or "" for name in ("depesche", *SHOWN)},
        },
        models=found,
        lexicon=lexicon.sizes(),
        extras=missing_extras(),
        missing=(*missing, *lexicon_problems(lexicon, languages)),
    )


def installed(name: str) -> str | None:
    """The version of an installed package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def examine_model(language: str, folder: Path) -> ModelFound:
    """A pipeline's own account of itself, from its meta.json."""
    try:
        meta = msgspec.json.decode((folder / "meta.json").read_bytes())
    except FileNotFoundError:
        problem = f"the pipeline for {language!r} is missing; reinstall depesche, or train it with: make models"
        return ModelFound(language=language, problem=problem)
    except (OSError, msgspec.DecodeError) as error:
        problem = f"{folder / 'meta.json'} cannot be read ({error}); reinstall depesche, or run: make models"
        return ModelFound(language=language, problem=problem)
    labels = meta.get("labels", {})
    lacking = sorted(NEEDED_LABELS.difference(*labels.values()))
    return ModelFound(
        language=language,
        name=f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}",
        megabytes=round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1),
        labels={part: len(names) for part, names in labels.items() if names},
        problem=f"the pipeline for {language!r} lacks the labels {', '.join(lacking)}; run: make models"
        if lacking
        else "",
    )


def lexicon_problems(lexicon: Lexicon, languages: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with the lexicon: the first fault of each part."""
    parts: list[Callable[[], object]] = [lambda: lexicon.ontology, lambda: lexicon.actors]
    parts += [partial(lexicon.words, language) for language in languages]
    for part in parts:
        try:
            part()
        except LexiconError as error:
            yield str(error)


def missing_packages() -> Iterator[str]:
    for requirement in requires_of_depesche():
        name = NAME.match(requirement)
        if "extra" not in requirement and name and not installed(name.group()):
            yield f"the package {name.group()} is missing; install it with: pip install {name.group()!r}"


def missing_extras() -> dict[str, tuple[str, ...]]:
    """By extra, the packages of it that are not installed."""
    missing: dict[str, list[str]] = {}
    for requirement in requires_of_depesche():
        extra, name = EXTRA.search(requirement), NAME.match(requirement)
        if extra and name:
            missing.setdefault(extra.group(1), []).extend([] if installed(name.group()) else [name.group()])
    return {extra: tuple(names) for extra, names in missing.items()}


def requires_of_depesche() -> list[str]:
    try:
        return requires("depesche") or []
    except PackageNotFoundError:
        return []
