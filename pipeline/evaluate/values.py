"""Dates and amounts against gold values."""

from __future__ import annotations

import math

from pipeline.evaluate.gold import GoldMention
from pipeline.evaluate.tables import Row
from pipeline.evaluate.wording import as_number, interval, plain


def date_is_right(answer: GoldMention, row: Row) -> bool:
    """Whether our first and last day are those of the gold date (a month or a year is all its days)."""
    if not row["date_start"]:
        return False
    return interval(answer.value) == (row["date_start"], row["date_end"] or row["date_start"])


def amount_checks(answer: GoldMention, row: Row) -> dict[str, bool]:
    """Whether value, upper value, unit and kind are each right."""
    gold = answer.value
    low = as_number(row["value"])
    high = as_number(row["value_max"])
    return {
        "value": _equal(low, as_number(gold.get("value"))),
        # a range from n to n is no range
        "value_max": _equal(None if high == low else high, as_number(gold.get("value_max"))),
        "unit": plain(row["unit"]) == plain(gold.get("unit")),
        "kind": row["kind"] == gold.get("kind"),
    }


def _equal(ours: float | None, gold: float | None) -> bool:
    if ours is None or gold is None:
        return ours is gold
    return math.isclose(ours, gold, rel_tol=1e-6)
