"""Whatever lies in the folder, the rest is mined, and each bad file is one row that says what is wrong."""

from __future__ import annotations

import io
import os
import re
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from pipeline.cli import app

GOOD = """Rådslag om vattnet

Exempel på hinder:

- Rören är gamla.

Exempel på möjligheter:

- Skolan lånar ut sin båt.
"""
SENTENCE = "Byalagen har mätt vattnet varje vecka sedan i våras och skrivit upp alla värden."
MEGABYTE = 1 << 20
PROGRAMMERS_WORDS = re.compile(r"Traceback|Error\b|Exception|internal error|None|\b0x[0-9a-f]+|\.py\b")


def pdf(pages: int = 1, encrypt: StandardEncryption | None = None, text: bool = True) -> bytes:
    """A real PDF: pages of text, or of a drawing alone."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=encrypt)
    for number in range(pages):
        if text:
            canvas.drawString(72, 760, f"Sida {number + 1} om vattnet i byn")
            for row in range(20):
                canvas.drawString(72, 730 - 20 * row, SENTENCE)
        else:
            canvas.rect(72, 400, 300, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def docx(document: bytes, name: str = "word/document.xml") -> bytes:
    """A ZIP archive with one part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, document)
    return file.getvalue()


def zip_bomb() -> bytes:
    """A small DOCX whose text unpacks to 200 MB of zeros."""
    file = io.BytesIO()
    zeros = bytes(MEGABYTE)
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(200):
            part.write(zeros)
    return file.getvalue()


class Corpus:
    """A folder with one good report, and what becomes of it and of what is put beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "rapporter"
        self.out = folder / "ut"
        self.folder.mkdir()
        self.add("bra.txt", GOOD.encode())

    def add(self, name: str, content: bytes) -> Path:
        """Puts a file there."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def mine(self) -> dict[str, str]:
        """Reason and advice by rejected file, once it is sure that all else went well."""
        for command in (
            ["mine", str(self.folder), "--out", str(self.out), "--jobs", "1"],
            ["check", str(self.out)],
        ):
            result = CliRunner().invoke(app, command)
            assert result.exit_code == 0, f"{command[0]}: {result.output}\n{result.exception!r}"
            assert "Traceback" not in result.output
        assert "bra.txt" in self.documents().index
        good = pd.read_csv(self.out / "statements.csv")
        assert {"Rören är gamla.", "Skolan lånar ut sin båt."} <= set(good["text"])
        rejected = pd.read_csv(self.out / "rejected.csv", keep_default_na=False)
        assert rejected["source_file"].is_unique
        assert set(rejected["stage"]) <= {"ingest"}
        reasons = {}
        for row in rejected.itertuples():
            assert not PROGRAMMERS_WORDS.search(str(row.reason)), row.reason
            assert "please report" not in str(row.detail), row.detail
            assert str(self.folder) not in f"{row.reason} {row.detail}"
            assert re.match(r"[A-Z].*\.$", str(row.reason)), row.reason
            assert row.detail, "says what to do"
            reasons[str(row.source_file)] = str(row.reason)
        return reasons

    def documents(self) -> pd.DataFrame:
        """The documents by file."""
        return pd.read_csv(self.out / "documents.csv", keep_default_na=False).set_index("source_file")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


def locked() -> bytes:
    return pdf(encrypt=StandardEncryption("hemligt", canPrint=0))


def old_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


WEB_PAGE = b"<!DOCTYPE html><html><head><title>404</title></head><body><h1>Sidan finns inte</h1></body></html>"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tom.txt", bytes, "The file is empty."),
        ("tom.pdf", bytes, "The file is empty."),
        ("blank.txt", lambda: b" \n\t\r\n \xc2\xa0\n", "The file holds no text."),
        ("skrap.pdf", lambda: bytes(range(256)) * 40, "The name says PDF, but the content is no PDF."),
        ("huvud.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)), "The PDF is damaged or incomplete."),
        ("halv.pdf", lambda: pdf(3)[:600], "The PDF is damaged or incomplete."),
        ("last.pdf", locked, "The PDF is protected with a password."),
        ("skannad.pdf", lambda: pdf(2, text=False), "The PDF has no text layer; it is probably scanned."),
        ("webb.pdf", lambda: WEB_PAGE, "The name says PDF, but the content is a web page."),
        ("word.pdf", lambda: docx(b"<x/>"), "The name says PDF, but the content is a ZIP or Office file."),
        ("bomb.docx", zip_bomb, "The Word file would unpack to 210 MB (a ZIP bomb)."),
        ("text.docx", GOOD.upper().encode, "The name says DOCX, but the content is not a Word file."),
        ("halv.docx", lambda: docx(b"<x/>" * 500)[:60], "The Word file is damaged or incomplete."),
        ("trasig.docx", lambda: docx(b"<w:document><w:body>"), "The Word file is damaged."),
        ("zip.docx", lambda: docx(b"hej", "a.txt"), "This is not a Word file but a ZIP archive without a report."),
        ("excel.docx", lambda: docx(b"<x/>", "xl/workbook.xml"), "This is not a Word file but an Excel workbook."),
        ("gammal.docx", old_word, "This is a file in Word's old format (DOC)."),
        ("bild.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(50), "Files of the type .jpg cannot be read."),
        ("brev.doc", old_word, "Files of the type .doc cannot be read."),
        ("kopia.txt", GOOD.encode, "The content is the same as in bra.txt."),
        ("binar.txt", lambda: bytes(range(256)) * 40, None),
        ("nollor.txt", lambda: bytes(5000), None),
        ("skräp.md", lambda: os.urandom(5000), None),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_row_with_a_reason(
    corpus: Corpus, name: str, content: Callable[[], bytes], reason: str | None
) -> None:
    corpus.add(name, content())
    rejected = corpus.mine()
    assert list(rejected) == [name]
    if reason:
        assert rejected[name] == reason
    assert list(corpus.documents().index) == ["bra.txt"]


def test_a_pdf_whose_last_part_is_missing_is_mined_with_a_warning_or_named(corpus: Corpus) -> None:
    whole = pdf(6)
    for share in (0.5, 0.8, 0.95):
        corpus.add(f"kapad {share}.pdf", whole[: int(len(whole) * share)])
    rejected = corpus.mine()
    documents = corpus.documents()
    for share in (0.5, 0.8, 0.95):
        name = f"kapad {share}.pdf"
        if name in documents.index:
            assert documents.loc[name, "status"] == "warning"
        else:
            assert rejected[name] == "The PDF is damaged or incomplete."


def test_a_pdf_that_may_be_opened_without_a_password_is_read(corpus: Corpus) -> None:
    corpus.add("skyddad.pdf", pdf(encrypt=StandardEncryption("", ownerPassword="hemligt", canPrint=0)))
    assert corpus.mine() == {}
    assert "skyddad.pdf" in corpus.documents().index


def test_a_pdf_with_some_pages_without_text_is_read_with_a_warning(corpus: Corpus) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for row in range(20):
        canvas.drawString(72, 730 - 20 * row, SENTENCE)
    canvas.showPage()
    canvas.rect(72, 400, 300, 200, fill=1)
    canvas.showPage()
    canvas.save()
    corpus.add("blandad.pdf", file.getvalue())
    assert corpus.mine() == {}
    assert corpus.documents().loc["blandad.pdf", "warnings"] == "Pages without text (pictures only?): 2"


def test_a_file_beyond_the_limit_is_not_even_opened(corpus: Corpus) -> None:
    with (corpus.folder / "stor.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert corpus.mine() == {"stor.txt": "The file is too large (50 MB, the limit is 40 MB)."}


@pytest.mark.slow
def test_a_long_report_below_the_limit_is_mined(corpus: Corpus) -> None:
    corpus.add("lang.txt", f"{SENTENCE}\n\n".encode() * (2 * MEGABYTE // len(SENTENCE)))
    assert corpus.mine() == {}
    assert int(str(corpus.documents().loc["lang.txt", "word_count"])) > 300_000


def test_folders_that_are_no_reports(corpus: Corpus) -> None:
    (corpus.folder / "tom mapp").mkdir()
    (corpus.folder / "rapport.pdf").mkdir()
    (corpus.folder / "rapport.pdf" / "inuti.txt").write_text(
        GOOD.replace("Rören", "Ledningarna"), encoding="utf-8"
    )
    assert corpus.mine() == {
        "rapport.pdf": "This is a folder, although it is named like a report.",
        "tom mapp": "The folder holds no files to read.",
    }
    assert "rapport.pdf/inuti.txt" in corpus.documents().index


def test_links_that_lead_nowhere_or_in_circles(corpus: Corpus) -> None:
    (corpus.folder / "död.pdf").symlink_to(corpus.folder / "borta.pdf")
    (corpus.folder / "ring.txt").symlink_to(corpus.folder / "ring.txt")
    (corpus.folder / "runt").symlink_to(corpus.folder, target_is_directory=True)
    rejected = corpus.mine()
    assert rejected["död.pdf"] == "The link points to a file that does not exist."
    assert rejected["runt"] == "This is a link to a folder, which is not followed."
    assert set(rejected) == {"död.pdf", "ring.txt", "runt"}


def test_names_with_spaces_and_swedish_letters_however_they_are_composed(corpus: Corpus) -> None:
    composed = "årsrapport för Åby (2).txt"
    decomposed = unicodedata.normalize("NFD", "årsrapport för Älvby.txt")
    corpus.add(composed, GOOD.replace("gamla", "sega").encode())
    corpus.add(decomposed, GOOD.replace("gamla", "tunna").encode())
    corpus.add("ÅÄÖ 🌊 “citat”; a,b.txt", GOOD.replace("gamla", "trasiga").encode())
    assert corpus.mine() == {}
    documents = corpus.documents()
    assert {composed, "årsrapport för Älvby.txt", "ÅÄÖ 🌊 “citat”; a,b.txt"} <= set(documents.index)
    assert all(re.fullmatch(r"[a-z0-9-]+", doc_id) for doc_id in documents["doc_id"])


def test_two_names_that_look_the_same_are_two_documents(corpus: Corpus) -> None:
    corpus.add("å.txt", GOOD.replace("gamla", "sega").encode())
    corpus.add(unicodedata.normalize("NFD", "å.txt"), GOOD.replace("gamla", "tunna").encode())
    if len(list(corpus.folder.iterdir())) < 3:
        pytest.skip("this file system takes the two names for one")
    assert corpus.mine() == {}
    assert len(corpus.documents()) == 3
    assert corpus.documents().index.is_unique


def test_a_name_that_is_not_utf_8(corpus: Corpus) -> None:
    try:
        (corpus.folder / os.fsdecode(b"\xe5rsrapport.txt")).write_bytes(GOOD.replace("gamla", "sega").encode())
    except OSError:
        pytest.skip("this file system takes no such names")
    assert corpus.mine() == {}
    assert len(corpus.documents()) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_read_permission(corpus: Corpus) -> None:
    corpus.add("stängd.txt", GOOD.replace("gamla", "sega").encode()).chmod(0)
    (corpus.folder / "låst").mkdir(mode=0)
    try:
        rejected = corpus.mine()
    finally:
        (corpus.folder / "låst").chmod(0o700)
    assert rejected == {
        "låst": "The file cannot be opened (permission denied).",
        "stängd.txt": "The file cannot be opened (permission denied).",
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kort.html", "<h1>Vattnet</h1><ul><li><h3>Rören</h3><p>De är gamla.</p></li><li>Sjön</li></ul>"),
        ("citat.md", "# Vattnet\n\n- > Rören är gamla, sade en deltagare.\n"),
    ],
)
def test_a_list_whose_items_hold_more_than_text(corpus: Corpus, name: str, content: str) -> None:
    corpus.add(name, content.encode())
    assert corpus.mine() == {}
    assert name in corpus.documents().index


@pytest.mark.slow
@pytest.mark.parametrize("word", ["Ab-" * 1500, "a" * 40_000, "1" * 20_000], ids=["hyphens", "letters", "digits"])
def test_a_word_without_end_costs_no_time(corpus: Corpus, word: str) -> None:
    """An embedded picture or a table of codes comes as one word of many thousand signs."""
    corpus.mine()  # what is read once per process is read now
    started = time.monotonic()
    corpus.mine()
    usual = time.monotonic() - started
    corpus.add("bild.txt", f"Vattnet i byn\n\n{word}\n".encode())
    started = time.monotonic()
    corpus.mine()
    assert time.monotonic() - started - usual < 4


def test_all_of_it_at_once(corpus: Corpus) -> None:
    corpus.add("a.pdf", b"%PDF-1.4 avbruten")
    corpus.add("b.docx", zip_bomb())
    corpus.add("c.html", b"<html><body></body></html>")
    corpus.add("d.md", b"\xef\xbb\xbf\n\n")
    corpus.add("e.txt", ("Rådslag\r\n\r\nHinder:\r\n\r\n- Rören är gamla\r\n").encode("utf-16"))
    corpus.add("f.txt", "Möte i Ödeshög\n\nHinder:\n\n- Åkrar svämmar över.\n".encode("latin-1"))
    assert set(corpus.mine()) == {"a.pdf", "b.docx", "c.html", "d.md"}
    assert set(corpus.documents().index) == {"bra.txt", "e.txt", "f.txt"}
    statements = set(pd.read_csv(corpus.out / "statements.csv")["text"])
    assert {"Rören är gamla", "Åkrar svämmar över."} <= statements
