"""Sentences of public texts with their context, for the labels in ``real.csv``."""

from __future__ import annotations

from pathlib import Path

from pipeline.classify.units import units
from pipeline.executor import Runtime, default_jobs
from pipeline.params import Params
from pipeline.stages import Job, run_stage
from pipeline.tables import records, records_by_document
from pipeline.train.statements.rows import LISTED, REAL, Statement
from pipeline.workspace import Workspace


def statements_of(corpus: Path, build: Path) -> dict[str, list[Statement]]:
    """The units of each file of a corpus, labels unknown. What is read of it is kept in ``build``."""
    workspace = Workspace(build)
    job = Job(workspace, corpus, Params(), Runtime(default_jobs()))
    if not workspace.parquet("sentences").is_file():
        for stage in ("ingest", "segment"):
            run_stage(stage, job)
    blocks = records_by_document(workspace.read("blocks"))
    sentences = records_by_document(workspace.read("sentences"))
    return {
        document["source_file"]: [
            Statement(
                unit.text, "", "", "", unit.previous, unit.next, unit.heading,
                area="", register=LISTED if unit.list_id else REAL, case="", source=REAL,
                group=document["source_file"],
            )
            for unit in units(blocks.get(document["doc_id"], []), sentences.get(document["doc_id"], []))
        ]
        for document in records(workspace.read("documents"))
    }  # fmt: skip
