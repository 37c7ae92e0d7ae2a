"""Projects that a report describes, in header fields, tables and lists (``fields.py``) or prose (``prose.py``)."""

from __future__ import annotations

from pipeline.ids import DIGEST_LENGTH
from pipeline.link.projects.fields import read_fields
from pipeline.link.projects.prose import read_prose
from pipeline.link.reports import Record, Report

__all__ = ["find_projects"]


def find_projects(report: Report) -> list[Record]:
    """The one project that a report describes, each cell resting on a span; none where it describes none."""
    for read in (read_fields, read_prose):
        record = Record({"project_id": f"projekt-{report.doc_id[-DIGEST_LENGTH:]}", "doc_id": report.doc_id})
        if read(report, record):
            return [record]
    return []
