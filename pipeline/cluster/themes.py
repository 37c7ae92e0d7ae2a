"""The tables ``themes`` and ``statement_themes``: what the groups of statements are called and hold."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from pipeline import tables
from pipeline.cluster.attribution import conference_ids
from pipeline.cluster.grouping import NO_GROUP, Labels
from pipeline.cluster.naming import Wording, theme_id, theme_name, wordings
from pipeline.cluster.vectors import Matrix
from pipeline.schema import LIST_SEPARATOR
from pipeline.tables import Tables

_DECIMALS = 6


def themes(statements: pd.DataFrame, matrix: Matrix, labels: Labels) -> Tables:
    """The tables ``themes``, largest first, and ``statement_themes``, in the order of ``statements``.

    ``statements``, ``matrix`` and ``labels`` are in the same order; ``NO_GROUP`` rows are in neither table.
    """
    members = [
        np.flatnonzero(labels == number) for number in sorted({int(label) for label in labels} - {NO_GROUP})
    ]
    texts = statements["text"].tolist()
    words = wordings([[texts[row] for row in rows] for rows in members], texts)
    records = [_record(statements, matrix, rows, named) for rows, named in zip(members, words, strict=True)]
    linked = sorted(
        (int(row), record["theme_id"]) for rows, record in zip(members, records, strict=True) for row in rows
    )
    ids = statements["statement_id"].tolist()
    return {
        "themes": tables.frame(
            "themes", sorted(records, key=lambda record: (-record["statement_count"], record["theme_id"]))
        ),
        "statement_themes": tables.frame(
            "statement_themes", [{"statement_id": ids[row], "theme_id": theme} for row, theme in linked]
        ),
    }


def _record(statements: pd.DataFrame, matrix: Matrix, rows: np.ndarray, wording: Wording) -> dict[str, object]:
    held = statements.iloc[rows]
    example = str(held["statement_id"].iloc[_nearest_to_middle(matrix[rows])])
    conferences = {conference for cell in held["conference_id"] for conference in conference_ids(cell)}
    return {
        "theme_id": theme_id(wording, example),
        "name": theme_name(wording.name),
        "keywords": LIST_SEPARATOR.join(wording.keywords),
        "statement_count": len(held),
        "hinder_count": int((held["label"] == "hinder").sum()),
        "mojlighet_count": int((held["label"] == "möjlighet").sum()),
        "conference_count": len(conferences),
        "example_statement_id": example,
    }


def _nearest_to_middle(matrix: Matrix) -> int:
    middle = np.asarray(matrix.mean(axis=0)).ravel()
    return int(np.argmax(np.round(matrix @ middle, _DECIMALS)))


def by_conference(statements: pd.DataFrame, conferences: pd.DataFrame, themes: Tables) -> pd.DataFrame:
    """The table ``theme_conference``: every theme × every conference, zeros included, in the order of both tables.

    ``share`` is the theme's share of the statements of that conference, those without a theme counted in; it is
    empty for a conference without statements. A statement of several conferences counts in each.
    Raises ValueError where a statement names a conference that is not in ``conferences``.
    """
    theme_of = dict(zip(*(themes["statement_themes"][name] for name in ("statement_id", "theme_id")), strict=True))
    totals: Counter[str] = Counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    for statement, label, cell in statements[["statement_id", "label", "conference_id"]].itertuples(index=False):
        for conference in conference_ids(cell):
            totals[conference] += 1
            counts[theme_of.get(statement, ""), conference, label] += 1
    ids = conferences["conference_id"].tolist()
    unknown = sorted(set(totals) - set(ids))
    if unknown:
        raise ValueError(f"statements name conferences that are not in the table: {', '.join(unknown[:5])}")
    return tables.frame("theme_conference", (
        _cell(theme, conference, counts, totals[conference])
        for theme in themes["themes"]["theme_id"]
        for conference in ids
    ))  # fmt: skip


def _cell(theme: str, conference: str, counts: Counter[tuple[str, str, str]], total: int) -> dict[str, object]:
    hinder = counts[theme, conference, "hinder"]
    mojlighet = counts[theme, conference, "möjlighet"]
    return {
        "theme_id": theme,
        "conference_id": conference,
        "hinder_count": hinder,
        "mojlighet_count": mojlighet,
        "share": round((hinder + mojlighet) / total, _DECIMALS) if total else None,
    }
