"""Reader for PDF: words with their place, size and weight → lines in reading order, ruled tables row by row."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page

from pipeline.ingest import furniture
from pipeline.ingest.columns import in_reading_order
from pipeline.ingest.layout import Fragment, Word, fragments, row_text, rows, settle_margins, to_lines
from pipeline.ingest.model import Options, RawDocument, RawLine, RawPage, UnreadableError
from pipeline.ingest.pdf_styles import LARGER, body_size, with_styles

MEDIA_TYPE = "application/pdf"

_END = b"%%EOF"
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|fett", re.IGNORECASE)
_CID = re.compile(r"\(cid:\d+\)")
_CID_WORD = re.compile(r"^\(cid:\d+\)$")
"""A sign that the font does not name; on its own it is nearly always a bullet."""
_LEAST_CELLS = 2
_DAMAGED = UnreadableError(
    "The PDF is damaged or incomplete.", "Fetch the file again, or open it in a PDF reader and save it anew."
)


def read(data: bytes, options: Options) -> RawDocument:
    """The pages of a PDF. Raises UnreadableError: locked, damaged, too many pages, or no text layer."""
    for noisy in ("pdfminer", "pdfplumber"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    pdf = _open(data)
    try:
        pages, unread = _pages(pdf, options)
        title = _title(pdf)
    finally:
        pdf.close()
    document = RawDocument(MEDIA_TYPE, pages, title=title)
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page.lines]
    if len(empty) == len(pages):
        raise UnreadableError(
            "The PDF has no text layer; it is probably scanned.",
            "Run it through a program for text recognition (OCR).",
        )
    if unread:
        document.warnings.append(f"Pages that could not be read: {', '.join(unread)}")
    if without := [number for number in empty if number not in unread]:
        document.warnings.append(f"Pages without text (pictures only?): {', '.join(without)}")
    if _END not in data[-2048:]:
        document.warnings.append("The end of the PDF is missing; pages may have been lost")
    if any("(cid:" in line.text for page in pages for line in page.lines):
        document.warnings.append("A font in the PDF does not say which letters it shows; some text is lost")
        for page in pages:
            page.lines = [_without_cids(line) for line in page.lines]
    return document


def _open(data: bytes) -> Any:
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        if not pdf.pages:
            raise _DAMAGED
    except UnreadableError:
        raise
    except Exception as error:  # pdfminer raises anything on bad input, down to AttributeError
        raise _explained(error) from error
    return pdf


def _explained(error: BaseException) -> UnreadableError:
    """What went wrong, in words, given an exception of pdfminer's or one that pdfplumber wrapped."""
    chain = [error, error.__cause__, error.__context__, *error.args]
    if any(isinstance(one, PDFPasswordIncorrect) for one in chain):
        return UnreadableError(
            "The PDF is protected with a password.", "Save a copy without the password and add that instead."
        )
    if any(isinstance(one, PDFEncryptionError) for one in chain):
        return UnreadableError(
            "The PDF is encrypted in a way that cannot be read.",
            "Save a copy without protection and add that instead.",
        )
    return _DAMAGED


def _pages(pdf: Any, options: Options) -> tuple[list[RawPage], list[str]]:
    """The pages, and the numbers of those that could not be read."""
    if len(pdf.pages) > options.max_pages:
        raise UnreadableError(
            f"The PDF has {len(pdf.pages)} pages, the limit is {options.max_pages}.",
            "Split it, or raise ingest.max_pages.",
        )
    contents: list[tuple[list[list[Fragment]], float]] = []
    unread: list[str] = []
    for number, page in enumerate(pdf.pages, start=1):
        try:
            contents.append((rows(_pieces(page)), float(page.width)))
        except Exception as error:  # one bad page must not cost the others
            if isinstance(error, PDFPasswordIncorrect | PDFEncryptionError):
                raise _explained(error) from error
            contents.append(([], 0.0))
            unread.append(str(number))
        finally:
            page.close()
    if len(unread) == len(contents):
        raise _DAMAGED
    return _laid_out(contents, options.furniture_share), unread


def _laid_out(contents: Sequence[tuple[list[list[Fragment]], float]], share: float) -> list[RawPage]:
    """Pages without furniture, in reading order. Furniture goes first: a header stands above all columns."""
    shown = [[row_text(row) for row in page] for page, _ in contents]
    body = body_size(
        [[RawLine(piece.text, size=piece.size) for row in page for piece in row] for page, _ in contents]
    )
    # a heading is no running header, even where the header repeats it
    small = [
        [text if _size(row) < LARGER * body else "" for row, text in zip(page, texts, strict=True)]
        for (page, _), texts in zip(contents, shown, strict=True)
    ]
    found = furniture.find(small, share)
    columns = [
        in_reading_order([piece for row in page[one.top : len(page) - one.bottom] for piece in row], width)
        for (page, width), one in zip(contents, found, strict=True)
    ]
    settle_margins([column for page in columns for column in page])
    lines = [[line for column in page for line in to_lines(column)] for page in columns]
    return [
        RawPage(
            styled, one.label, _shown(texts[: one.top]), _shown(texts[len(texts) - one.bottom :]),
        )
        for styled, one, texts in zip(with_styles(lines), found, shown, strict=True)
    ]  # fmt: skip


def _size(row: Sequence[Fragment]) -> float:
    return max(piece.size for piece in row)


def _shown(texts: Sequence[str]) -> str:
    return " | ".join(text.replace("\t", " | ") for text in texts)


def _pieces(page: Page) -> list[Fragment]:
    """What stands on a page: fragments of lines, and ruled tables."""
    page = page.filter(_Once())
    tables = [table for table in page.find_tables() if _is_table(table.extract())]
    boxes = [table.bbox for table in tables]
    words = [word for word in _words(page) if not any(_inside(word, box) for box in boxes)]
    return [*fragments(words), *map(_table_fragment, tables)]


class _Once:
    """A filter that lets a character through once: fake bold prints it twice, a hair apart.

    pdfplumber's own ``dedupe_chars`` takes time with the square of the characters.
    """

    def __init__(self) -> None:
        self._seen: set[tuple[str, int, int]] = set()

    def __call__(self, thing: dict[str, Any]) -> bool:
        """Whether ``thing`` is no repetition of a character at nearly the same place."""
        if thing.get("object_type") != "char":
            return True
        text, x, y = str(thing["text"]), round(float(thing["x0"])), round(float(thing["top"]))
        if any((text, x + dx, y + dy) in self._seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            return text.isspace()
        self._seen.add((text, x, y))
        return True


def _words(page: Page) -> list[Word]:
    found = page.extract_words(extra_attrs=["fontname", "size"], use_text_flow=False, x_tolerance_ratio=0.17)
    return [
        Word(
            _CID_WORD.sub("•", str(word["text"])), float(word["x0"]), float(word["x1"]), float(word["top"]),
            float(word["bottom"]),
            round(float(word["size"]), 1), bool(_BOLD.search(str(word["fontname"]))),
        )
        for word in found
        if word["upright"]
    ]  # fmt: skip


def _is_table(cells: list[list[str | None]]) -> bool:
    """Whether ruled lines hold a table rather than a frame around text."""
    filled = [[cell for cell in row if cell and cell.strip()] for row in cells]
    return len(cells) >= 2 and sum(len(row) >= _LEAST_CELLS for row in filled) >= max(2, len(filled) // 2)


def _inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    middle, height = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= middle <= box[2] and box[1] <= height <= box[3]


def _table_fragment(table: Any) -> Fragment:
    texts = []
    for row in table.extract():
        cells = [" ".join((cell or "").split()) for cell in row]
        if any(cells):
            texts.append("\t".join(cells).rstrip("\t"))
    x0, top, x1, bottom = table.bbox
    return Fragment([], float(x0), float(x1), float(top), float(bottom), rows=texts)


def _title(pdf: Any) -> str:
    """The title in the file's properties, unless it is the name of a source file."""
    stated = str((pdf.metadata or {}).get("Title") or "").strip()
    junk = re.search(
        r"\.(?:docx?|indd|pdf|pptx?|qxd)$|^(?:microsoft word|untitled|namnlös|anonymous)", stated, re.I
    )
    return "" if junk or len(stated) < 4 else stated


def _without_cids(line: RawLine) -> RawLine:
    return replace(line, text=_CID.sub("\ufffd", line.text))
