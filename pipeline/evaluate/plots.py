"""The data of the plots that ``dvc plots show`` draws, with labels in Swedish."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.evaluate.counts import conference_names, statements_by_conference
from pipeline.evaluate.stance import STANCES, calibration_bins
from pipeline.evaluate.tables import Mined
from pipeline.workspace import replacing

DECIMALS = 4
SHOWN_THEMES = 25
SHOWN_STATEMENTS = 5000
NO_THEME = "utan tema"
STANCE_NAMES = {"hinder": "Hinder", "möjlighet": "Möjligheter"}


def write_plots(folder: Path, mined: Mined, metrics: dict[str, Any]) -> None:
    """Writes the data of all plots into ``folder``, made if missing."""
    folder.mkdir(exist_ok=True)
    _write(folder / "entity_f1.csv", ("type", "f1"), _entity_f1(metrics))
    _write(
        folder / "statements_by_conference.csv", ("conference", "label", "count"), statements_by_conference(mined)
    )
    heads = ("tema", "konferens", "hållning", "antal", "andel")
    _write(folder / "theme_conference.csv", heads, _theme_conference(mined))
    _write(folder / "statement_map.csv", ("x", "y", "tema", "hållning", "påstående"), _statement_map(mined))
    _write(folder / "stance_confusion.csv", ("rubriken", "modellen"), _confusion(mined))
    _write(folder / "stance_calibration.csv", ("sannolikhet", "andel rätt", "antal"), _calibration(mined))


def _entity_f1(metrics: dict[str, Any]) -> list[tuple[str, float]]:
    scored = metrics.get("mentions", {}).items()
    return [(type_, round(scores["f1"], DECIMALS)) for type_, scores in scored if scores.get("f1") is not None]


def _theme_conference(mined: Mined) -> Iterator[tuple[str, str, str, int, float | None]]:
    """The largest themes, every conference that has statements, twice: its obstacles and its opportunities."""
    themes = {row["theme_id"]: row["name"] for row in mined.rows["themes"][:SHOWN_THEMES]}
    names = conference_names(mined)
    for row in mined.rows["theme_conference"]:
        if row["theme_id"] in themes and row["share"] is not None:
            for stance, column in zip(STANCES, ("hinder", "mojlighet"), strict=True):
                yield (
                    themes[row["theme_id"]], names[row["conference_id"]], STANCE_NAMES[stance],
                    row[f"{column}_count"], row[f"{column}_share"],
                )  # fmt: skip


def _statement_map(mined: Mined) -> Iterator[tuple[float, float, str, str, str]]:
    themes = {row["theme_id"]: row["name"] for row in mined.rows["themes"]}
    statements = {row["statement_id"]: row for row in mined.rows["statements"]}
    for place in mined.stage("statement_map")[:SHOWN_STATEMENTS]:
        row = statements[place["statement_id"]]
        theme = themes.get(row["theme_id"], NO_THEME)
        yield place["x"], place["y"], theme, STANCE_NAMES[row["label"]], row["text"]


def _confusion(mined: Mined) -> list[tuple[str, str]]:
    return [(row["label"], STANCES[row["taught"] < 0.5]) for row in mined.stage("stance_checks")]


def _calibration(mined: Mined) -> Iterator[tuple[float, float, int]]:
    checks = mined.stage("stance_checks")
    chances = [row["taught"] for row in checks]
    right = [row["label"] == STANCES[row["taught"] < 0.5] for row in checks]
    for _, count, mean, share in calibration_bins([max(chance, 1 - chance) for chance in chances], right):
        yield round(mean, DECIMALS), round(share, DECIMALS), count


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
