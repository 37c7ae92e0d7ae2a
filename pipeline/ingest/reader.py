"""Bytes → raw document: which reader a file goes to."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from pipeline.ingest import docx, html, markdown, pdf, text
from pipeline.ingest.model import Options, RawDocument, UnreadableError

Reader = Callable[[bytes, Options], RawDocument]
"""The one interface of all readers: ``read(data, options)``; raises UnreadableError with a reason for people."""

_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOM8 = b"\xef\xbb\xbf"

BY_SUFFIX: dict[str, str] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip


READERS: dict[str, Reader] = {
    "text": text.read,
    "markdown": markdown.read,
    "html": html.read,
    "docx": docx.read,
    "pdf": pdf.read,
}
"""The reader of each format."""


def read(data: bytes, name: str, options: Options) -> RawDocument:
    """The raw document that ``data`` holds: its content decides how it is read, its name where content is silent.

    Raises UnreadableError with a reason that a person understands.
    """
    expected = BY_SUFFIX.get(PurePosixPath(name).suffix.lower())
    found = sniff(data)
    _refuse_mismatch(expected, found, data)
    document = READERS[found or expected or "text"](data, options)
    if not any(line.text.strip() for page in document.pages for line in page.lines):
        raise UnreadableError("The file holds no text.", "Open it and check that the report is there.")
    if found and expected and found != expected and not {found, expected} <= {"html", "markdown"}:
        document.warnings.append(
            f"The name says {expected.upper()}, but the content is {found.upper()}; read as that"
        )
    return document


def sniff(data: bytes) -> str | None:
    """The format that the first bytes show, or None for text of some kind."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", _OLE)):
        return "docx"
    return "html" if _HTML_START.match(head.removeprefix(_BOM8)) else None


def _refuse_mismatch(expected: str | None, found: str | None, data: bytes) -> None:
    if data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableError("This is an RTF file.", "Open it in Word or LibreOffice and save it as DOCX.")
    if expected == "pdf" and found == "html":
        raise UnreadableError(
            "The name says PDF, but the content is a web page.",
            "The download probably gave an error or log-in page; fetch the report again, or rename it to .html.",
        )
    if expected == "pdf" and found != "pdf":
        what = "a ZIP or Office file" if found == "docx" else "no PDF"
        raise UnreadableError(
            f"The name says PDF, but the content is {what}.", "The file is damaged or misnamed; fetch it again."
        )
    if expected == "docx" and found != "docx":
        raise UnreadableError(
            "The name says DOCX, but the content is not a Word file.",
            "The file is damaged or misnamed; fetch it again.",
        )
