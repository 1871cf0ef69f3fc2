"""Score the coder on our own gold under tests/gold.

    python scripts/score_own.py [--errors] [--only de] [--part events]

Figures are to improve kinds of sentences by, never single ones. `--errors` prints what is wrong, gold beside got.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import scoring
from depesche import Coder


def score_events(coder: Coder, language: str, errors: bool) -> dict[str, float]:
    pairs = []
    for gold in scoring.read_events(language):
        events = coder.code(gold.sentence, language=language, published=gold.published).events
        pairs.append((gold, events))
        counts = scoring.count(gold.events, events, scoring.fits_all)
        if errors and counts.wrong + counts.missed:
            print(f"\n{language}  {gold.sentence}  ({gold.published})")
            print("    gold ", "; ".join(event.text for event in gold.events) or "none")
            print("    got  ", "; ".join(map(scoring.show, events)) or "none")
    figures: dict[str, float] = {}
    for name, counts in scoring.score_events(pairs).items():
        figures |= {f"{name}_p": counts.precision, f"{name}_r": counts.recall, f"{name}_f1": counts.f1}
    figures |= {"mode": scoring.mode_accuracy(pairs), "false_alarms": scoring.false_alarms(pairs)}
    return figures


def score_actors(coder: Coder, language: str, errors: bool) -> dict[str, float]:
    judged = []
    for gold in scoring.read_actors(language):
        document = coder.code(gold.sentence, language=language, published=gold.published)
        told = scoring.judge(gold, document)
        judged.append(told)
        if errors and not all(told.values()):
            print(f"\n{language}  {gold.sentence}  ({gold.published})")
            print(f"    gold  {gold.mention}: {gold.country_text} {'/'.join(gold.sectors) or '-'} {gold.name}")
            for e in scoring.at_mention(gold, document.entities):
                print(f"    got   {e.text}: {e.country} {'/'.join(e.sectors) or '-'} {e.name} ({e.via})")
    return scoring.score_actors(judged)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print the wrong ones, gold and got")
    parser.add_argument("--only", choices=("de", "en"), help="one language")
    parser.add_argument("--part", choices=("events", "actors"), help="one part")
    options = parser.parse_args()
    coder = Coder()
    parts = {"events": score_events, "actors": score_actors}
    for part, score in parts.items():
        for language in ("de", "en"):
            if options.part in (None, part) and options.only in (None, language):
                figures = score(coder, language, options.errors)
                print(json.dumps({"part": part, "language": language} | {k: round(v, 3) for k, v in figures.items()}))


if __name__ == "__main__":
    main()
