"""Dates, date ranges and other stretches of time that a text names, as ISO 8601.

``kind`` is the precision; ``source`` is ``rules:date`` and a mark for each thing that the value leaves out or the
text gets wrong (``readings.py`` has them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extract.spans import Span
from pipeline.extract.values import day_readers as day
from pipeline.extract.values import period_readers as period
from pipeline.extract.values import periods as cal
from pipeline.extract.values.readings import DEADLINE, FLAGS, INFERRED, NO_YEARS, Reader, Reading, Years

__all__ = ["NO_YEARS", "Years", "find"]

SURE, GUESSED, OPEN, DOUBTED = 0.97, 0.85, 0.8, 0.5


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


MON = rf"(?:(?:{_any(cal.FULL_MONTHS)})\b|(?:{_any(cal.MONTHS)})\b(?:\.(?=[,.]| [\da-zåäö’'–-]))?)"
WEEKDAY = rf"(?:{_any(cal.WEEKDAYS)})\b\.?,?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:19|20)\d\d"
SHORT = r"\s?[-–’'](?P<yy>\d\d)(?!\d|[.:,]\d|\s?/|\s(?:{months}))".replace("{months}", _any(cal.FULL_MONTHS))
"""Two digits for a year: ``25 nov -11``, ``25/11-11``."""
TO = r" ?(?:–|—|-|−|/|\btill\b(?: och med)?|\bt\.?\s?o\.?\s?m\.?|\bto\b) ?"
AND = r" ?(?:–|—|-|−|/|\btill\b(?: och med)?|\bt\.?\s?o\.?\s?m\.?|\boch\b|\bsamt\b|&) ?"
BOTH = r"(?:,| och| samt| respektive| eller)\s"
DEN = r"(?:den\s|the\s)?"
LEFT = r"(?<![\w/.:,-])"
RIGHT = r"(?![\w/])(?!-\w)(?![.,]\d)(?!:\w)"
SEASON = r"(?:vår|sommar|höst|vinter)(?:en|n)?"
TERM = rf"(?:{_any(cal.TERMS)})"
SEASON_YEAR = rf"{YEAR}(?:\s?[/–-]\s?(?:{YEAR}|\d\d)(?!\d))?"
ISO_DAY = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
ISO = rf"(?:19|20)\d\d-{ISO_DAY}"
DECADE = r"(?:(?:1[6-9]|20)\d0|\d0)"
FLAGS_RE = re.IGNORECASE
YEARLY = re.compile(r"\s(?:varje|vartannat|var fjärde) år\b|\sårligen\b", re.IGNORECASE)
NARROW = frozenset(["day", "month", "season", "term"])
LATEST = re.compile(
    r"(?:\b(?:senast|före|innan|inte senare än|no later than|before|by)|\bsista (?:\w+)?dag(?:en)?(?: är| var|:)?"
    r"|\bdeadline(?:n)?(?: är| var|:)?|\bdead line:?)\s(?:\w+dag(?:en)?\s)?(?:den\s|år\s)?$",
    re.IGNORECASE,
)
"""Before a date: what makes it a last day."""


def find(text: str, years: Years = NO_YEARS) -> list[Span]:
    """Every date in ``text`` as DATE spans; ``years`` serve dates that leave theirs out.

    Longer readings win over shorter ones; a date for which no year is settled keeps ``--MM-DD``.
    """
    if not _HINT.search(text):
        return []
    stated = _read(text, [], NO_YEARS)
    if any(reading.period.value.startswith("--") for reading in stated):
        stated = _read(text, stated, years)
    return [_span(text, reading) for reading in stated]


def _read(text: str, stated: Sequence[Reading], years: Years) -> list[Reading]:
    """The readings in text order; ``stated`` are those that a first reading gave."""
    taken: list[Reading] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            if not any(match.start() < r.end and r.start < match.end() for r in taken):
                taken += reader(match, _years_at(match, stated, years))
    return sorted(taken, key=lambda r: r.start)


def _years_at(match: re.Match[str], stated: Sequence[Reading], years: Years) -> Years:
    """The years that hold where a match stands. A day that comes every year has none."""
    if years is NO_YEARS or YEARLY.match(match.string, match.end()):
        return NO_YEARS
    periods = (reading.period for reading in stated if reading.end <= match.start())
    dated = [one for one in periods if one.first[:1].isdigit() and one.precision in NARROW]
    return replace(years, before=dated[-1] if dated else None)


def _span(text: str, reading: Reading) -> Span:
    latest = LATEST.search(text, max(0, reading.start - 40), reading.start)
    marks = [*reading.marks, *([DEADLINE] if latest else [])]
    return Span(
        reading.start,
        reading.end,
        "DATE",
        value=reading.period.value,
        kind=reading.period.precision,
        date_start=reading.period.first,
        date_end=reading.period.last,
        confidence=_confidence(reading),
        source="+".join(["rules:date", *marks]),
    )


def _confidence(reading: Reading) -> float:
    if FLAGS & set(reading.marks):
        return DOUBTED
    if reading.period.first.startswith("--"):
        return OPEN
    return GUESSED if INFERRED in reading.marks else SURE


_W = rf"(?:(?P<w>{WEEKDAY})\s(?:den\s)?)?"
_ORD = r"(?::e|:a|e|st|nd|rd|th)?\.?(?:\sof)?"
_COMMA = r",?\s(?:år\s)?"
_Y2 = rf"(?:{_COMMA}(?P<y2>{YEAR})|{SHORT})?"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{LEFT}(?:{pattern}){RIGHT}", FLAGS_RE)


_UNITS = "kr|kronor|kvm|m2|kvadratmeter|km|kilometer|mil|meter|ton|kg|MW|GW|MWh|GWh|TWh|kWh|euro|st|poäng"
_HINT = re.compile(r"\d")
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compile(rf"(?:{_W})(?P<a>{ISO})(?:(?:--|{TO}){DEN}(?P<b>{ISO}))?"), day.read_iso),
    (
        _compile(
            rf"{DEN}{_W}(?P<d1>{DAY}){_ORD}\s?(?P<m1>{MON})(?:{_COMMA}(?P<y1>{YEAR}))?{TO}{DEN}(?:{WEEKDAY}\s(?:den\s)?)?"
            rf"(?P<d2>{DAY}){_ORD}\s?(?P<m2>{MON}){_Y2}"
        ),
        day.read_day,
    ),
    (
        _compile(
            rf"{DEN}{_W}(?:(?P<d1>{DAY}){_ORD}{AND}{DEN}(?:{WEEKDAY}\s(?:den\s)?)?)?(?P<d2>{DAY}){_ORD}\s?(?P<m2>{MON}){_Y2}"
        ),
        day.read_day,
    ),
    (
        _compile(
            rf"{DEN}{_W}(?:(?P<d1>{DAY})/(?P<m1>1[0-2]|0?[1-9])(?:\s?[–-]\s?|\still\s))?(?P<d2>{DAY})/(?P<m2>1[0-2]|0?[1-9])"
            rf"(?:(?:\s|-|/|,\s)(?P<y2>{YEAR})|{SHORT})?"
        ),
        day.read_slash,
    ),
    (_compile(rf"{_W}(?P<m>{MON})\s(?P<d>{DAY})(?:st|nd|rd|th)?(?:,\s|\s)(?P<y>{YEAR})"), day.read_month_first),
    (_compile(rf"{_W}(?P<d>{DAY})[./-](?P<m>1[0-2]|0?[1-9])[./-](?P<y>{YEAR})"), day.read_numeric),
    (_compile(rf"(?P<y>{YEAR})[./](?P<m>0[1-9]|1[0-2])[./](?P<d>{DAY})"), day.read_numeric),
    (_compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"), day.read_compact),
    (
        re.compile(
            rf"(?:(?<=datum: )|(?<=datum ))(?P<w>)(?P<a>\d\d-?{ISO_DAY.replace('-(', '-?(', 1)})(?P<b>)(?![\w-])",
            FLAGS_RE,
        ),
        day.read_iso,
    ),
    (
        _compile(
            rf"(?:(?P<m1>{MON})(?:(?:\smånad)?{_COMMA}(?P<y1>{YEAR}))?{TO})?(?P<m2>{MON})(?:\smånad)?"
            rf"(?:{_COMMA}(?P<y2>{YEAR})|{SHORT})"
        ),
        period.read_month,
    ),
    (
        _compile(
            rf"(?:(?P<s1>{SEASON}|{TERM})\s(?P<y1>{SEASON_YEAR}){TO})?"
            rf"(?P<s2>{SEASON}|{TERM})(?:\s(?:år\s)?|\s?(?=[-–’'])|(?<=[vh]t))(?P<y2>{SEASON_YEAR}|[-–’']?\d\d(?!\d))"
            rf"(?:{BOTH}(?P<y3>{YEAR})(?!\s?[-–]))?"
        ),
        period.read_season,
    ),
    (
        _compile(
            rf"(?:(?P<n>första|andra|tredje|fjärde|sista|1|2|3|4)(?::a|:e)?\s(?P<what>kvartalet|halvåret)"
            rf"|(?:kvartal\s|q|kv\.?\s)(?P<q>[1-4]))(?:\sår)?,?\s(?P<y>{YEAR})"
        ),
        period.read_part,
    ),
    (_compile(rf"läsår(?:et|en)?\s(?P<a>{YEAR}|\d\d)\s?[/–-]\s?(?P<b>{YEAR}|\d\d)"), period.read_school_year),
    (_compile(rf"årsskiftet\s(?P<a>{YEAR}|\d\d)\s?[/–-]\s?(?P<b>{YEAR}|\d\d)"), period.read_turn),
    (
        re.compile(
            rf"(?<![\w/.:,-])(?:(?P<y>{DECADE})-(?:tal)?(?: och | eller | till |, ))?(?P<z>{DECADE})-tale(?:t|ts|"
            rf"n|ns)\b",
            FLAGS_RE,
        ),
        period.read_decade,
    ),
    (_compile(rf"(?P<a>{YEAR})(?:{TO}(?P<b>{YEAR})|\s?[–/]\s?(?P<c>\d\d))"), period.read_years),
    (_compile(rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])"), period.read_iso_month),
    (_compile(rf"(?P<a>{YEAR})-(?P<b>\d\d)(?P<c>)"), period.read_years),
    (_compile(rf"(?<!\d ){YEAR}(?!\s?(?:{_UNITS})\b)"), period.read_year),
)
_SHARED: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compile(rf"(?P<s1>{SEASON}|{TERM}){BOTH}(?P<s2>{SEASON}|{TERM})\s(?P<y>{YEAR})"), period.read_two_seasons),
    (_compile(rf"(?P<m1>{MON}){BOTH}(?P<m2>{MON})\s(?P<y>{YEAR})"), period.read_two_months),
)
"""One year for two: these come before a month or season alone."""
_READERS = (*_READERS[:9], *_SHARED, *_READERS[9:])
