"""Speed and size of the coder: prints one JSON line; docs/benchmarks.md explains the figures.

    python benchmarks/speed.py [--texts 40] [--language de]

The texts are articles of the development sets under ../shared where these are there, else the examples, repeated.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from depesche import Coder
from depesche.read import read_path
from depesche.records import Article

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = ROOT.parent / "shared" / "gold" / "statements"
FILES = {"de": "wikinews-de-dev.jsonl.gz", "en": "polnear-en-dev.jsonl.gz"}
LONGEST = 6000  # characters; a longer text would weigh more than all others
FIRST_RECORD = """
from depesche import Coder
assert Coder().code("Iran threatened to close the strait.", language="en").events
"""


def shared_texts(language: str, number: int) -> list[str]:
    """Articles spread evenly over a development set; none where it is not there."""
    file = STATEMENTS / FILES[language]
    if not file.exists():
        return []
    with gzip.open(file, "rt", encoding="utf8") as lines:
        texts = [text for line in lines if len(text := json.loads(line)["text"]) <= LONGEST]
    return texts[:: max(1, len(texts) // number)][:number]


def example_texts(language: str, number: int) -> list[str]:
    """The examples of a language, again and again."""
    files = sorted(path for path in (ROOT / "examples").iterdir() if path.name.startswith(f"{language}-"))
    texts = [item.text for file in files for item in read_path(file) if isinstance(item, Article)]
    return list(islice(cycle(texts), number))


def seconds(work: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    work(text)
    return time.perf_counter() - started


def cold_start() -> float:
    """Seconds from the start of a fresh process to its end, one sentence coded."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST_RECORD], check=True)
    return time.perf_counter() - started


def peak_mib(who: int = resource.RUSAGE_SELF) -> float:
    """Largest resident size; Linux counts it in KiB, macOS in bytes."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss / unit


def measure(coder: Coder, language: str, number: int) -> dict[str, float | int | str]:
    """Articles per second of the bare parser and of the whole coder over the same texts, both warm."""
    texts = shared_texts(language, number)
    source = "shared" if texts else "examples"
    texts = texts or example_texts(language, number)
    pipeline = coder.pipeline(language)
    coder.code(texts[0], language=language)
    works: dict[str, Callable[[str], object]] = {
        "parser": pipeline,
        "coder": lambda text: coder.code(text, language=language),
    }
    spent = dict.fromkeys(works, 0.0)
    for turn, text in enumerate(texts):  # by turns, so that other work on the machine slows both alike
        for name in sorted(works, reverse=bool(turn % 2)):
            spent[name] += seconds(works[name], text)
    tokens = sum(len(pipeline.make_doc(text)) for text in texts)
    return {
        "texts": len(texts), "source": source, "words": sum(len(text.split()) for text in texts),
        "parser_words_per_second": round(tokens / spent["parser"]),
        "parser_articles_per_second": round(len(texts) / spent["parser"], 2),
        "coder_articles_per_second": round(len(texts) / spent["coder"], 2),
        "ratio": round(spent["parser"] / spent["coder"], 3),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=40, help="articles of each language")
    parser.add_argument("--language", choices=("de", "en"), help="one language only")
    options = parser.parse_args()
    cold = cold_start()
    coder = Coder()
    languages = [options.language] if options.language else ["de", "en"]
    found = {language: measure(coder, language, max(1, options.texts)) for language in languages}
    sizes = {
        "peak_memory_mib": round(peak_mib()), "cold_peak_memory_mib": round(peak_mib(resource.RUSAGE_CHILDREN))
    }  # fmt: skip
    print(json.dumps({**found, "cold_start_seconds": round(cold, 2), **sizes}))


if __name__ == "__main__":
    main()
