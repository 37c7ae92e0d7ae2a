"""The HTML report: one page to read or print, that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.export.figures import (
    ConferenceBar,
    amounts,
    conference_bars,
    conference_names,
    records,
    stated,
    theme_table,
    top_entities,
)
from pipeline.schema import LIST_SEPARATOR
from pipeline.tables import Tables

MOST_STATEMENTS = 1000
"""Statements shown per group; the rest are counted, and stand in statements.csv."""
NO_CONFERENCE = "Utan konferens"
LABELS = (("hinder", "Hinder"), ("möjlighet", "Möjligheter"))


@dataclass(frozen=True)
class Quote:
    """A statement as the report shows it, and where it stands."""

    text: str
    label: str
    source_file: str
    page: int
    id: str
    theme: str


@dataclass(frozen=True)
class Group:
    """The statements that belong to the same conference(s)."""

    name: str
    lists: tuple[tuple[str, tuple[Quote, ...]], ...]
    left_out: int


def report(public: Tables) -> str:
    """The whole page as HTML, every text from the tables escaped. The same tables give the same page."""
    environment = Environment(
        loader=PackageLoader("pipeline.export"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["tal"] = swedish_number
    names = conference_names(public["conferences"])
    said = stated(public["statements"])
    bars = conference_bars(said, names)
    files = dict(zip(public["documents"]["doc_id"], public["documents"]["source_file"], strict=True))
    return environment.get_template("report.html.j2").render(
        summary=_summary(public),
        warned=records(public["documents"][public["documents"]["warnings"].notna()]),
        rejected=records(public["rejected"]),
        bars=bars,
        widest=_widest(bars),
        themes=records(public["themes"]),
        theme_rows=theme_table(public["themes"], public["theme_conference"], names),
        groups=_groups(
            said, names, files, dict(zip(public["themes"]["theme_id"], public["themes"]["name"], strict=True))
        ),
        projects=[row | {"source_file": files.get(row["doc_id"], "")} for row in records(public["projects"])],
        top={
            title: top_entities(public["entities"], kind)
            for title, kind in (("Organisationer", "ORG"), ("Personer", "PER"), ("Platser", "LOC"))
        },
        amounts=amounts(public["mentions"], files),
    )


def swedish_number(value: Any) -> str:
    """A number with a no-break space between thousands and a decimal comma; an empty string for NA.

    >>> swedish_number(3070250.5).replace(chr(160), " ")
    '3 070 250,5'
    """
    if value is None or pd.isna(value):
        return ""
    number = round(float(value), 2)
    shown = f"{int(number):,}" if number.is_integer() else f"{number:,.2f}".rstrip("0")
    return shown.replace(",", "\u00a0").replace(".", ",")


def _summary(public: Tables) -> list[tuple[str, int]]:
    labels = stated(public["statements"])["label"]
    return [
        ("dokument", len(public["documents"])),
        ("sidor", int(public["documents"]["page_count"].sum())),
        ("ord", int(public["documents"]["word_count"].sum())),
        ("filer som inte kunde läsas", len(public["rejected"])),
        ("konferenser", len(public["conferences"])),
        ("projekt", len(public["projects"])),
        ("hinder", int((labels == "hinder").sum())),
        ("möjligheter", int((labels == "möjlighet").sum())),
        ("teman", len(public["themes"])),
        ("omnämnanden", len(public["mentions"])),
        ("personer, organisationer och platser", len(public["entities"])),
    ]


def _widest(bars: Iterable[ConferenceBar]) -> int:
    return max([1, *(max(bar.hinder, bar.mojlighet) for bar in bars)])


def _groups(
    statements: pd.DataFrame, names: dict[str, str], files: dict[str, str], themes: dict[str, str]
) -> list[Group]:
    """Statements by the conference(s) that they name, in the order of the conferences, those without one last."""
    by_cell = {
        str(cell): part for cell, part in statements.groupby(statements["conference_id"].fillna(""), sort=False)
    }
    place = {conference: number for number, conference in enumerate(names)}
    last = len(place)
    cells = sorted(by_cell, key=lambda cell: ([place.get(i, last) for i in cell.split(LIST_SEPARATOR)], cell))
    return [_group(group_name(cell, names), by_cell[cell], files, themes) for cell in cells]


def group_name(cell: str, names: dict[str, str]) -> str:
    """The conferences of one cell by name, joined; a joint list names several."""
    return ", ".join(
        names.get(conference, conference) for conference in cell.split(LIST_SEPARATOR) if conference
    ) or (NO_CONFERENCE)


def _group(name: str, part: pd.DataFrame, files: dict[str, str], themes: dict[str, str]) -> Group:
    shown = part.head(MOST_STATEMENTS)
    quotes = [
        Quote(
            row["text"], row["label"], files.get(row["doc_id"], ""), row["page"], row["statement_id"],
            themes.get(row["theme_id"], ""),
        )
        for row in records(shown)
    ]  # fmt: skip
    lists = tuple((title, tuple(quote for quote in quotes if quote.label == label)) for label, title in LABELS)
    return Group(name, lists, len(part) - len(shown))
