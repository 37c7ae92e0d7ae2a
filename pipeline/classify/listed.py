"""Statements that a report lists under a heading of their kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.classify.headings import speaks_of_both, stance
from pipeline.ids import span_id
from pipeline.params import ClassifyParams
from pipeline.tables import records_by_document

Block = dict[str, Any]


def listed_statements(blocks: pd.DataFrame, params: ClassifyParams) -> list[tuple[str, Block]]:
    """Pairs of block id and ``statements`` record, one per list item under a heading that speaks of a stance.

    The nearest heading that speaks of hinder or möjligheter decides; a report's title does so only for a list
    right below it. Items without words are passed over.
    """
    return [statement for rows in records_by_document(blocks).values() for statement in _of_document(rows, params)]


def _of_document(blocks: list[Block], params: ClassifyParams) -> Iterator[tuple[str, Block]]:
    headings = {block["block_id"]: block for block in blocks if block["kind"] == "heading"}
    title_id = next(iter(headings), None)
    for block in blocks:
        if block["kind"] != "list_item" or not any(char.isalpha() for char in block["text"]):
            continue
        label = _label(block, headings, title_id, params)
        if label:
            yield block["block_id"], _statement(block, label)


def _label(block: Block, headings: dict[Any, Block], title_id: str | None, params: ClassifyParams) -> str | None:
    heading = headings.get(block["heading_id"])
    nearest = True
    while heading is not None:
        if heading["block_id"] == title_id and not nearest:
            return None
        label = stance(heading["text"], weak=params.weak_headings)
        if label or speaks_of_both(heading["text"]):
            return label
        heading, nearest = headings.get(heading["heading_id"]), False
    return None


def _statement(block: Block, label: str) -> Block:
    return {
        "statement_id": span_id(block["doc_id"], "s", block["char_start"], block["char_end"]),
        "label": label,
        "label_source": "heading",
        **{name: block[name] for name in ("text", "doc_id", "page", "char_start", "char_end", "section")},
    }
