"""Conferences that a report reports on: one row an event, each cell resting on a span.

``detect.py`` finds which, by their places; ``passages.py`` gathers what is said of each; from that ``dates.py``,
``headcounts.py``, ``venues.py``, ``organisers.py`` and ``names.py`` fill the cells; ``conflicts.py`` tells what
does not agree. ``attribution.py`` says which conference each block of the report is about.
"""

from __future__ import annotations

from pipeline.link.conferences.attribution import attribute_blocks
from pipeline.link.conferences.conflicts import conflicts
from pipeline.link.conferences.dates import date_conferences
from pipeline.link.conferences.detect import detect
from pipeline.link.conferences.headcounts import count_participants
from pipeline.link.conferences.names import name_conferences
from pipeline.link.conferences.organisers import name_organisers
from pipeline.link.conferences.passages import Passages
from pipeline.link.conferences.venues import find_venues
from pipeline.link.reports import Record, Report
from pipeline.params import LinkParams

__all__ = ["attribute_blocks", "find_conferences"]


def find_conferences(report: Report, params: LinkParams) -> list[Record]:
    """The conferences of one report, in the order they first come up; none where it only mentions events."""
    records = detect(report, params)
    if records:
        date_conferences(report, records)
        passages = Passages(report, records)
        for fill in (count_participants, find_venues, name_organisers, name_conferences):
            for record in records:
                fill(record, passages)
        for record in records:
            record.warnings.extend(conflicts(record, passages))
    return records
