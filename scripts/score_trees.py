"""Score the pipelines against our own trees, or against a CoNLL-U file, by genre where its sentence ids tell.

python scripts/score_trees.py                                   tests/gold/trees_*.conllu
python scripts/score_trees.py FILE.conllu[.gz] --language en    one line a genre: the first words of the ids
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from training.corpora import Sentence, read_trees  # noqa: E402

from depesche import Coder  # noqa: E402
from tree_scoring import read_gold, score_ends, score_trees  # noqa: E402

GENRE = re.compile(r"(GUM_)?[A-Za-z]+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--language", choices=("de", "en"))
    options = parser.parse_args()
    coder = Coder()
    if options.file is None:
        for language in ("de", "en"):
            nlp, gold = coder.pipeline(language), read_gold(language)
            print(json.dumps({"language": language, **score_trees(nlp, gold), "sentence F": score_ends(nlp, gold)}))
        return
    genres: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in read_trees(options.file, options.language):
        match = GENRE.match(sentence.source)
        genres[match.group() if match else ""].append(sentence)
    for genre, sentences in sorted(genres.items()):
        scores = score_trees(coder.pipeline(options.language), sentences)
        print(json.dumps({"genre": genre, "sentences": len(sentences), **scores}))


if __name__ == "__main__":
    main()
