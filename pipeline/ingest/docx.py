"""Reader for Word files (DOCX), by way of HTML: mammoth maps Word's styles to headings and lists."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import replace
from typing import Any

import mammoth

from pipeline.ingest.html import PAGE_BREAK, read_markup
from pipeline.ingest.model import Options, RawDocument, RawLine, UnreadableError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

MOST_BYTES = 256 * 1024 * 1024
MOST_PART_BYTES = 64 * 1024 * 1024
"""A report's text runs to a few megabytes of XML; more is an attack or an accident."""
MOST_RATIO = 200
RATIO_MATTERS_FROM = 16 * 1024 * 1024
MOST_PARTS = 20_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN_PART = "word/document.xml"
_STYLES = f"""
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh > strong
p[style-name='Rubrik 1'] => h1:fresh
p[style-name='Rubrik 2'] => h2:fresh
p[style-name='Rubrik 3'] => h3:fresh
p[style-name='Rubrik 4'] => h4:fresh
p[style-name='Rubrik'] => h1:fresh
p[style-name='Underrubrik'] => p:fresh > strong
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name^='toc '] => p:fresh
p[style-name='header'] =>
p[style-name='footer'] =>
br[type='page'] => hr.{PAGE_BREAK}
"""
_NO_CELLS = re.compile(r"^(?:[^\s\w]{1,2}|\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+|[a-z][.)]|[^\t]{2,60}:)\t[^\t]+$")
_OTHER_KINDS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
}


def read(data: bytes, options: Options) -> RawDocument:
    """Pages parted by explicit page breaks.

    Raises UnreadableError for what is no DOCX, locked, damaged or a ZIP bomb.
    """
    if data.startswith(_OLE):
        raise _ole(data)
    _check_archive(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = mammoth.convert_to_html(
                io.BytesIO(data), style_map=_STYLES, convert_image=_no_image, ignore_empty_paragraphs=False
            )
    except Exception as error:  # mammoth lets whatever its XML and ZIP parsers raise through
        raise UnreadableError(
            "The Word file is damaged.", f"Open it in Word and save it again ({type(error).__name__})."
        ) from error
    document = read_markup(_hoist_breaks(made.value), MEDIA_TYPE, clean=False, keep_tabs=True)
    for page in document.pages:
        page.lines = [_numbered(line) for line in page.lines]
    return document


def _no_image(image: Any) -> list[Any]:
    """No markup: pictures are never decoded."""
    return []


def _ole(data: bytes) -> UnreadableError:
    if _ENCRYPTED in data:
        return UnreadableError(
            "The Word file is protected with a password.",
            "Open it in Word, remove the password, and save it again.",
        )
    return UnreadableError(
        "This is a file in Word's old format (DOC).", "Open it in Word or LibreOffice and save it as DOCX."
    )


def _check_archive(data: bytes) -> None:
    """Raises UnreadableError unless ``data`` is a Word file of sane size; nothing is unpacked for that."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("The Word file is damaged or incomplete.", "Fetch the file again.") from error
    names = {part.filename for part in parts}
    unpacked, packed = sum(part.file_size for part in parts), max(1, len(data))
    too_big = unpacked > MOST_BYTES or any(
        part.file_size > MOST_PART_BYTES for part in parts if part.filename.endswith((".xml", ".rels"))
    )
    if too_big or len(parts) > MOST_PARTS or (unpacked > RATIO_MATTERS_FROM and unpacked / packed > MOST_RATIO):
        raise UnreadableError(
            f"The Word file would unpack to {unpacked / 1e6:,.0f} MB (a ZIP bomb).",
            "Do not open it. Ask for a clean copy.",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(
            "The file is a ZIP archive with a password.", "Unpack it and add the reports themselves."
        )
    if _MAIN_PART not in names and not any(name.startswith("word/document") for name in names):
        kind = next(
            (what for part, what in _OTHER_KINDS.items() if part in names), "a ZIP archive without a report"
        )
        raise UnreadableError(f"This is not a Word file but {kind}.", "Save it as DOCX or PDF.")


def _hoist_breaks(markup: str) -> str:
    """``markup`` with page breaks between paragraphs: Word puts them inside."""
    rule = rf'<hr class="{PAGE_BREAK}" ?/?>'
    return re.sub(rf"<(p|h[1-6])>((?:<strong>|<em>)*){rule}", rf'<hr class="{PAGE_BREAK}"/><\1>\2', markup)


def _numbered(line: RawLine) -> RawLine:
    """``line`` as text where its only tab follows a number, a marker or a field's name, and parts no cells."""
    if line.role == "table_row" and _NO_CELLS.match(line.text):
        return replace(line, role="text", text=line.text.replace("\t", " "))
    return line
