"""Amounts: money, percentages, durations and counts, in digits and in words.

``source`` says how an amount was read: ``rules:amount``, then a mark for each thing that its value leaves out
(``approximate``, ``above``, ``below``, ``at_least``, ``at_most``, ``more_than``, ``less_than``, ``per_year`` and
the like, ``elliptic`` where the noun stands earlier, ``words`` where no digit is written). The words that give
marks are in ``data/approximators.csv`` and ``data/rates.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.extract.spans import Span
from pipeline.extract.values import counts, money
from pipeline.extract.values.quantities import (
    DIGITS,
    FLAGS,
    SPACES,
    SPELLED,
    WORD_NUMBER,
    YEAR,
    Grammar,
    alternatives,
    labelled,
    numbers,
    plain,
    span,
)
from pipeline.extract.values.units import units

PERCENT_UNITS, DURATION_UNITS = units("percent"), units("duration")
PERCENT = {
    grammar: re.compile(rf"{grammar.quantity} ?(?P<unit>{alternatives(PERCENT_UNITS)})(?![\w-])", FLAGS)
    for grammar in (DIGITS, SPELLED)
}
DURATION = {
    grammar: re.compile(
        rf"{grammar.quantity} (?P<unit>{alternatives(f'{unit}s' for unit in DURATION_UNITS)}"
        rf"|{alternatives(DURATION_UNITS)})(?!-)",
        FLAGS,
    )
    for grammar in (DIGITS, SPELLED)
}
INDEFINITE = {
    "åren": "år", "månaderna": "månader", "veckorna": "veckor", "dagarna": "dagar", "dygnen": "dygn",
    "timmarna": "timmar", "minuterna": "minuter", "terminerna": "terminer", "kvartalen": "kvartal",
}  # fmt: skip
TILL = re.compile(r" till ")
CHANGED = re.compile(
    r"\b(?:steg|stiger|ökat?|ökade|ökar|växte|växt|växer|höj\w+|sänk\w+|minsk\w+|sjönk|sjunkit|sjunker|gått?|gick|"
    r"stigit|fördubbla\w+|halvera\w+|ökning(?:en)?|minskning(?:en)?)\b[^.;:]*\bfrån $",
    FLAGS,
)
HAS_DIGIT = re.compile(r"\d")
HAS_WORD = re.compile(
    rf"(?<![\w-])(?:{WORD_NUMBER}|en (?:halv )?(?:miljon|miljard|biljon)|ett [\w-]+tal\b|ett dussin)", FLAGS
)


def find(text: str, language: str = "") -> list[Span]:
    """Every amount in ``text`` as AMOUNT spans that do not overlap: money, percent, durations, counts.

    ``language`` lets English plurals count in English text.
    """
    text = text.translate(SPACES)
    found: list[Span] = []
    if HAS_DIGIT.search(text):
        _add(found, _of(text, DIGITS))
        _add(found, counts.english(text) if language == "en" else counts.find(text, DIGITS))
    if language != "en" and HAS_WORD.search(text):
        _add(found, counts.some(text))
        _add(found, _of(text, SPELLED))
        _add(found, counts.find(text, SPELLED))
    _add(found, counts.headed(text))
    _add(found, counts.elliptic(text, found))
    _add(found, counts.elided_sums(text, found))
    return sorted((part for one in found for part in _of_change(text, one)), key=lambda one: one.start)


def _of_change(text: str, one: Span) -> list[Span]:
    """A range, unless something went from its one end to the other: those are two amounts."""
    to = TILL.search(text, one.start, one.end) if one.value_max is not None else None
    if to is None or not CHANGED.search(text, max(0, one.start - 80), one.start):
        return [one]
    high = plain(one.value_max) if one.value_max is not None else ""
    return [
        replace(one, end=to.start(), value_max=None),
        replace(one, start=to.end(), value=high, value_max=None),
    ]


def _add(found: list[Span], more: Iterable[Span]) -> None:
    """Puts those of ``more`` into ``found`` that overlap nothing there."""
    for one in list(more):
        if not any(one.overlaps(other) for other in found):
            found.append(one)


def _of(text: str, grammar: Grammar) -> Iterator[Span]:
    yield from money.find(text, grammar)
    yield from _percent(text, grammar)
    yield from _durations(text, grammar)


def _percent(text: str, grammar: Grammar) -> Iterator[Span]:
    for match in PERCENT[grammar].finditer(text):
        factor, canonical = PERCENT_UNITS[match["unit"].lower()]
        unit = "procentenheter" if canonical == "percentage_point" else "%"
        yield span(match, numbers(match, factor), "percent", unit, 0.98, also=_also(grammar))


def _durations(text: str, grammar: Grammar) -> Iterator[Span]:
    for match in DURATION[grammar].finditer(text):
        if YEAR.match(match["a"]) or labelled(match):
            continue
        unit = match["unit"].lower()
        unit = unit.removesuffix("s") if unit.removesuffix("s") in DURATION_UNITS else unit
        unit = INDEFINITE.get(unit, unit)
        yield span(match, numbers(match), "duration", unit, 0.95, also=_also(grammar))


def _also(grammar: Grammar) -> tuple[str, ...]:
    return ("words",) if grammar.words else ()
