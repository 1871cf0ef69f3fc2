"""Static subword vectors from raw text, by floret: similar words, also unseen ones, get similar vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language

from depesche.language.network.features import Subwords
from training.corpora import read_tagged, read_text

WIDTH, BUCKETS, EPOCHS = 96, 50_000, 4


def write_text(language: str, gold: Path, nlp: Language, path: Path) -> None:
    """The raw text as tokens separated by spaces, a paragraph a line; German adds the tagged sentences."""
    raw = {"de": "de-bundestag.txt.gz", "en": "en-official.txt.gz"}[language]
    with path.open("w", encoding="utf8") as file:
        for line in read_text(gold / "raw" / raw).splitlines():
            if line.strip():
                file.write(" ".join(t.text for t in nlp.make_doc(line.strip()) if not t.is_space) + "\n")
        if language == "de":
            file.writelines(" ".join(s.words) + "\n" for s in read_tagged(gold / "ud" / "de-gsd-upos.txt.gz"))


def train_vectors(text: Path, out: Path) -> None:
    """Write the table of subword vectors of a tokenised text."""
    import floret

    model = floret.train_unsupervised(
        str(text), model="skipgram", mode="floret", hashCount=Subwords.HASHES, bucket=BUCKETS, minn=Subwords.MIN,
        maxn=Subwords.MAX, dim=WIDTH, epoch=EPOCHS, minCount=5, neg=8, lr=0.05, thread=2, verbose=0,
    )  # fmt: skip
    model.save_floret_vectors(str(out))


def read_vectors(path: Path) -> npt.NDArray[np.float32]:
    """The table, shape (BUCKETS, WIDTH)."""
    with path.open(encoding="utf8") as file:
        next(file)
        table = np.loadtxt((line.split(" ", 1)[1] for line in file), dtype=np.float32)
    assert table.shape == (BUCKETS, WIDTH)
    return table
