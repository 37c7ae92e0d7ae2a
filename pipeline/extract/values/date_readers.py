"""What the shapes of dates mean: from a match to first and last day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.extract.values import periods as cal
from pipeline.extract.values.periods import Day, Period

NAMED_YEARS = ("agenda", "vision", "europa", "europe", "horisont", "horizon", "mål", "färdplan", "windows", "box")
"""Words that make a following year part of a name: ``Agenda 2030``."""


@dataclass(frozen=True)
class Reading:
    """A match, read; ``inferred`` says that the text leaves the year out."""

    start: int
    end: int
    period: Period
    inferred: bool = False


@dataclass(frozen=True)
class Years:
    """Years that a date without one may mean, best first.

    ``settled`` ones may be used at once, ``possible`` ones only where the date's weekday confirms them, ``lone``
    ones where nothing is settled and no weekday denies them.
    """

    settled: tuple[int, ...] = ()
    possible: tuple[int, ...] = ()
    lone: tuple[int, ...] = ()


NO_YEARS = Years()
Reader = Callable[[re.Match[str], Years], Reading | None]


def read_iso(match: re.Match[str], years: Years) -> Reading | None:
    """``2013-02-11 till 2015-06-30``."""
    first = _iso_day(match["a"])
    last = _iso_day(match["b"]) if match["b"] else first
    return _reading(match, first, last)


def _iso_day(value: str) -> Day:
    return Day(*map(int, re.split(r"\D", value)))


def read_day(match: re.Match[str], years: Years) -> Reading | None:
    """``[weekday] [day[–]] day month [year]``, and from one such date to another."""
    parts = match.groupdict()
    last_month = _month(parts["m2"])
    first_month = _month(parts["m1"]) if parts.get("m1") else last_month
    last_day = int(parts["d2"])
    first_day = int(parts["d1"]) if parts.get("d1") else last_day
    stated = int(parts["y2"]) if parts["y2"] else None
    year, inferred = _year(stated, years, parts.get("w"), first_month, first_day)
    first_year = int(parts["y1"]) if parts.get("y1") else year - (first_month > last_month) if year else 0
    return _reading(match, Day(first_year, first_month, first_day), Day(year, last_month, last_day), inferred)


def read_slash(match: re.Match[str], years: Years) -> Reading | None:
    """``14/10``: day and month, where it cannot be a fraction."""
    number, month_ = int(match["d2"]), int(match["m2"])
    plain = not (match["w"] or match["y2"] or match["d1"])
    if plain and not _slash_is_date(match, number):
        return None
    stated = int(match["y2"]) if match["y2"] else None
    first_day = int(match["d1"]) if match["d1"] else number
    first_month = int(match["m1"]) if match["m1"] else month_
    year, inferred = _year(stated, years, match["w"], first_month, first_day)
    first = Day(year - (first_month > month_) if year else 0, first_month, first_day)
    return _reading(match, first, Day(year, month_, number), inferred)


_DATE_LEAD = re.compile(
    r"(?:\b(?:den|senast|från|till|t\.?o\.?m\.?|fr\.?o\.?m\.?|före|efter|till och med|datum|dag)\s|[:(]\s?)$",
    re.IGNORECASE,
)


def _slash_is_date(match: re.Match[str], number: int) -> bool:
    if match[0] == "24/7" or match.string[match.end() :].startswith(" av "):
        return False
    lead = _LEAD.match(match[0]) or _DATE_LEAD.search(match.string[: match.start()])
    return number > 12 or lead is not None


def read_numeric(match: re.Match[str], years: Years) -> Reading | None:
    """``4.5.2012``, ``2012/05/04``."""
    return _one_day(match, Day(int(match["y"]), int(match["m"]), int(match["d"])))


def read_compact(match: re.Match[str], years: Years) -> Reading | None:
    """``20120504``."""
    return _one_day(match, Day(int(match[0][:4]), int(match[0][4:6]), int(match[0][6:])))


def _one_day(match: re.Match[str], stated: Day) -> Reading | None:
    return _reading(match, stated, stated)


def read_month(match: re.Match[str], years: Years) -> Reading | None:
    """``maj–juni 2011``; ``jul 2011`` is Christmas."""
    if match[0].lower().startswith("jul "):
        return None
    last, last_year = _month(match["m2"]), int(match["y2"])
    if not match["m1"]:
        return Reading(*match.span(), cal.month(last_year, last))
    first = _month(match["m1"])
    first_year = int(match["y1"]) if match["y1"] else last_year - (first > last)
    return Reading(*match.span(), cal.months(first_year, first, last_year, last))


def read_iso_month(match: re.Match[str], years: Years) -> Reading:
    """``2011-09``."""
    return Reading(*match.span(), cal.month(int(match["y"]), int(match["m"])))


def read_season(match: re.Match[str], years: Years) -> Reading:
    """``hösten 2016``, ``våren 2012 – hösten 2013``, ``HT 2011``."""
    last = _season(match["s2"], match["y2"])
    if not match["s1"]:
        return Reading(*match.span(), last)
    return Reading(*match.span(), cal.join(_season(match["s1"], match["y1"]), last))


def _season(word: str, year: str) -> Period:
    word = word.lower()
    if word in cal.TERMS:
        return cal.stretch(int(year[:4]), *cal.TERMS[word])
    bounds = next(months for stem, months in cal.SEASONS.items() if word.startswith(stem))
    return cal.stretch(int(year[:4]), *bounds)


def read_part(match: re.Match[str], years: Years) -> Reading | None:
    """Quarters and half-years."""
    word = (match["n"] or match["q"]).lower()
    number = int(word) if word.isdecimal() else cal.ORDINALS[word]
    half = bool(match["n"]) and match["what"].lower().startswith("halv")
    length = 6 if half else 3
    if half and word == "sista":
        number = 2
    if number * length > 12:
        return None
    return Reading(*match.span(), cal.stretch(int(match["y"]), (number - 1) * length + 1, number * length))


def read_school_year(match: re.Match[str], years: Years) -> Reading | None:
    """A Swedish school year runs from 1 July to 30 June (skolförordningen 2011:185, 3 kap.)."""
    first = _full_year(match["a"])
    if _full_year(match["b"], first) != first + 1:
        return None
    return Reading(*match.span(), cal.days(Day(first, 7, 1), Day(first + 1, 6, 30)))


def read_turn(match: re.Match[str], years: Years) -> Reading | None:
    """``årsskiftet 2011/2012``: its two days."""
    first = _full_year(match["a"])
    if _full_year(match["b"], first) != first + 1:
        return None
    return Reading(*match.span(), cal.days(Day(first, 12, 31), Day(first + 1, 1, 1)))


def read_decade(match: re.Match[str], years: Years) -> Reading | None:
    """``1990-talet``, ``1960- och 1970-talen``."""
    last = _decade(match["z"])
    first = _decade(match["y"]) if match["y"] else last
    if first.first > last.first:
        return None
    return Reading(*match.span(), last if first == last else cal.join(first, last))


def _decade(digits: str) -> Period:
    first = int(digits) if len(digits) == 4 else int(f"{'20' if digits < '30' else '19'}{digits}")
    length = 100 if digits.endswith("00") and first < 2000 else 10
    return cal.years(first, first + length - 1)


def read_years(match: re.Match[str], years: Years) -> Reading | None:
    """``2011–2013``, ``2010/11``."""
    first = int(match["a"])
    last = _full_year(match["b"] or match["c"], first)
    if not first < last <= first + 100 or _named(match):
        return None
    return Reading(*match.span(), cal.years(first, last))


def read_year(match: re.Match[str], years: Years) -> Reading | None:
    """``2012``, unless it belongs to a name or a law."""
    return None if _named(match) else Reading(*match.span(), cal.years(int(match[0]), int(match[0])))


_BEFORE = re.compile(r"([\wåäöÅÄÖ.:§]+)[ \t]$")
_LAW = re.compile(
    r"(?:\bSFS|\bprop\.?|\bdir\.?|\bskr\.?|\bSOU|\bDs|\bdnr|\bbet\.?|\brskr\.?|\bnr|§)[ \t]$", re.IGNORECASE
)


def _named(match: re.Match[str]) -> bool:
    """Whether the year belongs to a name, a law or a street rather than to the calendar."""
    before = match.string[max(0, match.start() - 40) : match.start()]
    word = _BEFORE.search(before)
    if _LAW.search(before):
        return True
    if word is None:
        return False
    stem = word[1].lower()
    return stem in NAMED_YEARS or stem.endswith(("gatan", "vägen", "gränd", "strategi"))


def _full_year(digits: str, first: int = 0) -> int:
    """``12`` after 2011 is 2012; alone, two digits are the 2000s below 50."""
    if len(digits) == 4:
        return int(digits)
    century = first // 100 * 100 if first else 1900 if int(digits) >= 50 else 2000
    value = century + int(digits)
    return value + 100 if value < first else value


def _month(word: str) -> int:
    return cal.MONTHS[word.lower().rstrip(".")]


def _year(stated: int | None, years: Years, weekday: str | None, month_: int, number: int) -> tuple[int, bool]:
    """The year, and whether it was inferred: stated, else the first candidate on which the weekday falls."""
    if stated:
        return stated, False
    if weekday:
        wanted = _weekday(weekday)
        beside = [year + step for year in years.settled[:1] for step in (-1, 1)]
        for year in (*years.settled, *years.possible, *beside, *years.lone, *(y + 1 for y in years.lone)):
            if Day(year, month_, number).valid and date(year, month_, number).isoweekday() == wanted:
                return year, True
        return (years.settled[0], True) if years.settled else (0, False)
    known = (*years.settled, *years.lone)
    return (known[0], True) if known else (0, False)


def _weekday(word: str) -> int:
    return cal.WEEKDAYS[word.lower().rstrip(".,")]


def _reading(match: re.Match[str], first: Day, last: Day, inferred: bool = False) -> Reading | None:
    if not (first.valid and last.valid) or (first.year, first.month, first.day) > (
        last.year,
        last.month,
        last.day,
    ):
        return None
    start = match.start()
    lead = _LEAD.match(match[0])
    return Reading(start + (lead.end() if lead else 0), match.end(), cal.days(first, last), inferred)


_LEAD = re.compile(r"(?:den|the)\s", re.IGNORECASE)
