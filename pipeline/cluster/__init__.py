"""Cluster: statements get their themes, themes are held against conferences, obstacles meet what answers them.

Reads ``statements`` and their vectors, ``conferences``, the theme book and, in the corpus, ``corrections.csv`` and
``theme_ledger.csv``; writes ``themes``, ``statement_themes``, ``theme_conference``, ``pairs``, the new ledger, how
stable the themes are, a map of the statements, and corrections that cannot be used.
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
from pipeline.corrections import FILE as CORRECTIONS
from pipeline.params import ClusterParams
from pipeline.resources import statement_model
from pipeline.schema import LIST_SEPARATOR
from pipeline.tables import Tables, frame

__all__ = ["BookError", "LedgerError", "run"]


def run(  # noqa: PLR0913, PLR0917 - the stage's contract
    statements: pd.DataFrame,
    vectors: pd.DataFrame,
    conferences: pd.DataFrame,
    corpus: Path,
    params: ClusterParams,
    model: str = "",
) -> Tables:
    """The tables of this stage. Only hinder and möjligheter without review count; their order does not matter.

    ``model`` is the folder of the model that made ``vectors``, empty for the one that ships. Raises BookError and
    LedgerError for a theme book or ledger that cannot be used.
    """
    stated = statements["label"].isin(STANCES) & statements["review"].isna()
    taken = statements[stated].sort_values("statement_id", ignore_index=True)
    opened = theme_model(statement_model(model))
    matrix = statement_vectors(taken, vectors, opened)
    corrections = corrected_themes(corpus)
    theming = Theming(taken, matrix, opened, of_book(params), corrections, ledger.read(corpus), params)
    result = theming.result
    found = themes(taken, result.theme_of, result.named, result.chances)
    alike = likeness(opened.answering(matrix), theming.chances, vectors_of_words(taken["text"].tolist()))
    return {
        "themes": found,
        "statement_themes": _links(taken, result.theme_of),
        "theme_conference": by_conference(taken, conferences, found, result.theme_of),
        "pairs": pairs(taken, alike, params),
        "theme_ledger": frame("theme_ledger", map(_ledger_row, result.ledger)),
        "theme_stability": frame("theme_stability", stability(taken, result.theme_of, theming.again, params.seed)),
        "statement_map": frame("statement_map", statement_map(taken["statement_id"].tolist(), matrix)),
        "rejected_cluster": frame("rejected_cluster", _unknown(result.unknown)),
    }


def _links(taken: pd.DataFrame, theme_of: Mapping[str, str]) -> pd.DataFrame:
    ids = taken["statement_id"].tolist()
    return frame(
        "statement_themes", [{"statement_id": one, "theme_id": theme_of[one]} for one in ids if one in theme_of]
    )


def _unknown(corrections: Mapping[str, str]) -> list[dict[str, str]]:
    """The row for corrections to themes that there are not; none where there are none."""
    said = [f"{one}: no theme {theme}" for one, theme in sorted(corrections.items())]
    advice = "give the id of a theme of the book, or of a proposed one that themes.csv has"
    fault = {
        "source_file": CORRECTIONS, "stage": "cluster", "reason": "corrections that cannot be used",
        "detail": "; ".join([*said, advice]),
    }  # fmt: skip
    return [fault] if said else []


def _ledger_row(entry: ledger.Entry) -> dict[str, str]:
    return {
        "theme_id": entry.theme_id,
        "name": entry.name,
        "event": entry.event,
        "related": LIST_SEPARATOR.join(entry.related),
        "statements": LIST_SEPARATOR.join(sorted(entry.statements)),
    }
