"""Lemmas as edit scripts: what to do to a form to get its lemma, so that a classifier can learn lemmatisation.

A script is text of three parts: how to write the form first ("l" in lower case, "t" with an upper-case first letter,
"k" as it is; "u" added: without umlauts), then what to cut and add before and after the longest part that form and
lemma share. "k|0+|2+en" makes "besuchen" of "besuchte", "ku|0+|3+" makes "Haus" of "Häusern". A lemma that shares
nothing with its form is a script of its own: "=sein".
"""

from __future__ import annotations

from difflib import SequenceMatcher

PLAIN = str.maketrans("äöüÄÖÜ", "aouAOU")


def make_script(form: str, lemma: str) -> str:
    """The script that turns the form into the lemma."""
    whole = f"={lemma}"
    if "|" in lemma:
        return whole
    plain = form.translate(PLAIN)
    if plain != form and len(plain) == len(form) and _shared(plain, lemma) > _shared(form, lemma):
        return _script(plain, lemma, "u", form) or _script(form, lemma, "", form) or whole
    return _script(form, lemma, "", form) or whole


def _match(form: str, lemma: str) -> tuple[int, int, int]:
    match = SequenceMatcher(None, form.lower(), lemma.lower(), autojunk=False).find_longest_match()
    return match.a, match.b, match.size


def _shared(form: str, lemma: str) -> int:
    return _match(form, lemma)[2]


def _script(form: str, lemma: str, flag: str, written: str) -> str:
    """The script by way of `form`; "" where none gives the lemma."""
    at, in_lemma, size = _match(form, lemma)
    if not size or (size < 2 and len(form) > 2):
        return ""
    low = lemma.lower()
    before = f"{at}+{low[:in_lemma]}"
    after = f"{len(form) - at - size}+{low[in_lemma + size :]}"
    scripts = (f"{case}{flag}|{before}|{after}" for case in "klt")
    return next((script for script in scripts if apply_script(script, written) == lemma), "")


def apply_script(script: str, form: str) -> str:
    """The lemma of a form by a script; the form itself where the script does not fit."""
    if script.startswith("="):
        return script[1:]
    how, before, after = script.split("|")
    cut_front, _, front = before.partition("+")
    cut_back, _, back = after.partition("+")
    if int(cut_front) + int(cut_back) >= len(form) and not (front or back):
        return form
    plain = form.translate(PLAIN) if "u" in how else form
    lemma = front + plain[int(cut_front) : len(plain) - int(cut_back)] + back
    if how[0] == "l":
        return lemma.lower()
    return lemma[:1].upper() + lemma[1:].lower() if how[0] == "t" else lemma
