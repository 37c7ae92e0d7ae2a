"""Themes that no book has: what fits none of its themes, grouped by its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.grouping import NO_GROUP, groups
from pipeline.cluster.ledger import Proposal
from pipeline.cluster.naming import theme_id, theme_name, wordings
from pipeline.cluster.vectors import vectors
from pipeline.params import ClusterParams

Labels = NDArray[np.int64]


def proposals(ids: Sequence[str], texts: Sequence[str], params: ClusterParams) -> list[Proposal]:
    """Proposed themes for statements, largest first: groups by words in common, named by those words.

    ``ids`` and ``texts`` are the statements', sorted by id. One that shares little with any other is in
    none, and so are the members of a group of fewer than ``params.min_statements``.
    """
    labels = groups(vectors(list(texts)), params)
    numbers = sorted({int(label) for label in labels} - {NO_GROUP})
    found = [np.flatnonzero(labels == number).tolist() for number in numbers]
    members = [rows for rows in found if len(rows) >= params.min_statements]
    words = wordings([[texts[row] for row in rows] for rows in members], list(texts))
    made = [
        Proposal(theme_id(wording, ids[rows[0]]), theme_name(wording.name), frozenset(ids[row] for row in rows))
        for rows, wording in zip(members, words, strict=True)
    ]
    return sorted(made, key=lambda one: (-len(one.statements), one.theme_id))
