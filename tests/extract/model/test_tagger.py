"""From chances to names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.extract.model.tagger import TAGS, Calibration, Tagger, likeliest, on_words


def chances(*tags: str, sure: float = 0.94) -> np.ndarray:
    """A row of words, each ``sure`` of its tag."""
    table = np.full((len(tags), len(TAGS)), (1 - sure) / (len(TAGS) - 1), dtype=np.float32)
    for at, tag in enumerate(tags):
        table[at, TAGS.index(tag)] = sure
    return table


def test_a_name_never_goes_on_before_it_has_begun() -> None:
    table = chances("O", "I-PER", "I-PER")
    assert [TAGS[tag] for tag in likeliest(table)] in (["O", "B-PER", "I-PER"], ["B-PER", "I-PER", "I-PER"])


def test_names_lie_where_their_tags_do() -> None:
    names = Tagger({}).names(chances("B-PER", "I-PER", "O", "B-ORG", "B-LOC"))
    assert [(name.first, name.last, name.type) for name in names] == [(0, 2, "PER"), (3, 4, "ORG"), (4, 5, "LOC")]


def test_a_longer_name_is_less_certain_than_each_of_its_words() -> None:
    short, long = Tagger({}).names(chances("B-PER", "O", "B-ORG", "I-ORG", "I-ORG"))
    assert long.confidence < short.confidence < 0.94


def test_calibration_moves_certainty_and_keeps_its_order() -> None:
    calibration = Calibration(slope=0.5, offset=-0.2)
    moved = [calibration(certainty) for certainty in (0.0, 0.2, 0.9, 0.999, 1.0)]
    assert moved == sorted(moved)
    assert 0 < moved[0] < moved[-1] < 1
    assert Calibration()(0.7) == pytest.approx(0.7, abs=1e-6)


def test_a_word_has_the_tag_of_its_first_piece() -> None:
    pieces = chances("B-ORG", "I-ORG", "O")
    words = on_words(pieces, [(0, 2), (2, 5), (5, 6)], [(0, 5), (5, 6)])
    assert [TAGS[int(word.argmax())] for word in words] == ["B-ORG", "O"]


def test_a_name_goes_on_in_a_word_that_begins_inside_the_piece() -> None:
    words = on_words(chances("B-ORG"), [(0, 4)], [(0, 2), (2, 4)])
    assert [TAGS[int(word.argmax())] for word in words] == ["B-ORG", "I-ORG"]


def test_a_word_that_no_piece_covers_is_no_name() -> None:
    words = on_words(chances("B-ORG"), [(0, 2)], [(0, 2), (3, 4)])
    assert TAGS[int(words[1].argmax())] == "O"


def test_no_words_no_names() -> None:
    assert Tagger({}).names(np.zeros((0, len(TAGS)), dtype=np.float32)) == []


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    weights = {"inner.bias": np.arange(3, dtype=np.float32)}
    Tagger(weights, Calibration(0.8, 0.1)).to_disk(tmp_path)
    again = Tagger.from_disk(tmp_path)
    np.testing.assert_array_equal(again.weights["inner.bias"], weights["inner.bias"])
    assert again.calibration == Calibration(0.8, 0.1)
