"""Variants of annotated lines: whatever changes, the names stay where their spans say."""

from __future__ import annotations

import random

import pytest

from pipeline.train.augment import Pool, dressed, shouted, spaced, swapped, together, varied
from pipeline.train.examples import Example

TEXT = "Ordförande Anna Ek, Ale kommun, bor i Nols by (norr om Surte)."
SPANS = tuple(
    (TEXT.index(name), TEXT.index(name) + len(name), kind)
    for name, kind in (("Anna Ek", "PER"), ("Ale kommun", "ORG"), ("Nols by", "LOC"), ("Surte", "LOC"))
)
LINE = Example(TEXT, SPANS, "ours", "a/1")


@pytest.fixture(scope="module")
def pool() -> Pool:
    return Pool([LINE])


def names(example: Example) -> list[str]:
    return [example.text[start:end] for start, end, _ in example.spans]


def test_other_names_stand_in_the_same_places(pool: Pool) -> None:
    other = swapped(LINE, pool, 1.0, random.Random(3))
    assert [kind for *_, kind in other.spans] == [kind for *_, kind in SPANS]
    assert names(other) != names(LINE)
    assert other.text.startswith("Ordförande ")
    assert other.text.endswith(").")


def test_capitals() -> None:
    assert names(shouted(LINE)) == ["ANNA EK", "ALE KOMMUN", "NOLS BY", "SURTE"]


def test_spaces_before_marks() -> None:
    other = spaced(LINE)
    assert names(other) == names(LINE)
    assert "Ek , Ale" in other.text


def test_neighbours_become_one_text() -> None:
    both = together([LINE, LINE])
    assert names(both) == names(LINE) * 2
    assert both.text == f"{TEXT} {TEXT}"


@pytest.mark.parametrize("seed", range(20))
def test_remains_of_layout_leave_the_names_alone(seed: int) -> None:
    assert names(dressed(LINE, random.Random(seed))) == names(LINE)


@pytest.mark.parametrize("seed", range(30))
def test_any_variant_has_its_names_in_order_and_trimmed(pool: Pool, seed: int) -> None:
    other = varied(LINE, pool, random.Random(seed))
    assert all(name and name == name.strip() for name in names(other))
    assert all(a[1] <= b[0] for a, b in zip(other.spans, other.spans[1:], strict=False))
