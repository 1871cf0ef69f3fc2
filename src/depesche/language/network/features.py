"""What the network sees of a word: hashed pieces of its form. Computed once a word type, then remembered."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import numpy.typing as npt
import simplemma

# Rows of the embedding table of each piece; a table's row is a hash of the piece.
TABLES = {"lower": 20000, "prefix": 4000, "suffix2": 2000, "suffix3": 6000, "suffix4": 12000, "shape": 1000}
LONGEST_WORD = 60  # characters that are looked at; what is longer is no word


def shape(word: str) -> str:
    """The word's outline: X upper, x lower, d digit, others as they are; runs are cut at three ("Xxxx", "dd.dd")."""
    outline: list[str] = []
    for char in word:
        kind = "d" if char.isdigit() else "X" if char.isupper() else "x" if char.isalpha() else char
        if outline[-3:] != [kind] * 3:
            outline.append(kind)
    return "".join(outline)


def pieces(word: str) -> tuple[str, ...]:
    """The pieces of a word in the order of TABLES."""
    word = word[:LONGEST_WORD]
    lower = word.lower()
    bounded = f"<{lower}>"
    return (lower, bounded[:4], bounded[-3:], bounded[-4:], bounded[-5:], shape(word))


def rows(word: str) -> npt.NDArray[np.int32]:
    """The table row of each piece, shape (len(TABLES),)."""
    found = [
        crc32(f"{name}:{piece}".encode()) % size
        for (name, size), piece in zip(TABLES.items(), pieces(word), strict=True)
    ]
    return np.array(found, dtype=np.int32)


class Subwords:
    """Static vectors of any word, as floret makes them: the mean of hashed rows of its character n-grams.

    `table` has shape (buckets, width), as trained by floret with the settings below (Explosion, 2022); the vectors are
    computed by spaCy's own `Vectors`.
    """

    MIN, MAX, HASHES, SEED = 3, 5, 2, 2166136261

    def __init__(self, table: npt.NDArray[np.float32]) -> None:
        from spacy.strings import StringStore
        from spacy.vectors import Vectors

        self.table = table
        self._vectors = Vectors(
            strings=StringStore(), data=table, mode="floret", minn=self.MIN, maxn=self.MAX, hash_count=self.HASHES,
            hash_seed=self.SEED, bow="<", eow=">",
        )  # fmt: skip

    def vector(self, word: str) -> npt.NDArray[np.float32]:
        """The word's vector, shape (width,)."""
        found: npt.NDArray[np.float32] = self._vectors.get_batch([word[:LONGEST_WORD]])[0]
        return found


class Gazetteer:
    """What words are parts of: names of people, places and organisations, by hashed word.

    `keys` are sorted hashes of lower-case words, `kinds` has a bit for each of KINDS; both of shape (words,).
    """

    KINDS = ("first name", "surname", "place", "organisation")

    def __init__(self, keys: npt.NDArray[np.uint32], kinds: npt.NDArray[np.uint8]) -> None:
        self.keys, self.kinds = keys, kinds

    @staticmethod
    def key(word: str) -> int:
        """The hash of a word."""
        return crc32(word.lower().encode())

    def bits(self, word: str) -> int:
        """The kinds of a word, a genitive's final s left off where only that is known; 0 for unknown words."""
        for form in (word, word[:-1]) if word.endswith("s") and len(word) > 4 else (word,):
            key = np.uint32(self.key(form))
            at = int(np.searchsorted(self.keys, key))
            if at < len(self.keys) and self.keys[at] == key:
                return int(self.kinds[at])
        return 0


class Statics:
    """What is known of a word before any training on trees: its subword vector, its kinds of name, if it is a word."""

    EXTRA = len(Gazetteer.KINDS) + 1

    def __init__(self, subwords: Subwords, gazetteer: Gazetteer, language: str) -> None:
        self.subwords, self.gazetteer, self.language = subwords, gazetteer, language

    def vector(self, word: str) -> npt.NDArray[np.float32]:
        """Shape (width of the subword vectors + EXTRA,)."""
        bits = self.gazetteer.bits(word)
        known = simplemma.is_known(word[:LONGEST_WORD], self.language)
        extra = [float(bool(bits & (1 << i))) for i in range(len(Gazetteer.KINDS))]
        return np.concatenate([self.subwords.vector(word), np.array([*extra, float(known)], dtype=np.float32)])
