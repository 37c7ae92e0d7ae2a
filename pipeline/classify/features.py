"""What the stance of a unit is decided on: what the encoder makes of it and of its context, and its cues.

One row of numbers a unit, the same for units of a corpus and for the examples that the model is fitted on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.classify import cues
from pipeline.classify.headings import speaks_of_both, stance
from pipeline.classify.units import Unit
from pipeline.schema import LABELS

Floats = NDArray[np.float32]
Scores = Callable[[str], Floats]
"""The encoder's scores of a text: (3,), hinder, möjlighet, neutral, their mean 0; zeros for an empty text."""

NEAR = 6
"""Items of the same list, before and after, that speak for each other."""
_CUES = {"hinder": 1.0, "möjlighet": -1.0, None: 0.0}


def feature_names() -> tuple[str, ...]:
    """What each column of ``features`` is."""
    scored = [f"{place}_{label}" for place in ("text", "previous", "next", "heading", "list") for label in LABELS]
    return (*scored, "has_previous", "has_next", "has_heading", "in_list", "heading_stance", "heading_weak",
            "heading_both", *cues.names())  # fmt: skip


def features(units: Sequence[Unit], scores: Scores, *, headings: bool = True) -> Floats:
    """(units, features), float32. ``units`` are those of one document, in its order.

    Without ``headings`` nothing is learnt from what stands above: what a report calls its lists is hidden.
    """
    lists = _lists(units, scores)
    rows = [_row(unit, scores, lists[at], headings) for at, unit in enumerate(units)]
    return np.stack(rows) if rows else np.zeros((0, len(feature_names())), dtype=np.float32)


def _row(unit: Unit, scores: Scores, beside: Floats, headings: bool) -> Floats:
    heading = unit.heading if headings else ""
    spoken = [scores(text) for text in (unit.text, unit.previous, unit.next, heading)]
    flags = [float(bool(part)) for part in (unit.previous, unit.next, heading, unit.list_id)]
    return np.concatenate([*spoken, beside, flags, _said(heading), cues.cues(unit.text)]).astype(np.float32)


@lru_cache(1024)
def _said(heading: str) -> tuple[float, float, float]:
    """heading_stance, heading_weak and heading_both: asked once for all units under a heading."""
    return _CUES[stance(heading)], _CUES[stance(heading, weak=True)], float(speaks_of_both(heading))


def _lists(units: Sequence[Unit], scores: Scores) -> list[Floats]:
    """For each unit the mean score of the nearest other items of its list; zeros outside lists."""
    places: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if unit.list_id:
            places.setdefault(unit.list_id, []).append(at)
    found = [np.zeros(len(LABELS), dtype=np.float32) for _ in units]
    for members in places.values():
        said = [scores(units[at].text) for at in members]
        for place, at in enumerate(members):
            others = [*said[max(0, place - NEAR) : place], *said[place + 1 : place + 1 + NEAR]]
            if others:
                found[at] = np.mean(others, axis=0)
    return found
