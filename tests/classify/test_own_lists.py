"""What the corpus' own lists teach, and when they teach nothing."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.classify.own_lists import Lists, learn


def lists(count: int, noise: float, seed: int = 3) -> Lists:
    """Items of three conferences whose first coordinate tells an obstacle, more or less."""
    rng = np.random.default_rng(seed)
    hinder = np.arange(count) % 2 == 0
    vectors = rng.normal(size=(count, 8)) * noise
    vectors[:, 0] += np.where(hinder, 1, -1)
    groups = np.array([f"k{at % 3}" for at in range(count)])
    return Lists(vectors, hinder, groups, np.zeros(count))


def test_lists_speak_where_they_predict_each_other() -> None:
    lesson = learn(lists(90, noise=0.3))
    assert lesson.loudness > 0
    assert lesson.odds(np.eye(8)[:1])[0] > 0 > lesson.odds(-np.eye(8)[:1])[0]


def test_an_item_learns_nothing_from_its_own_conference() -> None:
    known = lists(90, noise=0.3)
    lesson = learn(known)
    own = known.groups == "k0"
    changed = known.hinder.copy()
    changed[0] = not changed[0]  # an item of k0
    other = learn(Lists(known.vectors, changed, known.groups, known.odds))
    assert lesson.loudness > 0 < other.loudness
    assert other.added[own] / other.loudness == pytest.approx(lesson.added[own] / lesson.loudness)
    assert other.added[~own] / other.loudness != pytest.approx(lesson.added[~own] / lesson.loudness)


def test_lists_that_do_not_predict_each_other_are_silent() -> None:
    noise = lists(90, noise=0.3)
    rng = np.random.default_rng(1)
    assert learn(Lists(noise.vectors, rng.permutation(noise.hinder), noise.groups, noise.odds)).loudness == 0


@pytest.mark.parametrize("count", [0, 10])
def test_few_items_teach_nothing(count: int) -> None:
    lesson = learn(lists(count, noise=0.1))
    assert lesson.loudness == 0
    assert lesson.added.tolist() == [0.0] * count
    assert lesson.odds(np.ones((2, 8))).tolist() == [0.0, 0.0]


def test_one_conference_has_none_to_leave_out() -> None:
    known = lists(60, noise=0.1)
    assert learn(Lists(known.vectors, known.hinder, np.full(60, "k"), known.odds)).loudness == 0
