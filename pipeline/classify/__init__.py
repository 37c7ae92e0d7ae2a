"""Classify: every sentence and list item is hinder (an obstacle), möjlighet (an opportunity) or neutral.

Reads ``blocks``, ``sentences``, the conferences they are about and the corpus' ``corrections.csv``; writes
``statements``, with the vectors that themes are made from, and what the model says of listed items whose heading
is hidden (``stance_checks``). A heading that says what its list holds decides; the model judges everything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.classify.document import ClassifyInput, classify_document
from pipeline.classify.model import digest
from pipeline.classify.statements import Found, checks, statements
from pipeline.corrections import FILE, read_corrections
from pipeline.executor import Failure, Runtime, Task
from pipeline.params import ClassifyParams
from pipeline.tables import Tables, frame, records, records_by_document

__all__ = ["run"]

BLOCK_COLUMNS = (
    "block_id",
    "kind",
    "text",
    "heading_id",
    "list_id",
    "value_start",
    "language",
    "char_start",
    "char_end",
)
SENTENCE_COLUMNS = ("block_id", "text", "char_start", "char_end")


def run(  # noqa: PLR0913, PLR0917 - the stage's contract
    documents: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    block_conferences: pd.DataFrame,
    corpus: Path,
    params: ClassifyParams,
    runtime: Runtime,
) -> Tables:
    """``statements`` without their themes, ``statement_vectors``, ``stance_checks`` and ``rejected_classify``."""
    fixed, faults = read_corrections(corpus)
    rejected = []
    found = Found(conferences=_conferences(block_conferences), blocks=_places(blocks))
    tasks = list(_tasks(documents, blocks, sentences))
    for _, outcome in runtime.map_documents("classify", classify_document, tasks, params, digest(params.model)):
        if isinstance(outcome, Failure):
            rejected.append(outcome.rejected("classify"))
        else:
            found.add(outcome)
    rows, vectors, lesson = statements(found, fixed, params)
    faults += _gone(set(fixed) - {row["statement_id"] for row in rows})
    faults += _neutral(rows, {one for one, correction in fixed.items() if correction.theme_id})
    if faults:
        rejected.append(Failure(FILE, "corrections that cannot be used", "; ".join(faults)).rejected("classify"))
    return {
        "statements": frame("statements", rows),
        "statement_vectors": frame("statement_vectors", vectors),
        "stance_checks": frame("stance_checks", checks(found, lesson)),
        "rejected_classify": frame("rejected_classify", rejected),
    }


def _tasks(
    documents: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame
) -> Iterator[Task[ClassifyInput]]:
    blocks_of, sentences_of = records_by_document(blocks), records_by_document(sentences)
    for document in records(documents):
        doc_id = document["doc_id"]
        item = ClassifyInput(
            doc_id,
            [{name: row[name] for name in BLOCK_COLUMNS} for row in blocks_of.get(doc_id, [])],
            [{name: row[name] for name in SENTENCE_COLUMNS} for row in sentences_of.get(doc_id, [])],
        )
        yield Task(document["source_file"], hashlib.sha256(repr(item).encode()).hexdigest(), item)


def _conferences(block_conferences: pd.DataFrame) -> dict[str, str | None]:
    return {row["block_id"]: row["conference_id"] for row in records(block_conferences)}


def _places(blocks: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Where each block stands: doc_id, page, section."""
    return {row["block_id"]: row for row in records(blocks[["block_id", "doc_id", "page", "section"]])}


def _neutral(rows: Iterable[dict[str, Any]], themed: set[str]) -> list[str]:
    advice = "is neutral, so it has no theme; give it a label, too"
    return [f"{row['statement_id']}: {advice}" for row in rows
            if row["statement_id"] in themed and row["label"] == "neutral"]  # fmt: skip


def _gone(statements: set[str]) -> list[str]:
    advice = "no such statement any more; take the line out, or give the statement's new id"
    return [f"{one}: {advice}" for one in sorted(statements)]
