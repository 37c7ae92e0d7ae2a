"""Which conference(s) each block is about: by its headings, by what it names, by the part it stands in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.link.conferences.events import event_mentions, places_in
from pipeline.link.reports import Block, Record, Report, Row
from pipeline.schema import LIST_SEPARATOR

SEVERAL = 2
SHORT_LINE = 200
LONG_PARAGRAPH = 600
INVITATION = 25
"""Blocks of an invitation, about, before running text can be something else."""
OPENING = 5
CLOCK = re.compile(r"^\W{0,3}\d{1,2}[.:]\d{2}")
DEADLINE = re.compile(r"(?i)\b(?:senast|anmäl\w*)\b")
OPENS_WITH_PLACE = re.compile(r"^(?:I|På|Vid|Till|Från)\s+(?=[A-ZÅÄÖ])")


def attribute_blocks(report: Report, conferences: Sequence[Record]) -> Iterator[Row]:
    """Rows of ``block_conferences``, one per block that is about a conference of the report.

    A heading that names a conference's place covers what stands under it; a paragraph that names events itself is
    about those; anything else is about the conferences of its part, joined where there are several.
    """
    if not conferences:
        return
    ids = {record.row["place"]: record.row["conference_id"] for record in conferences}
    parts = _conferences_of_parts(report, ids)
    sections = dated_sections(report, ids)
    invited = {block: {place} for block, place in _invited(report, conferences).items()}
    for block in report.blocks:
        near = next(report.headings_above(block), None)
        dated = {sections[near.block_id]} if near is not None and near.block_id in sections else set()
        default = set(ids) if len(ids) == 1 else set()
        places = (
            invited.get(block.block_id)
            or _places_of(report, block, ids)
            or dated
            or parts.get(_part(report, block), default)
        )
        if places:
            joined = LIST_SEPARATOR.join(ids[place] for place in ids if place in places)
            yield {"block_id": block.block_id, "conference_id": joined}


def dated_sections(report: Report, places: Iterable[str]) -> dict[str, str]:
    """By id of a heading that gives a day and no place, the only conference place named below it, if any."""
    found: dict[str, str] = {}
    for heading in (block for block in report.blocks if block.kind == "heading"):
        if not any(m["kind"] == "day" for m in heading.of_type("DATE")):
            continue
        below = [b for b in report.blocks if b.row["heading_id"] == heading.block_id and b.kind != "heading"]
        named = {event.place for block in [heading, *below] for event in places_in(block.text)} & set(places)
        if len(named) == 1:
            found[heading.block_id] = named.pop()
    return found


def _places_of(report: Report, block: Block, ids: dict[str, str]) -> set[str]:
    """Places of conferences that the block or the nearest telling heading names."""
    if block.kind == "paragraph":
        named = {event.place for event in places_in(block.text)} & set(ids)
        events = {event.place for event in event_mentions(block.text)}
        if named and (events & named or OPENS_WITH_PLACE.match(block.text)):
            return named
    for heading in report.headings_above(block):
        named = {event.place for event in places_in(heading.text)} | {
            e.place for e in event_mentions(heading.text)
        }
        if named & set(ids):
            return named & set(ids)
    return set()


def _part(report: Report, block: Block) -> str | None:
    """Id of the outermost heading above a block."""
    outermost = None
    for heading in report.headings_above(block):
        outermost = heading
    return outermost.block_id if outermost else None


def _conferences_of_parts(report: Report, ids: dict[str, str]) -> dict[str | None, set[str]]:
    """Each conference belongs to the part that names it most; a report in one part owns them all."""
    counts: dict[str, Counter[str | None]] = {place: Counter() for place in ids}
    for block in report.blocks:
        part = _part(report, block)
        for event in event_mentions(block.text):
            if event.place in counts:
                counts[event.place][part] += 1
        for event in places_in(block.text) if block.kind in ("heading", "paragraph") else ():
            if event.place in counts:
                counts[event.place][part] += 1
    parts: dict[str | None, set[str]] = {}
    for place, tally in counts.items():
        if tally:
            parts.setdefault(max(tally, key=lambda part: tally[part]), set()).add(place)
    return parts


def _invited(report: Report, conferences: Sequence[Record]) -> dict[str, str]:
    """By block id, the place of the conference whose date or house the lines before name, in appended pages.

    An invitation or a programme says its date once, and what follows is about that event, to the next date of
    another one. Running text is not: it may look back or ahead.
    """
    days = {str(r.row["start_date"]): str(r.row["place"]) for r in conferences if r.row.get("start_date")}
    if len(conferences) < SEVERAL or len(days) < len([r for r in conferences if r.row.get("start_date")]):
        return {}
    found: dict[str, str] = {}
    current, since = None, 0
    for block in report.blocks:
        named = {days[m["date_start"]] for m in block.of_type("DATE") if m["date_start"] in days}
        if len(named) == 1 and len(block.text) <= SHORT_LINE and not DEADLINE.search(block.text):
            current, since = named.pop(), block.index
            found |= {one.block_id: current for one in _opening_lines(report, block)}
        elif (block.kind == "heading" and (block.row["level"] == 1 or _names_another(block, current, days))) or (
            len(block.text) > LONG_PARAGRAPH and block.index - since > INVITATION
        ):
            current = None
        if current:
            found[block.block_id] = current
    return found


def _names_another(heading: Block, current: str | None, days: Mapping[str, str]) -> bool:
    """Whether a heading names the place of another conference than the current one."""
    named = {event.place for event in places_in(heading.text)} & set(days.values())
    return bool(named) and current not in named


def _opening_lines(report: Report, dated: Block) -> Iterator[Block]:
    """The lines of an invitation before its date: no programme and no names of people."""
    for block in reversed(report.blocks[max(0, dated.index - OPENING) : dated.index]):
        if (
            CLOCK.match(block.text)
            or block.of_type("PER")
            or len(block.text) > SHORT_LINE
            or block.kind == "list_item"
        ):
            return
        yield block
