"""Bring German corpora to the habits of UD German GSD, to which the development part belongs."""

from __future__ import annotations

import re

from training.corpora import Sentence

LABELS = {
    "acl:relcl": "acl",
    "advcl:relcl": "advcl",
    "nmod:poss": "nmod",
    "obl:tmod": "obl",
    "flat:name": "flat",
    "expl:pv": "obj",
    "cc:preconj": "cc",
    "csubj:pass": "csubj",
    "nsubj:outer": "nsubj",
    "iobj": "obl:arg",
    "det:predet": "det",
}
LABEL_OF_POS = {"DET": "det", "ADP": "case", "NUM": "nummod", "PUNCT": "punct"}
VERBAL = {"VERB", "AUX", None}  # in GSD oblique phrases are obl on these and nmod on all others
UNKNOWN_LABELS = {"dep"}  # a label that says nothing is not learnt
# Words that are DET in all German treebanks also where they stand alone ("alle", "dieser", "einer", "viele").
ALONE = re.compile(
    r"(all|dies|jen|jed|jedwed|ein|irgendein|kein|ander|viel|wenig|beid|meist|einig|mehrer|manch|solch|welch|etlich|"
    r"sämtlich|mein|dein|sein|ihr|unser)(e|er|es|en|em|s)?|mehr|dies|unsere[nrsm]?|dasselbe|dieselben?|derselbe"
)
PERSONAL = {"ihr", "sein", "ihre"}  # "ihr" is also a personal pronoun
LOWER_LEMMAS = {"ADP", "ADV", "ADJ", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "VERB"}
POLITE = {"Sie", "Ihnen", "Ihr"}
# Words that the older tagging of the GSD sentences treats unlike the trees: there, copulas are VERB and
# subjunctions CCONJ or ADP.
DOUBTFUL_WORDS = """
bin bist ist sind seid war warst waren wart sei seien wäre wären gewesen sein habe hast hat haben habt hatte hatten
hattest hätte hätten gehabt werde wirst wird werden werdet wurde wurden würde würden geworden worden dass daß ob weil
wenn als wie da damit während obwohl bevor nachdem sobald denn um rund
"""
DOUBTFUL = frozenset(DOUBTFUL_WORDS.split())


def harmonise(sentence: Sentence) -> Sentence:
    """The tree with the labels of GSD, whichever treebank it is from."""
    assert sentence.heads is not None
    assert sentence.deps is not None
    assert sentence.upos is not None
    upos, deps, heads = sentence.upos, sentence.deps, sentence.heads
    is_hdt = sentence.source.startswith("hdt")
    with_case = {heads[i] for i, dep in enumerate(deps) if dep == "case"}
    for i, dep in enumerate(deps):
        label = LABELS.get(dep or "", dep)
        if label in UNKNOWN_LABELS:
            label = LABEL_OF_POS.get(upos[i] or "")
        if is_hdt:
            label = _hdt_label(sentence, i, label, i in with_case)
        if label in ("obl", "nmod") and heads[i] >= 0:
            label = "obl" if upos[heads[i]] in VERBAL else "nmod"
        deps[i] = label
        _determiner(sentence, i)
    if is_hdt:
        _forget_hdt(sentence)
    _lower_lemmas(sentence)
    return sentence


def _determiner(sentence: Sentence, i: int) -> None:
    """DET for words that GSD takes for determiners, alone or not."""
    assert sentence.deps is not None
    assert sentence.upos is not None
    form = sentence.words[i].lower()
    if not ALONE.fullmatch(form):
        return
    if sentence.upos[i] == "PRON" and form not in PERSONAL:
        sentence.upos[i] = "DET"
    if form.startswith("ander") and sentence.deps[i] == "amod":
        sentence.deps[i], sentence.upos[i] = "det", "DET"


def _hdt_label(sentence: Sentence, i: int, label: str | None, has_case: bool) -> str | None:
    """HDT calls possessives det, prepositional objects obj and pronominal adverbs obj."""
    tag = (sentence.xpos or [None])[i]
    if label == "det" and tag == "PPOSAT":
        return "det:poss"
    if label == "obj" and tag == "PROAV":
        return "advmod"
    if label in ("obj", "obl:arg") and has_case:
        return "obl"
    return label


def _forget_hdt(sentence: Sentence) -> None:
    """Forget what HDT annotates in another way: lemmas of compounds (only their last part), missing cases, X."""
    assert sentence.lemmas is not None
    assert sentence.feats is not None
    assert sentence.upos is not None
    for i, (word, lemma) in enumerate(zip(sentence.words, sentence.lemmas, strict=True)):
        tag = sentence.upos[i]
        if lemma and tag in ("NOUN", "PROPN", "ADJ", "X") and len(word) > len(lemma) + 2:
            sentence.lemmas[i] = None
        if tag in ("NOUN", "PROPN", "ADJ") and "Case" not in (sentence.feats[i] or {}):
            sentence.feats[i] = None
        if tag == "X":
            sentence.upos[i] = None


def _lower_lemmas(sentence: Sentence) -> None:
    """Lemmas of words that are not nouns start lower case, also at the start of a sentence."""
    assert sentence.lemmas is not None
    assert sentence.upos is not None
    sentence.lemmas = [
        lemma.lower() if lemma and tag in LOWER_LEMMAS and lemma not in POLITE and lemma[1:].islower() else lemma
        for lemma, tag in zip(sentence.lemmas, sentence.upos, strict=True)
    ]


def forget_doubtful(sentence: Sentence) -> Sentence:
    """A tagged sentence without the tags of words that its tagging treats unlike the trees."""
    assert sentence.upos is not None
    pairs = zip(sentence.words, sentence.upos, strict=True)
    sentence.upos = [None if word.lower() in DOUBTFUL or ALONE.fullmatch(word.lower()) else tag for word, tag in pairs]
    return sentence
