"""Statements as vectors. The seam for better ones: grouping and pairing use whatever ``vectors`` gives back."""

from __future__ import annotations

from collections import Counter
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.cluster.words import stems

Matrix: TypeAlias = Any  # scipy's sparse matrices have no stubs

_GRAM_LENGTHS = (4, 5)
_GRAM_WEIGHT = 0.3
"""What n-grams weigh in a similarity; whole words weigh the rest."""
_COMMON_GRAM = 0.05
_LEAST_COMMON_GRAM = 20
_DECIMALS = 6


def vectors(texts: list[str]) -> Matrix:
    """A sparse matrix, one row per text; the product of two rows is their similarity, 0–1.

    TF-IDF over stems, beside TF-IDF over n-grams of letters inside words: ``lokal`` meets ``lokalbrist``.
    A row is 0 where a text shares nothing with any other; what no other text has has no column, but makes the row
    shorter, so that two texts with one word in common out of ten are less alike than two with one out of two.
    Memory grows with the number of texts, not with its square.
    """
    words = [stems(text) for text in texts]
    pieces = [grams(row) for row in words]
    most = max(_LEAST_COMMON_GRAM, round(_COMMON_GRAM * len(texts)))
    blocks = [
        _tfidf(words, len(texts)) * np.sqrt(1 - _GRAM_WEIGHT),
        _tfidf(pieces, most) * np.sqrt(_GRAM_WEIGHT),
    ]
    matrix = sparse.hstack(blocks, format="csr")
    matrix.data = np.round(matrix.data, _DECIMALS)
    return matrix


def grams(words: list[str]) -> list[str]:
    """Character n-grams of each word; a space marks where a word begins and ends.

    >>> grams(["buss"])
    [' bus', 'buss', 'uss ', ' buss', 'buss ']
    """
    return [
        padded[start : start + length]
        for padded in (f" {word} " for word in words)
        for length in _GRAM_LENGTHS
        for start in range(len(padded) - length + 1)
    ]


def terms(text: str) -> list[str]:
    """The stems of the topic-bearing words of ``text``, and their n-grams of letters.

    >>> terms("Bussen")[:3]
    ['buss', ' bus', 'buss']
    """
    found = stems(text)
    return [*found, *grams(found)]


def _tfidf(rows: list[list[str]], most: int) -> Matrix:
    """TF-IDF, rows of length 1, of terms that at most ``most`` rows hold; then less what only one row holds."""
    held_by = Counter(term for row in rows for term in set(row))
    terms = sorted(term for term, count in held_by.items() if count <= most)
    if not terms:
        return sparse.csr_matrix((len(rows), 0))
    weights = TfidfVectorizer(analyzer=_itself, vocabulary=terms, sublinear_tf=True).fit_transform(rows)
    return weights[:, [held_by[term] > 1 for term in terms]]


def _itself(row: list[str]) -> list[str]:
    return row
