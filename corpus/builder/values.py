"""Canonical values of dates and amounts, checked and taken apart."""

import re
from datetime import date

CURRENCIES = frozenset({"SEK", "EUR"})
DURATIONS = frozenset(
    {"år", "månad", "månader", "vecka", "veckor", "dag", "dagar", "timme", "timmar", "minut", "minuter"}
)
APPROXIMATORS = ("ca", "cirka", "drygt", "omkring", "runt", "knappt", "ungefär", "närmare", "över")

_NUMBER = r"\d+(?:[.,]\d+)?"
_AMOUNT = re.compile(rf"(?P<value>{_NUMBER})(?:[–-](?P<value_max>{_NUMBER}))? (?P<unit>\S.*)")
_APPROX = re.compile(rf"(?:{'|'.join(APPROXIMATORS)})\b", re.IGNORECASE)
_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")

type_of_unit = {"%": "percent"} | dict.fromkeys(CURRENCIES, "money") | dict.fromkeys(DURATIONS, "duration")


def parse_amount(canonical: str, surface: str) -> dict[str, object]:
    """Give the gold value of an amount: kind, value, unit, and value_max and approx where they apply.

    `canonical` reads like `350 personer`, `79 %`, `1264654 SEK` or `10–15 kommuner`; ValueError otherwise.
    """
    match = _AMOUNT.fullmatch(canonical)
    if not match:
        raise ValueError(f"amount canonical {canonical!r} is not '<number> <unit>'")
    if not re.search(r"\d", surface):
        raise ValueError(f"amount {surface!r} has no digits")
    unit = match["unit"]
    value: dict[str, object] = {
        "kind": type_of_unit.get(unit, "count"),
        "value": _number(match["value"]),
        "unit": unit,
    }
    if match["value_max"]:
        value["value_max"] = _number(match["value_max"])
    if _APPROX.match(surface):
        value["approx"] = True
    return value


def check_date(canonical: str) -> None:
    """Raise ValueError unless this is `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or `start/end` of those, in order."""
    points = canonical.split("/")
    if len(points) > 2:
        raise ValueError(f"date canonical {canonical!r} has more than two ends")
    starts = [_first_day(point) for point in points]
    if starts != sorted(starts):
        raise ValueError(f"date canonical {canonical!r} ends before it starts")


def _first_day(point: str) -> date:
    match = _POINT.fullmatch(point)
    if not match:
        raise ValueError(f"date canonical {point!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError as error:
        raise ValueError(f"date canonical {point!r}: {error}") from error


def _number(digits: str) -> int | float:
    return int(digits) if digits.isdecimal() else float(digits.replace(",", "."))
