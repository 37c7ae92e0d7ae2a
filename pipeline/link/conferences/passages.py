"""What a report says of each of its conferences: the sentences and lines that are about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.link.conferences.attribution import attribute_blocks
from pipeline.link.conferences.dates import towns_named
from pipeline.link.reports import Block, Record, Report, Row
from pipeline.tables import cell_values

SENTENCE = re.compile(r"(?:.|\n)+?(?:(?<!\bkl)(?<!\bca)(?<!\bbl\.a)(?<!\bs\.k)[.!?](?=\s+[A-ZÅÄÖ”\"“])|$)")


@dataclass(frozen=True)
class Passage:
    """A sentence or line: offsets in the block, and whether the text itself names the conference's place."""

    block: Block
    start: int
    end: int
    named: bool

    @property
    def text(self) -> str:
        """What it says."""
        return self.block.text[self.start : self.end]

    def mentions(self, type_: str) -> list[tuple[int, int, Row]]:
        """Its mentions of one type, each with its offsets in the block, in text order."""
        return self.block.inside(type_, self.start, self.end)


class Passages:
    """The passages of a report by conference id."""

    def __init__(self, report: Report, records: Sequence[Record]) -> None:
        self.report = report
        self.records = records

    def of(self, record: Record) -> list[Passage]:
        """The passages about one conference alone, in the order of the text."""
        return self._by_id[record.row["conference_id"]]

    @cached_property
    def _by_id(self) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = defaultdict(list)
        about = {
            row["block_id"]: cell_values(row["conference_id"])
            for row in attribute_blocks(self.report, self.records)
        }
        ids = {record.row["place"]: record.row["conference_id"] for record in self.records}
        for block in self.report.blocks:
            if block.kind == "toc":
                continue
            around = set(about.get(block.block_id, []))
            for start, end in _sentences(block):
                named = {ids[place] for place in towns_named(block, self.records, start, end) if place in ids}
                meant = named or around
                # what follows in the same block goes on about the one just named
                around = named if len(named) == 1 and block.kind == "paragraph" else around
                if len(meant) == 1:
                    found[next(iter(meant))].append(Passage(block, start, end, bool(named)))
        return found


def _sentences(block: Block) -> Iterator[tuple[int, int]]:
    for match in SENTENCE.finditer(block.text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if start < match.end():
            yield start, match.end()
