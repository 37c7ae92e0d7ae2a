"""From chances to names."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from pipeline.extract.model.tagger import TAGS, Calibration, Chain, Tagger, first_pieces


def scores(*tags: str, sure: float = 4.0) -> np.ndarray:
    """A row of words, each ``sure`` of its tag."""
    table = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for at, tag in enumerate(tags):
        table[at, TAGS.index(tag)] = sure
    return table


@pytest.fixture
def free() -> Tagger:
    """A tagger in which any tag may follow any other, as far as Swedish goes."""
    count = len(TAGS)
    zeros = {"follows": (count, count), "opens": (count,), "closes": (count,)}
    return Tagger({name: np.zeros(shape, dtype=np.float32) for name, shape in zeros.items()})


def chain(table: np.ndarray) -> Chain:
    count = len(TAGS)
    return Chain(table, np.zeros((count, count)), np.zeros(count), np.zeros(count))


def test_a_name_never_goes_on_before_it_has_begun() -> None:
    found = [TAGS[tag] for tag in chain(scores("O", "I-PER", "I-PER")).likeliest()]
    assert found in (["O", "B-PER", "I-PER"], ["B-PER", "I-PER", "I-PER"])


def test_names_lie_where_their_tags_do(free: Tagger) -> None:
    names = free.names(scores("B-PER", "I-PER", "O", "B-ORG", "B-LOC"))
    assert [(name.first, name.last, name.type) for name in names] == [(0, 2, "PER"), (3, 4, "ORG"), (4, 5, "LOC")]


def test_a_longer_name_is_less_certain_than_a_short_one(free: Tagger) -> None:
    short, long = free.names(scores("B-PER", "O", "B-ORG", "I-ORG", "I-ORG"))
    assert long.confidence < short.confidence < 1


def test_certainty_is_the_share_of_all_rows_that_hold_the_name() -> None:
    table = np.random.default_rng(3).normal(size=(3, len(TAGS)))
    follows = np.random.default_rng(4).normal(size=(len(TAGS), len(TAGS)))
    opens, closes = np.random.default_rng(5).normal(size=(2, len(TAGS)))
    rows = Chain(table, follows, opens, closes)
    chances = {}
    for tags in product(range(len(TAGS)), repeat=3):
        total = rows.opens[tags[0]] + closes[tags[2]] + sum(table[at, tag] for at, tag in enumerate(tags))
        chances[tags] = np.exp(total + rows.follows[tags[0], tags[1]] + rows.follows[tags[1], tags[2]])
    start, inside = TAGS.index("B-ORG"), TAGS.index("I-ORG")
    holding = sum(chance for tags, chance in chances.items() if tags[:2] == (start, inside) and tags[2] != inside)
    expected = holding / sum(chances.values())
    assert rows.certainty([start, inside, 0], 0, 2) == pytest.approx(expected)
    assert tuple(rows.likeliest()) == max(chances, key=lambda tags: chances[tags])


def test_calibration_moves_certainty_and_keeps_its_order() -> None:
    calibration = Calibration(slope=0.5, offset=-0.2)
    moved = [calibration(certainty) for certainty in (0.0, 0.2, 0.9, 0.999, 1.0)]
    assert moved == sorted(moved)
    assert 0 < moved[0] < moved[-1] < 1
    assert Calibration()(0.7) == pytest.approx(0.7, abs=1e-6)


def test_a_word_is_read_at_the_piece_that_it_begins_in() -> None:
    pieces = [(0, 2), (2, 5), (5, 6), (7, 9)]
    assert first_pieces(pieces, [(0, 5), (5, 6), (7, 9)]) == [0, 2, 3]
    assert first_pieces(pieces, [(3, 5), (9, 10)]) == [1, 3]


def test_no_words_no_names(free: Tagger) -> None:
    assert free.names(np.zeros((0, len(TAGS)), dtype=np.float32)) == []


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    weights = {"inner.bias": np.arange(3, dtype=np.float32)}
    Tagger(weights, Calibration(0.8, 0.1)).to_disk(tmp_path)
    again = Tagger.from_disk(tmp_path)
    np.testing.assert_array_equal(again.weights["inner.bias"], weights["inner.bias"])
    assert again.calibration == Calibration(0.8, 0.1)
