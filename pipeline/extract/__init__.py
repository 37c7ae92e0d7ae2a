"""Extract: blocks to mentions of people, organisations, places, dates, amounts and contacts.

Reads blocks, sentences and canonical texts, writes ``mentions``. Dates, amounts and contacts are read by grammars;
names are found by the recogniser that ``params.engine`` chooses. A mention never crosses a block, no two overlap.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.executor import Failure, Rows, Runtime, Task
from pipeline.extract.document import Block, ExtractInput, extract_document
from pipeline.extract.recogniser import digest
from pipeline.params import ExtractParams
from pipeline.tables import Tables, frame, records, records_by_document
from pipeline.workspace import Texts

__all__ = ["run"]


def run(  # noqa: PLR0913, PLR0917 - the stage's contract
    documents: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    texts: Texts,
    params: ExtractParams,
    runtime: Runtime,
) -> Tables:
    """Mentions of all documents (no entity, no conference yet), and ``rejected_extract`` for those that failed."""
    tasks = list(_tasks(documents, blocks, sentences, texts))
    rows: Rows = {"mentions": [], "rejected_extract": []}
    model = digest(params.engine, params.model)
    for _, outcome in runtime.map_documents("extract", extract_document, tasks, params, model):
        if isinstance(outcome, Failure):
            rows["rejected_extract"].append(outcome.rejected("extract"))
        else:
            rows["mentions"].extend(outcome["mentions"])
    return {table: frame(table, found) for table, found in rows.items()}


def _tasks(
    documents: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame, texts: Texts
) -> Iterator[Task[ExtractInput]]:
    blocks_of, sentences_of = records_by_document(blocks), records_by_document(sentences)
    for document in records(documents):
        doc_id, text = document["doc_id"], texts[document["doc_id"]]
        item = ExtractInput(
            doc_id,
            text,
            _years(document),
            [_block(row) for row in blocks_of.get(doc_id, [])],
            [(row["char_start"], row["char_end"], row["sentence_id"]) for row in sentences_of.get(doc_id, [])],
        )
        yield Task(document["source_file"], hashlib.sha256(repr(item).encode()).hexdigest(), item)


def _block(row: dict[str, Any]) -> Block:
    return Block(
        start=int(row["char_start"]),
        end=int(row["char_end"]),
        page=int(row["page"]),
        kind=row["kind"],
        section=row["section"] or "",
        key=row["key"] or "",
        value_start=None if row["value_start"] is None else int(row["value_start"]),
        language=row["language"] or "",
    )


def _years(document: dict[str, Any]) -> tuple[int, ...]:
    """The years of the document's own date, first and last; none where it states no full date."""
    days = [document["date_start"], document["date_end"]]
    return tuple(sorted({int(day[:4]) for day in days if day and not day.startswith("-")}))
