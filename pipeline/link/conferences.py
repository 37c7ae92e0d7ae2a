"""Conferences that a report reports on: one row an event, each cell resting on a span.

This version reads the place, the date and how many took part; the other cells stay empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TypeAlias

from pipeline.ids import DIGEST_LENGTH, digest, slug
from pipeline.link.events import EventMention, event_mentions, names_event, places_in
from pipeline.link.reports import Block, Record, Report, Row
from pipeline.params import LinkParams
from pipeline.resources import rows

NOT_REPORTING = ("speech", "opinion", "statement", "agreement", "assignment", "bill")
"""Kinds of document that may be given at a conference or ask for one, and report on none."""
DEADLINE = re.compile(r"(?i)\b(?:senast|sista|anmäl\w*|ansök\w*|före)\b[^.]{0,40}$")
WEEKDAY = re.compile(r"(?i)\b(?:mån|tis|ons|tors|fre|lör|sön)dag")
CLOCK = re.compile(r"(?i)\bkl\b|klockan|\b\d{1,2}[.:]\d{2}\b")
LONGEST_EVENT = 6
NEAR = 3
"""A date this many blocks from the place's name may be the event's."""
ENOUGH = 3
OPENING_BLOCKS = 8
OPENING_WORDS = 20
PROGRAMME = ("Program", "Programmet", "PROGRAM", "Programme")
VENUE_KEYS = {"plats", "lokal", "var", "mötesplats", "venue", "place"}
DATE_KEYS = {"datum", "tid", "när", "datum och tid", "date", "when"}
SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
HEADCOUNT_UNITS = ("personer", "deltagare", "besökare")

Found: TypeAlias = dict[str, list[tuple[Block, EventMention]]]


def find_conferences(report: Report, params: LinkParams) -> list[Record]:
    """The conferences of one report, in the order they first come up; none where it only mentions events.

    A place is a conference's where titles, headings or a programme's header name it as one, or running text does
    so ``min_conference_mentions`` times in a report whose titles speak of events.
    """
    if report.document["kind"] in NOT_REPORTING:
        return []
    titled = _titled_events(report)
    if not titled and not any(names_event(block.text) for block in _titles(report)):
        return []
    mentioned = _mentioned_events(report)
    found = {
        place: [*titled.get(place, []), *mentioned.get(place, [])]
        for place in (*titled, *mentioned)
        if place in titled or _weight(mentioned[place]) >= params.min_conference_mentions
    }
    places = _without_parts(_in_order(report, found))
    ids = _conference_ids(report, places)
    records = [_conference(report, ids[place], place, found[place]) for place in places]
    _date_conferences(report, records)
    _count_participants(report, records)
    return records


def _weight(events: list[tuple[Block, EventMention]]) -> int:
    return sum(event.weight for _, event in events)


def _titled_events(report: Report) -> Found:
    """Events with their places in headings, opening lines, and a programme's ``Plats`` beside ``Datum``."""
    found: Found = {}
    opening = _opening(report)
    opens_with_event = any(names_event(block.text) for block in report.blocks[:opening])
    for block in report.blocks:
        heads = block.kind in ("heading", "title_page") and names_event(block.text)
        if heads or (block.index < opening and opens_with_event) or _is_venue_field(report, block):
            for event in places_in(block.text):
                found.setdefault(event.place, []).append((block, event))
    return found


def _opening(report: Report) -> int:
    """How many short lines stand before the first paragraph of running text."""
    for count, block in enumerate(report.blocks[:OPENING_BLOCKS]):
        prose = len(block.text.split()) > OPENING_WORDS or block.text.endswith(".")
        if block.kind not in ("heading", "title_page", "paragraph") or prose:
            return count
    return min(len(report.blocks), OPENING_BLOCKS)


def _is_venue_field(report: Report, block: Block) -> bool:
    near = report.blocks[max(0, block.index - 1) : block.index + 2]
    keys = {str(b.row["key"]).casefold() for b in near if b.kind == "field"}
    is_venue = block.kind == "field" and str(block.row["key"]).casefold() in VENUE_KEYS
    return (
        is_venue
        and bool(keys & DATE_KEYS)
        and any(b.text in PROGRAMME for b in report.blocks if b.kind == "heading")
    )


def _mentioned_events(report: Report) -> Found:
    found: Found = {}
    for block in report.blocks:
        if block.kind != "heading":
            for event in event_mentions(block.text):
                found.setdefault(event.place, []).append((block, event))
    return found


def _titles(report: Report) -> list[Block]:
    """The lines of title pages and the headings of parts."""
    return [b for b in report.blocks if b.kind == "title_page" or (b.kind == "heading" and b.row["level"] == 1)]


def _in_order(report: Report, kept: Iterable[str]) -> list[str]:
    """The places in the order that running text first names them."""
    named = [event.place for b in report.blocks if b.kind == "paragraph" for event in places_in(b.text)]
    first = {place: i for i, place in reversed(list(enumerate(named)))}
    return sorted(kept, key=lambda place: first.get(place, len(named)))


def _without_parts(places: list[str]) -> list[str]:
    """Leaves out a district whose town is there: ``I Göteborg, där konferensen hölls i Kortedala``."""
    return [
        place
        for place in places
        if _towns().get(place, {}).get("municipality", place) not in set(places) - {place}
    ]


def _conference_ids(report: Report, places: list[str]) -> dict[str, str]:
    """Place and the document's checksum; a checksum of the place too where two look alike (Habo, Håbo)."""
    names = Counter(slug(place) for place in places)
    return {
        place: "-".join(
            [slug(place), *([digest(place, 4)] if names[slug(place)] > 1 else []), report.doc_id[-DIGEST_LENGTH:]]
        )
        for place in places
    }


def _conference(
    report: Report, conference_id: str, place: str, events: list[tuple[Block, EventMention]]
) -> Record:
    town = _towns().get(place, {})
    record = Record({"conference_id": conference_id, "doc_id": report.doc_id})
    block, event = events[0]
    for column, value in (
        ("place", place),
        ("municipality", town.get("municipality")),
        ("county", town.get("county")),
    ):
        record.state(column, value, block, event.start, event.end)
    return record


@cache
def _towns() -> dict[str, dict[str, str]]:
    """Municipality and county by name of town, where the name settles them."""
    counties = {row["code"]: row["name"] for row in rows("counties")}
    municipalities = {row["code"]: row for row in rows("municipalities")}
    settled: dict[str, dict[str, str]] = {}
    times = Counter(row["name"] for row in rows("places"))
    for row in rows("places"):
        code = row["municipality_code"]
        if times[row["name"]] == 1 and code in municipalities:
            settled[row["name"]] = _town(municipalities[code]["name"], counties[code[:2]])
    for row in municipalities.values():
        settled[row["name"]] = _town(row["name"], counties[row["county_code"]])
    return settled


def _town(municipality: str, county: str) -> dict[str, str]:
    return {"municipality": municipality, "county": county}


def _date_conferences(report: Report, records: list[Record]) -> None:
    """Gives each conference the day that its surroundings settle; leaves it open where two days compete."""
    for record in records:
        scores: dict[tuple[str, str], int] = {}
        cites: dict[tuple[str, str], tuple[Block, Row]] = {}
        for block, mention in _days(report):
            day = (mention["date_start"], mention["date_end"])
            score = _date_score(report, records, record, block, mention)
            if score > scores.get(day, 0):
                scores[day], cites[day] = score, (block, mention)
        best = max(scores.values(), default=0)
        days = [day for day, score in scores.items() if score == best]
        if best >= ENOUGH and len(days) == 1:
            _cite_days(record, days[0], *cites[days[0]])


def _cite_days(record: Record, day: tuple[str, str], block: Block, mention: Row) -> None:
    offset = block.row["char_start"]
    for column, value in zip(("start_date", "end_date"), day, strict=True):
        record.state(column, value, block, mention["char_start"] - offset, mention["char_end"] - offset)


def _days(report: Report) -> list[tuple[Block, Row]]:
    """Mentions of days that are no deadline; an interval of up to a week is one event."""
    return [
        (block, mention)
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


def _date_score(report: Report, records: list[Record], record: Record, block: Block, mention: Row) -> int:
    """How surely a date in ``block`` is the event's: it names the event, or an invitation gives place and time."""
    place = record.row["place"]
    others = {r.row["place"] for r in records} - {place}
    near = report.blocks[max(0, block.index - NEAR) : block.index + NEAR + 1]
    here = _towns_named(block, records, *_sentence_around(block, mention))
    nearby = {town for b in near for town in _towns_named(b, records)}
    in_section = _section_place(report, block, records) == place
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
        names_event(block.text),
        bool(WEEKDAY.search(block.text)),
        clock,
        in_section and _is_first(report, block),
    )
    return score + sum(map(bool, telling)) + (2 if block.index < _opening(report) else 0)


def _sentence_around(block: Block, mention: Row) -> tuple[int, int]:
    """Offsets in the block of the sentence that holds the mention."""
    at = mention["char_start"] - block.row["char_start"]
    ends = [match.start() + 1 for match in SENTENCE_END.finditer(block.text)]
    return max((end for end in ends if end <= at), default=0), min(
        (end for end in ends if end > at), default=len(block.text)
    )


def _towns_named(block: Block, records: list[Record], start: int = 0, end: int | None = None) -> set[str]:
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


def _section_place(report: Report, block: Block, records: list[Record]) -> str | None:
    places = {r.row["place"] for r in records}
    for heading in report.headings_above(block):
        named = {event.place for event in places_in(heading.text)} & places
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _count_participants(report: Report, records: list[Record]) -> None:
    """How many took part, from a block that names one event, says *deltog* or *deltagare* and counts people."""
    by_place = {record.row["place"]: record for record in records}
    for block in report.blocks:
        named = {event.place for event in event_mentions(block.text)} & set(by_place)
        if len(named) != 1 or not re.search(r"(?i)\bdelt(?:og|agare|agit)", block.text):
            continue
        place = named.pop()
        for mention in block.of_type("AMOUNT"):
            if (
                mention["kind"] == "count"
                and mention["unit"] in HEADCOUNT_UNITS
                and _one_sentence(block, place, mention)
            ):
                start, end = (mention[side] - block.row["char_start"] for side in ("char_start", "char_end"))
                by_place[place].state("participants_total", int(float(mention["value"])), block, start, end)
                break


def _one_sentence(block: Block, place: str, mention: Row) -> bool:
    """Whether the block names the event in the sentence that holds the mention."""
    at = mention["char_start"] - block.row["char_start"]
    spans = (
        (min(at, event.start), max(at, event.end)) for event in event_mentions(block.text) if event.place == place
    )
    return any(not SENTENCE_END.search(block.text[start:end]) for start, end in spans)
