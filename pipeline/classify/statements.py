"""The rows of ``statements``: units with their label, from the heading, the model or a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.classify.own_lists import Lesson, Lists, learn
from pipeline.corrections import Correction
from pipeline.executor import Rows
from pipeline.ids import span_id
from pipeline.packing import unpacked
from pipeline.params import ClassifyParams
from pipeline.schema import LABELS

Row = dict[str, Any]
Floats = NDArray[np.float64]

DECIMALS = 4
TINY = 1e-6
FRAGMENT, SURE = 3, 0.9
"""So few words say little by themselves: less likely than this, their label is marked for review."""


@dataclass
class Found:
    """What the workers found. conferences, blocks: what a block is about, and its doc_id, page and section."""

    conferences: Mapping[str, str | None]
    blocks: Mapping[str, Row]
    units: list[Row] = field(default_factory=list)
    hidden: list[Row] = field(default_factory=list)

    def add(self, outcome: Rows) -> None:
        """Takes in what ``classify_document`` gave for the next document."""
        self.units += outcome["units"]
        self.hidden += outcome["hidden"]

    def group(self, block_id: str) -> str:
        """The conference(s) that a block is about, or its document: what is left out together."""
        return self.conferences.get(block_id) or self.blocks[block_id]["doc_id"]


def statements(
    found: Found, corrections: Mapping[str, Correction], params: ClassifyParams
) -> tuple[list[Row], list[Row], Lesson]:
    """Rows of ``statements`` and ``statement_vectors``, and what the corpus' own lists taught."""
    lesson = learn(_lists(found))
    chances = _adjusted(found.units, lesson)
    rows = [_row(unit, chance, found, params) for unit, chance in zip(found.units, chances, strict=True)]
    for row in rows:
        _correct(row, corrections.get(row["statement_id"]))
    return rows, list(_vectors(rows, found.units)), lesson


def checks(found: Found, lesson: Lesson) -> Iterator[Row]:
    """Rows of ``stance_checks``: what listed items would be called if their heading were hidden.

    alone: from the text by itself. around: with its neighbours. taught: with neighbours, and what the lists of
    other conferences (documents, where there are none) teach. Each is the chance of hinder against möjlighet.
    """
    for item, added in zip(found.hidden, lesson.added, strict=True):
        alone, around = _odds(item["alone"]), _odds(item["around"])
        yield {
            "block_id": item["block_id"], "group": found.group(item["block_id"]), "label": item["label"],
            "alone": _chance(alone), "around": _chance(around), "taught": _chance(around + float(added)),
        }  # fmt: skip


def _lists(found: Found) -> Lists:
    listed = {unit["block_id"]: unit for unit in found.units if unit["listed"]}
    items = [listed[item["block_id"]] for item in found.hidden]
    return Lists(
        unpacked([unit["vector"] for unit in items]),
        np.array([unit["listed"] == "hinder" for unit in items], dtype=bool),
        np.array([found.group(unit["block_id"]) for unit in items], dtype=np.str_),
        np.array([_odds(item["around"]) for item in found.hidden]),
    )


def _adjusted(units: list[Row], lesson: Lesson) -> Floats:
    """(units, 3): the chances of all units, with what the corpus' lists teach added to hinder and möjlighet."""
    chances = np.array([unit["chances"] for unit in units], dtype=np.float64).reshape(len(units), len(LABELS))
    at = [number for number, unit in enumerate(units) if unit["vector"] and not unit["listed"]]
    if not lesson.loudness or not at:
        return chances
    added = lesson.odds(unpacked([units[number]["vector"] for number in at]))
    stated = chances[at, :2].sum(axis=1)
    odds = np.log(np.clip(chances[at, 0], TINY, 1)) - np.log(np.clip(chances[at, 1], TINY, 1)) + added
    share = 1 / (1 + np.exp(-odds))
    chances[at, 0], chances[at, 1] = stated * share, stated * (1 - share)
    return chances


def _row(unit: Row, chances: Floats, found: Found, params: ClassifyParams) -> Row:
    block = found.blocks[unit["block_id"]]
    label = unit["listed"] or LABELS[int(chances.argmax())]
    chance = None if unit["listed"] else round(float(chances.max()), DECIMALS)
    return {
        "statement_id": span_id(block["doc_id"], "s", unit["start"], unit["end"]),
        "label": label, "text": unit["text"], "probability": chance,
        "label_source": "heading" if unit["listed"] else "model",
        "review": "review" if chance is not None and chance < _enough(unit["text"], params) else None,
        "conference_id": found.conferences.get(unit["block_id"]), "doc_id": block["doc_id"], "page": block["page"],
        "char_start": unit["start"], "char_end": unit["end"], "section": block["section"],
    }  # fmt: skip


def _enough(text: str, params: ClassifyParams) -> float:
    return max(params.review_below, SURE) if len(text.split()) <= FRAGMENT else params.review_below


def _correct(row: Row, correction: Correction | None) -> None:
    """A label has the last word; a theme confirms the label that the statement has."""
    if correction is not None and correction.label:
        row.update(label=correction.label, label_source="correction", probability=None, review=None)
    elif correction is not None and row["label"] != "neutral":
        row.update(review=None)


def _vectors(rows: list[Row], units: list[Row]) -> Iterator[Row]:
    for row, unit in zip(rows, units, strict=True):
        if row["label"] != "neutral" and unit["vector"]:
            yield {"statement_id": row["statement_id"], "vector": unit["vector"]}


def _odds(chances: list[float]) -> float:
    hinder, mojlighet = (max(TINY, chance) for chance in chances[:2])
    return float(np.log(hinder / mojlighet))


def _chance(odds: float) -> float:
    return round(float(1 / (1 + np.exp(-odds))), DECIMALS)
