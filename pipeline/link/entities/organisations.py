"""Which organisation a name stands for, and what is known about it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pipeline.link.entities.kinds import kind_by_head
from pipeline.link.entities.names import fold
from pipeline.link.entities.places import (
    UNKNOWN,
    Place,
    county,
    county_codes,
    municipality,
    municipality_codes,
    municipality_key,
    place,
)
from pipeline.resources import Row, rows

COUNTY_BOARD = "länsstyrelse"
REGION = "region"
MUNICIPALITY = "kommun"
LEAST_ABBREVIATION = 3
"""A shorter abbreviation is left alone: too many organisations share it."""
LEAST_LISTED_GENITIVE = 5
"""A shorter word with an s may be another name."""
LEAST_JOINED = 8
"""A shorter name is not looked for with its spaces left out."""

_COUNTY_BOARD = re.compile(r"länsstyrelsen (?:i )?(.+)")
_REGION = re.compile(r"(?:region|landstinget(?: i)?) (.+)|(.+) läns landsting")
_MUNICIPALITY = re.compile(r"(.+) (?:kommun|stad)")
_COMPASS = frozenset(["syd", "nord", "norr", "söder", "öst", "väst", "mitt", "mellansverige"])


@dataclass(frozen=True)
class Organisation:
    """Where a name leads: ``key`` is the identity, ``name`` the official name (None: as the texts have it)."""

    key: str
    name: str | None = None
    kind: str | None = None
    place: Place = UNKNOWN
    group: str | None = None
    """COUNTY_BOARD, REGION or MUNICIPALITY: what a bare ``Länsstyrelsen`` or ``Regionen`` can refer to."""
    certain: bool = True
    """False where several organisations go by the name, so that it means one thing in one document only."""


@cache
def organisation(name: str) -> Organisation:
    """The organisation that ``name`` stands for: by the list of organisations, by pattern, or itself."""
    folded = fold(name)
    known = _listed(name, folded) or _by_pattern(folded)
    return known or Organisation(folded, kind=kind_by_head(folded) or _branch_kind(folded))


def _branch_kind(folded: str) -> str | None:
    """The kind of the listed organisation that the name is a local branch of: ``röda korset uppsala``."""
    words = folded.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        rest = words[cut:] if words[cut] != "i" else words[cut + 1 :]
        keys = _list().names.get(" ".join(words[:cut]), frozenset())
        if rest and len(keys) == 1 and (place(" ".join(rest)) != UNKNOWN or rest[0] in _COMPASS):
            return _list().rows[next(iter(keys))]["kind"] or None
    return None


def _municipality_code(folded: str) -> str | None:
    """The municipality that ``göteborgs stad`` or ``umeå kommun`` stands for."""
    match = _MUNICIPALITY.fullmatch(folded)
    return municipality_codes().get(match[1]) if match else None


def _listed(name: str, folded: str) -> Organisation | None:
    keys = _list().names.get(folded) or _list().joined.get(folded.replace(" ", "")) or _genitive(folded)
    short = not keys and len(name) < LEAST_ABBREVIATION
    keys = keys or _list().abbreviations.get(name, frozenset())
    if not keys:
        return None
    if len(keys) > 1 or short:
        return Organisation(folded, certain=False)
    return _described(_list().rows[next(iter(keys))])


def _genitive(folded: str) -> frozenset[str]:
    """The one listed organisation whose name in the genitive this is: ``Naturvårdsverkets``."""
    if len(folded) < LEAST_LISTED_GENITIVE or not folded.endswith("s"):
        return frozenset()
    keys = _list().names.get(folded[:-1]) or frozenset()
    return keys if len(keys) == 1 else frozenset()


def _described(row: Row) -> Organisation:
    key = fold(row["name"])
    if match := _COUNTY_BOARD.fullmatch(key):
        code = county_codes().get(match[1])
        return _county_board(code) if code else Organisation(key, row["name"], row["kind"], group=COUNTY_BOARD)
    if row["kind"] == REGION and (code := _region_county(row["name"])):
        return Organisation(key, row["name"], row["kind"], county(code), REGION)
    return Organisation(key, row["name"], row["kind"] or None)


def _by_pattern(folded: str) -> Organisation | None:
    if match := _COUNTY_BOARD.fullmatch(folded):
        code = _county_by_name(match[1])
        return _county_board(code) if code else Organisation(folded, group=COUNTY_BOARD)
    if (match := _REGION.fullmatch(folded)) and (code := _county_by_name(match[1] or match[2])):
        return _region(code)
    if code := _municipality_code(folded):
        return Organisation(municipality_key(code), None, MUNICIPALITY, municipality(code), MUNICIPALITY)
    return None


def is_listed(name: str) -> bool:
    """Whether the list of organisations has ``name``, as a name or an abbreviation."""
    return name in _list().abbreviations or fold(name) in _list().names


def of_county(group: str, code: str) -> Organisation | None:
    """The county board or the region of the county with this code; None for another group, or no code."""
    if group == COUNTY_BOARD and code:
        return _county_board(code)
    return _region(code) if group == REGION and code else None


def _county_board(code: str) -> Organisation:
    name = next(row["name"] for row in rows("counties") if row["code"] == code)
    official = f"Länsstyrelsen i {name}"
    return Organisation(fold(official), official, "myndighet", county(code), COUNTY_BOARD)


def _region(code: str) -> Organisation:
    row = _regions().get(code)
    if row is None:
        short = next(row["short"] for row in rows("counties") if row["code"] == code)
        return Organisation(fold(f"Region {short}"), f"Region {short}", REGION, county(code), REGION)
    return _described(row)


@cache
def _regions() -> dict[str, Row]:
    """The region of each county, as the list of organisations names it."""
    found = ((_region_county(row["name"]), row) for row in _list().rows.values() if row["kind"] == REGION)
    return {code: row for code, row in found if code}


def _region_county(name: str) -> str | None:
    """The county of ``Region Örebro län``, ``Region Jämtland Härjedalen`` or ``Västra Götalandsregionen``."""
    rest = fold(name).removeprefix("region ").removesuffix("regionen").strip()
    return _county_by_name(rest) or _county_by_name(rest.split(" ", maxsplit=1)[0])


def _county_by_name(folded: str) -> str | None:
    return county_codes().get(folded) or _region_names().get(folded)


@cache
def _region_names() -> dict[str, str]:
    """County codes by the names that regions have taken and counties have not: ``sörmland``."""
    names = (fold(row["name"]).removeprefix("region ") for row in rows("organisations") if row["kind"] == REGION)
    return {name: code for name in names if (code := place(name).county_code)}


def ambiguous_names(key: str) -> frozenset[str]:
    """The folded names that the organisation with this key shares with others."""
    return _shared_names().get(key, frozenset())


@cache
def _shared_names() -> dict[str, frozenset[str]]:
    shared: dict[str, set[str]] = defaultdict(set)
    for name, keys in [*_list().names.items(), *_list().abbreviations.items()]:
        if len(keys) > 1 or len(name) < LEAST_ABBREVIATION:
            for key in keys:
                shared[key].add(fold(name))
    return {key: frozenset(names) for key, names in shared.items()}


@dataclass(frozen=True)
class _List:
    rows: dict[str, Row]
    """The current organisations by key."""
    names: dict[str, frozenset[str]]
    """Keys by folded name, alias or former name."""
    joined: dict[str, frozenset[str]]
    """The same without spaces, where that is long enough to be no other word: ``rödakorset``."""
    abbreviations: dict[str, frozenset[str]]
    """Keys by abbreviation, as it is written."""


@cache
def _list() -> _List:
    by_key = {fold(row["name"]): row for row in reversed(rows("organisations"))}
    for row in rows("organisations"):
        if row["name_current"]:
            later = MappingProxyType({**row, "name": row["name_current"], "name_current": "", "aliases": ""})
            by_key.setdefault(fold(later["name"]), later)
    aliases, abbreviations = defaultdict(set), defaultdict(set)
    for key, row in by_key.items():
        current = _current(key, by_key)
        for alias in _split(row["aliases"]):
            aliases[fold(alias)].add(current)
        for abbreviation in _split(row["abbreviations"]):
            abbreviations[abbreviation].add(current)
    names = {alias: frozenset(keys) for alias, keys in aliases.items()}
    names |= {key: frozenset({_current(key, by_key)}) for key in by_key}
    joined: dict[str, frozenset[str]] = defaultdict(frozenset)
    for name, keys in names.items():
        if " " in name and len(name) > LEAST_JOINED:
            joined[name.replace(" ", "")] |= keys
    return _List(by_key, names, dict(joined), {short: frozenset(keys) for short, keys in abbreviations.items()})


def _current(key: str, by_key: dict[str, Row]) -> str:
    """The key of today's organisation: the last of its names; of two rows that list each other, the longer."""
    seen = {key}
    while by_key[key]["name_current"]:
        key = fold(by_key[key]["name_current"])
        if key in seen:
            break
        seen.add(key)
    twins = [other for other in map(fold, _split(by_key[key]["aliases"])) if _lists(by_key.get(other), key)]
    return max([key, *twins], key=lambda one: (len(one), one))


def _lists(row: Row | None, key: str) -> bool:
    return row is not None and key in map(fold, _split(row["aliases"]))


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
