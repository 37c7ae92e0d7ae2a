"""Which physical lines make one logical line: paragraphs, items and headings that were broken over lines or pages.

The evidence, strongest first: what the format says (``whole``, ``run``, roles, markers); whether the first word of
the next line would still have fitted on the line, so that the break was meant; how the lines end and begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.ingest import markers
from pipeline.ingest.clean import Hyphens
from pipeline.ingest.model import RawLine, Role
from pipeline.ingest.words import PROGRAMME_WORDS
from pipeline.ingest.wrapping import with_limits

SHORT = 25
"""Characters; a shorter line says little about whether a sentence goes on."""
LONG = 60
PROSE = 40
ALIKE = 0.08
"""Relative difference of font sizes that is still the same size."""
MOST_BLANK_LINES = 6
DOT_LEADER = re.compile(r"(?:\.|…){3,}\s*\d{0,4}$")
"""An entry of a table of contents: ``Inledning ........ 3``."""
LONGEST_HEADING = 300


@dataclass(slots=True)
class LogicalLine:
    """A line of the canonical text, and where in it a new page begins."""

    text: str
    role: Role
    level: int | None
    marker: str
    bold: bool
    size: float | None
    gap: int
    pages: list[tuple[int, int]] = field(default_factory=list)
    """(page number, offset in ``text``) of each part that came from another page than the part before."""


def unwrap(pages: Sequence[Sequence[RawLine]]) -> list[LogicalLine]:
    """The logical lines of a document, given its clean lines by page."""
    hyphens = Hyphens(line.text for page in pages for line in page)
    numbered = [(number, line) for number, page in enumerate(pages, start=1) for line in _breaking(page, number)]
    physical = with_limits(_prepare([replace(line, text=hyphens.mend_inside(line.text)) for _, line in numbered]))
    logical: list[LogicalLine] = []
    page = 0
    for index, (line, (number, _)) in enumerate(zip(physical, numbered, strict=True)):
        before = physical[index - 1] if index else None
        after = physical[index + 1] if index + 1 < len(physical) else None
        if before is not None and _continues(logical[-1], before, line, after):
            _join(logical[-1], line, number if number != page else None, hyphens)
        else:
            logical.append(_start(line, number))
        page = number
    return logical


def _breaking(page: Sequence[RawLine], number: int) -> list[RawLine]:
    """The lines of a page, the first marked as coming after a page break."""
    return [replace(line, page_break=number > 1) if not index else line for index, line in enumerate(page)]


def _start(line: RawLine, page: int) -> LogicalLine:
    gap = max(line.gap, 1) if line.page_break else line.gap
    return LogicalLine(line.text, line.role, line.level, line.marker, line.bold, line.size, gap, pages=[(page, 0)])


def _join(logical: LogicalLine, line: RawLine, page: int | None, hyphens: Hyphens) -> None:
    joined = hyphens.join(logical.text, line.text)
    if page is not None:
        logical.pages.append((page, len(joined) - len(line.text)))
    logical.text = joined
    logical.bold = logical.bold and line.bold


def _prepare(lines: list[RawLine]) -> list[RawLine]:
    """``lines`` with list items recognised by their markers."""
    found = [markers.marker(line.text) if line.role in ("text", "list_item") else "" for line in lines]
    prepared = []
    for index, (line, mark) in enumerate(zip(lines, found, strict=True)):
        neighbours = found[max(0, index - 3) : index] + found[index + 1 : index + 4]
        if line.role == "list_item":
            prepared.append(replace(line, marker=mark or line.marker, text=markers.normal_marker(line.text)))
        elif not mark or (mark.isalpha() and mark not in neighbours):
            prepared.append(line)
        else:
            text = markers.normal_marker(line.text)
            speech = markers.is_speech(text) or (line.whole and mark in "–—" and not _listed(lines, found, index))
            prepared.append(replace(line, text=text, marker=mark, role="text" if speech else "list_item"))
    return prepared


def _listed(lines: list[RawLine], found: list[str], index: int) -> bool:
    """Whether a dash stands in a list: a neighbour has one too, or the line before introduces it."""
    neighbours = found[max(0, index - 1) : index] + found[index + 1 : index + 2]
    return found[index] in neighbours or (index > 0 and lines[index - 1].text.endswith(":"))


def _continues(logical: LogicalLine, before: RawLine, line: RawLine, after: RawLine | None) -> bool:
    """Whether ``line`` goes on from ``logical``, whose last physical line is ``before``."""
    if "table_row" not in (logical.role, line.role) and before.run and before.run == line.run:
        return _same_run(logical, before, line)
    if _never(logical, before, line, after):
        return False
    if before.whole or line.whole:
        return _broken_word(before.text, line.text) and before.whole and line.whole
    if not (line.page_break or line.gap):
        return _next_line(logical, before, line)
    over_page = line.page_break and _mid_paragraph(logical, before, line)
    return over_page or _over_gap(logical, before, line, after)


def _never(logical: LogicalLine, before: RawLine, line: RawLine, after: RawLine | None) -> bool:
    """Whether roles, markers or looks forbid joining."""
    if not {"table_row", "heading"}.isdisjoint((logical.role, line.role)):
        return True
    new_item = bool(line.marker) and not _is_parenthesis(logical, before, line, after)
    return new_item or bool(DOT_LEADER.search(before.text)) or not _alike(before, line)


def _same_run(logical: LogicalLine, before: RawLine, line: RawLine) -> bool:
    """Lines of one bold span make one heading, unless they are lines of a programme or a list of people."""
    if line.marker or line.gap > 1 or len(logical.text) + len(line.text) > LONGEST_HEADING:
        return False
    if line.gap and not (markers.starts_lower(line.text) or markers.is_unfinished(before.text)):
        return False
    if markers.is_time(line.text) or markers.is_field(line.text) or line.text.casefold() in PROGRAMME_WORDS:
        return False
    return not (
        markers.is_entry(logical.text) and markers.is_entry(line.text) and not markers.is_time(logical.text)
    )


def _is_parenthesis(logical: LogicalLine, before: RawLine, line: RawLine, after: RawLine | None) -> bool:
    """Whether a dash at the start of a line is one inside a sentence that happened to be broken there."""
    return (
        line.marker in ("–", "—", "-")
        and logical.role == "text"
        and not line.gap
        and (_forced(before, line) or markers.ends_in_small_word(before.text))
        and not markers.is_terminal(before.text)
        and (after is None or after.marker != line.marker)
    )


def _alike(before: RawLine, line: RawLine) -> bool:
    """Whether two lines look alike enough (size, bold) to be one."""
    if before.size and line.size and abs(before.size - line.size) > ALIKE * before.size:
        return False
    return before.bold == line.bold or markers.is_unfinished(before.text)


def _next_line(logical: LogicalLine, before: RawLine, line: RawLine) -> bool:
    """Whether a line goes on from the line right above it."""
    forced, unfinished = _forced(before, line), markers.is_unfinished(before.text)
    if before.text.endswith(":"):
        return forced and markers.starts_lower(line.text)
    if markers.is_terminal(before.text):
        return forced and not _new_paragraph(logical, before, line)
    if _own_line(logical, line, forced=forced, unfinished=unfinished):
        return False
    if unfinished or forced:
        return True
    if markers.starts_lower(line.text):
        return not (markers.is_address(line.text) or _one_word_list(before, line))
    return _hangs(logical, before, line) or _parenthesis_after_prose(before, line)


def _parenthesis_after_prose(before: RawLine, line: RawLine) -> bool:
    return len(before.text) >= LONG and line.text[:1] == "(" and line.text[1:2].islower()


def _own_line(logical: LogicalLine, line: RawLine, *, forced: bool, unfinished: bool) -> bool:
    """Whether ``line`` is a programme line, a field or a person in a list, which no line above takes in."""
    if markers.is_time(line.text):
        return not (forced and unfinished)
    listed = markers.is_entry(logical.text) or logical.role == "list_item"
    if markers.is_field(line.text):
        return listed or not forced
    return markers.is_entry(line.text) and listed and not (unfinished or forced)


def _new_paragraph(logical: LogicalLine, before: RawLine, line: RawLine) -> bool:
    """Whether a line after a full stop begins anew: it is indented otherwise, or is a field."""
    indented = line.left > before.left + 1.5 * line.char and logical.role != "list_item"
    outdented = logical.role == "list_item" and line.left < before.left - 1.5 * line.char
    return indented or outdented or markers.is_field(line.text)


def _hangs(logical: LogicalLine, before: RawLine, line: RawLine) -> bool:
    """Whether a line is indented as the text of the list item above it is."""
    hang = line.left - before.left if before.marker else 0.0
    return logical.role == "list_item" and 1.5 * line.char <= hang <= 8 * line.char and not before.bold


def _one_word_list(before: RawLine, line: RawLine) -> bool:
    """Whether both are short lower-case lines, as in a list without markers."""
    short = max(len(before.text), len(line.text)) < SHORT
    unmarked = not before.marker and markers.starts_lower(before.text)
    return short and unmarked and not _forced(before, line) and not markers.starts_continuing(line.text)


def _over_gap(logical: LogicalLine, before: RawLine, line: RawLine, after: RawLine | None) -> bool:
    """Whether a sentence goes on over blank lines or a page break."""
    if line.gap > MOST_BLANK_LINES or logical.bold or markers.is_terminal(before.text):
        return False
    if markers.is_address(line.text) or markers.is_entry(line.text) or _introduces(line, after):
        return False
    if markers.is_entry(logical.text) and not markers.is_unfinished(before.text) and len(logical.text) < LONG:
        return False
    if not markers.starts_lower(line.text):
        return _prose_resumes(before, line)
    if markers.is_unfinished(before.text) or markers.starts_continuing(line.text):
        return True
    return len(before.text) >= (15 if logical.role == "list_item" else PROSE)


def _introduces(line: RawLine, after: RawLine | None) -> bool:
    return line.text.endswith(":") and after is not None and bool(after.marker)


def _prose_resumes(before: RawLine, line: RawLine) -> bool:
    """Whether prose that stops at a small word is followed by prose, so that only a page parted them."""
    open_end = markers.is_unfinished(before.text) and before.text[-1:].isalpha()
    prose = len(before.text) >= LONG and len(line.text) >= PROSE and markers.is_terminal(line.text)
    return open_end and prose and not line.text.endswith(":")


def _mid_paragraph(logical: LogicalLine, before: RawLine, line: RawLine) -> bool:
    """Whether a page ends with a full line, as the last line of a paragraph seldom is."""
    if not _forced(before, line) or markers.is_entry(line.text) or before.text.endswith(":"):
        return False
    return not (markers.is_terminal(before.text) and _new_paragraph(logical, before, line))


def _forced(before: RawLine, line: RawLine) -> bool:
    """Whether the first word of ``line`` would not have fitted on the line before, so the break means nothing."""
    if before.limit is None:
        return False
    width = line.first if line.first is not None else len(line.text.split(maxsplit=1)[0]) * before.char
    return before.right + before.char + width > before.limit


def _broken_word(before: str, line: str) -> bool:
    """Whether a word is broken between two whole paragraphs."""
    return len(before) >= PROSE and before[-2:-1].isalpha() and before.endswith("-") and markers.starts_lower(line)
