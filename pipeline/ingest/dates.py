"""The date that a document states as its own."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from typing import TypeAlias

from pipeline import resources
from pipeline.ingest.words import SEASONS

Interval: TypeAlias = tuple[str, str]
"""First and last day, ISO 8601."""

FIRST_LINES = 40
LAST_LINES = 12
_LONGEST_LINE = 90

MONTHS = {
    name.lower(): int(row["number"])
    for row in resources.rows("months")
    for name in (row["name"], row["english"], *row["abbreviations"].replace(".", "").split(";"))
    if name
}
_MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
_SEASON = "|".join(sorted(SEASONS, key=lambda name: (-len(name), name)))
_Y = r"(?:19|20)\d\d"
_DAY = rf"(?P<day>\d{{1,2}})(?:\s*[-–]\s*(?P<day2>\d{{1,2}}))?\.?\s+(?P<dmonth>{_MONTH})\.?,?\s+(?P<dyear>{_Y})"
_ISO = rf"(?P<iy>{_Y})-(?P<im>\d\d)-(?P<id>\d\d)"
_MONTH_YEAR = rf"(?P<month>{_MONTH})\.?\s+(?P<myear>{_Y})"
_SEASON_YEAR = rf"(?P<season>{_SEASON})\s+(?P<syear>{_Y})"
_RANGE = rf"(?P<from>{_Y})\s*[-–—/]\s*(?P<to>{_Y}|\d\d)(?![\d-])"
_YEAR = rf"(?P<year>{_Y})"
_ANY = re.compile(
    rf"(?<![\w-])(?:{_ISO}|{_DAY}|{_MONTH_YEAR}|{_SEASON_YEAR}|{_RANGE}|{_YEAR})(?![\w-]|:\d)", re.IGNORECASE
)
_FIELD = re.compile(
    r"^(?:datum|date|publicerad|publicerat|publiceringsdatum|utgiven|rapportdatum|upprättad|mötesdatum|daterad|published)"
    r"\s*:?\s+|^(?:publicerad|daterad)\s",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"^(?:[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?,?\s+)(?:(?:i|den|d\.)\s+)?(?={_MONTH}|\d{{1,2}}\s|{_Y}-\d)",
)


def own_date(lines: Sequence[str], title: str | None) -> Interval | None:
    """The interval that a document gives as its date, or None.

    In this order: a field (``Datum: …``), a place-and-date line (``Umeå i maj 2014``), a line of nothing but
    a date, the years in the title.
    """
    first = _short(lines[:FIRST_LINES])
    ends = first + _short(lines[FIRST_LINES:][-LAST_LINES:])
    for found in (_after(first, _FIELD, 20), _after(ends, _PLACE, 1), _alone(first)):
        if found:
            return found
    return interval(title or "")


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
        if start and date and date.start() - start.end() <= 12 and len(line) - date.end() <= rest:
            found = _interval(date.groupdict())
            if found:
                return found
    return None


def _alone(lines: Sequence[str]) -> Interval | None:
    for line in lines:
        date = _ANY.search(line)
        if date and date.start() <= 4 and len(line) - date.end() <= 1 and not date.group("year"):
            return _interval(date.groupdict())
    return None


def _interval(parts: dict[str, str | None]) -> Interval | None:
    if parts["iy"]:
        return _days(parts["iy"], int(parts["im"] or 0), int(parts["id"] or 0), int(parts["id"] or 0))
    if parts["dyear"]:
        day = int(parts["day"] or 0)
        return _days(parts["dyear"], MONTHS[(parts["dmonth"] or "").lower()], day, int(parts["day2"] or day))
    if parts["myear"]:
        return _months(parts["myear"], MONTHS[(parts["month"] or "").lower()], 1)
    if parts["syear"]:
        return _months(parts["syear"], *SEASONS[(parts["season"] or "").lower()])
    if parts["from"]:
        end = parts["to"] or ""
        last = end if len(end) == 4 else parts["from"][:2] + end
        return (f"{parts['from']}-01-01", f"{last}-12-31") if last >= parts["from"] else None
    return (f"{parts['year']}-01-01", f"{parts['year']}-12-31") if parts["year"] else None


def _days(year: str, month: int, first: int, last: int) -> Interval | None:
    if not 1 <= month <= 12 or not 1 <= first <= last <= calendar.monthrange(int(year), month)[1]:
        return None
    return f"{year}-{month:02d}-{first:02d}", f"{year}-{month:02d}-{last:02d}"


def _months(year: str, month: int, count: int) -> Interval:
    end = month + count - 1
    last_year, last_month = int(year) + (end - 1) // 12, (end - 1) % 12 + 1
    last_day = calendar.monthrange(last_year, last_month)[1]
    return f"{year}-{month:02d}-01", f"{last_year}-{last_month:02d}-{last_day:02d}"
