"""Code articles in several processes, in order, with a bounded number under way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from depesche.records import Article, Document

if TYPE_CHECKING:
    from depesche.coder import Coder

AHEAD = 4  # articles under way for each process

_coder: Coder | None = None


def start_worker(lexicon: Path, pipelines: dict[str, str]) -> None:
    """Make this process's coder; pipelines load when the first article needs them."""
    from depesche.coder import Coder

    global _coder
    _coder = Coder(lexicon, pipelines)


def code_one(article: str | Article) -> Document:
    if _coder is None:
        raise RuntimeError("the worker was not started by start_worker")
    return _coder.code(article)


def code_in_processes(coder: Coder, articles: Iterable[str | Article], workers: int) -> Iterator[Document]:
    """Documents in the order of the articles; memory holds AHEAD articles a worker, whatever the input's length."""
    waiting = iter(articles)
    start = (coder.lexicon.root, coder.pipelines.own)
    with ProcessPoolExecutor(workers, initializer=start_worker, initargs=start) as pool:
        under_way: deque[Future[Document]] = deque(pool.submit(code_one, a) for a in islice(waiting, workers * AHEAD))
        while under_way:
            yield under_way.popleft().result()
            under_way.extend(pool.submit(code_one, article) for article in islice(waiting, 1))
