"""Themes learnt from examples: by meaning, by words, and what a correction is worth."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.cluster.assignment import Examples, assign, counted

NORTH, EAST = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]
BOTH = ["resor", "pengar"]


def near(point: list[float], count: int, seed: int) -> np.ndarray:
    return np.array(point) + np.random.default_rng(seed).normal(scale=0.2, size=(count, 3))


def two_themes() -> Examples:
    vectors = np.vstack([near(NORTH, 20, seed=1), near(EAST, 20, seed=2)])
    return Examples(vectors, ["resor"] * 20 + ["pengar"] * 20, [1] * 40)


def test_a_vector_goes_to_the_theme_of_its_neighbours() -> None:
    found = assign(["Det saknas", "Det saknas"], np.array([NORTH, EAST]), two_themes(), {}, BOTH)
    assert found.themes == ("pengar", "resor")
    assert found.best(0.5) == ["resor", "pengar"]
    assert found.chances.sum(axis=1) == pytest.approx([1, 1], abs=1e-3)


def test_a_word_decides_where_the_vector_does_not() -> None:
    words = counted(["Bussen är full", "Dyra bussar", "Sänkta bidrag"], ["resor", "resor", "pengar"], [1, 1, 1])
    between = np.array([[0.5, 0.5, 0.0]] * 2)
    assert assign(["Ingen buss", "Inget bidrag"], between, two_themes(), words, BOTH).best(0.5) == [
        "resor",
        "pengar",
    ]


def test_a_word_counts_once_an_example_times_its_weight() -> None:
    assert counted(["Buss eller buss", "Bussar"], ["resor", "resor"], [2, 1]) == {"resor": {"buss": 3}}


def test_what_is_unlike_every_theme_fits_none() -> None:
    found = assign(["Något annat"], np.array([[0.5, 0.5, 0.0]]), two_themes(), {}, BOTH)
    assert found.best(0.95) == [""]


def test_a_weight_is_nearly_as_good_as_that_many_examples() -> None:
    one, other = two_themes(), np.array([[0.0, 0.9, 0.4]])
    heavy = one + Examples(other, ["resor"], [5])
    many = one + Examples(np.repeat(other, 5, axis=0), ["resor"] * 5, [1] * 5)
    asked = np.array([[0.1, 0.8, 0.3]])
    chances = [assign(["x"], asked, examples, {}, BOTH).chances for examples in (heavy, many)]
    assert chances[0] == pytest.approx(chances[1], abs=0.01)


def test_few_examples_make_a_theme_no_rarer() -> None:
    """Of what lies between two themes half goes to each, though one has three examples and the other a hundred."""
    rng = np.random.default_rng(4)
    few, many = rng.normal(size=(3, 60)), rng.normal(size=(100, 60))
    few[:, 0] += 4
    examples = Examples(np.vstack([few, many]), ["få"] * 3 + ["många"] * 100, [1] * 103)
    between = rng.normal(size=(400, 60))
    between[:, 0] += 2
    best = assign(["x"] * 400, between, examples, {}, ["få", "många"]).best(0)
    assert 0.3 < best.count("få") / 400 < 0.7


def test_themes_with_few_examples_learn_from_others_how_much_a_theme_varies() -> None:
    """Statements of a theme differ along the third axis and agree in the others, as those of other themes show."""
    few = [[1.0, 0.1, 0.9], [1.0, -0.1, 0.9], [0.1, 1.0, -0.9], [-0.1, 1.0, -0.9]]
    own = Examples(np.array(few), ["bussar", "bussar", "bidrag", "bidrag"], [1, 1, 1, 1])
    flat = np.random.default_rng(3).normal(scale=[0.05, 0.05, 3], size=(40, 3))
    others = Examples(np.vstack([flat[:20] + NORTH, flat[20:] + EAST]), ["a"] * 20 + ["b"] * 20, [1] * 40)
    asked = np.array([[0.9, 0.1, -0.9], [0.1, 0.9, 0.9]])
    found = assign(["x", "y"], asked, own + others, {}, ["bussar", "bidrag"])
    assert found.themes == ("bidrag", "bussar")
    assert found.best(0) == ["bussar", "bidrag"]


def test_a_single_theme_takes_all() -> None:
    assert assign(["a"], np.array([EAST]), two_themes(), {}, ["resor"]).best(0.9) == ["resor"]


def test_no_statements_have_no_chances() -> None:
    assert assign([], np.zeros((0, 3)), two_themes(), {}, BOTH).best(0.5) == []
