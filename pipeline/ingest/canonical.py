"""Raw pages → canonical text with its ``lines`` and ``pages``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.ingest.clean import clean_lines, clean_text
from pipeline.ingest.model import RawPage
from pipeline.ingest.unwrap import LogicalLine, unwrap


@dataclass(frozen=True, slots=True)
class Canonical:
    """A document's text, and what is known of its lines and pages (offsets count characters of ``text``)."""

    text: str
    logical: list[LogicalLine]
    lines: list[dict[str, Any]]
    pages: list[dict[str, Any]]


def assemble(pages: Sequence[RawPage]) -> Canonical:
    """The canonical form of ``pages``; spans have no ``doc_id`` yet."""
    logical = unwrap([clean_lines(page.lines) for page in pages])
    parts: list[str] = []
    starts: dict[int, int] = {}
    lines = []
    at = 0
    for index, line in enumerate(logical):
        between = "" if not index else "\n\n" if line.gap else "\n"
        at += len(between)
        for page, offset in line.pages:
            starts.setdefault(page, at + offset)
        lines.append(_line_row(line, at, first=not index))
        parts += [between, line.text]
        at += len(line.text)
    text = "".join([*parts, "\n"]) if logical else ""
    return Canonical(text, logical, lines, _page_rows(pages, starts, text))


def _line_row(line: LogicalLine, start: int, *, first: bool) -> dict[str, Any]:
    return {
        "page": line.pages[0][0],
        "char_start": start,
        "char_end": start + len(line.text),
        "role": line.role,
        "level": line.level,
        "marker": line.marker or None,
        "bold": line.bold,
        "size": None if line.size is None else round(line.size, 3),
        "gap": 0 if first else line.gap,
    }


def _page_rows(pages: Sequence[RawPage], starts: dict[int, int], text: str) -> list[dict[str, Any]]:
    """One row a page; the pages tile the text, and a page without text is a span of no length."""
    bounds = []
    following = len(text)
    for number in range(len(pages), 0, -1):
        start = starts.get(number, following)
        bounds.append((start, following))
        following = start
    return [
        {
            "page": number,
            "char_start": start,
            "char_end": start + len(text[start:end].rstrip()),
            "label": clean_text(page.label) or None,
            "header": clean_text(page.header) or None,
            "footer": clean_text(page.footer) or None,
        }
        for number, (page, (start, end)) in enumerate(zip(pages, reversed(bounds), strict=True), start=1)
    ]
