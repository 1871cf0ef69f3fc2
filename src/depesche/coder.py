"""The public face: text in, documents out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from depesche.errors import InputError
from depesche.language.grammar import Clauses
from depesche.language.identify import identify
from depesche.language.parse import parse, sentence_spans
from depesche.language.pipelines import Pipelines
from depesche.language.rules import rules_for
from depesche.language.spans import overlaps_any, tokens_in
from depesche.lexicon.load import ROOT, Lexicon
from depesche.reading import Reading
from depesche.records import Article, Document, Event, Span, Versions

if TYPE_CHECKING:
    from spacy.language import Language

    from depesche.actors.names import NameIndex
    from depesche.actors.offices import Offices
    from depesche.explain import Explanation


class Coder:
    """Codes articles. Pipelines and lexicon are loaded when first needed and kept.

    `lexicon` is a folder laid out like ours; `pipelines` maps a language to the name or path of a spaCy pipeline with
    Universal Dependencies labels that takes the place of ours.
    """

    def __init__(self, lexicon: Path = ROOT, pipelines: dict[str, str] | None = None) -> None:
        self.lexicon = Lexicon(lexicon)
        self.pipelines = Pipelines(pipelines)
        self._indexes: dict[str, NameIndex] = {}

    def code(
        self,
        text: str | Article,
        language: str | None = None,
        published: str | None = None,
        url: str | None = None,
        title: str | None = None,
    ) -> Document:
        """The records of one article.

        `published` is an ISO 8601 date; without it relative dates stay unresolved. What is given here wins over what
        an Article brings. Raises InputError for empty text or a date that is none, LanguageError for a language
        without a pipeline.
        """
        reading = self._read(text, language, published, url, title)
        return self._document(self._all_stages(reading))

    def code_many(self, articles: Iterable[str | Article], workers: int = 1) -> Iterator[Document]:
        """Documents of many articles, in order; with `workers` > 1 in that many processes.

        An article that cannot be coded raises when its turn comes; `depesche.run` counts such articles and goes on.
        """
        if workers <= 1:
            yield from (self.code(article) for article in articles)
            return
        from depesche.run.processes import code_in_processes

        yield from code_in_processes(self, articles, workers)

    def relate(self, sentence: str, actor: Span, recipient: Span, language: str | None = None) -> Event | None:
        """The event between two given spans of a sentence, or None when there is no evidence for one."""
        from depesche.events import relate

        reading = self._read(sentence, language, None, None, None)
        self._before_events(reading)
        return relate(reading, actor, recipient)

    def pipeline(self, language: str) -> Language:
        """The spaCy pipeline of a language, with Universal Dependencies labels."""
        return self.pipelines.get(language)

    def explain(self, text: str, language: str | None = None, published: str | None = None) -> Explanation:
        """Why each code, or why none: tree, actors and how they were resolved, entries tried and what failed."""
        from depesche.explain import explain

        reading = self._read(text, language, published, None, None)
        self._before_events(reading)
        return explain(reading)

    # --- the way of the data -----------------------------------------------------------------------------------

    def _read(
        self, text: str | Article, language: str | None, published: str | None, url: str | None, title: str | None
    ) -> Reading:
        from depesche.mend import find_damage, find_provenance, mask

        given = {"language": language, "published": published, "url": url, "title": title}
        article = text if isinstance(text, Article) else Article(text=text)
        article = replace(article, **{key: value for key, value in given.items() if value is not None})
        if not article.text.strip():
            raise InputError("the text is empty", "give a text with at least one sentence")
        check_date(article.published)
        damage = find_damage(article, self.lexicon.root)
        masked = mask(article.text, damage)
        language = article.language or identify(masked, self.pipelines.languages)
        article = replace(article, language=language)
        doc = parse(masked, self.pipelines.get(language))
        words = self.lexicon.words(language)
        rules = rules_for(language, words.grammar, words.predicates)
        rules.mend_tags(doc)
        return Reading(
            article, language, masked, doc, Clauses(doc, rules), words, self.lexicon, article.published, damage,
            find_provenance(article, damage, self.lexicon.actors.outlets),
        )  # fmt: skip

    def _before_events(self, reading: Reading) -> Reading:
        from depesche.actors import Actors
        from depesche.dates import find_dates, load_date_lexicon
        from depesche.mend import mask
        from depesche.places import find_places, load_gazetteer
        from depesche.statements import find_statements

        language = reading.language
        dates = load_date_lexicon(language, self.lexicon.root)
        dated = mask(reading.text, [d for d in reading.damage if d.kind != "dateline"])
        reading.dates = find_dates(dated, reading.text, reading.doc, language, reading.published, dates)
        reading.clauses.times = frozenset(t.i for date in reading.dates for t in tokens_in(reading.doc, date.span))
        reading.actors = Actors(reading, self._index(reading), self._offices)
        reading.entities = reading.actors.all()
        gazetteer = load_gazetteer(language, self.lexicon.root)
        places = find_places(reading.text, reading.doc, reading.entities, language, gazetteer)
        reading.places = tuple(p for p in places if not overlaps_any(p.span, [d.span for d in reading.dates]))
        reading.statements = find_statements(reading)
        return reading

    def _all_stages(self, reading: Reading) -> Reading:
        from depesche.events import find_events

        self._before_events(reading)
        reading.events = find_events(reading)
        return reading

    def _index(self, reading: Reading) -> NameIndex:
        from depesche.actors import NameIndex

        if reading.language not in self._indexes:
            index = NameIndex(reading.words, self.lexicon.actors, reading.clauses.rules)
            self._indexes[reading.language] = index
        return self._indexes[reading.language]

    @cached_property
    def _offices(self) -> Offices:
        from depesche.actors.offices import Offices

        return Offices(self.lexicon.actors.people)

    def _document(self, reading: Reading) -> Document:
        article = reading.article
        return Document(
            id=article.hash or hashlib.sha256(article.text.encode("utf8")).hexdigest(),
            text=article.text, title=article.title, url=article.url, publisher=article.publisher,
            published=article.published, language=reading.language, sentences=sentence_spans(reading.doc),
            events=reading.events, statements=reading.statements, dates=reading.dates, places=reading.places,
            entities=reading.entities, provenance=reading.provenance, damage=reading.damage, source=article.source,
            versions=Versions(
                depesche=own_version(), lexicon=self.lexicon.version(), model=self.pipelines.version(reading.language)
            ),
        )  # fmt: skip


def own_version() -> str:
    """Depesche's version, as installed."""
    try:
        return version("depesche")
    except PackageNotFoundError:
        return "0+source"


def check_date(published: str | None) -> None:
    """Raises InputError when `published` does not begin with an ISO 8601 date."""
    from datetime import date

    if published is None:
        return
    try:
        date.fromisoformat(published[:10])
    except ValueError:
        raise InputError(f"the publication date {published!r} is no date", "write it as YYYY-MM-DD") from None
