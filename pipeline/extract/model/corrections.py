"""Corrections to the tagger's names: borders that no Swedish name has, and doubt that the rules can settle.

The thresholds were chosen on the held-out part of our own text, where they make little difference, and looked at
on public test sets and real reports, where dropping unsupported names of little certainty pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.extract.model.tagger import Name
from pipeline.extract.rules import lexicon

LEAST = 0.65
"""How certain a name has to be that no rule sees too."""
DOUBTED = 0.6
"""A name less certain than this gives way to one that the rules see in the same words …"""
TRUSTED = 0.8
"""… with at least this confidence."""
LINKS = frozenset(
    ["i", "och", "samt", "för", "av", "på", "vid", "mot", "till", "&", "/", "-", "–", ",", "of", "and"]
)
"""Words that join parts of a name, and so end none."""
GOING_ON = LINKS - {"/", ",", "-", "–"}
"""Those after which the rest of the same name follows; a slash or a comma parts two."""


def tidied(names: Iterable[Name], words: Sequence[str]) -> list[Name]:
    """The names, none ending in a link and none cut in two after one: ``Hembygdsrådet i`` + ``Tierp`` is one name.

    Two organisations with nothing between them are one: ``Cykelnätverket`` + ``Medvind``. A role before an
    organisation or a place is no part of it (``Regionråd i Region Halland``), and what a word for a text or an
    event opens is no organisation (``Överenskommelsen om …``).
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
        if last - first > 1 and name.type != "PER" and _is_role(words, first):
            first += 1
        while first < last and words[first].lower() in LINKS:
            first += 1
        if first < last and not (name.type == "ORG" and words[first].lower() in lexicon.non_bodies()):
            yield replace(name, first=first, last=last)


def _is_role(words: Sequence[str], at: int) -> bool:
    """Whether a word is a role before what it is a role in; ``Department of …`` is none."""
    return words[at].lower() in lexicon.roles() and words[at + 1].lower() != "of"


def settled(names: Sequence[Name], known: Sequence[Name]) -> list[Name]:
    """The names that are certain enough or that the rules see too; ``known`` are the rules' in the same words.

    Where the tagger is in doubt and the rules are not, theirs stand instead.
    """
    trusted = [one for one in known if one.confidence >= TRUSTED]
    doubted = [name for name in names if name.confidence < DOUBTED and any(_meet(name, one) for one in trusted)]
    seen = {(one.first, one.last, one.type) for one in known}
    kept = [
        name
        for name in names
        if name not in doubted and (name.confidence >= LEAST or (name.first, name.last, name.type) in seen)
    ]
    instead = [
        one
        for one in trusted
        if any(_meet(one, name) for name in doubted) and not any(_meet(one, name) for name in kept)
    ]
    return sorted([*kept, *instead], key=lambda name: name.first)


def _meet(one: Name, other: Name) -> bool:
    return one.first < other.last and other.first < one.last
