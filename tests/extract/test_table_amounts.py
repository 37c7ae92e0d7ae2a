"""Numbers in tables take their unit from the heading of their column."""

from __future__ import annotations

import pytest

from pipeline.extract.spans import Piece
from pipeline.extract.values import table_amounts


def pieces(*rows: str, kind: str = "table_row") -> list[Piece]:
    at, made = 0, []
    for row in rows:
        made.append(Piece(at, row, kind, ""))
        at += len(row) + 1
    return made


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Antal", ("count", 1.0, "personer")),
        ("Antal föreningar", ("count", 1.0, "föreningar")),
        ("Budget (tkr)", ("money", 1000.0, "SEK")),
        ("Utfall, miljoner kronor", ("money", 1e6, "SEK")),
        ("Kostnad", None),
        ("Andel", ("percent", 1.0, "%")),
        ("Aktivitet", None),
    ],
)
def test_a_heading_says_what_its_numbers_are(heading: str, unit: tuple[str, float, str] | None) -> None:
    assert table_amounts.unit_of(heading) == unit


def test_cells_below_a_heading_are_read() -> None:
    rows = ["Post\tBudget (tkr)\tÅr", "Lokaler\t1 250\t2016", "Löner\t90,5\t2017"]
    found = list(table_amounts.find(pieces(*rows)))
    text = "\n".join(rows)
    assert [(text[s.start : s.end], s.value, s.unit) for s in found] == [
        ("1 250", "1250000", "SEK"), ("90,5", "90500", "SEK"),
    ]  # fmt: skip


def test_a_table_without_headings_is_left_alone() -> None:
    assert list(table_amounts.find(pieces("Lokaler\t12", "Löner\t90"))) == []
    assert list(table_amounts.find(pieces("Post\tAntal", "Lokaler\t12", kind="paragraph"))) == []
