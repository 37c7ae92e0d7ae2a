"""The order of the rows in every public table."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from pipeline.schema import BY_NAME


class Order(NamedTuple):
    """Columns to sort by, and those of them that run from high to low."""

    columns: tuple[str, ...]
    falling: frozenset[str] = frozenset()


ORDERS: dict[str, Order] = {
    "documents": Order(("source_file",)),
    "entities": Order(("mention_count", "name"), frozenset({"mention_count"})),
    "projects": Order(("doc_id",)),
    "conferences": Order(("doc_id", "start_date", "place")),
    "themes": Order(("statement_count", "name"), frozenset({"statement_count"})),
    "pairs": Order(("hinder_id", "similarity"), frozenset({"similarity"})),
}
SPAN_ORDER = Order(("doc_id", "char_start", "char_end"))
"""Tables of spans read in the order of the text; evidence keeps to its own table and row first."""


def in_order(name: str, data: pd.DataFrame) -> pd.DataFrame:
    """``data`` sorted by the table's reading order, ties broken by its key: every run gives the same file."""
    table = BY_NAME[name]
    spans = table.has_span and "doc_id" not in table.key and name != "evidence"
    order = ORDERS.get(name, SPAN_ORDER if spans else Order(()))
    columns = list(dict.fromkeys([*order.columns, *table.key]))
    rising = [column not in order.falling for column in columns]
    return data.sort_values(columns, ascending=rising, kind="stable", na_position="last", ignore_index=True)
