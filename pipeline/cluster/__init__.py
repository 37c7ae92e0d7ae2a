"""Cluster: statements get their themes, themes are held against conferences, obstacles meet what answers them.

Reads ``statements`` and their vectors, ``conferences``, the theme book and, in the corpus, ``corrections.csv`` and
``theme_ledger.csv``; writes ``themes``, ``statement_themes``, ``theme_conference``, ``pairs``, the new ledger, how
stable the themes are, and a map of the statements.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.cluster import ledger
from pipeline.cluster.book import BookError
from pipeline.cluster.corpus import corrected_themes, of_book
from pipeline.cluster.ledger import LedgerError
from pipeline.cluster.mapping import statement_map
from pipeline.cluster.model import theme_model
from pipeline.cluster.pairing import likeness, pairs
from pipeline.cluster.stability import stability
from pipeline.cluster.themes import STANCES, by_conference, themes
from pipeline.cluster.theming import Theming, statement_vectors
from pipeline.cluster.vectors import vectors as vectors_of_words
from pipeline.params import ClusterParams
from pipeline.resources import statement_model
from pipeline.schema import LIST_SEPARATOR
from pipeline.tables import Tables, frame

__all__ = ["BookError", "LedgerError", "run"]


def run(
    statements: pd.DataFrame, vectors: pd.DataFrame, conferences: pd.DataFrame, corpus: Path, params: ClusterParams
) -> Tables:
    """The tables of this stage. Only hinder and möjligheter without review count; their order does not matter.

    Raises BookError and LedgerError for a theme book or ledger that cannot be used.
    """
    stated = statements["label"].isin(STANCES) & statements["review"].isna()
    taken = statements[stated].sort_values("statement_id", ignore_index=True)
    model = theme_model(statement_model(params.model))
    matrix = statement_vectors(taken, vectors, model)
    corrections = corrected_themes(corpus)
    theming = Theming(taken, matrix, model, of_book(params), corrections, ledger.read(corpus), params)
    result = theming.result
    found = themes(taken, result.theme_of, result.named, result.chances)
    alike = likeness(model.answering(matrix), theming.chances, vectors_of_words(taken["text"].tolist()))
    return {
        "themes": found,
        "statement_themes": _links(taken, result.theme_of),
        "theme_conference": by_conference(taken, conferences, found, result.theme_of),
        "pairs": pairs(taken, alike, params),
        "theme_ledger": frame("theme_ledger", map(_ledger_row, result.ledger)),
        "theme_stability": frame("theme_stability", stability(taken, result.theme_of, theming.again, params.seed)),
        "statement_map": frame("statement_map", statement_map(taken["statement_id"].tolist(), matrix)),
    }


def _links(taken: pd.DataFrame, theme_of: Mapping[str, str]) -> pd.DataFrame:
    ids = taken["statement_id"].tolist()
    return frame(
        "statement_themes", [{"statement_id": one, "theme_id": theme_of[one]} for one in ids if one in theme_of]
    )


def _ledger_row(entry: ledger.Entry) -> dict[str, str]:
    return {
        "theme_id": entry.theme_id,
        "name": entry.name,
        "event": entry.event,
        "related": LIST_SEPARATOR.join(entry.related),
        "statements": LIST_SEPARATOR.join(sorted(entry.statements)),
    }
