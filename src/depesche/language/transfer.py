"""Annotations of one Doc carried over to another with the same words, whatever white space is among them."""

from __future__ import annotations

from spacy.tokens import Doc

COPIED: list[int | str] = ["POS", "TAG", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
SPACE_LABEL = "dep"


def without_spaces(doc: Doc) -> Doc:
    """The words of a Doc and its sentence starts as a Doc; a start on white space moves to the next word."""
    words: list[str] = []
    starts: list[bool | int | None] = []
    pending = False
    for token in doc:
        if token.is_space:
            pending = pending or token.is_sent_start is True
            continue
        words.append(token.text)
        starts.append(True if pending else token.is_sent_start)
        pending = False
    return Doc(doc.vocab, words, sent_starts=starts or None)


def transfer(source: Doc, target: Doc) -> Doc:
    """Annotate `target` like `source`; ValueError where their words differ. White space hangs on the word before it."""
    words = [token for token in source if not token.is_space]
    places = [token.i for token in target if not token.is_space]
    if [token.text for token in words] != [target[i].text for i in places]:
        raise ValueError(f"{len(words)} words do not stand for {len(places)} words: {source.text[:60]!r}")
    if not words:
        return target
    place = {token.i: i for token, i in zip(words, places, strict=True)}
    heads = [max(i - 1, 0) if token.is_space else i for i, token in enumerate(target)]
    for i in range(places[0]):
        heads[i] = places[0]
    annotated = {
        "tags": ["_SP"] * len(target), "pos": ["SPACE"] * len(target), "morphs": [""] * len(target),
        "lemmas": [token.text for token in target], "deps": [SPACE_LABEL] * len(target), "ents": ["O"] * len(target),
    }  # fmt: skip
    for token, i in zip(words, places, strict=True):
        annotated["tags"][i], annotated["pos"][i] = token.tag_, token.pos_
        annotated["morphs"][i], annotated["lemmas"][i] = str(token.morph), token.lemma_
        annotated["ents"][i] = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
        is_root = token.head.i == token.i
        annotated["deps"][i] = "ROOT" if is_root else token.dep_
        heads[i] = place[token.head.i]
    spaces = [bool(token.whitespace_) for token in target]
    made = Doc(target.vocab, [t.text for t in target], spaces=spaces, heads=heads, **annotated)  # type: ignore[arg-type]
    return target.from_array(COPIED, made.to_array(COPIED))  # type: ignore[arg-type]  # the stub's ints are too narrow
