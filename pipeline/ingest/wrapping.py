"""Where the lines of a text without geometry were broken: the width of a hard-wrapped document or paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest import markers
from pipeline.ingest.model import RawLine

LEAST_WIDTH = 40
MOST_WIDTH = 132
LEAST_PAIRS = 3
LOWER_SHARE = 0.25
"""Of the breaks in wrapped Swedish prose, most are followed by a lower-case letter; in lists, next to none."""


def with_limits(lines: list[RawLine]) -> list[RawLine]:
    """``lines`` with ``limit`` set where text was hard-wrapped; lines with geometry of their own stay."""
    if not lines or any(line.limit is not None or line.char != 1.0 for line in lines):
        return lines
    width = document_width(lines)
    limited: list[RawLine] = []
    for block in blocks(lines):
        limit = block_width(block) if width is None else width
        limited.extend(block if limit is None else [replace(line, limit=limit) for line in block])
    return limited


def blocks(lines: Sequence[RawLine]) -> Iterator[list[RawLine]]:
    """Runs of lines without a blank line between them."""
    block: list[RawLine] = []
    for line in lines:
        if block and (line.gap or line.page_break):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def document_width(lines: Sequence[RawLine]) -> float | None:
    """The column at which the whole document was wrapped, or None where most lines are whole paragraphs."""
    text = [line for line in lines if line.role in ("text", "list_item") and not line.whole]
    if not text or sum(line.right > MOST_WIDTH for line in text) > 0.02 * len(text):
        return None
    breaks = [(a, b) for block in blocks(lines) for a, b in _pairs(block)]
    inside = [a.right for a, b in breaks if not b.marker and _goes_on(a, b)]
    if len(inside) < LEAST_PAIRS or len(inside) < LOWER_SHARE * len([1 for _, b in breaks if not b.marker]):
        return None
    return _width(inside)


def block_width(block: Sequence[RawLine]) -> float | None:
    """The column at which one paragraph was wrapped, or None where its lines are lines of their own."""
    pairs = [(a, b) for a, b in _pairs(block) if not b.marker]
    if len(pairs) < 2 or max(line.right for line in block) > MOST_WIDTH:
        return None
    width = max(line.right for line in block)
    forced = sum(a.right + 1 + len(b.text.split(maxsplit=1)[0]) > width for a, b in pairs)
    onward = sum(_goes_on(a, b) for a, b in pairs)
    # every break forced is strong evidence by itself: lines of a list are of all lengths
    enough = 0.3 if forced == len(pairs) else 0.5
    wrapped = width >= LEAST_WIDTH and forced >= 0.8 * len(pairs) and onward >= enough * len(pairs)
    return width if wrapped else None


def _goes_on(before: RawLine, line: RawLine) -> bool:
    """Whether a sentence goes on from one line to the next, by how they end and begin."""
    return markers.starts_lower(line.text) or markers.is_unfinished(before.text)


def _pairs(block: Sequence[RawLine]) -> list[tuple[RawLine, RawLine]]:
    """Neighbours in a block that may be one paragraph."""
    return [(a, b) for a, b in pairwise(block) if a.role == b.role != "table_row" or a.marker]


def _width(rights: list[float]) -> float | None:
    """The wrap column: nearly the longest line, so that a single stray line does not move it."""
    ordered = sorted(rights)
    width = ordered[int(0.95 * (len(ordered) - 1))]
    return width if LEAST_WIDTH <= width <= MOST_WIDTH else None
