"""Which opportunities answer which obstacle: by what a model learnt from answers, by themes, by words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import tables
from pipeline.cluster.attribution import conference_ids
from pipeline.cluster.vectors import Matrix
from pipeline.params import ClusterParams

Floats = NDArray[np.float32]

ANSWERS, THEMES, WORDS = 0.3, 0.2, 0.5
"""What each likeness counts in a pair's similarity. Words weigh most, for their cosines are small."""
DOUBT = 2
"""What the chance that an opportunity is one is raised to: a doubtful answer yields to one that a report lists."""
_BLOCK = 256
_DECIMALS = 4


@dataclass(frozen=True)
class Likeness:
    """What statements are compared by, a row each; the product of two rows is how alike they are.

    meaning: (statements, columns). words: sparse, (statements, terms).
    """

    meaning: Floats
    words: Matrix

    def between(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Floats:
        """(rows, columns), 0–1."""
        found = self.meaning[rows] @ self.meaning[columns].T
        found += (self.words[rows] @ self.words[columns].T).toarray()
        return np.asarray(np.clip(found, 0, 1))


def likeness(answers: Floats, chances: NDArray[np.float64], words: Matrix) -> Likeness:
    """Of the answering vectors, the chances of themes (no columns where there is no book) and the TF-IDF rows."""
    meaning = np.hstack([np.sqrt(ANSWERS) * answers, np.sqrt(THEMES * chances)]).astype(np.float32)
    return Likeness(meaning, (np.sqrt(WORDS) * words).astype(np.float32))


def pairs(statements: pd.DataFrame, alike: Likeness, params: ClusterParams) -> pd.DataFrame:
    """The table ``pairs``: for each obstacle the opportunities that answer it best, best first, ties by id.

    ``statements`` and ``alike`` are in the same order. A pair's similarity is how alike the two are, times the
    chance that the opportunity is one: what a report lists as such is certain. Of opportunities of one conference
    with the same words the first is taken. A block of obstacles is computed at a time, for memory's sake.
    """
    ids = statements["statement_id"].tolist()
    held = [conference_ids(cell) for cell in statements["conference_id"]]
    hinders, offers = np.flatnonzero(statements["label"] == "hinder"), _offers(statements)
    certain = statements["probability"].fillna(1.0).to_numpy(dtype=np.float32)[offers] ** DOUBT
    return tables.frame("pairs", (
        {
            "hinder_id": ids[hinder],
            "mojlighet_id": ids[answer],
            "similarity": similarity,
            "same_conference": not held[hinder].isdisjoint(held[answer]),
        }
        for hinder, answer, similarity in _nearest(alike, hinders, offers, certain, params)
    ))  # fmt: skip


def _offers(statements: pd.DataFrame) -> NDArray[np.int64]:
    """Rows of the opportunities, the first of those that read the same within a conference."""
    offers = np.flatnonzero(statements["label"] == "möjlighet")
    words = statements[["text", "conference_id"]].iloc[offers]
    kept = ~words.assign(text=words["text"].str.casefold()).duplicated()
    return np.asarray(offers[kept.to_numpy()])


def _nearest(
    alike: Likeness, hinders: NDArray[np.int64], offers: NDArray[np.int64], certain: Floats, params: ClusterParams
) -> Iterator[tuple[int, int, float]]:
    if not len(offers):
        return
    for start in range(0, len(hinders), _BLOCK):
        block = hinders[start : start + _BLOCK]
        found = alike.between(block, offers) * certain
        for row, hinder in enumerate(block):
            for column, similarity in _best(found[row], params):
                yield int(hinder), int(offers[column]), similarity


def _best(values: Floats, params: ClusterParams) -> list[tuple[int, float]]:
    """The columns with the highest values, at most so many as wanted, and none below the least similarity."""
    rounded = np.round(values.astype(np.float64), _DECIMALS)
    count = min(len(values), params.pairs_per_hinder)
    least = max(params.pair_similarity, np.partition(rounded, -count)[-count])
    near = np.flatnonzero(rounded >= least)
    order = np.lexsort((near, -rounded[near]))[:count]
    return [(int(near[at]), float(rounded[near[at]])) for at in order]
