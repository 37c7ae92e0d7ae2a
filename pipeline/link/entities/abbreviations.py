"""Abbreviations that texts introduce: ``Norra bygdens byalag (NBB)``, and ``NBB (Norra bygdens byalag)``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.link.entities.keys import Key, Named
from pipeline.link.entities.names import fold
from pipeline.link.entities.organisations import LEAST_ABBREVIATION, is_listed

SHORT = re.compile(r"(?=(?:.*[A-ZÅÄÖ]){2})[A-ZÅÄÖ][\w&/-]{1,9}$")
WITH_SHORT = re.compile(r"(?P<long>.+?) ?\((?P<short>[^()\s]{2,10})\)$")
BRACKET = len(" (")
"""Characters between a name and another in brackets right after it."""
Introduced = dict[tuple[str, str], Key]


def expanded(mentions: Sequence[Named], own: Sequence[Key]) -> list[Key]:
    """The keys, but that of the full name where a text introduced the abbreviation that it uses.

    What a document introduces holds in all of it. What documents agree on holds in the others too, where no
    list has the abbreviation.
    """
    here = _introduced(mentions, own)
    everywhere = _agreed(here)
    return [
        _meaning(mention, key, here, everywhere) if key.type == "ORG" and SHORT.match(mention.name) else key
        for mention, key in zip(mentions, own, strict=True)
    ]


def _meaning(mention: Named, key: Key, here: Introduced, everywhere: dict[str, Key]) -> Key:
    if (mention.doc_id, mention.name) in here:
        return here[mention.doc_id, mention.name]
    return key if is_listed(mention.name) else everywhere.get(mention.name, key)


def _introduced(mentions: Sequence[Named], own: Sequence[Key]) -> Introduced:
    """By document and abbreviation, the key of the full name; none where a document introduces it twice."""
    found: dict[tuple[str, str], set[Key]] = defaultdict(set)
    keys = dict(zip((mention.mention_id for mention in mentions), own, strict=True))
    for mention, short in _pairs(mentions):
        found[mention.doc_id, short].add(keys[mention.mention_id])
    return {place: next(iter(meant)) for place, meant in found.items() if len(meant) == 1}


def _pairs(mentions: Sequence[Named]) -> Iterator[tuple[Named, str]]:
    """Each mention of a full name with the abbreviation in brackets that stands in it or next to it."""
    organisations = sorted(
        (mention for mention in mentions if mention.type == "ORG"), key=lambda one: (one.doc_id, one.start)
    )
    for mention in organisations:
        inside = WITH_SHORT.match(mention.name)
        if inside and abbreviates(inside["short"], inside["long"]):
            yield mention, inside["short"]
    for first, second in pairwise(organisations):
        if first.doc_id == second.doc_id and second.start - first.end == BRACKET:
            for short, full in ((second, first), (first, second)):
                if abbreviates(short.name, full.name):
                    yield full, short.name


def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` can be the initials, or letters in order, of ``full``.

    >>> abbreviates("NBB", "Norra bygdens byalag"), abbreviates("NBB", "Norrlands kvinnor")
    (True, False)
    """
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    if not SHORT.match(short) or SHORT.match(full) or len(full) <= len(short) + 2 or letters[0] != fold(full)[:1]:
        return False
    rest = iter(fold(full))
    return all(letter in rest for letter in letters)


def _agreed(here: Introduced) -> dict[str, Key]:
    """Abbreviations that every document which introduces them introduces for the same organisation."""
    meanings: dict[str, set[Key]] = defaultdict(set)
    for (_, short), key in here.items():
        meanings[short].add(key)
    return {
        short: next(iter(keys))
        for short, keys in meanings.items()
        if len(keys) == 1 and len(short) >= LEAST_ABBREVIATION
    }
