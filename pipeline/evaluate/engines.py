"""Whether two recognisers of names agree, where a run had both: a check of how robust the figures are."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipeline.evaluate.scores import ratio
from pipeline.evaluate.tables import Row

NAMES = ("PER", "ORG", "LOC")
BOTH = "+"
"""Parts the engines' names in ``source``."""


def engine_agreement(mentions: list[Row]) -> dict[str, Any]:
    """By type and for ``all``: names seen by both engines, by either alone, and the share of all that both saw.

    Same span and same type; empty where no mention was seen by two engines.
    """
    names = [row for row in mentions if row["type"] in NAMES]
    if not any(BOTH in (row["source"] or "") for row in names):
        return {}
    found = {type_: _shares([row for row in names if row["type"] == type_]) for type_ in NAMES}
    return {**{type_: shares for type_, shares in found.items() if shares}, "all": _shares(names)}


def _shares(rows: list[Row]) -> dict[str, Any]:
    sources = Counter(row["source"] for row in rows)
    both = sum(count for source, count in sources.items() if BOTH in source)
    return {"agreement": ratio(both, len(rows)), "seen_by": dict(sorted(sources.items()))} if rows else {}
