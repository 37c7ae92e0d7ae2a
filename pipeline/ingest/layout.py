"""Words on a page → fragments of lines → lines with the evidence that ``unwrap`` needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from pipeline.ingest.model import RawLine

WIDE_SPACE = 1.6
"""Times the font size: a wider gap between words parts fragments (columns, or a name from a page number)."""
SAME_MARGIN = 12.0
"""Points between the left edges of columns that are one on different pages."""
LEAST_BROKEN = 3
"""Lines that go on with a lower-case letter below them, for a margin to be known."""
SAME_BASELINE = 0.4
LEADING = 0.25
"""Times the font size: the white between lines where a page has too few of them to tell."""
PARAGRAPH_SPACING = 0.3
"""Times the font size: this much more white than usual is a blank line."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(slots=True)
class Fragment:
    """Words that stand close together on one baseline, or a whole ruled table (``rows``)."""

    words: list[Word]
    x0: float
    x1: float
    top: float
    bottom: float
    rows: list[str] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size that most of the characters have."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0

    @property
    def text(self) -> str:
        """The words, with a space between."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Column:
    """Fragments that are read from top to bottom, between two margins."""

    fragments: list[Fragment]
    x0: float
    x1: float
    limit: float | None = None
    """Right margin at which prose is broken; None where the column holds no prose."""


def fragments(words: Sequence[Word]) -> list[Fragment]:
    """The fragments that ``words`` form, from top to bottom and left to right."""
    found: list[Fragment] = []
    for line in _baselines(words):
        current: list[Word] = []
        for word in line:
            if current and word.x0 - current[-1].x1 > WIDE_SPACE * min(word.size, current[-1].size):
                found.append(_fragment(current))
                current = []
            current.append(word)
        found.append(_fragment(current))
    return found


def _baselines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words by baseline, each line sorted from left to right."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: (round(word.bottom, 1), word.x0)):
        if line and word.bottom - line[0].bottom > SAME_BASELINE * max(word.size, line[0].size, 1):
            yield sorted(line, key=lambda word: word.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.x0)


def _fragment(words: list[Word]) -> Fragment:
    return Fragment(
        words, words[0].x0, max(w.x1 for w in words), min(w.top for w in words), max(w.bottom for w in words)
    )


def settle_margins(columns: Sequence[Column]) -> None:
    """Sets the right margin of ``columns``: the same for all columns of a document that begin at the same place.

    A page of short lines says nothing about where the margin is, and a document of short lines has none.
    """
    groups: dict[int, list[Column]] = {}
    for column in columns:
        near = next((key for key in groups if abs(key - column.x0) <= SAME_MARGIN), round(column.x0))
        groups.setdefault(near, []).append(column)
    for group in groups.values():
        pairs = [pair for column in group for pair in pairwise(rows(column.fragments))]
        broken = [row[-1].x1 for row, below in pairs if below[0].text[:1].islower() and len(row) == 1]
        if len(broken) < LEAST_BROKEN:
            continue
        margin = sorted(broken)[int(0.95 * (len(broken) - 1))]
        for column in group:
            column.limit = margin


def to_lines(column: Column) -> list[RawLine]:
    """The lines of a column: fragments on one baseline joined with a tab, blank lines from the spacing."""
    column_rows = rows(column.fragments)
    usual = _usual_white(column_rows)
    lines: list[RawLine] = []
    previous: list[Fragment] = []
    for row in column_rows:
        gap = int(_stands_apart(previous, row, usual)) if previous else 0
        for index, line in enumerate(_row_lines(row, column)):
            lines.append(replace(line, gap=gap if not index else 0))
        previous = row
    return [replace(line, page_break=not index) for index, line in enumerate(lines)]


def _height(piece: Fragment) -> tuple[float, float]:
    """Where a fragment stands: a table by its upper edge, text by the middle of its small letters."""
    return (piece.top if piece.rows else piece.bottom - 0.4 * piece.size), piece.x0


def rows(pieces: Sequence[Fragment]) -> list[list[Fragment]]:
    """``pieces`` by baseline, from top to bottom; a table is a row of its own."""
    found: list[list[Fragment]] = []
    for piece in sorted(pieces, key=_height):
        near = found and not piece.rows and not found[-1][0].rows
        if near and abs(piece.bottom - found[-1][0].bottom) <= SAME_BASELINE * max(
            piece.size, found[-1][0].size, 1
        ):
            found[-1].append(piece)
        else:
            found.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in found]


def _stands_apart(above: list[Fragment], below: list[Fragment], usual: dict[int, float]) -> bool:
    """Whether the white between two rows is more than the usual between lines of a paragraph."""
    if above[0].rows or below[0].rows:
        return True
    size = min(above[0].size, below[0].size)
    return _white(above, below) > usual.get(round(size), LEADING * size) + PARAGRAPH_SPACING * size


def _white(above: list[Fragment], below: list[Fragment]) -> float:
    return min(piece.top for piece in below) - max(piece.bottom for piece in above)


def _usual_white(found_rows: Sequence[list[Fragment]]) -> dict[int, float]:
    """The usual white between lines, by font size in whole points."""
    found: dict[int, list[float]] = {}
    for above, below in pairwise(found_rows):
        if above[0].rows or below[0].rows or abs(above[0].size - below[0].size) > 0.5:
            continue
        if (white := _white(above, below)) < 2 * below[0].size:
            found.setdefault(round(below[0].size), []).append(white)
    # the lower quartile: half of the lines of a short page may be paragraphs of one line
    return {size: sorted(whites)[len(whites) // 4] for size, whites in found.items() if len(whites) >= 4}


def _row_lines(row: list[Fragment], column: Column) -> Iterator[RawLine]:
    if row[0].rows:
        for text in row[0].rows:
            yield RawLine(text, role="table_row", whole=True)
        return
    words = [word for piece in row for word in piece.words]
    letters = sum(len(word.text) for word in words)
    width = sum(piece.x1 - piece.x0 for piece in row)
    text = row_text(row)
    yield RawLine(
        text,
        role="table_row" if "\t" in text else "text",
        bold=all(word.bold for word in words if any(map(str.isalnum, word.text))),
        size=median(word.size for word in words for _ in word.text),
        left=row[0].x0 - column.x0,
        right=row[-1].x1 - column.x0,
        first=words[0].x1 - words[0].x0,
        char=width / max(1, letters + len(words) - 1),
        limit=None if column.limit is None else column.limit - column.x0,
        whole="\t" in text,
    )


def row_text(row: list[Fragment]) -> str:
    """The fragments of a row; a tab between, but a list marker or a number keeps to its text."""
    if row[0].rows:
        return " ".join(row[0].rows)
    text = row[0].text
    for piece in row[1:]:
        one_cell = (len(text) <= 4 and not text.isalpha()) or (text.endswith(":") and "\t" not in text)
        text = f"{text}{' ' if one_cell else chr(9)}{piece.text}"
    return text
