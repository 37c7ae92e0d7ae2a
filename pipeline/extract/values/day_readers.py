"""Dates of one day or some: from a match to first and last day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.values.periods import Day
from pipeline.extract.values.readings import LEAD, Reading, Years, between, full_year, month_number, year_of

_DATE_LEAD = re.compile(
    r"(?:\b(?:den|senast|från|till|t\.?o\.?m\.?|fr\.?o\.?m\.?|före|efter|till och med|datum|dag)\s|[:(]\s?)$",
    re.IGNORECASE,
)
_NO_MORE_THAN_A_MONTH = 12


def read_iso(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``2013-02-11 till 2015-06-30``."""
    first = _iso_day(match["a"])
    last = _iso_day(match["b"]) if match["b"] else first
    _, marks = year_of(str(first.year), years, match["w"], first.month, first.day)
    yield between(match, first, last, marks)


def _iso_day(value: str) -> Day:
    digits = re.sub(r"\D", "", value)
    return Day(full_year(digits[:-4]), int(digits[-4:-2]), int(digits[-2:]))


def read_day(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``[weekday] [day[–]] day month [year]``, and from one such date to another."""
    parts = match.groupdict()
    last_month = month_number(parts["m2"])
    first_month = month_number(parts["m1"]) if parts.get("m1") else last_month
    last_day = int(parts["d2"])
    first_day = int(parts["d1"]) if parts.get("d1") else last_day
    stated = parts.get("y2") or parts.get("yy")
    first_stated = parts.get("y1") or (stated if first_month <= last_month else None)
    year, marks = year_of(first_stated or stated, years, parts.get("w") if first_stated or not stated else None,
                          first_month, first_day)  # fmt: skip
    last_year = full_year(stated) if stated else year
    if parts.get("y1"):
        first_year = full_year(parts["y1"])
    else:
        first_year = last_year - (first_month > last_month) if last_year else 0
    yield between(match, Day(first_year, first_month, first_day), Day(last_year, last_month, last_day), marks)


def read_slash(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``14/10``: day and month, where it cannot be a fraction."""
    number, month = int(match["d2"]), int(match["m2"])
    stated = match["y2"] or match["yy"]
    plain = not (match["w"] or stated or match["d1"])
    if plain and not (_slash_is_date(match, number) and Day(0, month, number).valid):
        return
    first_day = int(match["d1"]) if match["d1"] else number
    first_month = int(match["m1"]) if match["m1"] else month
    year, marks = year_of(stated, years, match["w"], first_month, first_day)
    first = Day(year - (first_month > month) if year else 0, first_month, first_day)
    yield between(match, first, Day(year, month, number), marks)


def _slash_is_date(match: re.Match[str], number: int) -> bool:
    if match[0] == "24/7" or match.string[match.end() :].startswith(" av "):
        return False
    lead = LEAD.match(match[0]) or _DATE_LEAD.search(match.string[: match.start()])
    return number > _NO_MORE_THAN_A_MONTH or lead is not None


def read_numeric(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``4.5.2012``, ``2012/05/04``."""
    yield from _one_day(match, Day(int(match["y"]), int(match["m"]), int(match["d"])), years)


def read_compact(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``20120504``."""
    stated = Day(int(match[0][:4]), int(match[0][4:6]), int(match[0][6:]))
    if stated.valid:
        yield between(match, stated, stated)


def _one_day(match: re.Match[str], stated: Day, years: Years) -> Iterator[Reading]:
    _, marks = year_of(str(stated.year), years, match.groupdict().get("w"), stated.month, stated.day)
    yield between(match, stated, stated, marks)


def read_month_first(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``November 25, 2011``, as English writes it."""
    month, number = month_number(match["m"]), int(match["d"])
    year, marks = year_of(match["y"], years, match["w"], month, number)
    yield between(match, Day(year, month, number), Day(year, month, number), marks)
