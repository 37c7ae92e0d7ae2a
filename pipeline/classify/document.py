"""One document's units with the chances of their labels, and the vectors that themes are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.classify.clauses import clauses
from pipeline.classify.features import features
from pipeline.classify.headings import is_programme
from pipeline.classify.listed import listed_labels
from pipeline.classify.model import StanceModel, stance_model
from pipeline.classify.units import Unit, is_closed, units
from pipeline.executor import Rows
from pipeline.packing import packed
from pipeline.params import ClassifyParams
from pipeline.schema import LABELS

Floats = NDArray[np.float32]
Row = dict[str, Any]

NEUTRAL = LABELS.index("neutral")
ANNOUNCED = np.eye(len(LABELS), dtype=np.float32)[NEUTRAL]
"""The chances of what a programme announces."""
LONGEST_ITEM = 15
"""Words of an item of a programme; what is longer tells more than when and what."""
SURELY_NEUTRAL = 0.9
"""Above this a unit's vector is not kept: no list of the corpus makes a statement of it."""
DECIMALS = 4


class ClassifyInput(NamedTuple):
    """What one document's worker needs."""

    doc_id: str
    blocks: list[Row]
    sentences: list[Row]


def classify_document(item: ClassifyInput, params: ClassifyParams) -> Rows:
    """Rows of ``units`` (see ``as_row``) in the order of the text, and of ``hidden`` (see ``_hidden``)."""
    model = stance_model(params.model)
    listed = listed_labels(item.blocks, params)
    found = units(item.blocks, item.sentences)
    chances = model.probabilities(features(found, model.scores))
    rows = []
    for unit, chance in zip(found, chances, strict=True):
        label, announced = listed.get(unit.block_id, ""), _is_announced(unit)
        parts = [] if label or announced else _turned(unit, params, model)
        rows += [as_row(part, listed="", chances=own, model=model) for part, own in parts]
        if not parts:
            rows.append(as_row(unit, listed=label, chances=ANNOUNCED if announced else chance, model=model))
    return {"units": rows, "hidden": _hidden(found, listed, model)}


def as_row(unit: Unit, *, listed: str, chances: Floats, model: StanceModel) -> Row:
    """A unit as JSON can hold it.

    listed: the label that the report's own heading gives. chances: of hinder, möjlighet and neutral. vector: the
    encoder's, packed; empty where the unit is surely neutral.
    """
    kept = bool(listed) or chances[NEUTRAL] < SURELY_NEUTRAL
    return {
        "block_id": unit.block_id, "start": unit.start, "end": unit.end, "text": unit.text, "listed": listed,
        "chances": [round(float(chance), DECIMALS) for chance in chances],
        "vector": packed(model.vector(unit.text)) if kept else "",
    }  # fmt: skip


def _turned(unit: Unit, params: ClassifyParams, model: StanceModel) -> list[tuple[Unit, Floats]]:
    """The clauses of a unit that states an obstacle and an opportunity, each judged by itself; else nothing."""
    spans = clauses(unit.text)
    if len(spans) < 2:
        return []
    parts = [
        replace(unit, start=unit.start + start, end=unit.start + end, text=unit.text[start:end])
        for start, end in spans
    ]
    chances = model.probabilities(features([_alone(part) for part in parts], model.scores))
    sure = {LABELS[row.argmax()] for row in chances if row.max() >= params.least_clause}
    return list(zip(parts, chances, strict=True)) if {"hinder", "möjlighet"} <= sure else []


def _is_announced(unit: Unit) -> bool:
    """Whether the unit is an item of a programme, which states nothing, however glad it sounds."""
    a_line = not is_closed(unit.text) and len(unit.text.split()) <= LONGEST_ITEM
    return a_line and is_programme(unit.heading)


def _alone(unit: Unit) -> Unit:
    """The unit without its context."""
    return replace(unit, heading="", previous="", next="", list_id="")


def _hidden(found: Sequence[Unit], listed: dict[str, str], model: StanceModel) -> list[Row]:
    """The listed units judged as if no heading said what they are: what the model is checked on."""
    chosen = [unit for unit in found if unit.block_id in listed]
    around = model.probabilities(features(chosen, model.scores, headings=False))
    alone = model.probabilities(features([_alone(unit) for unit in chosen], model.scores))
    return [
        {
            "block_id": unit.block_id, "label": listed[unit.block_id],
            "alone": [round(float(chance), DECIMALS) for chance in one],
            "around": [round(float(chance), DECIMALS) for chance in other],
        }
        for unit, one, other in zip(chosen, alone, around, strict=True)
    ]  # fmt: skip
