"""Which conferences a report reports on, by their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias

from pipeline.ids import DIGEST_LENGTH, digest, slug
from pipeline.link.conferences.events import (
    EventMention,
    event_mentions,
    names_event,
    names_meeting,
    places_in,
)
from pipeline.link.reports import Block, Record, Report
from pipeline.params import LinkParams
from pipeline.resources import rows

NOT_REPORTING = ("speech", "opinion", "statement", "agreement", "assignment", "bill")
"""Kinds of document that may be given at a conference or ask for one, and report on none."""
OPENING_BLOCKS = 8
SUBTITLE = 3
OPENING_WORDS = 20
PROGRAMME = ("Program", "Programmet", "PROGRAM", "Programme")
VENUE_KEYS = {"plats", "lokal", "var", "mötesplats", "venue", "place"}
DATE_KEYS = {"datum", "tid", "när", "datum och tid", "date", "when"}
PLACE_HEADING = re.compile(
    r"(?:(?:\d+|[A-Z])[.)]\s+|[Kk]onferensen i )?(?P<place>[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?)"
    r"(?:[,:–-]?\s*(?:den |\w+dag(?:en)? (?:den )?)?\d{1,2}[ /].{3,20})?"
)
"""A heading that is a place, with or without a date or number: ``2. Umeå``, ``Umeå, torsdagen den 3 maj 2012``."""

ACCOUNT = re.compile(
    r"(?i)(?:\w*rapport|\w*anteckningar|dokumentation|sammanfattning|sammanställning|utvärdering|program|inbjudan|"
    r"välkommen|protokoll|reflektioner|röster|hinder|möjligheter)\b"
)
ASIDE = re.compile(
    r"(?i)\b(?:vid|under|på|för|av|inför|till|deltar)\s+(?:[a-zåäö]+\s){0,2}\w*(?:konferens|seminari|möte|workshop)"
)
"""An event that is not what the headline is about."""
LISTED_PLACE = re.compile(
    r"(?P<place>[A-ZÅÄÖ][\wåäö]+)\s*(?:[:\t]|–|-)\s*(?:ca|cirka|drygt|omkring|runt|knappt)?\s*\d"
)
LISTED = 2
BELOW = 4
Found: TypeAlias = dict[str, list[tuple[Block, EventMention]]]


def detect(report: Report, params: LinkParams) -> list[Record]:
    """The conferences of one report with id and place, in the order they first come up.

    There are none where it only mentions events. A place is a conference's where titles, headings or a programme's
    header name it as one, or running text does so ``min_conference_mentions`` times in a report whose titles speak
    of events.
    """
    if report.document["kind"] in NOT_REPORTING:
        return []
    titled = _titled_events(report)
    if not titled and not any(names_event(block.text) and not _is_aside(block) for block in _titles(report)):
        return []
    mentioned = _mentioned_events(report)
    found = {
        place: [*titled.get(place, []), *mentioned.get(place, [])]
        for place in (*titled, *mentioned)
        if place in titled or _weight(mentioned[place]) >= params.min_conference_mentions
    }
    places = _without_parts(_in_order(report, found))
    ids = _conference_ids(report, places)
    return [_conference(report, ids[place], place, found[place]) for place in places]


def _weight(events: list[tuple[Block, EventMention]]) -> int:
    return sum(event.weight for _, event in events)


def _titled_events(report: Report) -> Found:
    """Events with their places in headings, opening lines, and a programme's ``Plats`` beside ``Datum``."""
    found: Found = {}
    first = opening(report)
    of_events = any(names_event(block.text) or names_meeting(block.text) for block in _titles(report))
    opens_with_event = any(names_event(block.text) and not _is_aside(block) for block in report.blocks[:first])
    for block, event in _listed_places(report) if of_events else ():
        found.setdefault(event.place, []).append((block, event))
    for block in report.blocks:
        heads = block.kind in ("heading", "title_page") and (
            (names_event(block.text) and not _is_aside(block)) or (of_events and _is_dated_place(report, block))
        )
        if heads or (block.index < first and opens_with_event) or _is_venue_field(report, block):
            for event in places_in(block.text):
                found.setdefault(event.place, []).append((block, event))
    return found


def _is_aside(heading: Block) -> bool:
    """Whether a headline only mentions the event: ``Ministern till London för konferens om vatten``."""
    return heading.index == 0 and not ACCOUNT.match(heading.text) and ASIDE.search(heading.text) is not None


def _is_dated_place(report: Report, heading: Block) -> bool:
    """Whether a heading is a place, and a day stands in it or right below."""
    if not PLACE_HEADING.fullmatch(heading.text):
        return False
    near = report.blocks[heading.index : heading.index + BELOW]
    return any(m["kind"] == "day" for block in near for m in block.of_type("DATE"))


def _listed_places(report: Report) -> Iterator[tuple[Block, EventMention]]:
    """Places that begin the items of one list, each with a number: ``Umeå: 84 deltagare``."""
    run: list[tuple[Block, EventMention]] = []
    for block in [*report.blocks, None]:
        event = _leading_place(block) if block is not None and block.kind in ("list_item", "table_row") else None
        if block is not None and event is not None:
            run.append((block, event))
            continue
        if len(run) >= LISTED:
            yield from run
        run = []


def _leading_place(block: Block) -> EventMention | None:
    match = LISTED_PLACE.match(block.text)
    found = list(places_in(match["place"])) if match else []
    return found[0] if found else None


def opening(report: Report) -> int:
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
    """The lines of title pages, the headings of parts, and the subtitle below the first."""
    return [
        b
        for b in report.blocks
        if b.kind == "title_page" or (b.kind == "heading" and (b.row["level"] == 1 or b.index < SUBTITLE))
    ]


def _in_order(report: Report, kept: Iterable[str]) -> list[str]:
    """The places in the order that running text first names them."""
    named = [event.place for b in report.blocks if b.kind == "paragraph" for event in places_in(b.text)]
    first = {place: i for i, place in reversed(list(enumerate(named)))}
    return sorted(kept, key=lambda place: first.get(place, len(named)))


def _without_parts(places: list[str]) -> list[str]:
    """Leaves out a district whose town is there: ``I Göteborg, där konferensen hölls i Kortedala``."""
    return [
        place for place in places if towns().get(place, {}).get("municipality", place) not in set(places) - {place}
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
    town = towns().get(place, {})
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
def towns() -> dict[str, dict[str, str]]:
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
