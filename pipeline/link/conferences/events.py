"""Where a text names an event and its place: ``mötet i Umeå``, ``träffar i X och Y``, ``Umeåkonferensen``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline.resources import rows

PLACE_KINDS = {"locality", "district", "island", "city_abroad", "capital"}
WORD = r"[A-ZÅÄÖÉ][\wåäöé’'-]*"
NAME = rf"{WORD}(?:\s+{WORD}){{0,2}}"
BETWEEN = r"(?:\s+(?!i\b|på\b|och\b)[^\s.,;:!?()]+){0,4}"
"""Words that may stand between the event and its place: ``konferensen som hölls i Umeå``."""
IN = re.compile(r"\b[Ii] $")
HELD = r"(?:hölls|hålls|genomfördes|ägde\s+rum|arrangerades|ordnades|anordnades)"
WAS_HELD = re.compile(rf"[^.!?]{{0,40}}\b{HELD}\b")
JOINED = r"(?:\s*,\s*|\s+(?:och|samt|respektive|resp\.?)\s+)(?:i\s+)?"


@dataclass(frozen=True)
class EventMention:
    """An event named with its place. ``start`` and ``end`` are the offsets of the place in the text."""

    place: str
    start: int
    end: int
    weight: int = 1
    """How much it tells: 2 where the text says that the event was held."""


def event_mentions(text: str) -> Iterator[EventMention]:
    """Events that ``text`` names together with their place, in no particular order."""
    for match in _phrase().finditer(text):
        weight = 2 if WAS_HELD.match(text, match.end()) else 1
        for event in _places_in(text, match.start("places"), match.end("places")):
            yield replace(event, weight=weight)
    for match in _held().finditer(text):
        for event in _places_in(text, match.start("places"), match.end("places")):
            yield replace(event, weight=2)
    for match in _compound().finditer(text):
        place = _known(match["place"])
        if place:
            yield EventMention(place, match.start("place"), match.start("place") + len(place))


def names_event(text: str) -> bool:
    """Whether ``text`` holds a word for an event such as *konferens* or *hearing*."""
    return bool(_event_word().search(text))


def names_meeting(text: str) -> bool:
    """Whether ``text`` holds any word for people who meet: *möten*, *träffar*, *heldag*. Many are no event."""
    return bool(_meeting_word().search(text))


def places_in(text: str) -> Iterator[EventMention]:
    """Known places among the capitalised words of ``text``; a name that is also a word counts only behind *i*."""
    for event in _places_in(text, 0, len(text)):
        if event.place not in _ambiguous() or IN.search(text[: event.start]):
            yield event


def _places_in(text: str, start: int, end: int) -> Iterator[EventMention]:
    for match in re.finditer(NAME, text[start:end]):
        words = match.group().split(" ")
        offset = start + match.start()
        i = 0
        while i < len(words):
            size, place = _longest_place(words[i:])
            if place:
                at = offset + sum(len(word) + 1 for word in words[:i])
                yield EventMention(place, at, at + len(" ".join(words[i : i + size])))
            i += size


def _longest_place(words: list[str]) -> tuple[int, str | None]:
    """How many words the place takes that ``words`` begin with, and its name; 1 and None where there is none."""
    for size in range(len(words), 0, -1):
        place = _known(" ".join(words[:size]))
        if place:
            return size, place
    return 1, None


def _known(surface: str) -> str | None:
    """The place's name for a surface, the genitive and the compounding *s* dropped."""
    for form in (surface, surface.removesuffix("s")):
        if form in place_names():
            return form
    return None


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(
        row["name"] for name in ("municipalities", "places") for row in rows(name) if row["ambiguous"] == "1"
    )


@cache
def place_names() -> frozenset[str]:
    """Names of municipalities, localities, districts and foreign cities."""
    towns = {row["name"] for row in rows("municipalities")}
    return frozenset(towns | {row["name"] for row in rows("places") if row["kind"] in PLACE_KINDS})


@cache
def _event_forms() -> str:
    forms = {row["word"] for row in rows("event_words") if row["conference"] == "1"}
    return "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form)))


NOT_MEETING = r"(?!press|video|telefon|fred|parti)"
"""A *presskonferens* or a *telefonkonferens* is no conference that a report reports on."""


@cache
def _meeting_word() -> re.Pattern[str]:
    kinds = {"konferens", "dialog", "evenemang", "forum", "hearing", "mässa", "möte", "nätverksträff", "panel",
             "rundabordssamtal", "seminarium", "temadag", "turné", "workshop"}  # fmt: skip
    forms = {row["word"] for row in rows("event_words") if row["kind"] in kinds}
    found = "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form)))
    return re.compile(rf"(?i)\b{NOT_MEETING}\w{{0,20}}(?:{found})\b")


@cache
def _event_word() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{NOT_MEETING}\w{{0,40}}(?:{_event_forms()})\w*")


@cache
def _phrase() -> re.Pattern[str]:
    event = rf"(?i:\b{NOT_MEETING}\w{{0,40}}(?:{_event_forms()})\w*)"
    return re.compile(rf"{event}{BETWEEN}\s+i\s+(?P<places>{NAME}(?:{JOINED}{NAME})*)")


@cache
def _held() -> re.Pattern[str]:
    """``Hörandet hölls i Folkets hus på Storgatan 4 i Mora``: the last place of the sentence's first clause."""
    event = rf"(?i:\b{NOT_MEETING}\w{{0,40}}(?:{_event_forms()})\w*)"
    return re.compile(
        rf"{event}[^.!?]{{0,60}}\b{HELD}\b[^.!?]{{0,80}}?\bi\s+(?P<places>{NAME})(?=\s*[.,]|\s+och\b)"
    )


@cache
def _compound() -> re.Pattern[str]:
    place = r"[A-ZÅÄÖÉ][\w’'-]{0,40}?"
    return re.compile(rf"\b(?P<place>{place})(?:-|s)?(?:{_event_forms()})\w*")
