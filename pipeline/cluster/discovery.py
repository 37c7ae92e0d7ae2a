"""Themes that no book has: what fits none of its themes, grouped by the matters that it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.grouping import NO_GROUP, groups
from pipeline.cluster.ledger import Proposal
from pipeline.cluster.naming import Wording, theme_id, theme_name, wordings
from pipeline.cluster.nouns import nouns
from pipeline.cluster.vectors import vectors
from pipeline.cluster.words import stem, stems, words
from pipeline.params import ClusterParams

Labels = NDArray[np.int64]

_INSIDE = re.compile(r"(?<=[\w,;] )[^\W\d_]+")
"""A word that begins no sentence, so that a capital makes it a name."""


def proposals(
    ids: Sequence[str], texts: Sequence[str], params: ClusterParams, themed: Sequence[str] = ()
) -> list[Proposal]:
    """Proposed themes for statements, largest first: groups by nouns in common, named by those nouns.

    ``ids`` and ``texts`` are the statements', sorted by id; ``themed`` are texts of those that have a theme.
    Verbs, adjectives and names make no theme, nor do nouns that stand as often under the themes that there are.
    A statement that shares little with any other is in none, and so are the members of a group of which fewer than
    ``params.min_statements`` have the noun that names it.
    """
    matters = list(_matters(texts, themed))
    labels = groups(vectors(matters), params)
    numbers = sorted({int(label) for label in labels} - {NO_GROUP})
    found = [np.flatnonzero(labels == number).tolist() for number in numbers]
    members = [rows for rows in found if len(rows) >= params.min_statements]
    named = wordings([[matters[row] for row in rows] for rows in members], matters)
    made = [
        Proposal(theme_id(wording, ids[rows[0]]), theme_name(wording.name), frozenset(ids[row] for row in rows))
        for rows, wording in zip(members, named, strict=True)
        if _held(wording, [matters[row] for row in rows]) >= params.min_statements
    ]
    return sorted(made, key=lambda one: (-len(one.statements), one.theme_id))


def _held(wording: Wording, texts: Sequence[str]) -> int:
    """How many of the texts have the first word of the name."""
    return sum(stem(wording.name[0]) in stems(text) for text in texts)


def _matters(texts: Sequence[str], themed: Sequence[str]) -> Iterator[str]:
    """The nouns of each text, in its order, but for names and what ``themed`` speak of, too."""
    known = nouns(texts) - _names([*texts, *themed])
    here, elsewhere = (Counter(one for text in some for one in set(stems(text))) for some in (texts, themed))
    for text in texts:
        yield " ".join(word for word in words(text) if word in known and here[stem(word)] > elsewhere[stem(word)])


def _names(texts: Sequence[str]) -> frozenset[str]:
    """Words that have a capital inside sentences more often than not, casefolded."""
    capitals: Counter[str] = Counter()
    for text in texts:
        for word in _INSIDE.findall(text):
            capitals[word.casefold()] += 1 if word[0].isupper() else -1
    return frozenset(word for word, count in capitals.items() if count > 0)
