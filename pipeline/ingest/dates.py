"""The date that a document states as its own."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from typing import TypeAlias

from pipeline.ingest.kinds import named_kind, phrased
from pipeline.ingest.words import SEASONS
from pipeline.resources import numbered

Interval: TypeAlias = tuple[str, str]
"""First and last day, ISO 8601."""

FIRST_LINES = 40
LAST_LINES = 12
BYLINES = 5
_LONGEST_LINE = 90
_LONGEST_BYLINE = 400

MONTHS = numbered("months", "name", "english", "abbreviations")
_MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
_SEASON = "|".join(sorted(SEASONS, key=lambda name: (-len(name), name)))
_Y = r"(?:19|20)\d\d"
_DAY = rf"(?P<day>\d{{1,2}})(?:\s*[-–]\s*(?P<day2>\d{{1,2}}))?\.?\s+(?P<dmonth>{_MONTH})\.?,?\s+(?P<dyear>{_Y})"
_ISO = rf"(?P<iy>{_Y})-(?P<im>\d\d)-(?P<id>\d\d)"
_MONTHS_YEAR = rf"(?P<first>{_MONTH})\s*[-–]\s*(?P<last>{_MONTH})\s+(?P<msyear>{_Y})"
_MONTH_YEAR = rf"(?P<month>{_MONTH})\.?\s+(?P<myear>{_Y})"
_SEASON_YEAR = rf"(?P<season>{_SEASON})\s+(?P<syear>{_Y})"
_RANGE = rf"(?P<from>{_Y})\s*[-–—/]\s*(?P<to>{_Y}|\d\d)(?![\d/-])"
_YEAR = rf"(?P<year>{_Y})"
_ANY = re.compile(
    rf"(?<![\w-])(?:{_ISO}|{_DAY}|{_MONTHS_YEAR}|{_MONTH_YEAR}|{_SEASON_YEAR}|{_RANGE}|{_YEAR})(?![\w/-]|:\d)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^(?:datum|date|(?:\w+\s)?publicera[dt]|publiceringsdatum|utgiven|rapportdatum|upprättad|tid|mötesdatum"
    r"|sammanträdesdatum|daterad|published)\s*:?\s+",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"^(?:[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?,?\s+)(?:(?:i|den|d\.)\s+)?(?={_MONTH}|\d{{1,2}}\s|{_Y}-\d)",
)
# what such a date belongs to is not the document
_OTHER = re.compile(r"\b(?:till|efter|före|senast|inför|sedan|med)\s(?:år\s|den\s)?$")

_OF_A_TIME = frozenset({"report", "conference_report", "evaluation", "minutes", "speech", "statement"})
"""Kinds whose title has the time of the document; a plan's or an agreement's has the time to come."""


def own_date(lines: Sequence[str], title: str | None) -> Interval | None:
    """The interval that a document gives as its date, or None.

    In this order: a field (``Datum: …``), a place-and-date line (``Umeå i maj 2014``), a line of nothing but
    a date, a line below the title that ends with a date, the title where it is the date of what the title names.
    """
    first = _short(lines[:FIRST_LINES])
    ends = first + _short(lines[FIRST_LINES:][-LAST_LINES:])
    for found in (
        _after(first, _FIELD, 45),
        _after(ends, _PLACE, 1),
        _alone(first),
        _byline([line for line in lines[:BYLINES] if line != title]),
    ):
        if found:
            return found
    return _of_title(title or "")


def is_date(text: str) -> bool:
    """Whether ``text`` is a date and nothing more."""
    match = _ANY.search(text)
    return match is not None and not any(map(str.isalpha, text[: match.start()] + text[match.end() :]))


def _byline(lines: Sequence[str]) -> Interval | None:
    """The date that ends a line on who wrote it, or where: ``Debattartikel av …, den 8 januari 2025``."""
    for line in lines:
        *_, date = (None, *_ANY.finditer(line))
        exact = date is not None and not date["year"] and not date["from"]
        if date and exact and len(line) - date.end() <= 1 and _is_label(line) and not _of_other(line, date):
            return _interval(date.groupdict())
    return None


def _is_label(line: str) -> bool:
    stated = len(line) <= _LONGEST_BYLINE and (phrased([line]) or named_kind(line))
    return bool(stated) or (len(line) <= _LONGEST_LINE and not line.endswith("."))


def _of_other(line: str, date: re.Match[str]) -> bool:
    """Whether the words before a date say that it is not the document's own."""
    return bool(_OTHER.search(line, 0, date.start()))


def _of_title(title: str) -> Interval | None:
    """The date in a title that names a kind of document (``Årsrapport 2019``) or says ``den 3 maj 2020``."""
    match = _ANY.search(title)
    if match is None or _of_other(title, match):
        return None
    exact = match["dyear"] and title[: match.start()].endswith("den ")
    return _interval(match.groupdict()) if exact or named_kind(title) in _OF_A_TIME else None


def interval(text: str) -> Interval | None:
    """The first date in ``text`` as an interval; the most exact one where several begin at one place."""
    match = _ANY.search(text)
    return _interval(match.groupdict()) if match else None


def _short(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if len(line) <= _LONGEST_LINE and "\t" not in line]


def _after(lines: Sequence[str], lead: re.Pattern[str], rest: int) -> Interval | None:
    """The date of the first line that is ``lead``, a date, and at most ``rest`` characters more."""
    for line in lines:
        start = lead.match(line)
        date = _ANY.search(line, start.end()) if start else None
        if start and date and date.start() - start.end() <= 15 and len(line) - date.end() <= rest:
            found = _interval(date.groupdict())
            if found:
                return found
    return None


def _alone(lines: Sequence[str]) -> Interval | None:
    for line in lines:
        date = _ANY.search(line)
        if date and date.start() <= 4 and len(line) - date.end() <= 1 and not date["year"] and not date["from"]:
            return _interval(date.groupdict())
    return None


def _interval(parts: dict[str, str | None]) -> Interval | None:
    if parts["iy"]:
        return _days(parts["iy"], int(parts["im"] or 0), int(parts["id"] or 0), int(parts["id"] or 0))
    if parts["dyear"]:
        day = int(parts["day"] or 0)
        return _days(parts["dyear"], MONTHS[(parts["dmonth"] or "").lower()], day, int(parts["day2"] or day))
    year = parts["msyear"] or parts["myear"] or parts["syear"]
    if year:
        return _months(year, *_span(parts))
    first = parts["from"] or parts["year"]
    last = parts["to"] or first
    if first is None or last is None:
        return None
    last = last if len(last) == 4 else first[:2] + last
    return (f"{first}-01-01", f"{last}-12-31") if last >= first else None


def _span(parts: dict[str, str | None]) -> tuple[int, int]:
    """First month and number of months."""
    if parts["season"]:
        return SEASONS[parts["season"].lower()]
    first = MONTHS[(parts["first"] or parts["month"] or "").lower()]
    last = MONTHS[(parts["last"] or parts["month"] or "").lower()]
    return first, max(last - first, 0) + 1


def _days(year: str, month: int, first: int, last: int) -> Interval | None:
    if not 1 <= month <= 12 or not 1 <= first <= last <= calendar.monthrange(int(year), month)[1]:
        return None
    return f"{year}-{month:02d}-{first:02d}", f"{year}-{month:02d}-{last:02d}"


def _months(year: str, month: int, count: int) -> Interval:
    end = month + count - 1
    last_year, last_month = int(year) + (end - 1) // 12, (end - 1) % 12 + 1
    last_day = calendar.monthrange(last_year, last_month)[1]
    return f"{year}-{month:02d}-01", f"{last_year}-{last_month:02d}-{last_day:02d}"
