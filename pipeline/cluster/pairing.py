"""Which opportunities answer which obstacle, by what a model learnt from pairs of obstacles and answers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import tables
from pipeline.cluster.attribution import conference_ids
from pipeline.params import ClusterParams

Floats = NDArray[np.float32]

_BLOCK = 256
_DECIMALS = 4


def pairs(statements: pd.DataFrame, answers: Floats, params: ClusterParams) -> pd.DataFrame:
    """The table ``pairs``: for each obstacle the opportunities that answer it best, best first, ties by id.

    ``answers``, (statements, width), rows of length one in the order of ``statements``: the cosine of an obstacle
    with an opportunity is how well the one answers the other. Of opportunities of one conference with the
    same words the first is taken. A block of obstacles is computed at a time, for memory's sake.
    """
    labels = statements["label"].to_numpy()
    ids = statements["statement_id"].tolist()
    held = [conference_ids(cell) for cell in statements["conference_id"]]
    hinders, offers = np.flatnonzero(labels == "hinder"), _once(statements, labels)
    return tables.frame("pairs", (
        {
            "hinder_id": ids[hinder],
            "mojlighet_id": ids[answer],
            "similarity": similarity,
            "same_conference": not held[hinder].isdisjoint(held[answer]),
        }
        for hinder, answer, similarity in _nearest(answers, hinders, offers, params)
    ))  # fmt: skip


def _once(statements: pd.DataFrame, labels: np.ndarray) -> np.ndarray:
    """Rows of the opportunities, the first of those that read the same within a conference."""
    offers = statements[["text", "conference_id"]][labels == "möjlighet"]
    kept = ~offers.assign(text=offers["text"].str.casefold()).duplicated()
    rows: np.ndarray = np.flatnonzero(labels == "möjlighet")[kept.to_numpy()]
    return rows


def _nearest(
    answers: Floats, hinders: np.ndarray, offers: np.ndarray, params: ClusterParams
) -> Iterator[tuple[int, int, float]]:
    if not len(offers):
        return
    columns = answers[offers].T
    for start in range(0, len(hinders), _BLOCK):
        block = hinders[start : start + _BLOCK]
        likeness = answers[block] @ columns
        for row, hinder in enumerate(block):
            yield from (
                (int(hinder), int(offers[column]), similarity)
                for column, similarity in _best(likeness[row], params)
            )


def _best(values: np.ndarray, params: ClusterParams) -> list[tuple[int, float]]:
    """The columns with the highest values, at most so many as wanted, and none below the least similarity."""
    count = min(len(values), 4 * params.pairs_per_hinder)
    near = np.argpartition(-values, count - 1)[:count]
    rounded = np.clip(np.round(values[near].astype(np.float64), _DECIMALS), 0, 1)
    order = np.lexsort((near, -rounded))[: params.pairs_per_hinder]
    return [(int(near[at]), float(rounded[at])) for at in order if rounded[at] >= params.pair_similarity]
