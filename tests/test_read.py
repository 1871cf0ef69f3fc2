from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.errors import InputError
from depesche.read import Skipped, read_html, read_path, read_text
from depesche.read.decode import LARGEST
from depesche.records import Article

EXAMPLES = Path(__file__).parent.parent / "examples"
BODY = "".join(
    f"<p>Die Ministerin reiste am {day}. Mai nach Oslo und sprach dort mit der Regierung über Fischerei und Zölle.</p>"
    for day in range(1, 9)
)
PAGE = f"<html lang='de'><head><title>Reise nach Oslo</title></head><body><article>{BODY}</article></body></html>"


def test_text_stays_exactly_as_given() -> None:
    given_text = "  Oslo schweigt\r\n\r\nDer Hafen bleibt zu.\t\n"
    assert read_text(given_text).text == given_text


def test_hash_is_of_the_bytes_read() -> None:
    data = "Größe\n".encode("cp1252")
    assert read_text(data).hash == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_usual_encodings_are_read(encoding: str) -> None:
    text = "Der Außenminister traf in Brüssel seine Amtskollegin. Für die Gespräche über Öl blieb wenig Zeit."
    assert read_text(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"abc\x00\x01\x02def", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"%PDF-1.7 text", "PDF"),
        (b"a" * (LARGEST + 1), "MB"),
        ("half \ud800 a character", "surrogate"),
    ],
)
def test_unusable_input_is_refused_in_one_line(data: bytes | str, word: str) -> None:
    with pytest.raises(InputError, match=word) as raised:
        read_text(data)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Oslo schließt den Hafen\n\nDer Hafen bleibt zu.", "Oslo schließt den Hafen"),
        ("# Oslo closes port\n\nThe port stays closed.", "Oslo closes port"),
        ("Wer regiert Oslo?\n\nNiemand.", "Wer regiert Oslo?"),
        ("The port is closed.\n\nNobody knows why.", None),
        ("Oslo closes port\nThe port stays closed.", None),
        ("Oslo closes port", None),
        ("word " * 60 + "\n\nMore.", None),
    ],
)
def test_first_line_is_title_only_where_it_is_a_headline(text: str, title: str | None) -> None:
    assert read_text(text).title == title


def test_page_gives_paragraphs_with_blank_lines_and_no_title() -> None:
    article = read_html(PAGE)
    assert article.text.count("\n\n") == 7
    assert article.title == "Reise nach Oslo"
    assert "Reise nach" not in article.text


def test_page_metadata_is_read() -> None:
    article = read_html((EXAMPLES / "en-page.html").read_bytes())
    assert (article.author, article.publisher, article.published, article.language) == (
        "Ruth Achieng",
        "The Meridian Courier",
        "2023-05-11",
        None,
    )
    assert article.url == "https://meridian-courier.example/africa/egypt-dam-talks"
    assert "newsletter" not in article.text
    assert "Mombasa" not in article.text


def test_title_keeps_the_name_of_another_outlet_only() -> None:
    head = "<meta property='og:site_name' content='Nordblatt'><meta property='og:title' content='Reise nach Oslo'>"
    other = PAGE.replace("<title>Reise nach Oslo", f"{head}<title>Reise nach Oslo – Südkurier")
    own = PAGE.replace("<title>Reise nach Oslo", f"{head}<title>Reise nach Oslo – Nordblatt")
    assert read_html(other).title == "Reise nach Oslo – Südkurier"
    assert read_html(own).title == "Reise nach Oslo"


def test_declared_charset_of_a_page_is_used() -> None:
    page = PAGE.replace("<head>", "<head><meta charset='iso-8859-1'>").encode("latin-1")
    assert "Zölle" in read_html(page).text


def test_page_without_publisher_has_its_host() -> None:
    assert read_html(PAGE, url="https://www.nordblatt.example/a").publisher == "nordblatt.example"


def test_broken_html_is_still_read() -> None:
    broken = PAGE.replace("</p>", "").replace("</article>", "</div></b><table><tr>").replace("</html>", "<p")
    assert "Fischerei" in read_html(broken).text


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><script>var a = 1</script></html>", "<"])
def test_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(InputError):
        read_html(page)


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=60))
def test_no_markup_crashes_the_reader(junk: str) -> None:
    try:
        article = read_html(f"<html><body><p>{junk}</p>{junk}<{junk}")
    except InputError:
        return
    assert article.text.strip()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    try:
        article = read_text(data)
    except InputError:
        return
    assert "\x00" not in article.text


def test_folder_is_read_in_order_and_the_rest_is_counted_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "deep.TXT").write_text("Deep text", "utf8")
    (tmp_path / "a.html").write_text(PAGE, "utf8")
    (tmp_path / "c").write_text(PAGE, "utf8")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.jpg").write_bytes(b"x")
    (tmp_path / ".hidden.txt").write_text("no", "utf8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = list(read_path(tmp_path))
    read = [item.source for item in found if isinstance(item, Article)]
    skipped = {Path(item.source).name: item.reason for item in found if isinstance(item, Skipped)}
    assert read == [str(tmp_path / "a.html"), str(tmp_path / "b" / "deep.TXT"), str(tmp_path / "c")]
    assert sorted(skipped) == [".hidden.txt", "d.txt", "e.jpg", "gone.txt"]
    assert "empty" in skipped["d.txt"]
    assert ".jpg" in skipped["e.jpg"]


def test_missing_path_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.txt"):
        read_path(tmp_path / "nothing.txt")


def test_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "page.php").write_text(PAGE, "utf8")
    (item,) = read_path(tmp_path / "page.php")
    assert isinstance(item, Article)
    assert item.title == "Reise nach Oslo"


@pytest.mark.parametrize(("data", "title"), [(PAGE, "Reise nach Oslo"), ("Kurzer Text", None)])
def test_standard_input_is_sniffed(data: str, title: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    (item,) = read_path("-")
    assert isinstance(item, Article)
    assert (item.title, item.source) == (title, "-")


def test_every_example_is_read() -> None:
    found = list(read_path(EXAMPLES))
    assert len(found) >= 4
    assert all(isinstance(item, Article) and len(item.text.split()) >= 120 for item in found)
