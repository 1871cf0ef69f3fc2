"""Code whatever lies at some paths, one article after the other; what cannot be coded is skipped with its reason."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from depesche.errors import DepescheError, InputError
from depesche.read import Skipped, read_path
from depesche.records import Article, Document

Reader = Callable[[str | Path], Iterable[Article | Skipped]]


class Codes(Protocol):
    """What a run needs of a Coder."""

    def code(self, text: Article, language: str | None = None, published: str | None = None) -> Document:
        """The records of one article; raises InputError for one that cannot be coded."""


def code_paths(
    paths: Iterable[str | Path],
    coder: Codes,
    language: str | None = None,
    published: str | None = None,
    read: Reader = read_path,
) -> Iterator[Document | Skipped]:
    """A Document, or a Skipped with the reason, for every input at the paths, in their order, as they are coded.

    `language` and `published` win over what the inputs say of themselves. What ails one input never stops the rest;
    what would ail all (a model is missing, the lexicon is wrong) is raised.
    """
    for path in paths:
        for found in articles_at(path, read):
            yield found if isinstance(found, Skipped) else code_article(found, coder, language, published)


def articles_at(path: str | Path, read: Reader) -> Iterator[Article | Skipped]:
    """What is at a path, names of files made printable; where there is nothing, that is why it is skipped."""
    try:
        for found in read(path):
            yield replace(found, source=printable(found.source)) if found.source else found
    except InputError as error:
        yield Skipped(source=printable(str(path)), reason=str(error))


def code_article(article: Article, coder: Codes, language: str | None, published: str | None) -> Document | Skipped:
    source = article.source or article.url or article.title or "text"
    try:
        return coder.code(article, language=language, published=published)
    except InputError as error:
        return Skipped(source=source, reason=str(error))
    except DepescheError:
        raise
    except Exception as error:  # a fault of ours on one text must not cost the rest of the run
        return Skipped(source=source, reason=fault(error))


def fault(error: Exception) -> str:
    """A fault of ours in one line, with what is needed to find it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"depesche itself failed ({type(error).__name__}: {' '.join(str(error).split())}{place}); please report this"


def printable(name: str) -> str:
    """A file's name as text that can be written anywhere; bytes that are no text become question marks."""
    return name.encode("utf-8", errors="replace").decode("utf-8")
