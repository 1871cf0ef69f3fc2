from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.errors import LexiconError
from depesche.lexicon.load import ROOT
from depesche.mend import find_damage, find_provenance, load_outlets, mask
from depesche.mend.boilerplate import load_boilerplate
from depesche.mend.mask import BLANKED
from depesche.read import read_html
from depesche.records import Article, Damage, Provenance

EXAMPLES = Path(__file__).parent.parent / "examples"
OUTLETS = """\
id	name	kind	country	owner	aliases	domains
guardian	The Guardian	outlet	GBR	private	Guardian	theguardian.com|guardian.co.uk
nordblatt	Nordblatt	outlet	DEU	private		nordblatt.example
reuters	Reuters	agency	GBR	private		reuters.com
dpa	dpa	agency	DEU	private	Deutsche Presse-Agentur	dpa.com
afp	AFP	agency	FRA	private	Agence France-Presse	afp.com
"""
STORY = (
    "Die Regierung in Oslo hat am Montag beschlossen, die Gespräche mit Riga über den Hafen wieder aufzunehmen.\n\n"
    "Der Außenminister sagte, es gebe nun keinen Grund mehr für weitere Verzögerungen zwischen den Nachbarn.\n\n"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lexicon")
    (folder / "ontology").mkdir()
    (folder / "actors").mkdir()
    shutil.copy(ROOT / "ontology" / "boilerplate.tsv", folder / "ontology")
    (folder / "actors" / "outlets.tsv").write_text(OUTLETS, "utf8")
    return folder


def damage_in(text: str, root: Path, kind: str | None = None) -> list[Damage]:
    found = find_damage(Article(text=text), root)
    assert all(text[d.span[0] : d.span[1]] == d.text for d in found)
    return [d for d in found if kind in {None, d.kind}]


def provenance_of(article: Article, root: Path) -> Provenance:
    return find_provenance(article, find_damage(article, root), load_outlets(root))


def masked(text: str, root: Path) -> str:
    return mask(text, find_damage(Article(text=text), root))


def test_an_undamaged_story_has_no_damage(root: Path) -> None:
    assert damage_in(STORY, root) == []


@pytest.mark.parametrize(
    "line",
    ["source site", "Leave a Reply", "Lesen Sie auch: Der Streit um den Hafen", "© 2024 Nordblatt", "Share this",
     "Wir verwenden Cookies, um Ihren Besuch zu verbessern.", "Read also: Port talks stall", "ANZEIGE", "dpa/AFP",
     "Your email address will not be published. Required fields are marked *", "Copyright 2023 Nordblatt"],
)  # fmt: skip
def test_footer_lines_are_boilerplate(line: str, root: Path) -> None:
    (found,) = damage_in(f"{STORY}{line}\n", root)
    assert (found.kind, found.text) == ("boilerplate", line)


@pytest.mark.parametrize(
    "sentence",
    ["Also on Tuesday, the ministers met in Riga.", "Source material was shared with the court.", "Share prices fell.",
     "Teilen der Armee wurde der Rückzug befohlen.", "The post of ambassador is vacant.", "Copyright law was amended.",
     "Die Quelle nannte keine Namen.", "Search teams found nothing.", "Armin reads the treaty."],
)  # fmt: skip
def test_sentences_that_begin_alike_are_not(sentence: str, root: Path) -> None:
    assert damage_in(f"{sentence}\n\n{STORY}", root, "boilerplate") == []


def test_nothing_below_a_comment_form_is_read(root: Path) -> None:
    text = f"{STORY}Schreibe einen Kommentar\n\nHans meint: Riga griff Oslo an.\n\nName\n"
    assert masked(text, root).strip() == STORY.strip()


def test_a_comment_heading_at_the_top_hides_nothing_else(root: Path) -> None:
    text = f"Leave a comment\n\n{STORY}"
    assert masked(text, root).strip() == STORY.strip()


def test_a_list_of_links_ends_where_the_story_goes_on(root: Path) -> None:
    text = f"{STORY}Mehr zum Thema\n\nHafenstreit: Riga droht Oslo\n\nFischer in Not\n\nDer Hafen bleibt bis Mai zu.\n"
    assert [d.text for d in damage_in(text, root)] == [
        "Mehr zum Thema",
        "Hafenstreit: Riga droht Oslo",
        "Fischer in Not",
    ]


def test_a_broken_line_of_a_paragraph_is_no_link(root: Path) -> None:
    wrapped = "Der Außenminister sagte am Dienstag\nin Riga, er werde\nbald abreisen.\n"
    assert [d.text for d in damage_in(f"{STORY}Mehr zum Thema\n\n{wrapped}", root)] == ["Mehr zum Thema"]


@pytest.mark.parametrize("suffix", [" – The Guardian", " | Guardian", " - theguardian.com", " | Welt | Reuters"])
def test_outlet_at_the_end_of_the_headline_is_marked(suffix: str, root: Path) -> None:
    (found,) = damage_in(f"Oslo droht Riga{suffix}\n\n{STORY}", root)
    assert found.kind == "outlet-suffix"
    assert found.text == suffix.removeprefix(" | Welt")
    assert masked(f"Oslo droht Riga{suffix}\n\n{STORY}", root).startswith("Oslo droht Riga ")


@pytest.mark.parametrize("line", ["Oslo droht Riga – wieder", "Oslo sprach mit Reuters", "Reuters"])
def test_other_headline_endings_are_not(line: str, root: Path) -> None:
    assert damage_in(f"{line}\n\n{STORY}", root, "outlet-suffix") == []


@pytest.mark.parametrize(
    ("quote", "stray"),
    [
        ("„Sie haben den Vertrag.“ [of Riga] Gebrochen und bereuen nichts“, sagte er.", ".“"),
        ("„Sie haben den Vertrag“ [of Riga] gebrochen und bereuen nichts“, sagte er.", "“"),
        ('"Sie haben den Vertrag." [of Riga] Gebrochen", sagte er.', '."'),
        ("»Sie haben den Vertrag.« [of Riga] Gebrochen«, sagte er.", ".«"),
        ("„Sie haben den Vertrag [of Riga].“ Gebrochen und bereuen nichts“, sagte er.", ".“"),
    ],
)
def test_a_quote_broken_at_an_insertion_is_seen(quote: str, stray: str, root: Path) -> None:
    found = damage_in(quote, root)
    assert {(d.kind, d.text) for d in found} == {("broken-quote", stray), ("insertion", "[of Riga]")}
    assert next(d.note for d in found if d.kind == "insertion") == "of Riga"


@pytest.mark.parametrize(
    "quote",
    ["„Das ist gut.“ [Beifall] Dann sagte er: „Wir gehen.“", "“They [the rebels] left,” she said. “We stay.”",
     'He said "no" [in Riga] and "yes" in Oslo.', "„Wir [Balten] bleiben“, sagte er."],
)  # fmt: skip
def test_whole_quotes_beside_an_insertion_are_left_alone(quote: str, root: Path) -> None:
    assert [d.kind for d in damage_in(quote, root)] == ["insertion"]


def test_a_paragraph_given_twice_is_masked_once(root: Path) -> None:
    text = STORY + STORY
    assert len(damage_in(text, root, "duplicate")) == 2
    assert masked(text, root).strip() == STORY.strip()


@pytest.mark.parametrize(
    ("wrong", "right"), [("Ã¤", "ä"), ("ÃŸ", "ß"), ("Ã–", "Ö"), ("â€œ", "“"), ("â€“", "–"), ("Å¡", "š"), ("\ufffd", "")]
)
def test_mojibake_is_marked_with_what_it_was_and_stays_readable(wrong: str, right: str, root: Path) -> None:
    text = f"Das M{wrong}rz-Treffen fand statt."
    (found,) = damage_in(text, root)
    assert (found.kind, found.text, found.note) == ("mojibake", wrong, right)
    assert masked(text, root) == text


def test_letters_before_quotation_marks_are_no_mojibake(root: Path) -> None:
    assert damage_in("Der Buchstabe „Ä“ und das „CAFÉ“ – São Paulo, Åland, Â.", root) == []


@pytest.mark.parametrize(
    "end",
    ["und deshalb werde man in der kommenden Woche in Riga noch einmal darüber", "doch dann ...", "Er sagte, dass […]",
     "Der Minister reiste ab. Weiterlesen", "Der Minister reiste ab und\n\nContinue reading"],
)  # fmt: skip
def test_a_text_that_breaks_off_is_marked(end: str, root: Path) -> None:
    assert len(damage_in(STORY + end, root, "truncated")) == 1


@settings(max_examples=150, deadline=None)
@given(
    text=st.lists(
        st.sampled_from([*'a .“„"[]»«©Ã¤\r\n|–', "\n\n", "source site", "Leave a Reply", STORY, "[x]", " | Reuters"])
        | st.text(max_size=8)
    ).map("".join)
)
def test_masking_moves_no_offset_and_changes_nothing_else(text: str, root: Path) -> None:
    found = find_damage(Article(text=text), root)
    blanked = {i for d in found if d.kind in BLANKED for i in range(*d.span)}
    result = mask(text, found)
    assert len(result) == len(text)
    assert all(result[i] == text[i] for i in range(len(text)) if i not in blanked or text[i] in "\r\n")
    assert all(result[i] == " " for i in blanked if text[i] not in "\r\n")


def test_a_wrong_or_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"boilerplate\.tsv"):
        find_damage(Article(text="a"), tmp_path)


def test_packaged_boilerplate_has_no_entry_twice() -> None:
    entries = [(row.phrase, row.match) for row in load_boilerplate(ROOT)]
    assert len(entries) == len(set(entries)) > 300


def test_republished_example_is_called_a_translation_of_the_outlet_it_names(root: Path) -> None:
    article = read_html((EXAMPLES / "de-republished.html").read_bytes())
    found = provenance_of(article, root)
    assert (found.publisher, found.original_publisher) == ("Weltblick Täglich", "The Guardian")
    assert found.kind == "translated"
    assert found.translation_score is not None
    assert found.translation_score > 0.8
    assert all(" ".join(article.text[b:e] for b, e in m.spans) == m.text for m in found.evidence if m.spans)


def test_own_reporting_is_original_and_nothing_is_claimed(root: Path) -> None:
    article = read_html((EXAMPLES / "en-page.html").read_bytes())
    found = provenance_of(article, root)
    assert (found.kind, found.original_publisher, found.agencies, found.translation_score) == (
        "original",
        None,
        (),
        None,
    )


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        (f"Oslo (dpa) - {STORY}", ("dpa",)),
        (f"OSLO, 5. Mai (dpa/AFP) - {STORY}", ("dpa", "AFP")),
        (f"{STORY}ino/dpa", ("dpa",)),
        (f"{STORY}Quelle: Reuters", ("Reuters",)),
        (f"{STORY}(Mit Material von dpa und AFP)", ("dpa", "AFP")),
        (f"{STORY}Er sagte der dpa (Berlin), er gehe.", ()),
        (f"{STORY}Das berichtete Reuters.", ()),
    ],
)
def test_agencies_are_credited_only_where_the_page_does(text: str, agencies: tuple[str, ...], root: Path) -> None:
    found = provenance_of(Article(text=text), root)
    assert found.agencies == agencies
    assert found.kind == ("agency" if agencies else "original")


@pytest.mark.parametrize(
    "article",
    [
        Article(text=f"{STORY}Dieser Artikel erschien zuerst bei The Guardian.", publisher="Südpost"),
        Article(text=f"{STORY}Dieser Artikel ist zuerst erschienen bei: Guardian", publisher="Südpost"),
        Article(text=STORY, publisher="Südpost", url="https://www.theguardian.com/world/1"),
        Article(text=STORY, publisher="Südpost", title="Oslo droht Riga | The Guardian"),
        Article(text=f"{STORY}Copyright 2024 The Guardian", publisher="Südpost"),
        Article(text=f"Oslo droht Riga – The Guardian\n\n{STORY}Originalquelle"),
    ],
)
def test_a_copy_names_the_outlet_it_comes_from(article: Article, root: Path) -> None:
    found = provenance_of(article, root)
    assert (found.original_publisher, found.kind) == ("The Guardian", "republished")
    assert found.evidence


def test_an_outlets_own_page_is_no_copy(root: Path) -> None:
    own = Article(text=STORY, publisher="Guardian", title="Oslo | The Guardian", url="https://theguardian.com/a")
    found = provenance_of(own, root)
    assert (found.kind, found.original_publisher) == ("original", None)
