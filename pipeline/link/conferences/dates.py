"""When a conference was held, by the dates around its name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.link.conferences.attribution import dated_sections
from pipeline.link.conferences.detect import opening
from pipeline.link.conferences.events import event_mentions, names_event, places_in
from pipeline.link.reports import Block, Record, Report, Row

DEADLINE = re.compile(r"(?i)\b(?:senast|sista|anmäl\w*|ansök\w*|före)\b[^.]{0,40}$")
WEEKDAY = re.compile(r"(?i)\b(?:mån|tis|ons|tors|fre|lör|sön)dag")
CLOCK = re.compile(r"(?i)\bkl\b|klockan|\b\d{1,2}[.:]\d{2}\b")
LONGEST_EVENT = 6
NEAR = 3
"""A date this many blocks from the place's name may be the event's."""
ENOUGH = 3
SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")


class _Day(NamedTuple):
    """A mention of a day or some, and the conference place that its section is of."""

    block: Block
    mention: Row
    section: str | None


def date_conferences(report: Report, records: list[Record]) -> None:
    """Gives each conference the day that its surroundings settle; leaves it open where two days compete."""
    stated = _days(report, records)
    for record in records:
        scores: dict[tuple[str, str], int] = {}
        cites: dict[tuple[str, str], _Day] = {}
        for one in stated:
            day = (one.mention["date_start"], one.mention["date_end"])
            score = _date_score(report, records, record.row["place"], one)
            if score > scores.get(day, 0):
                scores[day], cites[day] = score, one
        best = max(scores.values(), default=0)
        days = [day for day, score in scores.items() if score == best]
        if best >= ENOUGH and len(days) == 1:
            for column, value in zip(("start_date", "end_date"), days[0], strict=True):
                record.state_mention(column, value, cites[days[0]].block, cites[days[0]].mention)


def _days(report: Report, records: list[Record]) -> list[_Day]:
    """Mentions of days that are no deadline; an interval of up to a week is one event."""
    places = {record.row["place"] for record in records}
    sections = dated_sections(report, places)
    return [
        _Day(block, mention, _section_place(report, block, places, sections))
        for block in report.blocks
        for mention in block.of_type("DATE")
        if _is_event_long(str(mention["date_start"]), str(mention["date_end"]))
        and not DEADLINE.search(block.text[: mention["char_start"] - block.row["char_start"]])
    ]


def _is_event_long(start: str, end: str) -> bool:
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        # a day without a year: an event of one day, or of days within a month
        return len(start) == 7 and start[:4] == end[:4]
    return 0 <= (last - first).days <= LONGEST_EVENT


def _date_score(report: Report, records: list[Record], place: str, day: _Day) -> int:
    """How surely a day is that of the event in ``place``: its block names it, or an invitation gives both."""
    block, mention, section = day
    others = {r.row["place"] for r in records} - {place}
    near = report.blocks[max(0, block.index - NEAR) : block.index + NEAR + 1]
    here = towns_named(block, records, *sentence_around(block, mention))
    nearby = {town for b in near for town in towns_named(b, records)}
    in_section = section == place
    score = 0
    if place in here:
        score = 1 if others & here else 3
    elif place in nearby and not others & nearby:
        score = 2
    elif len(records) == 1 or in_section:
        score = 1
    if not score:
        return 0
    clock = any(CLOCK.search(b.text) for b in near)
    telling = (
        in_section and block.kind == "heading",
        names_event(block.text),
        bool(WEEKDAY.search(block.text)),
        clock,
        in_section and _is_first(report, block),
    )
    return score + sum(map(bool, telling)) + (2 if block.index < opening(report) else 0)


def sentence_around(block: Block, mention: Row) -> tuple[int, int]:
    """Offsets in the block of the sentence that holds the mention."""
    at = mention["char_start"] - block.row["char_start"]
    ends = [match.start() + 1 for match in SENTENCE_END.finditer(block.text)]
    return max((end for end in ends if end <= at), default=0), min(
        (end for end in ends if end > at), default=len(block.text)
    )


def towns_named(block: Block, records: Sequence[Record], start: int = 0, end: int | None = None) -> set[str]:
    """Conference places that ``block.text[start:end]`` names: ``Högskolan i Gävle`` names no town."""
    offset = block.row["char_start"]
    names = [(m["char_start"] - offset, m["char_end"] - offset) for m in block.of_type("ORG")]
    text = block.text[start:end]

    def names_town(place: str) -> bool:
        found = re.finditer(rf"\b{re.escape(place)}s?\b(?!\s+(?:län|kommun|stad)\b)", text)
        return any(not any(first <= start + match.start() < last for first, last in names) for match in found)

    return {record.row["place"] for record in records if names_town(record.row["place"])} | {
        event.place for event in event_mentions(text)
    }


def _is_first(report: Report, block: Block) -> bool:
    """Whether the block comes right below a heading."""
    return any(b.kind == "heading" for b in report.blocks[max(0, block.index - 2) : block.index])


def _section_place(report: Report, block: Block, places: set[str], sections: Mapping[str, str]) -> str | None:
    for heading in report.headings_above(block):
        if heading.block_id in sections:
            return sections[heading.block_id]
        named = {event.place for event in places_in(heading.text)} & places
        if named:
            return named.pop() if len(named) == 1 else None
    return None
