"""What the report counts: statements by conference, themes by conference, names and amounts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.schema import LIST_SEPARATOR

TOP_ENTITIES = 20
TOP_AMOUNTS = 25

Row = dict[str, Any]


@dataclass(frozen=True)
class ConferenceBar:
    """How many obstacles and opportunities the reports attribute to one conference."""

    name: str
    hinder: int
    mojlighet: int


@dataclass(frozen=True)
class AmountRow:
    """An amount of money, where it stands, and its value in whole units."""

    text: str
    value: float
    unit: str
    source_file: str
    page: int


def records(data: pd.DataFrame) -> list[Row]:
    """Rows as dicts, None for NA."""
    return [
        {str(key): None if pd.isna(value) else value for key, value in row.items()}
        for row in data.to_dict("records")
    ]


def conference_names(conferences: pd.DataFrame) -> dict[str, str]:
    """A name per conference id, in the order of the table: place and first day, else title, else the id."""
    return {
        row["conference_id"]: " ".join(filter(None, (row["place"], row["start_date"])))
        or row["title"]
        or row["conference_id"]
        for row in records(conferences)
    }


def stated(statements: pd.DataFrame) -> pd.DataFrame:
    """The obstacles and opportunities that need no review: what the report counts and shows."""
    return statements[(statements["label"] != "neutral") & statements["review"].isna()]


def conference_bars(statements: pd.DataFrame, names: dict[str, str]) -> list[ConferenceBar]:
    """Obstacles and opportunities per conference; a joint statement counts with each of its conferences."""
    counts = Counter(
        (conference, row["label"])
        for row in records(statements[["label", "conference_id"]].dropna())
        for conference in row["conference_id"].split(LIST_SEPARATOR)
    )
    return [ConferenceBar(name, counts[id_, "hinder"], counts[id_, "möjlighet"]) for id_, name in names.items()]


def theme_table(
    themes: pd.DataFrame, theme_conference: pd.DataFrame, names: dict[str, str]
) -> list[tuple[str, list[tuple[int, int]]]]:
    """Per conference its name and, for each theme in order, the number of obstacles and opportunities."""
    counts = {
        (row["theme_id"], row["conference_id"]): (row["hinder_count"] or 0, row["mojlighet_count"] or 0)
        for row in records(theme_conference)
    }
    themed = {conference for (_, conference), count in counts.items() if any(count)}
    return [
        (name, [counts.get((theme, id_), (0, 0)) for theme in themes["theme_id"]])
        for id_, name in names.items()
        if id_ in themed
    ]


def top_entities(entities: pd.DataFrame, kind: str) -> list[tuple[str, int, int]]:
    """Name, mentions and documents of the entities of one type that are mentioned most."""
    best = records(entities[entities["type"] == kind].head(TOP_ENTITIES))
    return [(row["name"], row["mention_count"] or 0, row["document_count"] or 0) for row in best]


def amounts(mentions: pd.DataFrame, files: dict[str, str]) -> list[AmountRow]:
    """The largest amounts of money, largest first, each once per document."""
    money = mentions[mentions["kind"] == "money"]
    money = money.assign(number=pd.to_numeric(money["value"], errors="coerce")).dropna(subset=["number"])
    once = money.drop_duplicates(["doc_id", "number", "unit"])
    largest = once.sort_values("number", ascending=False, kind="stable").head(TOP_AMOUNTS)
    return [
        AmountRow(row["text"], row["number"], row["unit"] or "", files.get(row["doc_id"], ""), row["page"])
        for row in records(largest)
    ]
