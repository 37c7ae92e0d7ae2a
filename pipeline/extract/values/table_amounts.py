"""Amounts in the cells of a table, whose unit stands in the column's heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.spans import Piece, Span
from pipeline.extract.values import amounts, counts, money
from pipeline.extract.values.quantities import NUMBER as DIGITS
from pipeline.extract.values.quantities import YEAR, alternatives, number, plain

CELL = re.compile(r"[^\t]+")
NUMBER = re.compile(rf" *({DIGITS}) *$")
WORD = re.compile(r"[^\W\d_]+|%|:-|€")
COUNT_HEADINGS = frozenset(["antal", "antalet", "varav", "totalt", "number", "total"])
MONEY = re.compile(rf"(?<!\w)(?:{alternatives(money.UNITS)})", re.IGNORECASE)
SHARE_HEADINGS = ("andel", "procent", "share")
PERSONS = counts.PERSONS
"""What a bare ``Antal`` counts: reports' tables with that heading are mostly of participants."""


def find(pieces: Sequence[Piece]) -> Iterator[Span]:
    """AMOUNT spans, in offsets of the document, of numbers that fill a cell below a heading with a unit."""
    headings: list[str] = []
    for piece in pieces:
        if piece.kind != "table_row":
            headings = []
            continue
        cells = list(CELL.finditer(piece.text))
        if not any(NUMBER.match(cell[0]) for cell in cells):
            headings = [cell[0] for cell in cells]
        elif len(cells) == len(headings):
            for cell, heading in zip(cells, headings, strict=True):
                yield from _read(piece, cell, heading, cells[0][0])


def _read(piece: Piece, cell: re.Match[str], heading: str, label: str) -> Iterator[Span]:
    """The number of a cell, whose unit stands above it or in the first cell of its row."""
    cell_number = NUMBER.match(cell[0])
    unit = unit_of(heading) if cell_number else None
    if unit is None and cell_number and not YEAR.match(cell_number[1]):
        first = label.split(" ", 1)[0]
        unit = unit_of(label) if unit_of(first) or first.lower() in COUNT_HEADINGS else None
    if cell_number is None or unit is None:
        return
    kind, factor, name = unit
    start = piece.start + cell.start() + cell_number.start(1)
    value = plain(number(cell_number[1]) * factor)
    yield Span(
        start,
        start + len(cell_number[1]),
        "AMOUNT",
        value=value,
        unit=name,
        kind=kind,
        confidence=0.7,
        source="rules:amount+table",
    )


def unit_of(heading: str) -> tuple[str, float, str] | None:
    """Kind, factor and unit of the numbers below a heading, None where it does not say.

    >>> unit_of("Budget (tkr)")
    ('money', 1000.0, 'SEK')
    """
    if currency := MONEY.search(heading):
        return "money", *money.UNITS[currency[0].lower()]
    found = [word.lower() for word in WORD.findall(heading)]
    for word in found:
        if word in amounts.PERCENT_UNITS or word.startswith(SHARE_HEADINGS):
            return "percent", 1.0, "%"
    nouns = [word for word in found if counts.is_noun(word)]
    if nouns:
        return "count", 1.0, nouns[0]
    return ("count", 1.0, PERSONS) if COUNT_HEADINGS & set(found) else None
