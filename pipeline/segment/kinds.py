"""What each line is: decided in passes, the surest evidence first."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.params import SegmentParams
from pipeline.segment.fields import mark_fields
from pipeline.segment.headings import mark_headings
from pipeline.segment.lines import Line
from pipeline.segment.titles import mark_contents, mark_listed_in_contents, mark_logotypes, mark_title_pages

DASHES = ("–", "—", "-", "−")
ENDS_SENTENCE = re.compile(r"[.!?…]['\"”’)]*$")
ATTRIBUTED = re.compile(
    r"[,.!?”]\s+(?:säger|sade|sa|menar|menade|berättar|berättade|konstaterar|understryker|förklarar|tillägger|skriver|"
    r"framhåller|betonar|påpekar|fortsätter|avslutar)\s+\w"
)
"""Says who speaks, as in ``…, säger projektledaren``."""

Pass = Callable[[list[Line], SegmentParams], list[Line]]


def mark_stated(lines: list[Line], _: SegmentParams) -> list[Line]:
    """Lines whose kind the file format or a list marker states."""
    return [line if line.kind else _stated(line) for line in lines]


def _stated(line: Line) -> Line:
    if line.role == "table_row":
        return line.as_kind("table_row")
    if line.role == "list_item":
        return line.as_kind("list_item")
    return line


def mark_speech(lines: list[Line], _: SegmentParams) -> list[Line]:
    """Lines that a dash opens as speech, ``– Vi är glada, säger …``, are paragraphs where the report has such."""
    dashed = [_stands_alone_with_dash(lines, i) for i in range(len(lines))]
    if not any(alone and ATTRIBUTED.search(_speech(lines, i)) for i, alone in enumerate(dashed)):
        return lines
    return [line.as_kind("paragraph") if alone else line for alone, line in zip(dashed, lines, strict=True)]


def _speech(lines: list[Line], i: int) -> str:
    """The line, and the one right below it where the same speech goes on."""
    return " ".join(line.text for at, line in enumerate(lines[i : i + 2]) if at == 0 or line.gap == 0)


def _stands_alone_with_dash(lines: list[Line], i: int) -> bool:
    """Whether a dash opens a line of its own: a sentence, with no list item right above or below."""
    line = lines[i]
    if line.marker not in DASHES or line.kind or not ENDS_SENTENCE.search(line.text):
        return False
    below = lines[i + 1] if i + 1 < len(lines) else None
    return (line.gap > 0 or i == 0) and (below is None or below.gap > 0 or not below.marker)


def mark_tabbed(lines: list[Line], _: SegmentParams) -> list[Line]:
    """Lines whose cells a tab parts are table rows."""
    return [
        line.as_kind("table_row") if not line.kind and "\t" in line.text and line.role == "text" else line
        for line in lines
    ]


def mark_rest(lines: list[Line], _: SegmentParams) -> list[Line]:
    """What is nothing else is a paragraph."""
    return [line if line.kind else line.as_kind("paragraph") for line in lines]


PASSES: tuple[Pass, ...] = (
    mark_contents,
    mark_fields,
    mark_speech,
    mark_stated,
    mark_tabbed,
    mark_headings,
    mark_title_pages,
    mark_listed_in_contents,
    mark_logotypes,
    mark_rest,
)


def classify_lines(lines: list[Line], params: SegmentParams) -> list[Line]:
    """The lines, each with its kind; a heading has its level."""
    for mark in PASSES:
        lines = mark(lines, params)
    return lines
