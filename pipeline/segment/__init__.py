"""Segment: canonical text to blocks (headings, paragraphs, list items, fields, table rows) and sentences.

Reads ``lines`` and the canonical texts, writes ``blocks`` and ``sentences``. Every block is one line of the
canonical text, with what it is, the headings it stands under and the language it is in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from pipeline.executor import Failure, Rows, Runtime, Task
from pipeline.params import SegmentParams
from pipeline.segment.kinds import classify_lines
from pipeline.segment.languages import mark_languages
from pipeline.segment.lines import Line, read_lines
from pipeline.segment.sections import build_blocks
from pipeline.segment.sentences import build_sentences
from pipeline.tables import Tables, frame, records, records_by_document
from pipeline.workspace import Texts

__all__ = ["run"]


class SegmentInput(NamedTuple):
    """What one document's worker needs."""

    doc_id: str
    language: str
    text: str
    lines: list[Line]


def run(
    documents: pd.DataFrame, lines: pd.DataFrame, texts: Texts, params: SegmentParams, runtime: Runtime
) -> Tables:
    """Blocks and sentences of all documents, and ``rejected_segment`` for those that could not be segmented."""
    tasks = list(_tasks(documents, lines, texts))
    rows: Rows = {"blocks": [], "sentences": [], "rejected_segment": []}
    for _, outcome in runtime.map_documents("segment", segment_document, tasks, params):
        if isinstance(outcome, Failure):
            rows["rejected_segment"].append(outcome.rejected("segment"))
            continue
        for table, found in outcome.items():
            rows[table].extend(found)
    return {table: frame(table, found) for table, found in rows.items()}


def _tasks(documents: pd.DataFrame, lines: pd.DataFrame, texts: Texts) -> Iterable[Task[SegmentInput]]:
    lines_of = records_by_document(lines)
    for document in records(documents):
        doc_id, text = document["doc_id"], texts[document["doc_id"]]
        language = document["language"] or ""
        items = read_lines(lines_of.get(doc_id, []), text)
        digest = hashlib.sha256(f"{doc_id}\0{language}\0{text}\0{items}".encode()).hexdigest()
        yield Task(document["source_file"], digest, SegmentInput(doc_id, language, text, items))


def segment_document(item: SegmentInput, params: SegmentParams) -> Rows:
    """Rows of ``blocks`` and ``sentences`` for one document."""
    classified = classify_lines(item.lines, params)
    blocks = mark_languages(build_blocks(item.doc_id, classified), item.language, params)
    return {"blocks": blocks, "sentences": build_sentences(item.doc_id, blocks)}
