"""Floors over gold that nobody here wrote: small samples, scored by the scripts that lie beside the repository.

The samples are spread evenly over the development files and made under pytest's temporary folder; no gold is kept
here. Figures of a sample are coarser than those of a whole file: raise a floor when the coder has become better, lower
one only with a word on why.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
SCRIPTS, GOLD = SHARED / "eval", SHARED / "gold"
POLITICAL = re.compile(r"\b([Mm]inister|[Pp]resident|[Gg]overnment|[Ss]ecretary|[Pp]arliament|army|troops|embassy)\b")
LONGEST = 300  # seconds for one sample, on a busy machine

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SCRIPTS.is_dir(), reason=f"no scoring scripts and no gold at {SHARED}"),
]

Figures = dict[str, Any]

# Floors by sample and figure; a dot leads into a nested figure. "agree" rests on some forty events only: one more or
# less moves it by 0.05, and its floors leave room for that.
FLOORS = {
    "events": {"root_macro_f1": 0.58, "quad_macro_f1": 0.66, "accuracy": 0.60, "open_pair_recall": 0.50,
               "open_triple_recall": 0.42},
    "dates-en": {"strict_f1": 0.78, "relaxed_f1": 0.90, "value_f1": 0.66, "type_f1": 0.84},
    "parse-en": {"raw.token_f": 0.97, "raw.sents_f": 0.96, "gold_tokens.pos_acc": 0.955, "gold_tokens.morph_acc": 0.91,
                 "gold_tokens.lemma_acc": 0.965, "gold_tokens.dep_uas": 0.88, "gold_tokens.dep_las": 0.84},
    "statements-en": {"quote.f1": 0.60, "speaker.f1": 0.55, "cue.f1": 0.55, "joint_f1": 0.56, "attributed_f1": 0.49},
    "dates-de": {"strict_f1": 0.83, "relaxed_f1": 0.89, "value_f1": 0.80, "type_f1": 0.87},
    "parse-de": {"raw.token_f": 0.98, "raw.sents_f": 0.97, "gold_tokens.pos_acc": 0.945, "gold_tokens.morph_acc": 0.60,
                 "gold_tokens.lemma_acc": 0.955, "gold_tokens.dep_uas": 0.855, "gold_tokens.dep_las": 0.80},
    "statements-de": {"quote.f1": 0.69, "speaker.f1": 0.58, "cue.f1": 0.70, "frame.f1": 0.70, "joint_f1": 0.66,
                      "attributed_f1": 0.56},
    "agree": {"type_f1": 0.46, "dyad_f1": 0.20, "speaker_f1": 0.50},
}  # fmt: skip

# Each process scores its samples one after another with one coder: to start one takes longer than to score a sample.
PROCESSES = (
    ("events", "dates-en", "parse-en", "statements-en"),
    ("dates-de", "parse-de", "statements-de", "agree"),
)
DRIVER = """
import functools, json, runpy, sys
import depesche
depesche.Coder = functools.cache(depesche.Coder)
for sys.argv in json.loads(sys.argv[1]):
    runpy.run_path(sys.argv[0], run_name="__main__")
"""


class Sample(NamedTuple):
    """A script and what makes its arguments, given a folder to put samples in."""

    script: str
    arguments: Callable[[Path], list[str]]


# --- samples ----------------------------------------------------------------------------------------------------


def event_rows(folder: Path) -> list[str]:
    """Every 16th row: the file is sorted by class, its first rows are of one class only."""
    header, *rows = (GOLD / "events" / "plv-dev.tsv").read_text(encoding="utf8").splitlines(keepends=True)
    return [write(folder / "events.tsv", [header, *rows[::16]])]


def date_files(folder: Path, name: str, step: int, language: str) -> list[str]:
    """A folder of links to every `step`th file."""
    target = folder / name
    target.mkdir()
    for file in sorted((GOLD / "dates" / name).glob("*.tml"))[::step]:
        (target / file.name).symlink_to(file)
    return [str(target), "--language", language]


def tree_blocks(folder: Path, language: str, step: int) -> list[str]:
    """Every `step`th sentence of a treebank."""
    with gzip.open(GOLD / "ud" / f"{language}-dev.conllu.gz", "rt", encoding="utf8") as file:
        blocks = file.read().strip().split("\n\n")
    trees = write(folder / f"{language}.conllu", [f"{block}\n\n" for block in blocks[::step]])
    return [trees, "--language", language]


def articles(folder: Path, name: str, step: int, language: str) -> list[str]:
    """Every `step`th article with its statements."""
    with gzip.open(GOLD / "statements" / f"{name}-dev.jsonl.gz", "rt", encoding="utf8") as file:
        chosen = list(file)[::step]
    target = folder / "articles.jsonl.gz"
    with gzip.open(target, "wt", encoding="utf8") as file:
        file.writelines(chosen)
    return [str(target), "--language", language]


def parallel_lines(folder: Path) -> list[str]:
    """Every third line that names an office or organ of state, with its translation: others have few events."""
    sides = [
        (GOLD / "parallel" / "en-de" / "human" / f"newstest2021.en-de.{side}")
        .read_text(encoding="utf8")
        .splitlines(True)
        for side in ("src.en", "ref.A.de")
    ]
    chosen = [number for number, line in enumerate(sides[0]) if POLITICAL.search(line)][::3]
    return [
        write(folder / f"lines.{language}", [lines[number] for number in chosen])
        for language, lines in zip(("en", "de"), sides, strict=True)
    ]


def write(path: Path, lines: list[str]) -> str:
    path.write_text("".join(lines), encoding="utf8")
    return str(path)


SAMPLES = {
    "events": Sample("events.py", event_rows),
    "dates-de": Sample("dates.py", lambda folder: date_files(folder, "krauts-dev", 5, "de")),
    "dates-en": Sample("dates.py", lambda folder: date_files(folder, "tempeval3-dev", 26, "en")),
    "parse-de": Sample("parse.py", lambda folder: tree_blocks(folder, "de", 8)),
    "parse-en": Sample("parse.py", lambda folder: tree_blocks(folder, "en", 36)),
    "statements-de": Sample("statements.py", lambda folder: articles(folder, "wikinews-de", 45, "de")),
    "statements-en": Sample("statements.py", lambda folder: articles(folder, "polnear-en", 150, "en")),
    "agree": Sample("agree.py", parallel_lines),
}


# --- scoring ----------------------------------------------------------------------------------------------------


def score(names: tuple[str, ...], folder: Path) -> dict[str, Figures]:
    """The figures that the scripts print last, from one process for all of these samples."""
    calls = {name: [str(SCRIPTS / SAMPLES[name].script), *SAMPLES[name].arguments(folder)] for name in names}
    paths = [str(REPOSITORY / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(list(calls.values()))],
        capture_output=True, text=True, encoding="utf8", env=environment, timeout=LONGEST, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(zip(names, map(json.loads, done.stdout.splitlines()), strict=True))


def figure(figures: Figures, name: str) -> float:
    """A figure by its name, `raw.dep_las` for one inside another."""
    value: Any = figures
    for part in name.split("."):
        value = value[part]
    return float(value)


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[dict[str, Figures]]]]:
    """The figures to come, by sample; the processes run at once."""
    with ThreadPoolExecutor(len(PROCESSES)) as pool:
        runs = [(names, pool.submit(score, names, tmp_path_factory.mktemp("samples"))) for names in PROCESSES]
        yield {name: run for names, run in runs for name in names}


@pytest.mark.parametrize("name", FLOORS)
def test_a_sample_of_the_shared_gold_stays_above_its_floors(
    name: str, scored: dict[str, Future[dict[str, Figures]]]
) -> None:
    figures = scored[name].result()[name]
    found = {key: (figure(figures, key), floor) for key, floor in FLOORS[name].items()}
    low = {key: pair for key, pair in found.items() if pair[0] < pair[1]}
    assert not low, f"below the floor (found, floor): {low}"
