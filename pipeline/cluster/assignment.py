"""Which theme of the book a statement belongs to, learnt from the book's examples, the model's, the user's.

Two ways of reading speak together: discriminant analysis of the encoder's vectors, which knows what words mean,
and naive Bayes on the words themselves, which knows terms of a trade that the encoder has hardly met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax, softmax
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.feature_extraction import DictVectorizer
from sklearn.naive_bayes import MultinomialNB
from threadpoolctl import threadpool_limits

from pipeline.cluster.words import stems

Floats: TypeAlias = NDArray[np.float64]

MEANING, WORDING = 0.1, 0.2
"""What the log probabilities of the two are multiplied by before they are added: both see the same statement, and
each is too sure of itself. By the log loss of statements that the encoder was not trained on."""
SHRINKAGE = 0.5
"""How far the covariance of the vectors is drawn towards a multiple of the identity."""
SMOOTHING = 0.03
"""Added to the count of each word of a theme."""
_FOREIGN = "foreign:"
_ANY = ""
"""A word that every theme has, as a book may consist of function words alone."""
_BLOCK = 4096
_DECIMALS = 4


@dataclass(frozen=True)
class Examples:
    """Statements whose theme is known. vectors: (examples, width). weights: how many times each counts."""

    vectors: Floats
    themes: Sequence[str]
    weights: Sequence[int]

    def __add__(self, other: Examples) -> Examples:
        """These and the others."""
        if not self.themes or not other.themes:
            return self if self.themes else other
        return Examples(
            np.vstack([self.vectors, other.vectors]),
            [*self.themes, *other.themes],
            [*self.weights, *other.weights],
        )

    def foreign(self, own: Collection[str]) -> Examples:
        """The same, but themes that are not ``own`` get another id, which no book can have."""
        return replace(self, themes=[one if one in own else f"{_FOREIGN}{one}" for one in self.themes])


Words: TypeAlias = Mapping[str, Mapping[str, int]]
"""By theme the stems of its examples, and in how many each stands."""


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


def counted(texts: Sequence[str], themes: Sequence[str], weights: Sequence[int]) -> dict[str, Counter[str]]:
    """The words of examples, by theme; a word counts once an example, times its weight."""
    found: dict[str, Counter[str]] = {}
    for text, theme, weight in zip(texts, themes, weights, strict=True):
        found.setdefault(theme, Counter()).update(dict.fromkeys(stems(text), weight))
    return found


def assign(
    texts: Sequence[str], vectors: Floats, examples: Examples, words: Words, themes: Sequence[str]
) -> Assigned:
    """The chance of each of ``themes`` for each statement. ``vectors`` are (statements, width), as ``texts`` go.

    Examples of other themes teach how much statements of one theme differ: so a theme with few examples is told
    from the rest by what seldom varies within a theme. One thread, so that sums come out the same with the
    same libraries. A single theme takes all. Raises KeyError for a theme without an example.
    """
    themes = tuple(sorted(themes))
    if len(themes) < 2 or not texts:
        return Assigned(themes, np.ones((len(texts), len(themes))))
    with threadpool_limits(1):
        meaning, wording = _meaning(examples, themes), _wording(themes, words)
        blocks = [slice(start, start + _BLOCK) for start in range(0, len(texts), _BLOCK)]
        said = (MEANING * meaning(vectors[at]) + WORDING * wording(texts[at]) for at in blocks)
        return Assigned(themes, np.vstack([_chances(one) for one in said]))


def _wording(themes: Sequence[str], words: Words) -> Callable[[Sequence[str]], Floats]:
    """Log probabilities, (texts, themes), by the words of each theme; words that no example has say nothing."""
    columns = DictVectorizer()
    counts = columns.fit_transform([{_ANY: 1, **words.get(theme, {})} for theme in themes])
    bayes = MultinomialNB(alpha=SMOOTHING, fit_prior=False).fit(counts, list(themes))

    def said(texts: Sequence[str]) -> Floats:
        found: Floats = bayes.predict_log_proba(
            columns.transform([dict.fromkeys(stems(text), 1) for text in texts])
        )
        return found

    return said


def _meaning(examples: Examples, themes: Sequence[str]) -> Callable[[Floats], Floats]:
    """Log probabilities, (statements, themes), of vectors; an example counts as often as its weight says."""
    at = np.repeat(np.arange(len(examples.themes)), examples.weights)
    count = len(set(examples.themes))
    model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=SHRINKAGE, priors=np.full(count, 1 / count))
    model.fit(examples.vectors[at], np.array(examples.themes)[at])
    columns = {theme: at for at, theme in enumerate(model.classes_)}
    asked = [columns[theme] for theme in themes]
    added = _by_chance(model, examples)

    def said(vectors: Floats) -> Floats:
        scores = model.decision_function(vectors)
        if scores.ndim == 1:  # two themes: how much more the second says than the first
            scores = np.column_stack([np.zeros_like(scores), scores])
        found: Floats = log_softmax((scores + added)[:, asked], axis=1)
        return found

    return said


def _by_chance(model: LinearDiscriminantAnalysis, examples: Examples) -> Floats:
    """(themes,): what the scores of each theme lack because its mean is one of so many examples, not of all.

    The mean of n lies off by the variance / n in each direction, so its square is too great by the trace of
    variance / n, and half of the square is taken from the score: without this few examples make a theme rare.
    """
    codes = np.searchsorted(model.classes_, examples.themes)
    off = examples.vectors - model.means_[codes]
    spread = np.trace(np.linalg.solve(model.covariance_, off.T @ off / len(off)))
    weights = np.array(examples.weights, dtype=np.float64)
    alone = np.bincount(codes, weights**2) / np.bincount(codes, weights) ** 2
    found: Floats = spread * alone / 2
    return found


def _chances(said: Floats) -> Floats:
    found: Floats = np.round(softmax(said, axis=1), _DECIMALS)
    return found
