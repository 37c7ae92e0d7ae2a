"""Stage 6, cluster: statements become themes, and obstacles meet the opportunities that answer them."""

from __future__ import annotations

import pandas as pd

from pipeline.cluster.grouping import groups
from pipeline.cluster.pairing import pairs
from pipeline.cluster.themes import by_conference, themes
from pipeline.cluster.vectors import vectors
from pipeline.params import ClusterParams
from pipeline.tables import Tables


def run(statements: pd.DataFrame, conferences: pd.DataFrame, params: ClusterParams) -> Tables:
    """The tables themes, theme_conference, pairs and statement_themes.

    Only statements labelled hinder or möjlighet are grouped and counted. The order of the rows does not matter.
    """
    taken = statements[statements["label"].isin(["hinder", "möjlighet"])]
    taken = taken.sort_values("statement_id", ignore_index=True)
    matrix = vectors(taken["text"].tolist())
    made = themes(taken, matrix, groups(matrix, params))
    return {
        **made,
        "theme_conference": by_conference(taken, conferences, made),
        "pairs": pairs(taken, matrix, params),
    }
