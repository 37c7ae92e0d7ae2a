"""When two wordings count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from pipeline.tables import cell_values

SOFT_HYPHEN = "\u00ad"
_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def collapsed(text: str) -> str:
    r"""``text`` in NFC, without soft hyphens, each run of white space one space.

    >>> collapsed("Läns\u00adstyrelsen \n i Kalmar")
    'Länsstyrelsen i Kalmar'
    """
    return " ".join(unicodedata.normalize("NFC", text).replace(SOFT_HYPHEN, "").split())


def plain(text: object) -> str:
    """``text`` collapsed, without regard to case or to punctuation at its ends; "" for None.

    >>> plain(" Gamla  Kvarnen. ")
    'gamla kvarnen'
    """
    return "" if text is None else collapsed(str(text)).casefold().strip(" .,;:")


def digits(number: object) -> str:
    """A phone number as its national digits: +46 70 … is 070 ….

    >>> digits("+46701740605"), digits("070-174 06 05"), digits("0046 (0)70 174 06 05")
    ('0701740605', '0701740605', '0701740605')
    """
    text = str(number or "").replace("(0)", "").strip()
    found = re.sub(r"\D", "", text)
    if text.startswith("+"):
        found = f"00{found}"
    return f"0{found[4:]}" if found.startswith("0046") else found


def as_number(value: object) -> float | None:
    """``value`` as a number; None where it is none."""
    try:
        return None if value is None else float(str(value))
    except ValueError:
        return None


def interval(value: str | None) -> tuple[str, str] | None:
    """First and last day of an ISO date, month, year, or two of those with a slash between; None for other text.

    >>> interval("2018-09"), interval("2017/2019")
    (('2018-09-01', '2018-09-30'), ('2017-01-01', '2019-12-31'))
    """
    if re.fullmatch(r"--\d\d-\d\d", value or ""):
        return str(value), str(value)
    points = [_POINT.fullmatch(point) for point in (value or "").split("/")]
    ends = [_days(point) for point in points if point]
    if len(ends) != len(points) or len(ends) > 2:
        return None
    return ends[0][0], ends[-1][1]


def _days(point: re.Match[str]) -> tuple[str, str]:
    year, month, day = int(point["year"]), int(point["month"] or 0), point["day"]
    if day:
        return point[0], point[0]
    if not month:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return f"{year:04}-{month:02}-01", last.isoformat()


class Names:
    """Which names mean the same entity, by the names and aliases that the tables hold."""

    def __init__(self, entities: Iterable[dict[str, Any]]) -> None:
        self._entities: dict[str, set[str]] = {}
        for entity in entities:
            for name in (entity["name"], *cell_values(entity["aliases"])):
                self._entities.setdefault(plain(name), set()).add(entity["entity_id"])

    def same(self, ours: object, *gold: object) -> bool:
        """Whether our wording is one of the gold ones, or names the same entity as one of them."""
        wanted = {plain(name) for name in gold if name}
        if plain(ours) in wanted:
            return True
        known = self._entities.get(plain(ours), set())
        return any(known & self._entities.get(name, set()) for name in wanted)
