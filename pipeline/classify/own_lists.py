"""What the corpus' own lists teach: weak supervision from headings, and the check that goes with it.

Items under *Hinder* and *Möjligheter* are labelled examples of how these reports speak. A logistic regression on
their vectors speaks beside the shipped model, as loudly as predicts best the lists that it has not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

Floats = NDArray[np.float64]

LEAST = 12
"""Items of each label below which lists teach nothing."""
LOUDNESS = (0.0, 0.25, 0.5, 1.0)
MOST_GROUPS = 10
"""Groups that are left out in turn; more conferences than that share one."""
STRENGTH = 2.0
"""Inverse of the regression's regularisation."""


@dataclass(frozen=True)
class Lists:
    """The listed items of a corpus.

    vectors: (items, width). hinder: (items,), whether an obstacle. groups: (items,), the conference or document of
    each, which is left out together. odds: (items,), what the shipped model says with headings hidden, as the
    logarithm of the odds of hinder against möjlighet.
    """

    vectors: Floats
    hinder: NDArray[np.bool_]
    groups: NDArray[np.str_]
    odds: Floats


@dataclass(frozen=True)
class Lesson:
    """What lists teach. added: (items,), log odds from the others' lists. loudness: 0 for nothing."""

    loudness: float
    added: Floats
    teacher: LogisticRegression | None

    def odds(self, vectors: Floats) -> Floats:
        """(rows,): what to add to the log odds of hinder against möjlighet."""
        if self.teacher is None or not len(vectors):
            return np.zeros(len(vectors))
        return self.loudness * _said(self.teacher, vectors)


def learn(lists: Lists) -> Lesson:
    """What ``lists`` teach; nothing where there are too few, or where nothing is gained on lists left out."""
    nothing = Lesson(0.0, np.zeros(len(lists.hinder)), None)
    if min(int(lists.hinder.sum()), int((~lists.hinder).sum())) < LEAST:
        return nothing
    with threadpool_limits(1):
        left_out = np.zeros(len(lists.hinder))
        for group in _folds(lists.groups):
            rest = ~group
            if lists.hinder[rest].all() or not lists.hinder[rest].any():
                return nothing
            left_out[group] = _said(_teacher(lists.vectors[rest], lists.hinder[rest]), lists.vectors[group])
        losses = [_loss(lists.odds + loudness * left_out, lists.hinder) for loudness in LOUDNESS]
        loudness = LOUDNESS[int(np.argmin(np.round(losses, 6)))]
        if not loudness:
            return nothing
        return Lesson(loudness, loudness * left_out, _teacher(lists.vectors, lists.hinder))


def _folds(groups: Sequence[str] | NDArray[np.str_]) -> list[NDArray[np.bool_]]:
    names = sorted(set(groups))
    number = {name: at % MOST_GROUPS for at, name in enumerate(names)}
    folds = np.array([number[name] for name in groups])
    return [folds == fold for fold in sorted(set(folds.tolist()))] if len(names) > 1 else []


def _teacher(vectors: Floats, hinder: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000).fit(vectors, hinder)


def _said(teacher: LogisticRegression, vectors: Floats) -> Floats:
    found: Floats = np.round(teacher.decision_function(vectors), 6)
    return found


def _loss(odds: Floats, hinder: NDArray[np.bool_]) -> float:
    return float(np.logaddexp(0, np.where(hinder, -odds, odds)).mean())
