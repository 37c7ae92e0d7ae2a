"""Borders of names that the tagger leaves in the wrong place."""

from __future__ import annotations

import pytest

from pipeline.extract.model.tagger import Name
from pipeline.extract.model.tidy import tidied


def tidy(text: str, *names: tuple[int, int, str]) -> list[tuple[str, str]]:
    words = text.split()
    found = tidied([Name(first, last, kind, 0.9) for first, last, kind in names], words)
    return [(" ".join(words[name.first : name.last]), name.type) for name in found]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Hembygdsrådet i Tierp kom", [(0, 2, "ORG"), (2, 3, "LOC")], [("Hembygdsrådet i Tierp", "ORG")]),
        ("Ale och Kungälvs kommuner", [(0, 2, "ORG"), (2, 4, "ORG")], [("Ale och Kungälvs kommuner", "ORG")]),
        ("Cykelnätverket Medvind", [(0, 1, "ORG"), (1, 2, "ORG")], [("Cykelnätverket Medvind", "ORG")]),
        ("Röda Korset och andra", [(0, 3, "ORG")], [("Röda Korset", "ORG")]),
        (
            "Lunds universitet / Sensus",
            [(0, 3, "ORG"), (3, 4, "ORG")],
            [("Lunds universitet", "ORG"), ("Sensus", "ORG")],
        ),
        ("Anna Bo", [(0, 1, "PER"), (1, 2, "PER")], [("Anna", "PER"), ("Bo", "PER")]),
        ("i morgon", [(0, 1, "ORG")], []),
    ],
)
def test_borders(text: str, names: list[tuple[int, int, str]], expected: list[tuple[str, str]]) -> None:
    assert tidy(text, *names) == expected
