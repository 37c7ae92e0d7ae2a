"""What a reader of dates gives, and what it needs to know of the years around."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extract.values import periods as cal
from pipeline.extract.values.periods import Day, Period

INFERRED, WEEKDAY, IMPOSSIBLE, REVERSED, DEADLINE = "inferred", "weekday", "impossible", "reversed", "deadline"
"""Marks: the text leaves the year out; the weekday it gives is another; no calendar has the day; the end comes
before the start; the date is the last day for something."""
FLAGS = frozenset([WEEKDAY, IMPOSSIBLE, REVERSED])
"""Marks of a date that contradicts itself."""
LEAD = re.compile(r"(?:den|the)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """A stretch of text, read as a period, with marks in the order of this module."""

    start: int
    end: int
    period: Period
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Years:
    """Years that a date without one may mean, best first.

    ``settled`` ones (headings have them) may be used at once; then the year of a date written just before, then
    ``weak`` ones (the document's own). ``possible`` ones only where the date's weekday confirms them, ``lone``
    ones where nothing else is known and no weekday denies them.
    """

    settled: tuple[int, ...] = ()
    possible: tuple[int, ...] = ()
    lone: tuple[int, ...] = ()
    weak: tuple[int, ...] = ()
    before: Period | None = None
    """The date, year and all, that the text gives last before this one."""

    def known(self, month: int, number: int) -> tuple[int, ...]:
        """The years that may be used at once for a day and month, best first."""
        return (*self.settled, *_same_time(self.before, month, number), *self.weak)


def _same_time(before: Period | None, month: int, number: int) -> tuple[int, ...]:
    """The year of a day told of right after ``before``: in that season or term, else in that year."""
    if before is None:
        return ()
    first, last = int(before.first[:4]), int(before.last[:4])
    within = [y for y in range(first, last + 1) if before.first <= Day(y, month, number).iso <= before.last]
    if within:
        return (within[0],)
    return (last,) if before.precision in {"day", "month"} else ()


NO_YEARS = Years()
Reader = Callable[[re.Match[str], Years], Iterable[Reading]]


def full_year(digits: str, first: int = 0) -> int:
    """The year that ``2012``, ``12`` or ``-12`` stands for: ``12`` after 2011 is 2012, alone it is 2012 too.

    Alone, two digits from 50 up are the 1900s.
    """
    digits = digits.strip(" -–’'")
    if len(digits) == 4:
        return int(digits)
    century = first // 100 * 100 if first else 1900 if int(digits) >= 50 else 2000
    value = century + int(digits)
    return value + 100 if value < first else value


def month_number(word: str) -> int:
    """1 to 12, by a month's name or abbreviation."""
    return cal.MONTHS[word.lower().rstrip(".")]


def year_of(
    stated: str | None, years: Years, weekday: str | None, month: int, number: int
) -> tuple[int, tuple[str, ...]]:
    """The year of a day (0: not known) and its marks: stated, or the first candidate that the weekday confirms."""
    if stated:
        year = full_year(stated)
        return year, (() if _falls(weekday, Day(year, month, number)) else (WEEKDAY,))
    settled = years.known(month, number)
    if not weekday:
        known = (*settled, *years.lone)
        there_is = [year for year in known if Day(year, month, number).valid] or known
        return (there_is[0], (INFERRED,)) if there_is else (0, ())
    for year in (*settled, *years.possible, *years.lone, *(y + 1 for y in years.lone)):
        if Day(year, month, number).valid and _falls(weekday, Day(year, month, number)):
            return year, (INFERRED,)
    return (settled[0], (INFERRED, WEEKDAY)) if settled else (0, ())


def _falls(weekday: str | None, day: Day) -> bool:
    """Whether ``day`` falls on ``weekday``; so it does where no weekday is said, or there is no such day."""
    if not weekday or not day.valid:
        return True
    return date(day.year, day.month, day.day).isoweekday() == cal.WEEKDAYS[weekday.lower().rstrip(".,")]


def between(match: re.Match[str], first: Day, last: Day, marks: tuple[str, ...] = ()) -> Reading:
    """The reading of a match as one day or some, kept as it is written where the calendar denies it."""
    lead = LEAD.match(match[0])
    start = match.start() + (lead.end() if lead else 0)
    period = cal.days(first, last)
    flag = () if first.valid and last.valid else (IMPOSSIBLE,)
    if not flag and _order(first) > _order(last):
        flag = (REVERSED,)
    return Reading(start, match.end(), _dateless(period) if flag else period, (*marks, *flag))


def backwards(match: re.Match[str], period: Period) -> Reading:
    """The reading of a match as a period whose end comes before its start: as written, without days."""
    return Reading(*match.span(), _dateless(period), (REVERSED,))


def _dateless(period: Period) -> Period:
    return replace(period, first="", last="")


def _order(day: Day) -> tuple[int, int, int]:
    return day.year, day.month, day.day
