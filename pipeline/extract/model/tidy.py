"""Corrections to the tagger's names: borders that no Swedish name has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.extract.model.tagger import Name

LINKS = frozenset(
    ["i", "och", "samt", "för", "av", "på", "vid", "mot", "till", "&", "/", "-", "–", ",", "of", "and"]
)
"""Words that join parts of a name, and so end none."""
GOING_ON = LINKS - {"/", ",", "-", "–"}
"""Those after which the rest of the same name follows; a slash or a comma parts two."""


def tidied(names: Iterable[Name], words: Sequence[str]) -> list[Name]:
    """The names, none ending in a link and none cut in two after one: ``Hembygdsrådet i`` + ``Tierp`` is one name.

    Two organisations with nothing between them are one: ``Cykelnätverket`` + ``Medvind``.
    """
    found: list[Name] = []
    for name in names:
        if found and _belong(found[-1], name, words):
            before = found.pop()
            found.append(Name(before.first, name.last, before.type, min(before.confidence, name.confidence)))
        else:
            found.append(name)
    return list(_trimmed(found, words))


def _belong(name: Name, following: Name, words: Sequence[str]) -> bool:
    if name.last != following.first:
        return False
    if words[name.last - 1].lower() in GOING_ON:
        return name.type == "ORG"
    if words[name.last - 1].lower() in LINKS:
        return False
    return name.type == following.type == "ORG"


def _trimmed(names: Iterable[Name], words: Sequence[str]) -> Iterator[Name]:
    for name in names:
        first, last = name.first, name.last
        while last > first and words[last - 1].lower() in LINKS:
            last -= 1
        while first < last and words[first].lower() in LINKS:
            first += 1
        if first < last:
            yield replace(name, first=first, last=last)
