"""What is known about a Swedish place: its kind, its codes (Statistics Sweden) and where it lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from pipeline.link.entities.names import fold, genitives
from pipeline.resources import Row, rows

_KINDS = {
    "landscape": "landskap",
    "region": "område",
    "locality": "ort",
    "district": "stadsdel",
    "island": "ö",
    "country": "land",
    "capital": "ort",
    "city_abroad": "ort",
    "continent": "världsdel",
}

_LARGE = frozenset(["landscape", "country", "capital", "continent"])


@dataclass(frozen=True)
class Place:
    """A place; a field is None where it is not known, or not one and the same for all places of the name.

    ``sure`` is False for what shares its name with an ordinary word or with places that no list has.
    """

    kind: str | None = None
    municipality_code: str | None = None
    county_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    sure: bool = True


UNKNOWN = Place()


def place(name: str) -> Place:
    """What is known about the place called ``name``: the foremost, or what all places of that name agree on."""
    if foremost := usual(name):
        return foremost
    found = candidates(name)
    if len(found) == 1 and found[0].sure:
        return found[0]
    county = _agreed(one.county_code for one in found) if all(one.sure for one in found) else None
    return Place(kind=_agreed(one.kind for one in found), county_code=county)


@cache
def candidates(name: str) -> tuple[Place, ...]:
    """The places called ``name``, one for each municipality (or county, or land) that has one."""
    distinct: dict[tuple[str | None, ...], Place] = {}
    for one in _by_name().get(fold(name), ()):
        inside = (one.county_code, None) if one.county_code and not one.municipality_code else None
        same = next((key for key in distinct if inside and key[0] == one.county_code), None)
        distinct.setdefault(same or (one.county_code, one.municipality_code), one)
    return tuple(distinct.values())


@cache
def usual(name: str) -> Place | None:
    """The place that a bare ``name`` means in spite of its namesakes: a municipality, its main town, a county."""
    found = candidates(name)
    return found[0] if found and len(found) > 1 and fold(name) in _foremost() else None


def is_open(name: str) -> bool:
    """Whether several places go by ``name``, or one that is no sure reading of it."""
    found = candidates(name)
    return len(found) > 1 or any(not one.sure for one in found)


def placed(name: str, code: str) -> Place:
    """The place called ``name`` in the municipality or county with this code; UNKNOWN where there is none."""
    return next((one for one in candidates(name) if code in {one.municipality_code, one.county_code}), UNKNOWN)


@cache
def english_names() -> dict[str, str]:
    """Swedish names by folded English ones: ``sweden``."""
    return {fold(row["english"]): fold(row["name"]) for row in rows("places") if row["english"]}


@cache
def _foremost() -> frozenset[str]:
    names = [name for row in rows("municipalities") for name in (row["name"], row["main_town"])]
    names += [row["short"] for row in rows("counties")]
    return frozenset(map(fold, [*names, *(row["name"] for row in rows("places") if row["kind"] in _LARGE)]))


def _agreed(values: Iterable[str | None]) -> str | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


@cache
def _by_name() -> dict[str, tuple[Place, ...]]:
    """Places by folded name: municipalities and their towns first, then other places, then counties."""
    found: dict[str, list[Place]] = defaultdict(list)
    for row in rows("municipalities"):
        for name, made in _municipality_places(row):
            found[name].append(made)
    for row in rows("places"):
        found[fold(row["name"])].append(_other_place(row))
    for row in rows("localities"):
        found[fold(row["name"])].append(_namesake(row))
    for row in rows("counties"):
        found[fold(row["name"])].append(county(row["code"]))
        if fold(row["short"]) not in found:
            found[fold(row["short"])].append(county(row["code"]))
    return {name: tuple(dict.fromkeys(places)) for name, places in found.items()}


def _municipality_places(row: Row) -> list[tuple[str, Place]]:
    whole = municipality(row["code"])
    town = Place("ort", whole.municipality_code, whole.county_code, whole.latitude, whole.longitude)
    named = town if row["main_town"] == row["name"] else whole
    places = [(fold(row["name"]), named), (municipality_key(row["code"]), whole)]
    return places if named is town else [*places, (fold(row["main_town"]), town)]


def _other_place(row: Row) -> Place:
    return replace(_namesake(row), sure=row["ambiguous"] != "1" or row["country"] != "SE")


def _namesake(row: Row) -> Place:
    return Place(
        _KINDS[row["kind"]],
        row["municipality_code"] or None,
        row["county_code"] or None,
        *_position(row["latitude"], row["longitude"]),
    )


def _position(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    return (float(latitude), float(longitude)) if latitude and longitude else (None, None)


@cache
def municipality(code: str) -> Place:
    """The municipality with this code. Raises KeyError where there is none."""
    row = _row("municipalities", code)
    return Place("kommun", code, row["county_code"], *_position(row["latitude"], row["longitude"]))


@cache
def county(code: str) -> Place:
    """The county with this code. Raises KeyError where there is none."""
    row = _row("counties", code)
    return Place("län", None, code, *_position(row["latitude"], row["longitude"]))


def _row(table: str, code: str) -> Row:
    for row in rows(table):
        if row["code"] == code:
            return row
    raise KeyError(f"{table} has no code {code}")


def municipality_name(code: str) -> str:
    """The name of the municipality with this code."""
    return _row("municipalities", code)["name"]


def municipality_key(code: str) -> str:
    """The key of a municipality, whatever it is written as: its name and the word ``kommun``."""
    return fold(f"{_row('municipalities', code)['name']} kommun")


@cache
def municipality_codes() -> dict[str, str]:
    """Municipality codes by folded name, in the nominative and in the genitive."""
    return {form: row["code"] for row in rows("municipalities") for form in genitives(row["name"])}


@cache
def county_codes() -> dict[str, str]:
    """County codes by folded name: ``skåne``, ``skåne län``, ``värmlands``, ``värmlands län``."""
    codes: dict[str, str] = {}
    for row in rows("counties"):
        for form in (*genitives(row["short"]), fold(row["name"]).removesuffix(" län")):
            codes[form] = codes[f"{form} län"] = row["code"]
    return codes
