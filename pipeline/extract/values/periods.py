"""Days, months, seasons and other stretches of time, as ISO 8601 values."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

from pipeline.resources import numbered

FULL_MONTHS = numbered("months", "name", "english")
MONTHS = FULL_MONTHS | numbered("months", "abbreviations")
WEEKDAYS = {
    word: number
    for word, number in numbered("weekdays", "name", "abbreviations", "definite", "english").items()
    if len(word) > 2
}
"""Monday is 1."""
SEASONS = {"vår": (3, 5), "sommar": (6, 8), "höst": (9, 11), "vinter": (12, 2)}
TERMS = {"vårterminen": (1, 6), "vt": (1, 6), "höstterminen": (8, 12), "ht": (8, 12)}
ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; ``year`` is 0 where it is not known."""

    year: int
    month: int
    day: int

    @property
    def iso(self) -> str:
        """``2011-11-25``, or ``--11-25`` without a year."""
        return f"{self.year or '-'}-{self.month:02}-{self.day:02}"

    @property
    def valid(self) -> bool:
        """Whether there is such a day; 29 February counts where the year is not known."""
        return 1 <= self.month <= 12 and 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]


@dataclass(frozen=True, slots=True)
class Period:
    """What a date expression says: its ISO value, and its first and last day."""

    value: str
    first: str
    """Empty where the calendar has no such day, or the end comes before the start."""
    last: str
    precision: str
    """What the text says it by: one of ``DATE_KINDS`` of the schema."""


def day(date: Day) -> Period:
    """One day."""
    return Period(date.iso, date.iso, date.iso, "day")


def days(first: Day, last: Day, precision: str = "day") -> Period:
    """An interval of whole days."""
    if first == last:
        return day(first)
    return Period(f"{first.iso}/{last.iso}", first.iso, last.iso, precision)


def month(year: int, number: int) -> Period:
    """One month of one year."""
    start, end = Day(year, number, 1), Day(year, number, month_end(year, number))
    return Period(f"{year}-{number:02}", start.iso, end.iso, "month")


def months(year: int, first: int, last_year: int, last: int) -> Period:
    """From one month to another."""
    start, end = month(year, first), month(last_year, last)
    return Period(f"{start.value}/{end.value}", start.first, end.last, "month")


def stretch(year: int, first: int, last: int, precision: str) -> Period:
    """Months ``first`` to ``last`` as whole days; winter runs into the next year."""
    last_year = year + 1 if last < first else year
    return days(Day(year, first, 1), Day(last_year, last, month_end(last_year, last)), precision)


def years(first: int, last: int, precision: str = "year") -> Period:
    """One year, or an interval of years."""
    value = str(first) if first == last else f"{first}/{last}"
    return Period(value, f"{first}-01-01", f"{last}-12-31", precision)


def join(first: Period, last: Period) -> Period:
    """From the start of one period to the end of another, each in its own precision."""
    start, end = first.value.split("/")[0], last.value.split("/")[-1]
    return Period(f"{start}/{end}", first.first, last.last, last.precision)


def month_end(year: int, number: int) -> int:
    """Number of days in a month."""
    return monthrange(year, number)[1]
