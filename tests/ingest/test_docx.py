"""Word files."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from pipeline.ingest.model import Options, UnreadableError
from pipeline.ingest.reader import read
from tests.ingest.helpers import canonical, lines


def report() -> bytes:
    """A report with a title, headings, lists, a table and two pages."""
    made = docx.Document()
    made.add_heading("Vägar till arbete", 0)
    made.add_heading("Sammanfattning", 1)
    made.add_paragraph("Projektet nådde fler än väntat.")
    made.add_paragraph().add_run("Möjligheter:").bold = True
    for text in ("Fler mötesplatser", "Bättre information"):
        made.add_paragraph(text, style="List Bullet")
    made.add_paragraph("Steg ett", style="List Number")
    table = made.add_table(rows=2, cols=2)
    for row, cells in enumerate((("Ägare", "Almby kommun"), ("Stöd", "1 200 000 kr"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    made.add_page_break()  # type: ignore[no-untyped-call]
    made.add_heading("Resultat", 2)
    made.sections[0].header.paragraphs[0].text = "Sidhuvud"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def archive(**parts: bytes) -> bytes:
    """A ZIP file; ``__`` in a name stands for ``/``, ``_`` for a point."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def test_lines_of_a_word_file() -> None:
    assert lines(report(), "rapport.docx") == [
        "Vägar till arbete", "Sammanfattning", "Projektet nådde fler än väntat.", "Möjligheter:",
        "- Fler mötesplatser", "- Bättre information", "1. Steg ett", "Ägare\tAlmby kommun", "Stöd\t1 200 000 kr",
        "Resultat",
    ]  # fmt: skip


def test_styles_pages_and_bold() -> None:
    rows = canonical(report(), "rapport.docx").lines
    assert [(row["role"], row["level"]) for row in rows if row["role"] == "heading"] == [
        ("heading", 1), ("heading", 1), ("heading", 2),
    ]  # fmt: skip
    assert rows[3]["bold"]
    assert rows[-1]["page"] == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (archive(word__document_xml=b" " * 300_000_000), "ZIP bomb"),
        (archive(xl__workbook_xml=b"<a/>"), "Excel"),
        (archive(word__document_xml=b"<a"), "damaged"),
        (b"PK\x03\x04" + b"x" * 500, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old format"),
        (b"inte alls en Word-fil", "not a Word file"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data, "rapport.docx", Options())
