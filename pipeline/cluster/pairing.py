"""Which opportunities answer which obstacle, by likeness of their wording."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from pipeline import tables
from pipeline.cluster.attribution import conference_ids
from pipeline.cluster.vectors import Matrix
from pipeline.params import ClusterParams

_BLOCK = 256
_DECIMALS = 6


def pairs(statements: pd.DataFrame, matrix: Matrix, params: ClusterParams) -> pd.DataFrame:
    """The table ``pairs``: for each obstacle its most similar opportunities, best first, ties by id.

    ``statements`` is in the order of the rows of ``matrix``. The similarity is the cosine of the two rows, and is
    computed for a block of obstacles at a time, so that memory does not grow with the number of pairs.
    """
    labels = statements["label"].to_numpy()
    ids = statements["statement_id"].tolist()
    held = [conference_ids(cell) for cell in statements["conference_id"]]
    return tables.frame("pairs", (
        {
            "hinder_id": ids[hinder],
            "mojlighet_id": ids[answer],
            "similarity": similarity,
            "same_conference": not held[hinder].isdisjoint(held[answer]),
        }
        for hinder, answer, similarity in _nearest(
            matrix, np.flatnonzero(labels == "hinder"), np.flatnonzero(labels == "möjlighet"), params
        )
    ))  # fmt: skip


def _nearest(
    matrix: Matrix, hinders: np.ndarray, answers: np.ndarray, params: ClusterParams
) -> Iterator[tuple[int, int, float]]:
    if not len(answers):
        return
    columns = matrix[answers].T.tocsr()
    for start in range(0, len(hinders), _BLOCK):
        block = hinders[start : start + _BLOCK]
        likeness = (matrix[block] @ columns).tocsr()
        for row, hinder in enumerate(block):
            span = slice(likeness.indptr[row], likeness.indptr[row + 1])
            yield from (
                (int(hinder), int(answers[column]), similarity)
                for column, similarity in _best(likeness.indices[span], likeness.data[span], params)
            )


def _best(columns: np.ndarray, values: np.ndarray, params: ClusterParams) -> list[tuple[int, float]]:
    values = np.minimum(np.round(values, _DECIMALS), 1.0)
    enough = (values >= params.pair_similarity) & (values > 0)
    columns, values = columns[enough], values[enough]
    order = np.lexsort((columns, -values))[: params.pairs_per_hinder]
    return [(int(columns[index]), float(values[index])) for index in order]
