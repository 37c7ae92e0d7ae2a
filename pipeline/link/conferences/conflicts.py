"""What does not agree of what a report says of a conference: numbers that do not add up, a programme too early."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.link.conferences.passages import Passages
from pipeline.link.reports import Record

PARTS = ("participants_civil_society", "participants_public_sector", "participants_business_other")
START = re.compile(r"^\W{0,3}(?:kl\.?\s?)?(?P<hour>\d{1,2})[.:](?P<minute>[0-5]\d)\b", re.IGNORECASE)
STATED = re.compile(
    r"(?:\bkl(?:ockan)?\.?\s?(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?|\b(?P<h2>\d{1,2})[.:](?P<m2>[0-5]\d))"
    r"\s?(?:–|-|till|och)\s?\d{1,2}", re.IGNORECASE,
)  # fmt: skip
LONGEST_LINE = 160
EVENING = 18 * 60


def conflicts(record: Record, passages: Passages) -> Iterator[str]:
    """Sentences, each on one conflict."""
    place, row = record.row["place"], record.row
    total, parts = row.get("participants_total"), [row[part] for part in PARTS if row.get(part) is not None]
    if total is not None and len(parts) == len(PARTS) and sum(parts) != total:
        yield f"Conference in {place}: {total} participants are stated, and the sectors add up to {sum(parts)}"
    stated, first = _stated_start(record, passages), _first_time(record, passages)
    if stated is not None and first is not None and first < stated:
        starts = f"the programme starts at {_clock(first)}"
        yield f"Conference in {place}: {starts}, the invitation says {_clock(stated)}"


def _stated_start(record: Record, passages: Passages) -> int | None:
    """Minutes of the day at which a line with the date says that the conference starts."""
    for passage in passages.of(record):
        dated = any(m["date_start"] == record.row.get("start_date") for _, _, m in passage.mentions("DATE"))
        match = STATED.search(passage.text) if dated and len(passage.text) <= LONGEST_LINE else None
        if match:
            return int(match["hour"] or match["h2"]) * 60 + int(match["minute"] or match["m2"] or 0)
    return None


def _first_time(record: Record, passages: Passages) -> int | None:
    """Minutes of the day of the programme's first line; none without a programme of three lines."""
    times = [
        int(match["hour"]) * 60 + int(match["minute"])
        for passage in passages.of(record)
        if passage.start == 0 and not passage.mentions("DATE") and (match := START.match(passage.text))
    ]
    return min(times) if len(times) >= 3 and min(times) < EVENING else None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
