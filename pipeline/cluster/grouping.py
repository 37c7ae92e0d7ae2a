"""Which statements belong together: topics by non-negative matrix factorisation (NMF)."""

from __future__ import annotations

import warnings
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import NMF, MiniBatchNMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from pipeline.cluster.vectors import Matrix
from pipeline.params import ClusterParams

Labels: TypeAlias = npt.NDArray[np.int64]

NO_GROUP = -1
LEAST_STRENGTH = 0.1
"""A statement that has less than this in its strongest topic stays without a theme (0 = nothing, 1 = all)."""
LEAST_SIZE = 2
"""One statement alone is no theme."""
_MANY = 10_000
_DECIMALS = 4


def groups(matrix: Matrix, params: ClusterParams) -> Labels:
    """For each row the number of its group, or ``NO_GROUP`` where it has too little in common with any.

    At most ``params.themes`` groups, and no more than one per ``params.min_statements`` rows that share anything.
    NMF rather than k-means: on statements of five to ten words k-means heaps what fits nowhere into one large
    cluster, while in NMF a topic is a set of words, and a row without them weighs 0.
    """
    sharing = np.flatnonzero(np.diff(matrix.indptr))
    most = min(params.themes, max(1, len(sharing) // params.min_statements))
    count = min(most, len(sharing), matrix.shape[1])
    labels: Labels = np.full(matrix.shape[0], NO_GROUP, dtype=np.int64)
    if len(sharing) < LEAST_SIZE:
        return labels
    strengths = _strengths(normalize(matrix[sharing]), count, params.seed)
    strongest = strengths.argmax(axis=1)
    labels[sharing] = np.where(strengths.max(axis=1) >= LEAST_STRENGTH, strongest, NO_GROUP)
    sizes = np.bincount(labels[labels != NO_GROUP], minlength=count)
    labels[np.isin(labels, np.flatnonzero(sizes < LEAST_SIZE))] = NO_GROUP
    return labels


def _strengths(matrix: Matrix, count: int, seed: int) -> npt.NDArray[np.float64]:
    """How much of each row each topic explains, 0–1 or so; on one thread, so that sums come out the same."""
    shared: dict[str, Any] = {"n_components": count, "random_state": seed, "init": "nndsvda"}
    # A perfect fit leaves a remainder that rounding makes negative, of which scikit-learn takes the root.
    with threadpool_limits(1), warnings.catch_warnings(), np.errstate(invalid="ignore"):
        # What is left to gain after that many rounds does not move a statement to another topic.
        warnings.simplefilter("ignore", ConvergenceWarning)
        if matrix.shape[0] > _MANY:
            model = MiniBatchNMF(batch_size=4096, max_iter=200, **shared)
        else:
            model = NMF(max_iter=2000, **shared)
        weights = model.fit_transform(matrix)
    lengths = np.linalg.norm(model.components_, axis=1)
    return np.asarray(np.round(weights * lengths, _DECIMALS), dtype=np.float64)
