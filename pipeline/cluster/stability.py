"""How much the themes move: with another seed, in another order, with a tenth of the documents gone.

A theme of the book depends on nothing but the statement, the book and the corrections, so it is the proposed ones
that can move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_mutual_info_score

from pipeline.ids import digest

Themer = Callable[[pd.DataFrame, int], Mapping[str, str]]
"""Gives the theme of each statement id, for statements and a seed; ids that have none are left out."""

LEFT_OUT = 0.1
ROUNDS = 3
MOST = 20_000
"""More statements than this are not themed again and again."""
_DECIMALS = 4


def stability(
    statements: pd.DataFrame, theme_of: Mapping[str, str], themer: Themer, seed: int
) -> list[dict[str, object]]:
    """Rows of ``theme_stability``: for each change how much of the themes it leaves as it was.

    same: share with the same theme (by id; of proposed themes, by the theme that most of its statements go to).
    agreement: adjusted mutual information, 1 for the same groups. Each is the least of three rounds. Empty where
    there are too few statements or too many.
    """
    if not 2 <= len(statements) <= MOST:
        return []
    changes = {
        "seed": [(statements, seed + number) for number in range(1, ROUNDS + 1)],
        "order": [(statements.iloc[::-1], seed)],
        "documents": [(_without(statements, number), seed) for number in range(ROUNDS)],
    }
    return [
        {"change": change, **_least([_compared(theme_of, themer(kept, number), kept) for kept, number in rounds])}
        for change, rounds in changes.items()
    ]


def _without(statements: pd.DataFrame, number: int) -> pd.DataFrame:
    """The statements without those of a tenth of the documents, at least one, chosen by their ids."""
    documents = sorted(set(statements["doc_id"]), key=lambda one: digest(f"{number}:{one}"))
    gone = documents[: max(1, round(LEFT_OUT * len(documents)))] if len(documents) > 1 else []
    return statements[~statements["doc_id"].isin(gone)]


def _compared(before: Mapping[str, str], after: Mapping[str, str], kept: pd.DataFrame) -> tuple[float, float]:
    ids = kept["statement_id"].tolist()
    old, new = [before.get(one, "") for one in ids], [after.get(one, "") for one in ids]
    heirs = _heirs(old, new)
    same = float(np.mean([heirs[a] == b for a, b in zip(old, new, strict=True)])) if ids else 1.0
    return same, float(adjusted_mutual_info_score(old, new)) if len(set(old)) > 1 else 1.0


def _heirs(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """For each theme the one that it is now called: itself where that still exists, else where most of it went."""
    known = set(new)
    table = pd.crosstab(pd.Series(old, name="old"), pd.Series(new, name="new"))
    return {theme: theme if theme in known else str(table.loc[theme].idxmax()) for theme in table.index}


def _least(rounds: Sequence[tuple[float, float]]) -> dict[str, float]:
    return {
        "same": round(min(same for same, _ in rounds), _DECIMALS),
        "agreement": round(min(agreement for _, agreement in rounds), _DECIMALS),
    }
