"""Classify: which blocks state an obstacle (*hinder*) or an opportunity (*möjlighet*).

Reads ``blocks`` and the conferences they are about, writes ``statements``. This version labels what reports
label themselves: lists under a heading that speaks of hinder or möjligheter. A classifier of running text takes
its place beside ``listed`` and adds rows with ``label_source = model``.
"""

from __future__ import annotations

import pandas as pd

from pipeline.classify.listed import listed_statements
from pipeline.params import ClassifyParams
from pipeline.tables import Tables, frame

__all__ = ["run"]


def run(blocks: pd.DataFrame, block_conferences: pd.DataFrame, params: ClassifyParams) -> Tables:
    """The ``statements`` of all documents, without their themes."""
    rows = listed_statements(blocks, params)
    conference = dict(
        zip(block_conferences["block_id"], block_conferences["conference_id"].fillna(""), strict=True)
    )
    records = [{**row, "conference_id": conference.get(block_id)} for block_id, row in rows]
    return {"statements": frame("statements", records)}
