"""List items under a heading that says what they are: *Hinder*, *Möjligheter*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.classify.headings import speaks_of_any, stance
from pipeline.params import ClassifyParams

Block = dict[str, Any]


def listed_labels(blocks: Sequence[Block], params: ClassifyParams) -> dict[str, str]:
    """The label of each list item of one document that stands under a heading of its kind, by block id.

    The nearest heading that speaks of hinder or möjligheter decides; a report's title does so only for a list
    right below it. Items without words are passed over.
    """
    headings = {block["block_id"]: block for block in blocks if block["kind"] == "heading"}
    title_id = next(iter(headings), None)
    found: dict[str, str] = {}
    for block in blocks:
        if block["kind"] == "list_item" and any(char.isalpha() for char in block["text"]):
            label = _label(block, headings, title_id, params)
            if label:
                found[block["block_id"]] = label
    return found


def _label(block: Block, headings: dict[Any, Block], title_id: str | None, params: ClassifyParams) -> str | None:
    heading = headings.get(block["heading_id"])
    nearest = True
    while heading is not None:
        if heading["block_id"] == title_id and not nearest:
            return None
        label = stance(heading["text"], weak=params.weak_headings)
        if label or speaks_of_any(heading["text"]):
            return label
        heading, nearest = headings.get(heading["heading_id"]), False
    return None
