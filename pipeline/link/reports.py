"""One report at a time: its blocks in order, and the mentions in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from pipeline.tables import records, records_by_document

Row = dict[Any, Any]


@dataclass(frozen=True)
class Block:
    """A block with its mentions; offsets are those of the document."""

    row: Row
    index: int
    mentions: list[Row] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.row["text"])

    @property
    def kind(self) -> str:
        """What it is: heading, paragraph, list_item and so on."""
        return str(self.row["kind"])

    @property
    def block_id(self) -> str:
        """Its id."""
        return str(self.row["block_id"])

    def of_type(self, type_: str) -> list[Row]:
        """Its mentions of one type."""
        return [mention for mention in self.mentions if mention["type"] == type_]

    def inside(self, type_: str, start: int, end: int) -> list[tuple[int, int, Row]]:
        """Its mentions of one type in ``text[start:end]``, each with its offsets in the block, in text order."""
        offset = self.row["char_start"]
        spans = [(m["char_start"] - offset, m["char_end"] - offset, m) for m in self.of_type(type_)]
        return [one for one in spans if start <= one[0] and one[1] <= end]


@dataclass(frozen=True)
class Report:
    """A document with its blocks."""

    document: Row
    blocks: list[Block]

    @property
    def doc_id(self) -> str:
        """The document's id."""
        return str(self.document["doc_id"])

    @property
    def title(self) -> str:
        """The document's title, empty where unknown."""
        return str(self.document["title"] or "")

    def headings_above(self, block: Block) -> Iterator[Block]:
        """The headings that a block stands under, the nearest first; a heading begins with itself."""
        current = block if block.kind == "heading" else self._headings.get(block.row["heading_id"])
        while current is not None:
            yield current
            current = self._headings.get(current.row["heading_id"])

    @cached_property
    def _headings(self) -> dict[Any, Block]:
        return {block.block_id: block for block in self.blocks if block.kind == "heading"}


@dataclass
class Record:
    """A row of projects or conferences under way, with the span that each cell rests on."""

    row: Row
    evidence: list[Row] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def state(self, column: str, value: object, block: Block, start: int, end: int) -> None:
        """Fills a cell that is still empty, resting it on ``block.text[start:end]``."""
        if self.row.get(column) is None and value not in (None, ""):
            self.row[column] = value
            self.cite(column, block, start, end)

    def state_mention(self, column: str, value: object, block: Block, mention: Row) -> None:
        """Fills a cell that is still empty, resting it on a mention of the block."""
        offset = block.row["char_start"]
        self.state(column, value, block, mention["char_start"] - offset, mention["char_end"] - offset)

    def cite(self, column: str, block: Block, start: int, end: int) -> None:
        """One more span that a cell rests on."""
        offset = block.row["char_start"]
        self.evidence.append(
            {
                "column": column,
                "text": block.text[start:end],
                "doc_id": block.row["doc_id"],
                "page": block.row["page"],
                "char_start": offset + start,
                "char_end": offset + end,
            }
        )

    def evidence_rows(self, table: str) -> Iterator[Row]:
        """Rows of ``evidence``, each span once."""
        seen = set()
        for cell in self.evidence:
            key = (cell["column"], cell["char_start"])
            if key not in seen:
                seen.add(key)
                yield {"table": table, "row_id": next(iter(self.row.values())), **cell}


def read_reports(documents: pd.DataFrame, blocks: pd.DataFrame, mentions: pd.DataFrame) -> Iterator[Report]:
    """The documents, each with its blocks and their mentions, in the order of the text."""
    blocks_of, mentions_of = records_by_document(blocks), records_by_document(mentions)
    for document in records(documents):
        rows = blocks_of.get(document["doc_id"], [])
        if not rows:
            continue
        found = [Block(row, index) for index, row in enumerate(rows)]
        starts = [row["char_start"] for row in rows]
        for mention in mentions_of.get(document["doc_id"], []):
            found[bisect_right(starts, mention["char_start"]) - 1].mentions.append(mention)
        yield Report(document, found)
