"""Names that the tagger leaves with the wrong borders, or in doubt."""

from __future__ import annotations

import pytest

from pipeline.extract.model.corrections import settled, tidied
from pipeline.extract.model.tagger import Name


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
        ("Regionråd i Region Halland", [(0, 4, "ORG")], [("Region Halland", "ORG")]),
        ("Ombudsmannen svarade", [(0, 1, "ORG")], [("Ombudsmannen", "ORG")]),
        ("Överenskommelsen om vård", [(0, 3, "ORG")], []),
    ],
)
def test_borders(text: str, names: list[tuple[int, int, str]], expected: list[tuple[str, str]]) -> None:
    assert tidy(text, *names) == expected


def name(first: int, last: int, type_: str, sure: float) -> Name:
    return Name(first, last, type_, sure)


def test_a_name_of_little_certainty_stands_only_where_the_rules_see_it_too() -> None:
    names = [name(0, 1, "LOC", 0.5), name(2, 3, "ORG", 0.5), name(4, 5, "PER", 0.9)]
    assert settled(names, [name(2, 3, "ORG", 0.5)]) == names[1:]


def test_where_the_tagger_doubts_and_the_rules_do_not_theirs_stand() -> None:
    rule = name(0, 2, "ORG", 0.9)
    assert settled([name(0, 5, "ORG", 0.4)], [rule]) == [rule]


def test_the_rules_never_overrule_what_the_tagger_is_sure_of() -> None:
    sure = name(0, 5, "ORG", 0.95)
    assert settled([sure], [name(0, 2, "ORG", 0.99)]) == [sure]


def test_the_rules_alone_add_nothing() -> None:
    assert settled([], [name(0, 2, "ORG", 0.99)]) == []
