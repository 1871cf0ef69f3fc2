"""The command line: every command, its forms, its exit codes, and one clear line for every mistake."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from depesche.cli import Exit, checkup, main
from depesche.cli.app import app
from depesche.cli.code import check_published
from depesche.cli.exits import MEANINGS, OptionError
from depesche.errors import InputError, LanguageError, ModelError
from depesche.read.skipped import Skipped
from depesche.records import Article, Document, Record
from depesche.run.local import code_paths
from depesche.store import Store
from test_records import ROOT, make_document

COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
Run = Callable[..., tuple[int, str, str]]


class FakeCoder:
    """Gives the hand-made document under the article's own id; some words make it fail as the real one can."""

    def code(self, text: Article, language: str | None = None, published: str | None = None) -> Document:
        if "bonjour" in text.text:
            raise LanguageError("the text is in language 'fr'", "give texts in German or English")
        if "no model" in text.text:
            raise ModelError("the pipeline for 'de' is missing", "reinstall depesche")
        if "bug" in text.text:
            raise KeyError("lemma")
        if "stop" in text.text:
            raise KeyboardInterrupt
        if "nobody" in text.text:
            nothing: dict[str, Any] = {"events": (), "statements": (), "entities": ()}
        else:
            nothing = {}
        id = hashlib.sha256(text.text.encode()).hexdigest()
        known = published or text.published
        return make_document(id, source=text.source, published=known, language=language or "en", **nothing)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command line with the fake coder; gives exit code, output and what is told on standard error."""
    monkeypatch.setattr("depesche.cli.code.make_coder", FakeCoder)
    monkeypatch.setattr("depesche.language.pipelines.packaged_languages", lambda: ("de", "en"))

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in out + err
        return code, out.decode(), err.decode()

    return call


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles and one file of every kind that cannot be coded."""
    folder = tmp_path / "articles"
    (folder / "below").mkdir(parents=True)
    (folder / "a.txt").write_text("Putin met Choe.")
    (folder / "below" / "b.txt").write_text("Choe met Putin.")
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "french.txt").write_text("bonjour")
    (folder / "bug.txt").write_text("a bug")
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with Store(path) as opened:
        opened.write_many([make_document(), make_document("b2" * 32, title="Second", published="2024-01-22")])
    return path


# --- help -------------------------------------------------------------------------------------------------------


def test_the_commands_are_those_of_the_manual() -> None:
    assert COMMANDS == ["code", "show", "query", "explain", "doctor"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_the_exit_codes(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == Exit.OK
    assert f"depesche {command}" in out.split("Example")[1]
    assert all(f"{code.value} {meaning.split()[0]}" in " ".join(out.split()) for code, meaning in MEANINGS.items())


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    code, out, _ = run()
    assert code == Exit.USAGE
    assert all(command in out for command in COMMANDS)


def test_version(run: Run) -> None:
    code, out, _ = run("--version")
    assert (code, out.split()[0]) == (Exit.OK, "depesche")


def test_help_loads_nothing_heavy() -> None:
    heavy = {"spacy", "trafilatura", "duckdb", "pyarrow", "numpy", "lxml"}
    script = f"import sys; from depesche.cli import main; main(['--help']); sys.exit(bool({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, env=with_src())
    assert done.returncode == 0


# --- code -------------------------------------------------------------------------------------------------------


def test_code_gives_json_lines_in_a_pipe(run: Run, articles: Path) -> None:
    code, out, err = run("code", articles / "a.txt", articles / "below")
    documents = [Document.from_json(line) for line in out.splitlines()]
    assert code == Exit.OK
    assert [document.source for document in documents] == [str(articles / "a.txt"), str(articles / "below" / "b.txt")]
    assert err == "coded 2 documents: 4 events, 2 statements\n"


def test_the_rest_of_a_folder_is_coded_and_what_was_skipped_is_told(run: Run, articles: Path) -> None:
    code, out, err = run("code", articles)
    assert code == Exit.SKIPPED
    assert len(out.splitlines()) == 2
    assert "skipped 5 inputs:" in err
    reasons = ("is empty", "binary data", "language 'fr'", "depesche itself failed (KeyError: 'lemma'", "'.jpg'")
    assert all(reason in err for reason in reasons)
    assert all(str(path) in err for path in articles.iterdir() if path.name not in ("a.txt", "below"))


def test_a_missing_path_does_not_stop_the_others(run: Run, articles: Path) -> None:
    code, out, err = run("code", articles / "nothing.txt", articles / "a.txt")
    assert (code, len(out.splitlines())) == (Exit.SKIPPED, 1)
    assert "there is no file or folder" in err


@pytest.mark.parametrize("name", ["nothing.txt", "empty.txt", "binary.txt", "french.txt", "bug.txt", "picture.jpg"])
def test_nothing_coded_is_one_line_and_a_failure(run: Run, articles: Path, name: str) -> None:
    code, out, err = run("code", articles / name)
    assert (code, out) == (Exit.FAILED, "")
    assert err.count("\n") == 1
    assert name in err


def test_an_enormous_file_is_skipped(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(50_000_000)
    code, _, err = run("code", tmp_path / "big.txt")
    assert (code, err.count("\n")) == (Exit.FAILED, 1)


def test_a_missing_model_stops_the_run(run: Run, articles: Path) -> None:
    (articles / "b.txt").write_text("no model")
    code, _, err = run("code", articles)
    assert code == Exit.FAILED
    assert "depesche: the pipeline for 'de' is missing; reinstall depesche" in err


def test_no_actor_at_all_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "weather.txt").write_text("nobody")
    code, out, err = run("code", tmp_path / "weather.txt")
    assert (code, len(out.splitlines())) == (Exit.OK, 1)
    assert f"no actor at all, so no event, in {tmp_path / 'weather.txt'}" in err


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Putin met Choe.")))
    code, out, _ = run("code", "-", "--published", "2024-01-21", "--language", "de")
    document = Document.from_json(out)
    assert (code, document.source, document.published, document.language) == (Exit.OK, "-", "2024-01-21", "de")


def test_json_is_one_array(run: Run, articles: Path) -> None:
    _, out, _ = run("code", articles / "a.txt", articles / "below", "--format", "json")
    assert len([Document.from_dict(plain) for plain in json.loads(out)]) == 2
    _, out, _ = run("code", articles / "empty.txt", "--format", "json")
    assert json.loads(out) == []


def test_csv_has_a_row_for_each_event_and_dyad(run: Run, articles: Path) -> None:
    _, out, _ = run("code", articles / "a.txt", "--format", "csv")
    assert [row["actor_country"] for row in csv.DictReader(io.StringIO(out))] == ["RUS", "PRK", "PRK"]


def test_table_takes_words_literally(run: Run, articles: Path) -> None:
    code, out, _ = run("code", articles / "a.txt", "--format", "table")
    assert code == Exit.OK
    assert all(words in out for words in ("A [bold] meeting", "CONSULT-multilateral", "Vladimir Putin [RUS GOV]"))


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "parquet"])
def test_output_file_by_its_suffix(run: Run, articles: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out.{suffix}"
    code, out, _ = run("code", articles / "a.txt", "-o", target)
    assert (code, out) == (Exit.OK, "")
    begins = {"jsonl": b'{"id"', "json": b"[\n", "csv": b"event_id,", "parquet": b"PAR1"}
    assert target.read_bytes().startswith(begins[suffix])


def test_output_file_by_format(run: Run, articles: Path, tmp_path: Path) -> None:
    assert run("code", articles / "a.txt", "-o", tmp_path / "out.dat", "--format", "csv")[0] == Exit.OK
    assert (tmp_path / "out.dat").read_bytes().startswith(b"event_id,")


def test_store_keeps_documents_once_and_what_was_skipped(run: Run, articles: Path) -> None:
    target = articles / "news.duckdb"
    for _ in range(2):
        code, out, err = run("code", articles, "-o", target)
        assert (code, out) == (Exit.SKIPPED, "")
        assert "skipped 5 inputs" in err  # the store itself is no input
    with Store(target, read_only=True) as store:
        assert len(store.documents()) == 2
        assert list(store.query("SELECT count(*) FROM skipped").rows) == [(5,)]


def test_store_and_standard_output_together(run: Run, articles: Path, tmp_path: Path) -> None:
    code, out, _ = run("code", articles / "a.txt", "-o", tmp_path / "n.duckdb", "--format", "jsonl")
    assert (code, len(out.splitlines())) == (Exit.OK, 1)
    assert (tmp_path / "n.duckdb").exists()


def test_an_interrupted_run_keeps_what_was_coded(run: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "b.txt").write_text("stop")
    code, _, err = run("code", articles, "-o", tmp_path / "n.duckdb")
    assert code == Exit.INTERRUPTED
    assert "coded 1 document" in err
    assert "interrupted" in err
    with Store(tmp_path / "n.duckdb", read_only=True) as store:
        assert len(store.documents()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--published", "yesterday"], "the publication date 'yesterday' is no date; write it as YYYY-MM-DD"),
        (["--published", "2024-02-30"], "'2024-02-30' is no date"),
        (["--language", "fr"], "there is no pipeline for language 'fr'; use one of: de, en"),
        (["--format", "xml"], "'xml' is not one of 'table', 'json'"),
        (["-o", "out.xyz"], "the form of 'out.xyz' is not known"),
        (["-o", "out.csv", "--format", "table"], "a table cannot be written to 'out.csv'"),
        (["-o", "/no/such/folder/out.csv"], "'/no/such/folder/out.csv' cannot be written"),
        (["--frmat", "csv"], "No such option"),
    ],
)
def test_wrong_options_are_one_line(run: Run, articles: Path, arguments: list[str], words: str) -> None:
    code, out, err = run("code", articles / "a.txt", *arguments)
    assert (code, out) == (Exit.USAGE, "")
    assert words in err
    assert err.count("\n") == 1


def test_an_output_that_is_no_store_of_ours(run: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_text("hello")
    code, _, err = run("code", articles / "a.txt", "-o", tmp_path / "x.duckdb")
    assert (code, err.count("\n")) == (Exit.FAILED, 1)
    assert "is not a DuckDB file" in err


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2024-01-21", "2024-01-21"),
        ("20240121", "2024-01-21"),
        ("2024-01-21T10:00:00+01:00", "2024-01-21T10:00:00+01:00"),
    ],
)
def test_dates_of_publication(value: str, read: str) -> None:
    assert check_published(value) == read


def test_no_date_of_publication() -> None:
    with pytest.raises(OptionError):
        check_published("21.1.2024")


# --- the run behind it --------------------------------------------------------------------------------------------


def test_code_paths_gives_everything_in_order() -> None:
    def read(path: str | Path) -> list[Article | Skipped]:
        if path == "gone":
            raise InputError("it is gone", "look elsewhere")
        return [Article(text="x", source=f"{path}\udcff"), Skipped(source="no", reason="why")]

    found = list(code_paths(["one", "gone", "two"], FakeCoder(), read=read))
    assert [item.source for item in found] == ["one?", "no", "gone", "two?", "no"]
    assert [type(item) for item in found] == [Document, Skipped, Skipped, Document, Skipped]


# --- show, query --------------------------------------------------------------------------------------------------


def test_show_lists_documents(run: Run, store: Path) -> None:
    code, out, _ = run("show", store)
    assert code == Exit.OK
    assert out.index("A [bold] meeting") < out.index("Second")


def test_show_tells_the_story_with_its_records(run: Run, store: Path) -> None:
    code, out, _ = run("show", store, "a1")
    assert code == Exit.OK
    lines = (
        "Choe Son Hui met[e1] in Moscow",
        "e1 Vladimir Putin [RUS GOV], Choe Son Hui [PRK GOV] -> CONSULT-multilateral -> ? (actual, 2024-01-15, Moscow)",
        "e2 North Korea [PRK GOV] -> AID -> Russia [RUS] (actual; according to KCNA [PRK JRN], then Vladimir Putin",
        "'sent', 'one million'; confidence 0.70; rests on en/frames/aid.tsv:9",
        "s1 Vladimir Putin [RUS GOV] quoted | Russia is grateful (Direct; according to KCNA [PRK JRN])",
        "'15 January': 2024-01-15 (DATE 2024-01-15)",
        "agencies: KCNA",
        "coded by depesche 0.1.0, lexicon abc, model en_depesche-0.1.0+def",
    )
    assert [line for line in lines if line not in out] == []


def test_show_lets_no_text_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "n.duckdb"
    document = make_document()
    with Store(path) as opened:
        opened.write(replace(document, text=document.text.replace("Putin", "\x1b[2J!"), title="\x1b]0;x\x07"))
    assert "\x1b" not in run("show", path, "a1")[1]


@pytest.mark.parametrize(("id", "words"), [("ff", "has no document 'ff'"), ("", "several documents")])
def test_show_without_such_a_document(run: Run, store: Path, id: str, words: str) -> None:
    code, out, err = run("show", store, id)
    assert (code, out, err.count("\n")) == (Exit.FAILED, "", 1)
    assert words in err


@pytest.mark.parametrize("command", [["show"], ["query", "SELECT 1"]])
def test_a_missing_store_is_one_line(run: Run, tmp_path: Path, command: list[str]) -> None:
    code, _, err = run(command[0], tmp_path / "x.duckdb", *command[1:])
    assert (code, err.count("\n")) == (Exit.FAILED, 1)
    assert "there is no store" in err


def test_query_forms(run: Run, store: Path, tmp_path: Path) -> None:
    sql = "SELECT event_type FROM events WHERE document LIKE 'a1%' ORDER BY position"
    assert run("query", store, sql)[1] == "event_type\nCONSULT\nAID\n"
    assert json.loads(run("query", store, sql, "--format", "json")[1]) == [
        {"event_type": "CONSULT"},
        {"event_type": "AID"},
    ]
    assert run("query", store, sql, "--format", "jsonl")[1].splitlines()[1] == '{"event_type":"AID"}'
    assert "CONSULT" in run("query", store, sql, "--format", "table")[1]
    assert run("query", store, sql, "-o", tmp_path / "x.parquet")[0] == Exit.OK
    assert (tmp_path / "x.parquet").read_bytes()[:4] == b"PAR1"


def test_query_from_standard_input(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("SELECT 7 AS seven"))
    assert run("query", store, "-")[1] == "seven\n7\n"


@pytest.mark.parametrize("sql", ["SELECT * FROM nowhere", "SELEC", "", "DELETE FROM events"])
def test_a_failing_query_is_one_line_and_changes_nothing(run: Run, store: Path, tmp_path: Path, sql: str) -> None:
    code, out, err = run("query", store, sql, "-o", tmp_path / "kept.csv")
    assert (code, out, err.count("\n")) == (Exit.FAILED, "", 1)
    assert not (tmp_path / "kept.csv").exists()


# --- explain, doctor ----------------------------------------------------------------------------------------------


class Told(Record, frozen=True, kw_only=True):
    """Stands for an Explanation."""

    text: str


class FakeExplainer:
    def explain(self, text: str, language: str | None = None, published: str | None = None) -> Told:
        if not text:
            raise InputError("the text is empty", "give a text with at least one sentence")
        return Told(text=f"{text} {language} {published}")


def test_explain(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depesche.cli.explain.make_coder", FakeExplainer)
    monkeypatch.setattr("depesche.explain.render", lambda explanation: explanation.text)
    assert run("explain", "Russia [thanked] China.", "--language", "en")[1] == "Russia [thanked] China. en None\n"
    assert json.loads(run("explain", "Hi.", "--format", "json")[1]) == {"text": "Hi. None None"}
    assert run("explain", "Hi.", "--format", "csv")[0] == Exit.USAGE
    code, _, err = run("explain", "")
    assert (code, err) == (Exit.FAILED, "depesche: the text is empty; give a text with at least one sentence\n")


def make_model(folder: Path, labels: list[str]) -> None:
    folder.mkdir()
    meta = {"lang": folder.name, "name": "depesche", "version": "0.1.0", "labels": {"parser": labels, "ner": ["PER"]}}
    (folder / "meta.json").write_text(json.dumps(meta))


def test_examine_tells_models_with_size_and_labels_and_what_is_missing(tmp_path: Path) -> None:
    make_model(tmp_path / "de", sorted(checkup.NEEDED_LABELS))
    make_model(tmp_path / "en", ["nsubj"])
    found = checkup.examine(("de", "en", "fr"), tmp_path)
    good, lacking, missing = found.models
    assert (good.name, good.labels, good.problem) == ("de_depesche-0.1.0", {"parser": 11, "ner": 1}, "")
    assert "lacks the labels" in lacking.problem
    assert "make models" in missing.problem
    assert {lacking.problem, missing.problem} <= set(found.missing)
    assert found.versions["spacy"]
    assert found.versions["duckdb"]


def test_doctor_fails_when_something_needed_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = checkup.Checkup(
        versions={"python": "3"}, models=(), lexicon={"x.tsv": 2}, extras={"web": ("flask",)}, missing=()
    )
    monkeypatch.setattr("depesche.cli.doctor.examine", lambda: sound)
    code, out, _ = run("doctor")
    assert code == Exit.OK
    assert "pip install 'depesche[web]'" in out
    monkeypatch.setattr("depesche.cli.doctor.examine", lambda: replace(sound, missing=("a model; train it",)))
    code, out, _ = run("doctor", "--format", "json")
    assert (code, json.loads(out)["missing"]) == (Exit.FAILED, ["a model; train it"])


# --- as a process -------------------------------------------------------------------------------------------------


def with_src() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def test_a_closed_pipe_ends_the_command_quietly(store: Path) -> None:
    command = [sys.executable, "-m", "depesche", "query", str(store), "SELECT * FROM range(300000)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=with_src()) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (Exit.PIPE, b"")


def test_the_command_starts_fast() -> None:
    """Half a second is promised; the bound is wider, since the machine that tests may be busy."""
    begin = time.monotonic()
    subprocess.run([sys.executable, "-m", "depesche", "--help"], capture_output=True, check=True, env=with_src())
    assert time.monotonic() - begin < 3
