"""Months, seasons, terms, years and other stretches of time: from a match to first and last day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.values import periods as cal
from pipeline.extract.values.periods import Day, Period
from pipeline.extract.values.readings import Reading, Years, backwards, full_year, month_number

NAMED_YEARS = (
    "agenda",
    "vision",
    "europa",
    "europe",
    "horisont",
    "horizon",
    "mål",
    "färdplan",
    "windows",
    "box",
    "office",
    "word",
    "rum",
    "sal",
    "väg",
    "riksväg",
    "länsväg",
    "issn",
    "isbn",
    "iso",
    "rummet",
    "salen",
)
"""Words that make a following year part of a name: ``Agenda 2030``."""
_BEFORE = re.compile(r"([\wåäöÅÄÖ.:§]+)[ \t]$")
_LAW = re.compile(
    r"(?:\bSFS|\bprop\.?|\bdir\.?|\bskr\.?|\bSOU|\bDs|\bdnr|\bbet\.?|\brskr\.?|\bnr|§)[ \t]$", re.IGNORECASE
)
_CENTURY = 100


def read_month(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``maj–juni 2011``; ``jul 2011`` is Christmas."""
    if match[0].lower().startswith("jul "):
        return
    last, last_year = month_number(match["m2"]), full_year(match["y2"] or match["yy"])
    if not match["m1"]:
        yield Reading(*match.span(), cal.month(last_year, last))
        return
    first = month_number(match["m1"])
    first_year = full_year(match["y1"]) if match["y1"] else last_year - (first > last)
    period = cal.months(first_year, first, last_year, last)
    yield Reading(*match.span(), period) if period.first <= period.last else backwards(match, period)


def read_two_months(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``mars och maj 2012``: two months, the year said once."""
    year = full_year(match["y"])
    yield Reading(*match.span("m1"), cal.month(year, month_number(match["m1"])))
    yield Reading(match.start("m2"), match.end(), cal.month(year, month_number(match["m2"])))


def read_iso_month(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``2011-09``."""
    yield Reading(*match.span(), cal.month(int(match["y"]), int(match["m"])))


def read_season(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``hösten 2016``, ``våren 2012 – hösten 2013``, ``HT 2011``; ``våren 2012 och 2013`` is two."""
    last = _season(match["s2"], match["y2"])
    if match["s1"]:
        yield Reading(*match.span(), cal.join(_season(match["s1"], match["y1"]), last))
        return
    end = match.end("y2") if match["y3"] else match.end()
    yield Reading(match.start(), end, last)
    if match["y3"]:
        yield Reading(*match.span("y3"), _season(match["s2"], match["y3"]))


def read_two_seasons(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``våren och hösten 2012``: two seasons, the year said once."""
    yield Reading(*match.span("s1"), _season(match["s1"], match["y"]))
    yield Reading(match.start("s2"), match.end(), _season(match["s2"], match["y"]))


def _season(word: str, year: str) -> Period:
    word, first = word.lower(), full_year(re.split(r"(?<=\d)[/–-]", year.strip(" -–’'"))[0])
    if word in cal.TERMS:
        return cal.stretch(first, *cal.TERMS[word], "term")
    bounds = next(months for stem, months in cal.SEASONS.items() if word.startswith(stem))
    return cal.stretch(first, *bounds, "season")


def read_part(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """Quarters and half-years."""
    word = (match["n"] or match["q"]).lower()
    number = int(word) if word.isdecimal() else cal.ORDINALS[word]
    half = bool(match["n"]) and match["what"].lower().startswith("halv")
    if half and word == "sista":
        number = 2
    length = 6 if half else 3
    if number * length <= 12:
        first, precision = (number - 1) * length + 1, "half_year" if half else "quarter"
        yield Reading(*match.span(), cal.stretch(int(match["y"]), first, number * length, precision))


def read_school_year(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """A Swedish school year runs from 1 July to 30 June (skolförordningen 2011:185, 3 kap.)."""
    first = full_year(match["a"])
    if full_year(match["b"], first) == first + 1:
        yield Reading(*match.span(), cal.days(Day(first, 7, 1), Day(first + 1, 6, 30), "school_year"))


def read_turn(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``årsskiftet 2011/2012``: its two days."""
    first = full_year(match["a"])
    if full_year(match["b"], first) == first + 1:
        yield Reading(*match.span(), cal.days(Day(first, 12, 31), Day(first + 1, 1, 1)))


def read_decade(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``1990-talet``, ``1960- och 1970-talen``."""
    last = _decade(match["z"])
    first = _decade(match["y"]) if match["y"] else last
    if first.first <= last.first:
        yield Reading(*match.span(), last if first == last else cal.join(first, last))


def _decade(digits: str) -> Period:
    first = int(digits) if len(digits) == 4 else int(f"{'20' if digits < '30' else '19'}{digits}")
    length = _CENTURY if digits.endswith("00") and first < 2000 else 10
    return cal.years(first, first + length - 1, "century" if length == _CENTURY else "decade")


def read_years(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``2011–2013``, ``2010/11``."""
    first = int(match["a"])
    last = full_year(match["b"] or match["c"], first)
    if _named(match):
        return
    if first < last <= first + _CENTURY:
        yield Reading(*match.span(), cal.years(first, last))
    elif last < first and "–" in match[0] and match["b"]:
        yield backwards(match, cal.years(first, last))


def read_year(match: re.Match[str], years: Years) -> Iterator[Reading]:
    """``2012``, unless it belongs to a name or a law."""
    if not _named(match):
        yield Reading(*match.span(), cal.years(int(match[0]), int(match[0])))


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
