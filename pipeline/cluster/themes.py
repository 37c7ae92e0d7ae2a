"""The tables ``themes`` and ``theme_conference``: what each theme holds, and which conferences raised it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline import tables
from pipeline.cluster.attribution import conference_ids
from pipeline.cluster.naming import wordings
from pipeline.cluster.words import words
from pipeline.schema import LIST_SEPARATOR

STANCES = ("hinder", "möjlighet")
_DECIMALS = 6


@dataclass(frozen=True)
class Named:
    """A theme that statements may have. status: book, or proposed for what no book has."""

    theme_id: str
    name: str
    name_en: str
    status: str


def themes(
    statements: pd.DataFrame, theme_of: Mapping[str, str], named: Sequence[Named], chances: Mapping[str, float]
) -> pd.DataFrame:
    """The table ``themes``, largest first: those of ``named`` that some statement has.

    ``theme_of`` gives the theme of statement ids. ``chances`` says how sure that is: the surest statement is the
    example, of several the one with most of the keywords. Keywords are distinctive words of the statements.
    """
    held = statements.assign(theme=[theme_of.get(one, "") for one in statements["statement_id"]])
    groups = dict(iter(held[held["theme"] != ""].groupby("theme", sort=True)))
    kept = [one for one in named if one.theme_id in groups]
    wording_of = wordings([groups[one.theme_id]["text"].tolist() for one in kept], statements["text"].tolist())
    records = [
        _record(one, groups[one.theme_id], wording.keywords, chances)
        for one, wording in zip(kept, wording_of, strict=True)
    ]
    return tables.frame("themes", sorted(records, key=lambda row: (-row["statement_count"], row["theme_id"])))


def _record(
    theme: Named, held: pd.DataFrame, keywords: Sequence[str], chances: Mapping[str, float]
) -> dict[str, object]:
    typical = min(
        zip(held["statement_id"], held["text"], strict=True),
        key=lambda one: (-chances.get(one[0], 0.0), -len(set(words(one[1])) & set(keywords)), one[0]),
    )
    conferences = {conference for cell in held["conference_id"] for conference in conference_ids(cell)}
    return {
        "theme_id": theme.theme_id,
        "name": theme.name,
        "name_en": theme.name_en,
        "status": theme.status,
        "keywords": LIST_SEPARATOR.join(keywords),
        "statement_count": len(held),
        "hinder_count": int((held["label"] == "hinder").sum()),
        "mojlighet_count": int((held["label"] == "möjlighet").sum()),
        "conference_count": len(conferences),
        "example_statement_id": typical[0],
    }


def by_conference(
    statements: pd.DataFrame, conferences: pd.DataFrame, found: pd.DataFrame, theme_of: Mapping[str, str]
) -> pd.DataFrame:
    """The table ``theme_conference``: every theme × every conference, zeros included, in the order of both tables.

    A share is the theme's share of the conference's statements (of its obstacles, of its opportunities), those
    without a theme counted in; empty where the conference has none. ``silence`` says what a zero means. A
    statement of several conferences counts in each. Raises ValueError for an unknown conference.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    totals: Counter[tuple[str, str]] = Counter()
    columns = statements[["statement_id", "label", "conference_id"]]
    for statement, label, cell in columns.itertuples(index=False):
        for conference in conference_ids(cell):
            totals[conference, label] += 1
            counts[theme_of.get(statement, ""), conference, label] += 1
    ids = conferences["conference_id"].tolist()
    unknown = sorted({conference for conference, _ in totals} - set(ids))
    if unknown:
        raise ValueError(f"statements name conferences that are not in the table: {', '.join(unknown[:5])}")
    return tables.frame("theme_conference", (
        _cell(theme, conference, counts, totals) for theme in found["theme_id"] for conference in ids
    ))  # fmt: skip


def _cell(
    theme: str, conference: str, counts: Counter[tuple[str, str, str]], totals: Counter[tuple[str, str]]
) -> dict[str, object]:
    hinder, mojlighet = (counts[theme, conference, label] for label in STANCES)
    asked = [totals[conference, label] for label in STANCES]
    return {
        "theme_id": theme,
        "conference_id": conference,
        "hinder_count": hinder,
        "mojlighet_count": mojlighet,
        "share": _share(hinder + mojlighet, sum(asked)),
        "hinder_share": _share(hinder, asked[0]),
        "mojlighet_share": _share(mojlighet, asked[1]),
        "silence": _silence(hinder, mojlighet, asked),
    }


def _share(count: int, total: int) -> float | None:
    return round(count / total, _DECIMALS) if total else None


def _silence(hinder: int, mojlighet: int, asked: Sequence[int]) -> str | None:
    """Why a count is 0: the conference has no statement of that kind at all, or it has, but none on this theme."""
    if not sum(asked):
        return "no statements"
    if not all(asked):
        return "no hinder at all" if not asked[0] else "no möjlighet at all"
    return None if hinder or mojlighet else "not raised"
