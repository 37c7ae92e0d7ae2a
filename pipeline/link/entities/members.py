"""Coordinated names: the organisations that ``Länsstyrelserna i Blekinge och Kalmar län`` holds."""

from __future__ import annotations

import re
from functools import cache

from pipeline.link.entities.organisations import organisation
from pipeline.link.entities.places import UNKNOWN

_PARTS = re.compile(r", | och | samt | & ")
_BOARDS = re.compile(r"länsstyrelse(?:rna|r|n) (?:i )?(?P<parts>.+?)(?: läns?)?$", re.IGNORECASE)
_REGIONS = re.compile(r"(?:region(?:erna)?|landstingen(?: i)?) (?P<parts>.+)$", re.IGNORECASE)
_MUNICIPALITIES = re.compile(r"(?P<parts>.+) kommuner(?:na)?s?$|kommunerna (?:i )?(?P<after>.+)$", re.IGNORECASE)
_OF_PLACES = re.compile(r"(?P<parts>.+) (?P<head>universitet|tingsrätt(?:er)?|stift)s?$", re.IGNORECASE)
_SINGULAR = {"tingsrätter": "tingsrätt"}


@cache
def members(name: str) -> tuple[str, ...]:
    """The full names of the members, in their order; empty for a name that is not coordinated, or not surely.

    >>> members("Länsstyrelserna i Blekinge och Kalmar län")
    ('Länsstyrelsen i Blekinge län', 'Länsstyrelsen i Kalmar län')
    >>> members("Köpings och Kungsörs kommuner"), members("Vård och omsorg")
    (('Köpings kommun', 'Kungsörs kommun'), ())
    """
    if not _PARTS.search(name):
        return ()
    found = _named(name)
    known = [organisation(one) for one in found]
    sure = len(found) > 1 and all(one.name or one.place != UNKNOWN for one in known)
    return tuple(found) if sure else ()


def _named(name: str) -> list[str]:
    if match := _BOARDS.match(name):
        return [f"Länsstyrelsen i {part.removesuffix(' län')} län" for part in _split(match["parts"])]
    if match := _REGIONS.match(name):
        return [f"Region {part.removeprefix('Region ')}" for part in _split(match["parts"])]
    if match := _MUNICIPALITIES.match(name):
        return [f"{part.removesuffix(' kommun')} kommun" for part in _split(match["parts"] or match["after"])]
    if match := _OF_PLACES.match(name):
        head = match["head"].lower()
        return [f"{part} {_SINGULAR.get(head, head)}" for part in _split(match["parts"])]
    return []


def _split(parts: str) -> list[str]:
    return [part for part in _PARTS.split(parts) if part]
