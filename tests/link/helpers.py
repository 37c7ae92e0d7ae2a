"""Small reports, written as text, through the stages: what comes out, as the tests speak of it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pandas as pd

from pipeline import classify, extract, ingest, link, segment
from pipeline.executor import Runtime
from pipeline.params import IngestParams, Params
from pipeline.tables import Tables
from pipeline.workspace import Texts

QUOTED = ("blocks", "sentences", "mentions", "evidence", "statements")
"""Tables whose ``text`` is the slice that their span points at."""

OPENING = (
    "Under två år har byalagen prövat nya sätt att hålla vattnet rent, och den här rapporten samlar vad de lärde "
    "sig av barn, fiskare och lärare längs stranden."
)
"""Running text that names no event and no place, long enough to end the opening lines of a report."""


@dataclass(frozen=True)
class Mined:
    """The tables of a small corpus."""

    tables: Tables

    def conferences(self, *columns: str) -> list[tuple[Any, ...]]:
        """The named cells of each conference, in the order of the table; None where a cell is empty."""
        return self._cells("conferences", columns)

    @property
    def places(self) -> list[str]:
        """The places of the conferences, in the order of the table."""
        return [str(place) for place in self.tables["conferences"]["place"]]

    def project(self) -> dict[str, Any]:
        """The filled cells of the only project, its ids left out."""
        projects = self.tables["projects"].to_dict("records")
        assert len(projects) == 1, f"{len(projects)} projects"
        return {
            str(name): value
            for name, value in projects[0].items()
            if not pd.isna(value) and name not in ("project_id", "doc_id")
        }

    def about(self, text: str) -> str:
        """The places of the conferences that the block beginning with ``text`` is about, joined with ``; ``."""
        blocks = self.tables["blocks"]
        found = [row for row in blocks.to_dict("records") if row["text"].startswith(text)]
        assert len(found) == 1, f"{len(found)} blocks begin with {text!r}: {list(blocks['text'])}"
        of_block = dict(self._cells("block_conferences", ("block_id", "conference_id")))
        place_of = dict(self.conferences("conference_id", "place"))
        joined = of_block.get(found[0]["block_id"]) or ""
        return "; ".join(place_of[one] for one in joined.split("; ") if one)

    def statements(self) -> list[tuple[str, str, str]]:
        """Label, text and places of each listed statement."""
        statements = self.tables["statements"]
        rows = statements[statements["label_source"] == "heading"].to_dict("records")
        return [(row["label"], row["text"], self.about(row["text"])) for row in rows]

    def evidence(self, table: str, column: str) -> list[str]:
        """The quotes that a column rests on."""
        rows = self.tables["evidence"]
        chosen = rows[(rows["table"] == table) & (rows["column"] == column)]
        return [str(text) for text in chosen["text"]]

    def _cells(self, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
        rows = self.tables[table].to_dict("records")
        return [tuple(None if pd.isna(row[name]) else row[name] for name in columns) for row in rows]


def mine(source: str | dict[str, str]) -> Mined:
    """What the stages from ingest to classify make of one report, or of several by file name.

    Every quote in every table is held against the text on the way.
    """
    reports = {"rapport.md": source} if isinstance(source, str) else source
    with tempfile.TemporaryDirectory() as folder:
        corpus, texts = Path(folder, "korpus"), Texts(Path(folder, "text"))
        for name, text in reports.items():
            path = corpus / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).strip() + "\n", encoding="utf-8")
        tables, by_id = ingest.run(corpus, IngestParams(), Runtime())
        assert tables["rejected"].empty, tables["rejected"].to_dict("records")
        texts.write(by_id)
        tables |= _read(tables, texts)
    for name in QUOTED:
        for row in tables[name].to_dict("records"):
            assert row["text"] == by_id[row["doc_id"]][row["char_start"] : row["char_end"]], row
    return Mined(tables)


def _read(tables: Tables, texts: Texts) -> Tables:
    documents, runtime, params = tables["documents"], Runtime(), Params()
    made = segment.run(documents, tables["lines"], texts, params.segment, runtime)
    blocks, sentences = made["blocks"], made["sentences"]
    made |= extract.run(documents, blocks, sentences, texts, params.extract, runtime)
    assert made["rejected_segment"].empty and made["rejected_extract"].empty
    made |= link.run(documents, blocks, sentences, made["mentions"], params.link)
    about = made["block_conferences"]
    return made | classify.run(documents, blocks, sentences, about, Path("none"), params.classify, runtime)
