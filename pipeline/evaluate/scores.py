"""Precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


def ratio(part: float, whole: float) -> float | None:
    """``part / whole``; None where there is nothing to divide by."""
    return part / whole if whole else None


@dataclass
class Tally:
    """How many answers gold holds, how many we gave, and how many of each the other side has too."""

    gold: int = 0
    found: int = 0
    predicted: int = 0
    correct: int = 0

    def add(self, gold: int = 0, found: int = 0, predicted: int = 0, correct: int = 0) -> None:
        """Counts more answers."""
        self.gold += gold
        self.found += found
        self.predicted += predicted
        self.correct += correct

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.gold + other.gold, self.found + other.found,
            self.predicted + other.predicted, self.correct + other.correct,
        )  # fmt: skip

    def scores(self) -> dict[str, Any]:
        """The scores and the counts that they rest on; None where there is nothing to score."""
        precision, recall = ratio(self.correct, self.predicted), ratio(self.found, self.gold)
        return {
            "precision": precision,
            "recall": recall,
            "f1": f1(precision or 0.0, recall or 0.0) if self.gold else None,
            "gold": self.gold,
            "predicted": self.predicted,
        }


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def total(tallies: list[Tally]) -> Tally:
    """All tallies in one."""
    return sum(tallies, Tally())
