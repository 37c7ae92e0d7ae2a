"""The order in which a page is read: one column, or bands of several columns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.ingest.layout import Column, Fragment, rows

GUTTER = 8.0
"""Least width in points of the white space between columns."""
ALIGNED = 2.0
INDENT = 24.0
"""Points by which the lines of a column may begin apart."""
LEAST_LINES = 4
LEAST_FILL = 0.55
"""Prose fills its column; the numbers of a contents list or the values of a form do not."""
LEAST_SHARE = 0.18
"""Of the page's width: a narrower column is none."""


def in_reading_order(pieces: Sequence[Fragment], width: float) -> list[Column]:
    """The columns of a page in the order they are read; a heading over all columns ends the band above it."""
    if not pieces:
        return []
    gutter = _gutter(pieces, width)
    if gutter is None:
        return [Column(list(pieces), min(p.x0 for p in pieces), max(p.x1 for p in pieces))]
    columns: list[Column] = []
    for band, split in _bands(pieces, gutter):
        if not split:
            columns.append(Column(band, min(p.x0 for p in band), max(p.x1 for p in band)))
            continue
        left = [piece for piece in band if piece.x1 <= gutter]
        right = [piece for piece in band if piece.x1 > gutter]
        for side in (left, right):
            # a third column shows once the first two are apart
            columns.extend(in_reading_order(side, width) if side else [])
    return columns


def _gutter(pieces: Sequence[Fragment], width: float) -> float | None:
    """The middle of the white strip that parts two columns of prose, or None."""
    text = [piece for piece in pieces if not piece.rows]
    best: tuple[int, float] | None = None
    for x0 in sorted({round(piece.x0, 1) for piece in text}):
        right = [piece for piece in text if abs(piece.x0 - x0) <= ALIGNED]
        if len(right) < LEAST_LINES:
            continue
        top, bottom = min(piece.top for piece in right), max(piece.bottom for piece in right)
        beside = [piece for piece in text if piece.x1 <= x0 and piece.bottom >= top and piece.top <= bottom]
        edge = max((piece.x1 for piece in beside), default=x0)
        if x0 - edge < GUTTER or not (_is_column(right, width) and _is_column(_nearest(beside), width)):
            continue
        if best is None or len(right) + len(beside) > best[0]:
            best = (len(right) + len(beside), (x0 + edge) / 2)
    return best[1] if best else None


def _nearest(beside: Sequence[Fragment]) -> list[Fragment]:
    """The fragments of the column that ends at the strip: in each row the last, most of which begin together."""
    last = [max(row, key=lambda piece: piece.x1) for row in rows(beside)]
    start = median(piece.x0 for piece in last)
    return [piece for piece in last if abs(piece.x0 - start) <= INDENT]


def _is_column(pieces: Sequence[Fragment], width: float) -> bool:
    """Whether fragments fill a column as prose does."""
    if len(pieces) < LEAST_LINES:
        return False
    x0, x1 = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    filled = median((piece.x1 - piece.x0) / max(1.0, x1 - x0) for piece in pieces)
    return x1 - x0 >= LEAST_SHARE * width and filled >= LEAST_FILL


def _bands(pieces: Sequence[Fragment], gutter: float) -> list[tuple[list[Fragment], bool]]:
    """(fragments, whether they stand in columns), from the top of the page to its bottom."""
    bands: list[tuple[list[Fragment], bool]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top, piece.x0)):
        split = not piece.x0 < gutter < piece.x1
        if bands and bands[-1][1] == split:
            bands[-1][0].append(piece)
        else:
            bands.append(([piece], split))
    return bands
