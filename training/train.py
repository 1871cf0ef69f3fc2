"""Train the pipelines that Depesche ships, from the shared folder to the packaged pipeline, in one command.

    python -m training.train de --gold ../shared/gold --work build/models

Stages, each leaving its result under --work and skipped when that is there: the raw text cut into tokens, subword
vectors, the encoder pretrained on the text, the network trained on trees, tags and names. Pretraining and training
keep their state as they go, so that a training that was cut off goes on where it stopped. The pipeline ends in
src/depesche/models/<language> with its scores on the development parts in meta.json.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from pathlib import Path

import spacy
import torch
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.converters import conllu_to_docs
from torch import Tensor

from depesche.language.network import model
from depesche.language.network.component import NetworkComponent
from depesche.language.network.features import Statics, Subwords
from depesche.language.network.model import Shape
from depesche.language.tokens import mend_tokenizer
from training.corpora import MERGED_SUBTOKENS, Sentence, add_standoff, read_names, read_tagged, read_text, read_trees
from training.encoding import Types, encode, indexes, label_sets
from training.export import weights_of
from training.fit import Corpus, Recipe, fit
from training.gazetteer import build
from training.harmonise import forget_doubtful, harmonise
from training.module import Network
from training.pretrain import pretrain, windows
from training.subwords import WIDTH, read_vectors, train_vectors, write_text
from training.tables import lemma_table, parts_of_speech_by_label

HERE = Path(__file__).parent
PACKAGED = HERE.parent / "src" / "depesche" / "models"
OWN = HERE.parent / "treebank"
SEED = 20240121
PRETRAINED_ON = {"de": (6_000_000, 2.0), "en": (5_000_000, 1.5)}  # words of the raw text, epochs over them
RECIPES = {  # rounds, each from the weights of the one before; the mean of the rounds' weights is kept
    "de": [Recipe(epochs=16, drop=0.25)],
    "en": [Recipe(epochs=16, drop=0.2, rate=0.002), Recipe(epochs=4, drop=0.15, rate=0.0008)],
}
SCORES = ("pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "ents_f")
Shared = tuple[list[Sentence], float]


def german(gold: Path) -> list[Shared]:
    """The German corpora and their shares of an epoch."""
    tagged = read_tagged(gold / "ud" / "de-gsd-upos.txt.gz")
    add_standoff(tagged, OWN / "de-gsd.tsv")
    in_development = {"".join(s.words) for s in read_trees(gold / "ud" / "de-dev.conllu.gz", "de")}
    tagged = [s for s in tagged if "".join(s.words) not in in_development]
    trees = [s for name in ("news", "bundestag") for s in read_trees(OWN / f"de-{name}.conllu", "de")]
    trees += [s for s in tagged if s.heads]
    return [
        ([harmonise(s) for s in read_trees(gold / "ud" / "de-train.conllu.gz", "de")], 1.0),
        ([harmonise(s) for s in trees], 1.0),
        ([forget_doubtful(s) for s in tagged if not s.heads and s.names], 1.0),
        ([forget_doubtful(s) for s in tagged if not s.heads and not s.names], 0.6),
        (read_names(gold / "ner" / "de-train.iob2.gz"), 1.0),
    ]


def english(gold: Path) -> list[Shared]:
    """The English corpora and their shares of an epoch."""
    trees = read_trees(gold / "ud" / "en-train.conllu.gz", "en")
    add_standoff(trees, OWN / "en-gum-names.tsv")
    return [
        (trees, 1.0),
        (read_trees(OWN / "en-news.conllu", "en"), 2.0),
        (read_names(gold / "ner" / "en-train.iob2.gz"), 0.4),
        (read_names(OWN / "en-names.iob2"), 1.0),
    ]


CORPORA = {"de": german, "en": english}


def bare_pipeline(language: str) -> Language:
    """Only the tokenizer, as the packaged pipeline has it."""
    nlp = spacy.blank(language)
    mend_tokenizer(nlp)
    return nlp


def prepare_text(language: str, gold: Path, work: Path) -> tuple[Path, Path]:
    """Tokenised text and subword vectors."""
    text, vectors = work / "text.txt", work / "vectors.floret"
    if not text.exists():
        write_text(language, gold, bare_pipeline(language), text.with_suffix(".part"))
        text.with_suffix(".part").rename(text)
    if not vectors.exists():
        train_vectors(text, vectors.with_suffix(".part"))
        vectors.with_suffix(".part").rename(vectors)
    return text, vectors


def pretrain_encoder(language: str, text: Path, subwords: Subwords, work: Path, seed: int) -> Path:
    """The pretrained encoder's weights."""
    out = work / "encoder.pt"
    if out.exists():
        return out
    limit, epochs = PRETRAINED_ON[language]
    lines = text.read_text(encoding="utf8").splitlines()
    random.Random(seed).shuffle(lines)
    chosen: list[str] = []
    for line in lines:
        chosen += line.split()
        if len(chosen) > limit:
            break
    types = Types(subwords.vector)
    encoder = pretrain(
        Shape(static=WIDTH), windows(chosen, types), types, seed=seed, epochs=epochs, state=work / "encoder.state"
    )
    torch.save(encoder.state_dict(), out)
    return out


def widened(encoder: dict[str, Tensor], shape: Shape) -> dict[str, Tensor]:
    """The weights of an encoder that was pretrained without the gazetteer, with columns for it."""
    mix = encoder["types.mix.weight"]
    return {**encoder, "types.mix.weight": torch.cat([mix, torch.zeros(len(mix), shape.static - WIDTH)], 1)}


def train_network(
    corpora: list[Shared], statics: Statics, encoder: Path, recipes: list[Recipe], seed: int, work: Path
) -> Network:
    """The network, trained on the corpora from the pretrained encoder."""
    shape = label_sets([s for sentences, _ in corpora for s in sentences])
    shape.language = statics.language
    types, index = Types(statics.vector), indexes(shape)
    train: list[Corpus] = [([encode(s, types, index) for s in sentences], share) for sentences, share in corpora]
    torch.manual_seed(seed)
    net = Network(shape)
    net.encoder.load_state_dict(widened(torch.load(encoder), shape))
    tables = types.tensors()
    rounds: list[dict[str, Tensor]] = []
    for number, recipe in enumerate(recipes):
        fit(net, train, tables, replace(recipe, seed=seed + number), work / f"round{number + 1}.state")
        rounds.append({name: value.clone() for name, value in net.state_dict().items()})
    net.load_state_dict({name: torch.stack([r[name] for r in rounds]).mean(0) for name in rounds[0]})
    return net


def development(nlp: Language, language: str, gold: Path) -> list[Example]:
    """The development trees, gold tokens and sentences given, as the scoring script gives them."""
    text = read_text(gold / "ud" / f"{language}-dev.conllu.gz")
    docs = conllu_to_docs(text, n_sents=1, merge_subtokens=language in MERGED_SUBTOKENS, no_print=True)
    return [Example(bare_copy(doc, nlp), Doc(nlp.vocab).from_bytes(doc.to_bytes())) for doc in docs]


def bare_copy(doc: Doc, nlp: Language) -> Doc:
    """The doc's words alone, as one sentence."""
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(nlp.vocab, [t.text for t in doc], spaces=spaces, sent_starts=[i == 0 for i in range(len(doc))])


def name_examples(nlp: Language, language: str, gold: Path) -> list[Example]:
    """The development names on gold tokens."""
    sentences = read_names(gold / "ner" / f"{language}-dev.iob2.gz")
    return [Example(Doc(nlp.vocab, s.words), Doc(nlp.vocab, s.words, ents=s.names)) for s in sentences]


def measure(nlp: Language, language: str, gold: Path) -> dict[str, float]:
    """Scores on the development parts."""
    trees = nlp.evaluate(development(nlp, language, gold))
    found = {**trees, "ents_f": nlp.evaluate(name_examples(nlp, language, gold))["ents_f"]}
    return {key: round(found[key], 4) for key in SCORES if found.get(key) is not None}


def package(nlp: Language, language: str, scores: dict[str, float], seed: int) -> Path:
    """Write the pipeline into the package, its meta.json telling licence, seed and scores."""
    nlp.meta.update(
        name="depesche",
        version="0.2.0",
        license="CC BY-SA 4.0",
        performance=scores,
        description=f"Depesche's {language} pipeline (Universal Dependencies), seed {seed}; see docs/models.md",
    )
    target = PACKAGED / language
    nlp.to_disk(target, exclude=["vectors"])
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(CORPORA))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder with ud/, ner/ and raw/")
    parser.add_argument("--work", type=Path, default=Path("build/models"), help="where stages keep their state")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    language, work = options.language, options.work / options.language
    work.mkdir(parents=True, exist_ok=True)
    text, vectors = prepare_text(language, options.gold, work)
    subwords = Subwords(read_vectors(vectors))
    encoder = pretrain_encoder(language, text, subwords, work, options.seed)
    corpora = CORPORA[language](options.gold)
    statics = Statics(subwords, build(), language)
    net = train_network(corpora, statics, encoder, RECIPES[language], options.seed, work)
    nlp = bare_pipeline(language)
    sentences = [s for corpus, _ in corpora for s in corpus]
    arrays = weights_of(net, statics) | {"upos_by_label": parts_of_speech_by_label(sentences, net.shape)}
    network = model.Network(net.shape, arrays, lemma_table(sentences))
    component = nlp.add_pipe("depesche_network", name="network")
    assert isinstance(component, NetworkComponent)
    component.use(network)
    scores = measure(nlp, language, options.gold)
    target = package(nlp, language, scores, options.seed)
    print(json.dumps({"language": language, "package": str(target), **scores}))


if __name__ == "__main__":
    main()
