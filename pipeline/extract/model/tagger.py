"""From vectors to names: the trained head, the likeliest row of tags, and how sure each name is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file
from scipy.special import erf, softmax

from pipeline.extract.model.features import TYPES, Floats, Offsets

TAGS = ("O", *(f"{place}-{kind}" for kind in TYPES for place in "BI"))
WEIGHTS_FILE = "tagger.safetensors"
CALIBRATION_FILE = "calibration.json"
TINY = 1e-6


@dataclass(frozen=True)
class Name:
    """A run of words: ``first`` to ``last`` (not included), its type, and the chance that all of it is right."""

    first: int
    last: int
    type: str
    confidence: float


@dataclass(frozen=True)
class Calibration:
    """Makes a model's own certainty the chance that it is right: logistic in the log odds (Platt 1999)."""

    slope: float = 1.0
    offset: float = 0.0

    def __call__(self, certainty: float) -> float:
        """The chance, for a certainty between 0 and 1."""
        held = min(max(certainty, TINY), 1 - TINY)
        return float(1 / (1 + np.exp(-(self.slope * np.log(held / (1 - held)) + self.offset))))


class Tagger:
    """The head: one hidden layer over a piece's vector and features, a score for each tag."""

    def __init__(self, weights: dict[str, Floats], calibration: Calibration = Calibration()) -> None:
        self.weights = weights
        self.calibration = calibration

    @classmethod
    def from_disk(cls, folder: Path) -> Tagger:
        """The head that ``to_disk`` wrote. Raises FileNotFoundError where there is none."""
        numbers = json.loads((folder / CALIBRATION_FILE).read_text(encoding="utf-8"))
        return cls(load_file(folder / WEIGHTS_FILE), Calibration(**numbers))

    def to_disk(self, folder: Path) -> None:
        """Writes weights and calibration into ``folder``."""
        save_file(self.weights, folder / WEIGHTS_FILE)
        numbers = {"slope": self.calibration.slope, "offset": self.calibration.offset}
        (folder / CALIBRATION_FILE).write_text(json.dumps(numbers) + "\n", encoding="utf-8")

    def probabilities(self, vectors: Floats, features: Floats) -> Floats:
        """Chances of the tags: (pieces, tags) for vectors (pieces, width) and features (pieces, features)."""
        weights = self.weights
        hidden = np.concatenate([vectors, features], axis=1) @ weights["inner.weight"].T + weights["inner.bias"]
        hidden = hidden * 0.5 * (1 + erf(hidden / np.sqrt(2)))
        scores = np.concatenate([hidden, features], axis=1) @ weights["outer.weight"].T + weights["outer.bias"]
        chances: Floats = softmax(scores, axis=1)
        return chances

    def names(self, words: Floats) -> list[Name]:
        """The names in a row of words, given the chances of each word's tags, (words, tags)."""
        if not len(words):
            return []
        tags = likeliest(words)
        edges = [at for at, tag in enumerate(tags) if TAGS[tag][0] == "B"]
        found = []
        for first in edges:
            last = first + 1
            while last < len(tags) and TAGS[tags[last]][0] == "I":
                last += 1
            found.append(
                Name(first, last, TAGS[tags[first]][2:], self.calibration(_certainty(words, tags, first, last)))
            )
        return found


def on_words(pieces: Floats, offsets: Offsets, words: Sequence[tuple[int, int]]) -> Floats:
    """The chances of each word's tags, (words, tags): those of its first piece.

    Where a word begins inside a piece that the word before has, a name that begins there goes on.
    """
    ends = np.array([end for _, end in offsets], dtype=np.int64)
    chances = np.zeros((len(words), len(TAGS)), dtype=np.float32)
    chances[:, 0] = 1
    taken = -1
    for at, (start, _) in enumerate(words):
        piece = int(np.searchsorted(ends, start, side="right"))
        if piece >= len(offsets):
            continue
        chances[at] = pieces[piece]
        if piece == taken:
            chances[at, 2::2] += chances[at, 1::2]
            chances[at, 1::2] = 0
        taken = piece
    return chances


def likeliest(chances: Floats) -> list[int]:
    """The likeliest row of tags in which no name goes on that has not begun (Viterbi): (words, tags) to words."""
    steps = np.log(np.maximum(chances, TINY))
    score = steps[0] + FOLLOWS[0]
    back = np.zeros((len(steps), len(TAGS)), dtype=np.int64)
    for at in range(1, len(steps)):
        ways = score[:, None] + FOLLOWS
        back[at] = ways.argmax(axis=0)
        score = ways.max(axis=0) + steps[at]
    tags = [int(score.argmax())]
    for at in range(len(steps) - 1, 0, -1):
        tags.append(int(back[at, tags[-1]]))
    return tags[::-1]


def _certainty(words: Floats, tags: Sequence[int], first: int, last: int) -> float:
    """The chance of exactly this name: each of its words' tags, and that the next word does not go on with it."""
    chance = float(np.prod([words[at, tags[at]] for at in range(first, last)]))
    goes_on = tags[first] + 1
    return chance * (1 - float(words[last, goes_on])) if last < len(words) else chance


def _follows() -> Floats:
    """Which tag may follow which, (tags, tags): 0 or minus infinity."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for after, tag in enumerate(TAGS):
        if tag[0] == "I":
            table[:, after] = [0 if before[2:] == tag[2:] else -np.inf for before in TAGS]
    return table


FOLLOWS = _follows()
