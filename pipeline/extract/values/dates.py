"""Dates, date ranges and other stretches of time that a text names, as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.spans import Span
from pipeline.extract.values import date_readers as read
from pipeline.extract.values import periods as cal
from pipeline.extract.values.date_readers import NO_YEARS, Reader, Reading, Years

__all__ = ["NO_YEARS", "Years", "find"]

SURE, INFERRED, OPEN = 0.97, 0.85, 0.8


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


MON = rf"(?:(?:{_any(cal.FULL_MONTHS)})\b|(?:{_any(cal.MONTHS)})\b(?:\.(?=[ ,][\da-zåäö]))?)"
WEEKDAY = rf"(?:{_any(cal.WEEKDAYS)})\b\.?,?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:19|20)\d\d"
TO = r" ?(?:–|—|-|−|/|\btill\b(?: och med)?|\bt\.?\s?o\.?\s?m\.?|\bto\b) ?"
AND = r" ?(?:–|—|-|−|/|\btill\b(?: och med)?|\bt\.?\s?o\.?\s?m\.?|\boch\b|\bsamt\b|&) ?"
DEN = r"(?:den\s|the\s)?"
LEFT = r"(?<![\w/.:,-])"
RIGHT = r"(?![\w/])(?!-\w)(?![.,]\d)(?!:\w)"
SEASON = r"(?:vår|sommar|höst|vinter)(?:en|n)?"
TERM = rf"(?:{_any(cal.TERMS)})"
ISO = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
DECADE = r"(?:(?:1[6-9]|20)\d0|\d0)"
FLAGS = re.IGNORECASE


def find(text: str, years: Years = NO_YEARS) -> list[Span]:
    """Every date in ``text`` as DATE spans; ``years`` serve dates that leave theirs out.

    Longer readings win over shorter ones; a date for which no year is settled keeps ``--MM-DD``.
    """
    if not _HINT.search(text):
        return []
    taken: list[Reading] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            if any(match.start() < r.end and r.start < match.end() for r in taken):
                continue
            reading = reader(match, years)
            if reading is not None:
                taken.append(reading)
    return [_span(reading) for reading in sorted(taken, key=lambda r: r.start)]


def _span(reading: Reading) -> Span:
    unknown = reading.period.first.startswith("--")
    return Span(
        reading.start,
        reading.end,
        "DATE",
        value=reading.period.value,
        date_start=reading.period.first,
        date_end=reading.period.last,
        confidence=OPEN if unknown else INFERRED if reading.inferred else SURE,
        source="rules:date+inferred" if reading.inferred else "rules:date",
    )


_W = rf"(?:(?P<w>{WEEKDAY})\s(?:den\s)?)?"
_ORD = r"(?::e|:a|e|st|nd|rd|th)?\.?"
_COMMA = r",?\s(?:år\s)?"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{LEFT}(?:{pattern}){RIGHT}", FLAGS)


_UNITS = "kr|kronor|kvm|m2|kvadratmeter|km|kilometer|mil|meter|ton|kg|MW|GW|MWh|GWh|TWh|kWh|euro|st|poäng"
_HINT = re.compile(r"\d")
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compile(rf"(?:{_W})(?P<a>{ISO})(?:{TO}{DEN}(?P<b>{ISO}))?"), read.read_iso),
    (
        _compile(
            rf"{DEN}{_W}(?P<d1>{DAY}){_ORD}\s?(?P<m1>{MON})(?:{_COMMA}(?P<y1>{YEAR}))?{TO}{DEN}(?:{WEEKDAY}\s(?:den\s)?)?"
            rf"(?P<d2>{DAY}){_ORD}\s?(?P<m2>{MON})(?:{_COMMA}(?P<y2>{YEAR}))?"
        ),
        read.read_day,
    ),
    (
        _compile(
            rf"{DEN}{_W}(?:(?P<d1>{DAY}){_ORD}{AND}{DEN})?(?P<d2>{DAY}){_ORD}\s?(?P<m2>{MON})(?:{_COMMA}(?P<y2>{YEAR}))?"
        ),
        read.read_day,
    ),
    (
        _compile(
            rf"{DEN}{_W}(?:(?P<d1>{DAY})/(?P<m1>1[0-2]|0?[1-9])\s?[–-]\s?)?(?P<d2>{DAY})/(?P<m2>1[0-2]|0?[1-9])"
            rf"(?:(?:\s|-|/|,\s)(?P<y2>{YEAR}))?"
        ),
        read.read_slash,
    ),
    (_compile(rf"(?P<d>{DAY})[./-](?P<m>1[0-2]|0?[1-9])[./-](?P<y>{YEAR})"), read.read_numeric),
    (_compile(rf"(?P<y>{YEAR})[./](?P<m>0[1-9]|1[0-2])[./](?P<d>{DAY})"), read.read_numeric),
    (_compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"), read.read_compact),
    (
        _compile(
            rf"(?:(?P<m1>{MON})(?:(?:\smånad)?{_COMMA}(?P<y1>{YEAR}))?{TO})?(?P<m2>{MON})(?:\smånad)?{_COMMA}(?P<y2>{YEAR})"
        ),
        read.read_month,
    ),
    (
        _compile(
            rf"(?:(?P<s1>{SEASON}|{TERM})\s(?P<y1>{YEAR}(?:/(?:{YEAR}|\d\d))?){TO})?"
            rf"(?P<s2>{SEASON}|{TERM})\s(?:år\s)?(?P<y2>{YEAR}(?:/(?:{YEAR}|\d\d))?)"
        ),
        read.read_season,
    ),
    (
        _compile(
            rf"(?:(?P<n>första|andra|tredje|fjärde|sista|1|2|3|4)(?::a|:e)?\s(?P<what>kvartalet|halvåret)"
            rf"|(?:kvartal\s|q)(?P<q>[1-4]))(?:\sår)?,?\s(?P<y>{YEAR})"
        ),
        read.read_part,
    ),
    (_compile(rf"läsåre[tn]\s(?P<a>{YEAR}|\d\d)\s?[/–-]\s?(?P<b>{YEAR}|\d\d)"), read.read_school_year),
    (_compile(rf"årsskiftet\s(?P<a>{YEAR}|\d\d)\s?[/–-]\s?(?P<b>{YEAR}|\d\d)"), read.read_turn),
    (
        re.compile(
            rf"(?<![\w/.:,-])(?:(?P<y>{DECADE})-(?: och | eller | till |, ))?(?P<z>{DECADE})-tale(?:t|ts|n|ns)\b",
            FLAGS,
        ),
        read.read_decade,
    ),
    (_compile(rf"(?P<a>{YEAR})(?:{TO}(?P<b>{YEAR})|\s?[–/]\s?(?P<c>\d\d))"), read.read_years),
    (_compile(rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])"), read.read_iso_month),
    (_compile(rf"(?P<a>{YEAR})-(?P<b>\d\d)(?P<c>)"), read.read_years),
    (_compile(rf"(?<!\d\s){YEAR}(?!\s?(?:{_UNITS})\b)"), read.read_year),
)
