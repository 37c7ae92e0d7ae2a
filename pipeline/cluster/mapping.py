"""A map of the statements: two coordinates each, near where they speak of the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from threadpoolctl import threadpool_limits

Floats = NDArray[np.float64]

_DECIMALS = 3
_FEWEST = 3


def statement_map(ids: Sequence[str], vectors: Floats) -> Iterator[dict[str, object]]:
    """Rows of ``statement_map``: the first two principal components; none for fewer than three statements.

    Principal components rather than t-SNE: the same statements stand in the same places on any machine, and
    distances mean something.
    """
    if len(ids) < _FEWEST:
        return
    with threadpool_limits(1), np.errstate(invalid="ignore"):  # of statements that are all alike
        places = PCA(2, svd_solver="covariance_eigh").fit_transform(vectors)
    for one, (x, y) in zip(ids, np.round(places, _DECIMALS), strict=True):
        yield {"statement_id": one, "x": float(x) + 0.0, "y": float(y) + 0.0}
