"""From vectors to names: the trained head, the likeliest row of tags, and how sure each name is.

The head is a convolution over three words and a linear-chain CRF (Lafferty, McCallum & Pereira 2001), in numpy.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from scipy.special import erf

from pipeline.extract.model.features import TYPES, Floats, Offsets

Numbers: TypeAlias = NDArray[np.floating[Any]]
TAGS = ("O", *(f"{place}-{kind}" for kind in TYPES for place in "BI"))
WEIGHTS_FILE = "tagger.safetensors"
CALIBRATION_FILE = "calibration.json"
TINY = 1e-6
NEVER = -1e4
"""The score of what cannot be: a name that goes on without having begun."""


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
    """The head of the recogniser.

    weights: ``inner.weight`` (hidden, 3 x inputs) and ``inner.bias`` over a word and its neighbours,
    ``outer.weight`` (tags, hidden) and ``outer.bias``, ``follows`` (tags, tags), ``opens`` and ``closes`` (tags,);
    float32.
    """

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

    def scores(self, vectors: Floats, features: Floats) -> Floats:
        """Scores of the tags, (words, tags), for vectors (words, width) and features (words, features)."""
        words = np.concatenate([vectors, features], axis=1)
        edge = np.zeros((1, words.shape[1]), dtype=words.dtype)
        around = np.concatenate([edge, words, edge])
        three = np.concatenate([around[:-2], around[1:-1], around[2:]], axis=1)
        hidden = three @ self.weights["inner.weight"].T + self.weights["inner.bias"]
        hidden = hidden * 0.5 * (1 + erf(hidden / np.sqrt(2)))
        scores: Floats = hidden @ self.weights["outer.weight"].T + self.weights["outer.bias"]
        return scores

    def names(self, scores: Floats) -> list[Name]:
        """The names in a row of words, given the scores of each word's tags, (words, tags)."""
        if not len(scores):
            return []
        chain = Chain(scores, self.weights["follows"], self.weights["opens"], self.weights["closes"])
        tags = chain.likeliest()
        found = []
        for first in (at for at, tag in enumerate(tags) if TAGS[tag][0] == "B"):
            last = first + 1
            while last < len(tags) and TAGS[tags[last]][0] == "I":
                last += 1
            sure = self.calibration(chain.certainty(tags, first, last))
            found.append(Name(first, last, TAGS[tags[first]][2:], sure))
        return found


class Chain:
    """One row of words under a linear-chain CRF: scores (words, tags), and of tags that follow, open and close."""

    def __init__(self, scores: Numbers, follows: Numbers, opens: Numbers, closes: Numbers) -> None:
        self.scores = scores.astype(np.float64)
        self.follows, self.opens, self.closes = follows + IMPOSSIBLE, opens + IMPOSSIBLE[0], closes

    def likeliest(self) -> list[int]:
        """The tags of the likeliest row (Viterbi)."""
        best = self.scores[0] + self.opens
        back = np.zeros(self.scores.shape, dtype=np.int64)
        for at in range(1, len(self.scores)):
            ways = best[:, None] + self.follows
            back[at] = ways.argmax(axis=0)
            best = ways.max(axis=0) + self.scores[at]
        tags = [int((best + self.closes).argmax())]
        for at in range(len(self.scores) - 1, 0, -1):
            tags.append(int(back[at, tags[-1]]))
        return tags[::-1]

    def certainty(self, tags: Sequence[int], first: int, last: int) -> float:
        """The chance of exactly this name: its tags from ``first`` on, and a next word that does not go on."""
        before, scale = self._forward
        chance = before[first, tags[first]]
        for at in range(first + 1, last):
            chance *= self._steps[tags[at - 1], tags[at]] * self._weights[at, tags[at]] / scale[at]
        if last == len(self.scores):
            end = self._ends[tags[last - 1]]
        else:
            ways = self._steps[tags[last - 1]] * self._weights[last] * self._after[last] / scale[last]
            end = ways.sum() - ways[tags[first] + 1]
        return float(min(1.0, chance * end / (before[-1] @ self._ends)))

    @cached_property
    def _steps(self) -> NDArray[np.float64]:
        return np.asarray(np.exp(self.follows))

    @cached_property
    def _ends(self) -> NDArray[np.float64]:
        return np.asarray(np.exp(self.closes))

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        """The scores as factors, each word's largest made 1."""
        return np.asarray(np.exp(self.scores - self.scores.max(axis=1, keepdims=True)))

    @cached_property
    def _forward(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Sums over all rows up to and with each word, (words, tags), scaled to 1, and the scales, (words,).

        Rabiner 1989.
        """
        sums, scale = np.empty(self.scores.shape), np.ones(len(self.scores))
        for at, weights in enumerate(self._weights):
            row = weights * (np.exp(self.opens) if at == 0 else sums[at - 1] @ self._steps)
            scale[at] = row.sum()
            sums[at] = row / scale[at]
        return sums, scale

    @cached_property
    def _after(self) -> NDArray[np.float64]:
        """Sums over all rows after each word, (words, tags), in the scale of ``_forward``."""
        sums, (_, scale) = np.empty(self.scores.shape), self._forward
        sums[-1] = self._ends
        for at in range(len(sums) - 1, 0, -1):
            sums[at - 1] = self._steps @ (self._weights[at] * sums[at]) / scale[at]
        return sums


def first_pieces(offsets: Offsets, words: Offsets) -> list[int]:
    """The index of the piece that each word begins in; of the last piece, where no piece covers it."""
    ends = np.array([end for _, end in offsets], dtype=np.int64)
    found = np.searchsorted(ends, [start for start, _ in words], side="right")
    return [int(at) for at in np.minimum(found, len(offsets) - 1)]


def _impossible() -> NDArray[np.float64]:
    """(tags, tags): a score that forbids a name to go on after anything but itself; 0 elsewhere."""
    table = np.zeros((len(TAGS), len(TAGS)))
    for after, tag in enumerate(TAGS):
        if tag[0] == "I":
            table[:, after] = [0 if before[2:] == tag[2:] else NEVER for before in TAGS]
    return table


IMPOSSIBLE = _impossible()
