"""The lexicon: every packaged table loads, and a broken one is refused with its place and the remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from depesche.dates import load_date_lexicon
from depesche.errors import LexiconError
from depesche.lexicon.load import ROOT, Lexicon
from depesche.places import load_gazetteer

LANGUAGES = ("de", "en")
FEWEST_FRAMES = 250


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the packaged lexicon that a test may break."""
    copy = tmp_path / "lexicon"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def append(path: Path, *cells: str) -> int:
    """Add a line of cells; its number."""
    lines = path.read_text(encoding="utf8").splitlines()
    path.write_text("\n".join([*lines, "\t".join(cells)]) + "\n", encoding="utf8")
    return len(lines) + 1


def load_all(root: Path) -> None:
    lexicon = Lexicon(root)
    assert lexicon.ontology
    assert lexicon.actors
    for language in LANGUAGES:
        lexicon.words(language)
        load_date_lexicon(language, root)
        load_gazetteer(language, root)


def refusal(root: Path) -> LexiconError:
    with pytest.raises(LexiconError) as caught:
        load_all(root)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    return caught.value


# --- the packaged tables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_a_language_loads(language: str) -> None:
    words = Lexicon().words(language)
    assert sum(map(len, words.frames.values())) >= FEWEST_FRAMES
    assert all((words.countries, words.roles, words.operators, words.cues))
    assert load_date_lexicon(language)
    assert load_gazetteer(language)


def test_every_event_type_has_frames_in_both_languages() -> None:
    lexicon = Lexicon()
    for language in LANGUAGES:
        types = {frame.row.type for frames in lexicon.words(language).frames.values() for frame in frames}
        assert types - {"NONE"} == set(lexicon.ontology.quads)


def test_both_languages_name_the_same_countries() -> None:
    german, english = ({row.code for row in Lexicon().words(language).countries} for language in LANGUAGES)
    assert german == english


def test_every_operator_is_told_what_it_makes() -> None:
    lexicon = Lexicon()
    for language in LANGUAGES:
        used = {entry.row.operator for entries in lexicon.words(language).operators.values() for entry in entries}
        assert used <= set(lexicon.ontology.composition)


def test_actors_load_and_nobody_leaves_office_before_entering_it() -> None:
    actors = Lexicon().actors
    assert all((actors.people, actors.organisations, actors.outlets))
    assert [row.at for row in actors.people if row.end and row.end < row.start[: len(row.end)]] == []


def test_the_version_changes_with_any_table(root: Path) -> None:
    before = Lexicon(ROOT).version()
    append(root / "en" / "classes.tsv", "@new", "thing")
    assert Lexicon(root).version() != before


# --- broken tables ---------------------------------------------------------------------------------------------

FRAME = ("frobnicate", "verb", "subj", "obj", "", "ACCUSE", "disapprove", "", "111", "He frobnicated.")


def frame(**changed: str) -> tuple[str, ...]:
    columns = (
        "predicate", "pos", "actor", "recipient", "conditions", "type", "mode", "context", "cameo", "example",
    )  # fmt: skip
    return tuple(changed.get(name, cell) for name, cell in zip(columns, FRAME, strict=True))


BROKEN_ROWS = {
    "unknown event type": ("en/frames/accuse.tsv", frame(type="BLAME"), "BLAME"),
    "mode of another type": ("en/frames/accuse.tsv", frame(mode="visit"), "visit"),
    "unknown context": ("en/frames/accuse.tsv", frame(context="gossip"), "gossip"),
    "unknown part of speech": ("de/frames/accuse.tsv", frame(pos="adverb"), "adverb"),
    "unreadable condition": ("de/frames/accuse.tsv", frame(conditions="obj>tank"), "obj>tank"),
    "unknown word class": ("de/frames/accuse.tsv", frame(conditions="obj=@nonsense"), "@nonsense"),
    "unknown kind": ("en/frames/accuse.tsv", frame(conditions="obj~robot"), "robot"),
    "no type": ("en/frames/accuse.tsv", FRAME[:5], "type"),
    "too many cells": ("en/frames/accuse.tsv", (*FRAME, "", "more"), "12 cells"),
    "unknown operator": ("en/operators.tsv", ("wiggle", "verb", "wiggle", "subj", "", "xcomp"), "operator"),
    "operator's unknown class": ("en/operators.tsv", ("wiggle", "verb", "deny", "", "", "", "obj=@no"), "@no"),
    "cue of no kind": ("de/cues.tsv", ("quaken", "verb", "subj", "ccomp", "", "sing"), "kind"),
    "cue with unknown stance": ("de/cues.tsv", ("quaken", "verb", "subj", "ccomp", "", "say", "", "shy"), "stance"),
    "role of no kind": ("en/roles.tsv", ("wizard", "wizard", "GOV", "ghost"), "kind"),
    "role with unknown sector": ("de/roles.tsv", ("Zauberer", "wizard", "MAGIC", "person"), "sector"),
    "person with unknown sector": ("actors/people.tsv", ("a-b", "A B", "USA", "KING", "minister"), "sector"),
    "organisation with unknown sector": ("actors/organisations.tsv", ("a-b", "A B", "USA", "KING"), "sector"),
    "outlet of no kind": ("actors/outlets.tsv", ("a-b", "A B", "blog", "USA"), "kind"),
    "score that is no number": ("ontology/types.tsv", ("ACCUSE", "", "3", "low"), "score"),
    "country without a name": ("en/countries.tsv", ("ZZZ",), "name"),
}


@pytest.mark.parametrize(("table", "row", "named"), BROKEN_ROWS.values(), ids=BROKEN_ROWS)
def test_a_broken_row_is_refused_with_file_line_and_remedy(
    root: Path, table: str, row: tuple[str, ...], named: str
) -> None:
    line = append(root / table, *row)
    error = refusal(root)
    assert f"{table}:{line}" in error.problem
    assert named in str(error)


def test_an_unknown_column_is_refused(root: Path) -> None:
    path = root / "en" / "cues.tsv"
    lines = path.read_text(encoding="utf8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("predicate"))
    path.write_text("\n".join(lines).replace("predicate\tpos", "predicate\tpart", 1), encoding="utf8")
    error = refusal(root)
    assert f"en/cues.tsv:{at + 1}" in error.problem
    assert "pos" in error.remedy


def test_a_missing_column_is_refused(root: Path) -> None:
    path = root / "en" / "classes.tsv"
    path.write_text("name\n@a\n", encoding="utf8")
    error = refusal(root)
    assert "en/classes.tsv:1" in error.problem
    assert "lemma" in str(error)


def test_a_missing_table_is_named(root: Path) -> None:
    (root / "de" / "operators.tsv").unlink()
    assert "operators.tsv" in refusal(root).problem


def test_an_empty_table_is_told_its_header(root: Path) -> None:
    (root / "de" / "operators.tsv").write_text("# nothing yet\n", encoding="utf8")
    error = refusal(root)
    assert "de/operators.tsv" in error.problem
    assert "predicate pos operator" in error.remedy


def test_a_table_in_another_encoding_is_refused(root: Path) -> None:
    path = root / "de" / "classes.tsv"
    path.write_bytes(path.read_bytes() + "@gruß\tGrüße\n".encode("latin-1"))
    error = refusal(root)
    assert "de/classes.tsv" in error.problem
    assert "UTF-8" in str(error)


def test_a_missing_grammar_line_is_named_when_it_is_asked_for() -> None:
    with pytest.raises(LexiconError, match="no line 'nonsense'"):
        Lexicon().words("en").grammar["nonsense"]


def test_a_language_without_a_folder_is_refused(root: Path) -> None:
    with pytest.raises(LexiconError, match="'xx'"):
        Lexicon(root).words("xx")
