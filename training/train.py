"""Train the pipelines that Depesche ships, from the treebanks to the packaged model, in one command.

    python -m training.train de --gold ../shared/gold --work build/models

Each stage leaves its result under --work and is skipped when that is there, so a training that was cut off goes on
where it stopped; delete a stage's folder to run it again. The package ends in src/depesche/models/<language>, with
its measured scores in meta.json.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from thinc.api import Config

from training.convert import convert

HERE = Path(__file__).parent
PACKAGED = HERE.parent / "src" / "depesche" / "models"
SEED = 20240121
SCORES = ("pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "ents_f")


def train_stage(stage: str, language: str, work: Path, seed: int) -> Path:
    """Train one stage ("syntax" or "names") unless it is done; the folder of its best model."""
    best = work / stage / "model-best"
    done = work / stage / "done"
    if done.exists():
        return best
    overrides: dict[str, Any] = {
        "nlp.lang": language,
        "paths.train": str(work / f"{stage}-train.spacy"),
        "paths.dev": str(work / f"{stage}-dev.spacy"),
        "system.seed": seed,
    }
    spacy_train(HERE / f"{stage}-{language}.cfg", work / stage, overrides=overrides)
    done.touch()
    return best


def assemble(syntax: Path, names: Path) -> Language:
    """One pipeline of both: the names keep a token-to-vector layer of their own."""
    nlp = spacy.load(syntax)
    source = spacy.load(names)
    source.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=source)
    return nlp


def load_docs(nlp: Language, path: Path) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def bare_copy(doc: Doc) -> Doc:
    """The doc's words alone, as one sentence."""
    starts = [i == 0 for i in range(len(doc))]
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, words=[token.text for token in doc], spaces=spaces, sent_starts=starts)


def measure(nlp: Language, work: Path) -> dict[str, float]:
    """Scores on the development parts, gold tokens and sentences given."""
    syntax = [Example(bare_copy(doc), doc) for doc in load_docs(nlp, work / "syntax-dev.spacy")]
    names = [Example(bare_copy(doc), doc) for doc in load_docs(nlp, work / "names-dev.spacy")]
    found = {**nlp.evaluate(names), **{k: v for k, v in nlp.evaluate(syntax).items() if not k.startswith("ents")}}
    return {key: round(found[key], 4) for key in SCORES if found.get(key) is not None}


def package(nlp: Language, language: str, scores: dict[str, float], seed: int) -> Path:
    """Write the pipeline into the package, its meta.json telling data, seed and scores."""
    nlp.meta.update(
        name="depesche",
        version="0.1.0",
        license="CC BY-SA 4.0",
        performance=scores,
        description=f"Depesche's {language} pipeline (Universal Dependencies), seed {seed}; see docs/models.md",
    )
    target = PACKAGED / language
    nlp.to_disk(target, exclude=["vectors"])
    config = Config().from_disk(target / "config.cfg", interpolate=False)
    config["paths"] = dict.fromkeys(config["paths"])  # where the training data lay is nobody's business
    config.to_disk(target / "config.cfg")
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("de", "en"))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder with ud/ and ner/")
    parser.add_argument("--work", type=Path, default=Path("build/models"), help="where stages keep their state")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    work = options.work / options.language
    if not (work / "names-dev.spacy").exists():
        convert(options.gold, options.language, work, options.seed)
    syntax = train_stage("syntax", options.language, work, options.seed)
    names = train_stage("names", options.language, work, options.seed)
    nlp = assemble(syntax, names)
    scores = measure(nlp, work)
    target = package(nlp, options.language, scores, options.seed)
    print(json.dumps({"language": options.language, "package": str(target), **scores}))


if __name__ == "__main__":
    main()
