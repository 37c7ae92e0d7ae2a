"""Which conferences a statement counts in."""

from __future__ import annotations

import pandas as pd

from pipeline.schema import LIST_SEPARATOR


def conference_ids(cell: object) -> frozenset[str]:
    """The conferences that a ``conference_id`` cell names; none for an empty cell.

    >>> sorted(conference_ids("a; b"))
    ['a', 'b']
    """
    if pd.isna(cell):  # type: ignore[call-overload]
        return frozenset()
    return frozenset(str(cell).split(LIST_SEPARATOR))
