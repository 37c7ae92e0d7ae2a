"""What gets a label: each sentence of running text, each list item, each field told in words; with its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Row = dict[str, Any]

FEWEST_FIELD_WORDS = 6
"""A field's value with fewer words is a name or a figure, no statement."""
FEWEST_WORDS, FEWEST_OPEN_WORDS = 3, 6
"""In running text: with fewer words, or fewer and no full stop, it is a label or a greeting, no sentence."""


@dataclass(frozen=True)
class Unit:
    """A stretch of one document, and what stands around it.

    start, end: characters of the document's text, which read ``text`` there. heading: the nearest one above.
    previous, next: the units beside it under the same heading, empty at its ends. list_id: the list that the unit
    is an item of, empty for running text.
    """

    block_id: str
    start: int
    end: int
    text: str
    heading: str = ""
    previous: str = ""
    next: str = ""
    list_id: str = ""


def units(blocks: Sequence[Row], sentences: Iterable[Row]) -> list[Unit]:
    """The units of one document, in the order of the text. ``blocks`` and ``sentences`` are its rows.

    A list item is one unit, however many sentences it has. Headings, tables, loose words in running text, and what
    is in another language than Swedish or has no letters, are passed over.
    """
    headings = {block["block_id"]: block["text"] for block in blocks if block["kind"] == "heading"}
    of_block: dict[str, list[Row]] = {}
    for sentence in sentences:
        of_block.setdefault(sentence["block_id"], []).append(sentence)
    found: list[tuple[str, Unit]] = []
    for block in blocks:
        heading_id = block["heading_id"] or ""
        for start, end, text in _stretches(block, of_block.get(block["block_id"], [])):
            if any(char.isalpha() for char in text):
                unit = Unit(block["block_id"], start, end, text, headings.get(heading_id, ""))
                found.append((heading_id, _in_list(unit, block)))
    return list(_with_neighbours(found))


def _stretches(block: Row, sentences: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    if (block["language"] or "sv") != "sv":
        return
    if block["kind"] == "list_item":
        yield block["char_start"], block["char_end"], block["text"]
    elif block["kind"] == "paragraph":
        for row in sentences:
            if _is_sentence(row["text"]):
                yield row["char_start"], row["char_end"], row["text"]
    elif block["kind"] == "field" and block["value_start"] is not None:
        value = block["text"][int(block["value_start"]) - block["char_start"] :]
        if len(value.split()) >= FEWEST_FIELD_WORDS:
            yield int(block["value_start"]), block["char_end"], value


def is_closed(text: str) -> bool:
    """Whether the text ends as a sentence does, quotes and brackets aside."""
    return text.rstrip(" \"'”’)»").endswith((".", "!", "?", ":", "…"))


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= (FEWEST_WORDS if is_closed(text) else FEWEST_OPEN_WORDS)


def _in_list(unit: Unit, block: Row) -> Unit:
    if block["kind"] != "list_item":
        return unit
    return Unit(**{**vars(unit), "list_id": block["list_id"] or unit.block_id})


def _with_neighbours(found: Sequence[tuple[str, Unit]]) -> Iterator[Unit]:
    texts = [(heading, unit.text) for heading, unit in found]
    before = ["", *(a[1] if a[0] == b[0] else "" for a, b in pairwise(texts))]
    after = [*(b[1] if a[0] == b[0] else "" for a, b in pairwise(texts)), ""]
    for (_, unit), previous, following in zip(found, before, after, strict=False):
        yield Unit(**{**vars(unit), "previous": previous, "next": following})
