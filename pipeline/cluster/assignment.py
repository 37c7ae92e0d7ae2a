"""Which theme of the book a statement belongs to, learnt from the book's examples, the model's, the user's.

Two ways of reading speak together: a logistic regression on the encoder's vectors, which knows what words mean,
and naive Bayes on the words themselves, which knows terms of a trade that the encoder has hardly met.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from threadpoolctl import threadpool_limits

from pipeline.cluster.vectors import terms

Floats: TypeAlias = NDArray[np.float64]

STRENGTH = 5.0
"""Inverse of the regression's regularisation."""
SMOOTHING = 0.1
"""Added to the count of each word of a theme."""
SHARPNESS = 0.6
"""What the two log probabilities are multiplied by once they are added: both see the same statement."""
_BLOCK = 4096
_DECIMALS = 4


@dataclass(frozen=True)
class Examples:
    """Statements whose theme is known. vectors: (examples, width). weights: how many times each counts."""

    texts: Sequence[str]
    vectors: Floats
    themes: Sequence[str]
    weights: Sequence[float]

    def __add__(self, other: Examples) -> Examples:
        """These and the others."""
        if not self.texts or not other.texts:
            return self if self.texts else other
        return Examples(
            [*self.texts, *other.texts],
            np.vstack([self.vectors, other.vectors]),
            [*self.themes, *other.themes],
            [*self.weights, *other.weights],
        )

    def of(self, themes: Sequence[str]) -> Examples:
        """Only those of the themes named."""
        named = set(themes)
        kept = [at for at, theme in enumerate(self.themes) if theme in named]
        return Examples(
            [self.texts[at] for at in kept],
            self.vectors[kept],
            [self.themes[at] for at in kept],
            [self.weights[at] for at in kept],
        )


@dataclass(frozen=True)
class Assigned:
    """What became of statements. themes: ids, in the order of the columns; chances: (statements, themes), 0-1."""

    themes: tuple[str, ...]
    chances: Floats

    def best(self, least: float) -> list[str]:
        """For each statement its most likely theme; empty where that is less likely than ``least``."""
        if not self.themes:
            return [""] * len(self.chances)
        return [
            self.themes[at] if chance >= least else ""
            for at, chance in zip(self.chances.argmax(axis=1), self.chances.max(axis=1), strict=True)
        ]


def assign(texts: Sequence[str], vectors: Floats, examples: Examples) -> Assigned:
    """The chance of each theme for each statement. ``vectors`` are (statements, width), in the order of ``texts``.

    One thread, so that sums come out the same with the same libraries. A single theme takes all.
    """
    themes = tuple(sorted(set(examples.themes)))
    if len(themes) < 2 or not texts:
        return Assigned(themes, np.ones((len(texts), len(themes))))
    with threadpool_limits(1):
        return Assigned(themes, np.vstack(list(_chances(texts, vectors, examples))))


def _chances(texts: Sequence[str], vectors: Floats, examples: Examples) -> Iterator[Floats]:
    """Blocks of (statements, themes)."""
    weights = np.array(examples.weights)
    meaning = LogisticRegression(C=STRENGTH, max_iter=500)
    meaning.fit(examples.vectors, list(examples.themes), sample_weight=weights)
    counter = TfidfVectorizer(analyzer=terms, sublinear_tf=True, min_df=2)
    wording = MultinomialNB(alpha=SMOOTHING, fit_prior=False)
    wording.fit(counter.fit_transform(examples.texts), list(examples.themes), sample_weight=weights)
    for start in range(0, len(texts), _BLOCK):
        end = start + _BLOCK
        said = meaning.predict_log_proba(vectors[start:end])
        said = SHARPNESS * (said + wording.predict_log_proba(counter.transform(texts[start:end])))
        chances = np.exp(said - said.max(axis=1, keepdims=True))
        yield np.round(chances / chances.sum(axis=1, keepdims=True), _DECIMALS)
