"""Who said what: types, cues, quotations of every house, chains of sources, and sentences that say nothing."""

from __future__ import annotations

import pytest

from depesche import Coder
from depesche.records import Statement
from depesche.statements.confidence import confidence
from depesche.statements.drafts import Draft


def statements(coder: Coder, language: str, text: str) -> tuple[Statement, ...]:
    return coder.code(text, language=language).statements


def words(mention: object) -> str | None:
    return getattr(mention, "text", None)


# language, text, type, quote, speaker, cue
ONE = [
    # quotations of every house, the frame behind and before
    ("de", "„Wir kündigen den Vertrag“, sagte Außenminister Jonas Berg in Wien.",
     "Direct", "„Wir kündigen den Vertrag“", "Außenminister Jonas Berg", "sagte"),
    ("de", "Außenminister Jonas Berg sagte: „Wir werden den Vertrag kündigen.“",
     "Direct", "„Wir werden den Vertrag kündigen.“", "Außenminister Jonas Berg", "sagte"),
    ("de", "»Der Hafen bleibt offen«, erklärte die Ministerin.",
     "Direct", "»Der Hafen bleibt offen«", "die Ministerin", "erklärte"),
    ("de", '"Der Hafen bleibt offen", erklärte die Ministerin.',
     "Direct", '"Der Hafen bleibt offen"', "die Ministerin", "erklärte"),
    ("de", "Der Präsident bezeichnete das Abkommen als „Schande“.",
     "Direct", "„Schande“", "Der Präsident", "bezeichnete"),
    ("de", "Der Präsident nannte das Abkommen einen „schweren Fehler“.",
     "Direct", "„schweren Fehler“", "Der Präsident", "nannte"),
    ("en", "“We will not yield,” Foreign Secretary Anna Field said on Tuesday.",
     "Direct", "“We will not yield,”", "Foreign Secretary Anna Field", "said"),
    ("en", '"We will not yield," said Anna Field.', "Direct", '"We will not yield,"', "Anna Field", "said"),
    ("en", 'Smith said: "The bridge is open."', "Direct", '"The bridge is open."', "Smith", "said"),
    ("en", "‘We are ready,’ the general said.", "Direct", "‘We are ready,’", "the general", "said"),
    # content clauses
    ("de", "Die Ministerin sagte, dass der Hafen geschlossen werde.",
     "Indirect", "dass der Hafen geschlossen werde", "Die Ministerin", "sagte"),
    ("de", "Die Abgeordneten fragten, ob das Abkommen noch gelte.",
     "Indirect", "ob das Abkommen noch gelte", "Die Abgeordneten", "fragten"),
    ("de", "Der Minister kündigte an, die Truppen abzuziehen.",
     "Indirect", "die Truppen abzuziehen", "Der Minister", "kündigte an"),
    ("de", "Der Sprecher erklärte, die Verhandlungen seien gescheitert.",
     "Indirect", "die Verhandlungen seien gescheitert", "Der Sprecher", "erklärte"),
    ("de", "Die Verhandlungen seien gescheitert, erklärte der Sprecher.",
     "Indirect", "Die Verhandlungen seien gescheitert", "der Sprecher", "erklärte"),
    ("de", "Der Angeklagte bestritt, das Geld genommen zu haben.",
     "Indirect", "das Geld genommen zu haben", "Der Angeklagte", "bestritt"),
    ("en", "The minister said that the border would stay open.",
     "Indirect", "that the border would stay open", "The minister", "said"),
    ("en", "The minister said the border would stay open.",
     "Indirect", "the border would stay open", "The minister", "said"),
    ("en", "The border would stay open, the minister said.",
     "Indirect", "The border would stay open", "the minister", "said"),
    ("en", "Officials asked whether the treaty still applied.",
     "Indirect", "whether the treaty still applied", "Officials", "asked"),
    ("en", "The spokesman told reporters that the talks had failed.",
     "Indirect", "that the talks had failed", "The spokesman", "told"),
    ("en", "Rebels denied that they had attacked the convoy.",
     "Indirect", "that they had attacked the convoy", "Rebels", "denied"),
    # clauses and phrases that only name the source
    ("de", "Wie die Behörde mitteilte, wurde die Grenze geschlossen.",
     "Indirect", "wurde die Grenze geschlossen", "die Behörde", "Wie mitteilte"),
    ("de", "Laut der Behörde wurde die Grenze geschlossen.",
     "Indirect", "wurde die Grenze geschlossen", "der Behörde", "Laut"),
    ("de", "Die Grenze wurde der Behörde zufolge geschlossen.",
     "Indirect", "Die Grenze wurde geschlossen", "der Behörde", "zufolge"),
    ("de", "Nach Angaben der Polizei wurden zwölf Menschen verletzt.",
     "Indirect", "wurden zwölf Menschen verletzt", "Angaben der Polizei", "Nach"),
    ("en", "The border will stay open, according to the ministry.",
     "Indirect", "The border will stay open", "the ministry", "according to"),
    ("en", "As the ministry announced on Monday, the border was closed.",
     "Indirect", "the border was closed", "the ministry", "As announced"),
    # reports and hearsay
    ("de", "Die Opposition forderte eine schnellere Entscheidung.",
     "Reported", "Die Opposition forderte eine schnellere Entscheidung.", "Die Opposition", None),
    ("en", "The opposition demanded a faster decision.",
     "Reported", "a faster decision", "The opposition", "demanded"),
    ("en", "The crew reportedly left on Monday.", "FreeIndirect", "The crew left on Monday", None, "reportedly"),
    ("en", "He is said to be ill.", "FreeIndirect", "to be ill", None, "is said"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "kind", "quote", "speaker", "cue"), ONE, ids=[row[1][:40] for row in ONE])
def test_one_statement_with_its_parts(
    coder: Coder, language: str, text: str, kind: str, quote: str, speaker: str | None, cue: str | None
) -> None:
    (found,) = statements(coder, language, text)
    assert (found.type, found.quote.text, words(found.speaker), words(found.cue)) == (kind, quote, speaker, cue)


NOTHING = [
    ("de", "Die Zeitung „Der Tag“ erscheint seit gestern in neuer Form."),
    ("de", "Die Truppen zogen aus der Stadt ab."),
    ("de", "Der Minister reiste am Montag nach Wien."),
    ("de", "Die Fähre „Seestern“ fährt wieder nach Rügen."),
    ("de", "Nach dem Treffen in Genf flog der Kanzler nach Rom."),
    ("en", "The troops left the city on Monday."),
    ("en", 'The newspaper "The Day" appears in a new format.'),
    ("en", "The minister travelled to Vienna."),
    ("en", "According to plan, nothing."),
]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_near_misses_give_nothing(coder: Coder, language: str, text: str) -> None:
    assert statements(coder, language, text) == ()


@pytest.mark.xfail(reason='the parser takes what follows "bereit zu" for the main verb')
def test_a_run_of_reported_speech_keeps_its_speaker(coder: Coder) -> None:
    text = "Der Minister sagte, die Lage sei ernst. Man müsse nun handeln. Die Nachbarn seien bereit zu helfen."
    first, second = statements(coder, "de", text)
    assert first.type == "Indirect"
    assert second.type == "IndirectFreeIndirect"
    assert second.quote.text == "Man müsse nun handeln. Die Nachbarn seien bereit zu helfen."
    assert words(second.speaker) == "Der Minister"
    assert second.cue is None


def test_hearsay_after_a_statement(coder: Coder) -> None:
    text = "Der Sprecher sagte, drei Männer seien verhaftet worden. Sie sollen Waffen geschmuggelt haben."
    assert [s.type for s in statements(coder, "de", text)] == ["Indirect", "FreeIndirect"]


def test_a_cue_in_the_middle_leaves_one_quote_in_two_pieces(coder: Coder) -> None:
    text = "„Die Brücke ist gesperrt“, sagte der Sprecher der Polizei, „und sie bleibt es auch morgen.“"
    (found,) = statements(coder, "de", text)
    assert [text[b:e] for b, e in found.quote.spans] == [
        "„Die Brücke ist gesperrt“",
        "„und sie bleibt es auch morgen.“",
    ]
    assert words(found.speaker) == "der Sprecher der Polizei"


def test_an_english_quote_that_goes_on_after_its_frame_is_one_statement(coder: Coder) -> None:
    (found,) = statements(coder, "en", "“We will fight,” Smith said. “We will win.”")
    assert found.quote.text == "“We will fight,” “We will win.”"


def test_a_german_quote_that_follows_belongs_to_whoever_speaks(coder: Coder) -> None:
    first, second = statements(coder, "de", "„Wir bleiben hier“, sagte Berg. „Wir gehen nicht weg.“")
    assert words(first.speaker) == words(second.speaker) == "Berg"


def test_a_quote_broken_by_an_insertion_is_whole(coder: Coder) -> None:
    text = "„Damit haben sie mehrere gebrochen.“ [United Nations] Beschlüsse, und das muss aufhören“, warnte Berg."
    (found,) = statements(coder, "de", text)
    assert len(found.quote.spans) == 2
    assert "United Nations" not in found.quote.text
    assert found.quote.text.endswith("das muss aufhören“")
    assert words(found.speaker) == "Berg"


def test_a_missing_closing_mark_ends_the_quote_before_its_frame(coder: Coder) -> None:
    (found,) = statements(coder, "de", "„Das Land braucht Ruhe, sagte der Präsident.")
    assert (found.type, found.quote.text, words(found.speaker)) == ("Direct", "„Das Land braucht Ruhe", "der Präsident")


def test_a_quoted_phrase_in_a_german_statement_is_a_statement_too(coder: Coder) -> None:
    whole, phrase = statements(coder, "de", "Die Ministerin sagte, der Plan sei „völlig unrealistisch“.")
    assert (whole.type, phrase.type) == ("Indirect", "Direct")
    assert phrase.quote.text == "„völlig unrealistisch“"
    assert phrase.entity == whole.entity


def test_the_addressee_and_the_frame(coder: Coder) -> None:
    (found,) = statements(coder, "de", "Der Vorsitzende erklärte gegenüber der Zeitung, er werde zurücktreten.")
    assert words(found.addressee) == "der Zeitung"
    assert words(found.frame) == "Der Vorsitzende erklärte gegenüber der Zeitung,"


def test_whom_an_agency_cites_is_nearer_than_the_agency(coder: Coder) -> None:
    text = "Die Agentur Reuters berichtete unter Berufung auf das Außenministerium, dass der Besuch geplant sei."
    (found,) = statements(coder, "de", text)
    assert found.entity is not None
    assert found.entity.text == "das Außenministerium"
    assert ["Reuters" in source.text for source in found.sources] == [True]


def test_citing_in_english(coder: Coder) -> None:
    (found,) = statements(coder, "en", "Reuters reported, citing the foreign ministry, that the visit was planned.")
    assert words(found.speaker) == "Reuters"
    assert found.entity is not None
    assert found.entity.text == "the foreign ministry"
    assert [source.text for source in found.sources] == ["Reuters"]


def test_a_statement_in_a_statement_carries_the_outer_speaker(coder: Coder) -> None:
    outer, inner = statements(coder, "de", "Laut Reuters sagte der Minister, er werde zurücktreten.")
    assert words(outer.speaker) == "Reuters"
    assert words(inner.speaker) == "der Minister"
    assert [source.text for source in inner.sources] == ["Reuters"]
    assert outer.sources == ()


def test_a_chain_of_two_in_english(coder: Coder) -> None:
    text = "The commander said the minister told him that the war was over."
    found = statements(coder, "en", text)
    assert [words(s.speaker) for s in found] == ["The commander", "the minister"]
    assert [source.text for source in found[1].sources] == ["The commander"]


def test_the_statement_of_a_document_belongs_to_its_owner(coder: Coder) -> None:
    text = (
        "„Der Besuch ist geplant“, heißt es in der Erklärung des nordkoreanischen Außenministeriums. "
        "Beide Seiten seien zufrieden, heißt es in der Erklärung."
    )
    found = statements(coder, "de", text)
    assert {s.entity.country for s in found if s.entity} == {"PRK"}
    assert "owner of" in found[-1].entity.via if found[-1].entity else False


def test_ids_follow_the_text_and_confidence_is_a_share(coder: Coder) -> None:
    text = "Der Minister sagte, die Lage sei ernst. „Wir müssen handeln“, sagte Berg. Laut Reuters ist der Hafen zu."
    found = statements(coder, "de", text)
    assert [s.id for s in found] == [f"s{n}" for n in range(1, len(found) + 1)]
    assert [s.quote.spans[0] for s in found] == sorted(s.quote.spans[0] for s in found)
    assert all(0 < s.confidence < 1 for s in found)


def test_spans_are_the_words_in_the_text_as_given(coder: Coder) -> None:
    text = "Der Minister sagte [sic], „die Lage ist ernst“. Laut Reuters kam es zu Streit, so Berg."
    for found in statements(coder, "de", text):
        for mention in (found.quote, found.speaker, found.cue, found.frame, found.addressee):
            if mention is not None:
                assert mention.text == " ".join(text[b:e] for b, e in mention.spans)


def test_empty_and_markless_texts_give_nothing(coder: Coder) -> None:
    assert statements(coder, "de", "„“ „ “ ” « »") == ()


def test_evidence_adds_up() -> None:
    bare = Draft("Direct", frozenset({1}))
    marked = Draft("Direct", frozenset({1}), evidence={"marks"})
    assert confidence(bare, False) < confidence(marked, False) <= 0.98
