"""Sums of money: with a currency, or with a bare ``miljoner`` where the words around speak of money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.rules.words import MEASURES
from pipeline.extract.spans import Span
from pipeline.extract.values.counts import counted_word, following
from pipeline.extract.values.quantities import (
    APPROX,
    DIGITS,
    FLAGS,
    SCALES,
    SPELLED,
    Grammar,
    Numbers,
    alternatives,
    numbers,
    scale,
    span,
)
from pipeline.extract.values.units import units

UNITS = units("money")
SIGNS = {
    "€": "EUR", "$": "USD", "£": "GBP", "eur": "EUR", "sek": "SEK", "usd": "USD", "gbp": "GBP", "nok": "NOK",
    "dkk": "DKK", "chf": "CHF", "kronor": "SEK", "kr": "SEK",
}  # fmt: skip
"""What stands before the number."""
ONE = re.compile(
    rf"(?<![\w-]){APPROX}(?:(?P<half>en och en halv)|(?P<part>en halv)|en) "
    r"(?P<scale>miljon|miljard|biljon)(?P<unit> (?:kronor|kr|euro|dollar|svenska kronor)\b)?",
    FLAGS,
)
"""``en miljon kronor``, ``en halv miljard``: the one place where ``en`` is a number."""


def _suffixed(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(
        rf"{grammar.quantity} ?(?:(?P<scale>{alternatives(SCALES)}) )?(?P<unit>{alternatives(UNITS)}|,-)", FLAGS
    )


def _bare(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"{grammar.quantity} (?P<scale>miljoner|miljarder|miljon|miljard)\b", FLAGS)


SUFFIXED = {grammar: _suffixed(grammar) for grammar in (DIGITS, SPELLED)}
BARE_SCALE = {grammar: _bare(grammar) for grammar in (DIGITS, SPELLED)}
PREFIXED = re.compile(
    rf"(?<![\w$€£]){APPROX}(?P<unit>{alternatives(SIGNS)}) ?{DIGITS.range}"
    rf"(?: ?(?P<scale>{alternatives(SCALES)}))?(?!\w)",
    FLAGS,
)
NEAR = re.compile(
    r"\b(?:kronor|kr|mkr|mnkr|mdkr|tkr|sek|euro|dollar)\b"
    r"|(?:anslag|budget|bidrag|medel|stöd|satsning|tillskott|kostnad|intäkt|investering|omsättning|ersättning|"
    r"lån|garanti|utgift|inkomst|finansiering|skatt|överskott|underskott|notan?|summa)(?:en|et|er|erna|ar|arna|s|n)?\b"
    r"|\b(?:ansök|sökt|satsa|kosta|betala|avsätt|tillför|skjuter till|investera|bevilja|anslå|anslog|omsätt|"
    r"omsatt|"
    r"finansiera|tjäna|budgetera|donera|låna|avsatt|sköt till)",
    FLAGS,
)
"""What tells that a bare ``3 miljoner`` is money: a currency, a word for money, or a verb of paying."""
PURPOSE = re.compile(r" (?:till|för) [a-zåäö]", FLAGS)
"""``3 miljoner till lokaler``: only money is given for something."""
PRICED = re.compile(r"\b(?:för|värda?) $", FLAGS)
PEOPLE_DO = frozenset(["befinner", "lever", "bor", "lider", "saknar", "flyr", "behöver", "svälter", "arbetar"])
REACH = 80


def find(text: str, grammar: Grammar) -> Iterator[Span]:
    """Sums of money, and counts that a bare ``miljoner`` gives, written in ``grammar``; some may overlap."""
    also = ("words",) if grammar.words else ()
    taken: list[Span] = []
    for match in SUFFIXED[grammar].finditer(text):
        factor, currency = UNITS.get(match["unit"].lower(), (1.0, "SEK"))
        if not (match["unit"] == ",-" and match["b"]):
            worth = factor * scale(match["scale"])
            taken.append(span(match, numbers(match, worth), "money", currency, 0.97, also=also))
    yield from taken
    if grammar.words:
        yield from _single(text)
    else:
        yield from _prefixed(text)
    for match in BARE_SCALE[grammar].finditer(text):
        if not any(match.start() < other.end and other.start < match.end() for other in taken):
            yield from _bare_span(match, also)


def _prefixed(text: str) -> Iterator[Span]:
    for match in PREFIXED.finditer(text):
        currency = SIGNS[match["unit"].lower()]
        if match["unit"].lower() not in {"kr", "kronor"} or match["b"] is None:
            yield span(match, numbers(match, scale(match["scale"])), "money", currency, 0.95)


def _single(text: str) -> Iterator[Span]:
    for match in ONE.finditer(text):
        worth = scale(match["scale"]) * (1.5 if match["half"] else 0.5 if match["part"] else 1)
        if match["unit"]:
            yield span(match, Numbers(worth), "money", _currency(match["unit"]), 0.9, also=("words",))
        else:
            yield from _bare_span(match, ("words",), Numbers(worth))


def _currency(unit: str) -> str:
    return UNITS[unit.strip().lower()][1]


def _bare_span(match: re.Match[str], also: tuple[str, ...], found: Numbers | None = None) -> Iterator[Span]:
    if kind := _bare_kind(match):
        found = found or numbers(match, scale(match["scale"]))
        yield span(match, found, kind, "SEK" if kind == "money" else "", 0.6, also=also)


def _bare_kind(match: re.Match[str]) -> str | None:
    """What ``3 miljoner`` without a unit is: money where money is near, else a count; None before its own noun.

    So many as ``miljarder`` are always money.
    """
    text, end = match.string, match.end()
    words = following(text, end)
    if words and (words[0] in MEASURES or counted_word(words) is not None):
        return None
    if words and words[0] in PEOPLE_DO:
        return "count"
    if match["scale"].lower().startswith("miljard"):
        return "money"
    near = text[max(0, match.start() - REACH) : end + REACH]
    money = PRICED.search(text, 0, match.start()) or PURPOSE.match(text, end) or NEAR.search(near)
    return "money" if money else "count"
