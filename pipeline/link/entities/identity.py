"""Whose entity each mention is: by its name alone, or by what a short name stands for where it is written.

Where a name alone does not tell (a lone first name, a bare ``Länsstyrelsen``, an abbreviation that several
organisations use), the mention means what its surroundings call by a full name, if that is only one; otherwise the
name is an entity of that document alone. A missed merge costs less than a wrong one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

from pipeline.link.entities.abbreviations import expanded
from pipeline.link.entities.keys import Key, Named
from pipeline.link.entities.members import members
from pipeline.link.entities.names import fold
from pipeline.link.entities.organisations import (
    COUNTY_BOARD,
    MUNICIPALITY,
    REGION,
    ambiguous_names,
    of_county,
    organisation,
)
from pipeline.link.entities.place_context import settled
from pipeline.link.entities.places import english_names, municipality_codes, municipality_key
from pipeline.link.entities.spelling import respelt
from pipeline.resources import column

_GENERIC = {
    "länsstyrelsen": COUNTY_BOARD,
    "landstinget": REGION,
    "regionen": REGION,
    "kommunen": MUNICIPALITY,
}
"""Names that mean the one county board, region or municipality that the section or the document is about."""


LEAST_GENITIVE = 8
"""A shorter single word with an s may be another name: ``Borås``."""

_People: TypeAlias = dict[tuple[str, str], Key]
_Around: TypeAlias = dict[tuple[str, str, str], set[Key]]


def identities(mentions: Sequence[Named]) -> list[tuple[Key, ...]]:
    """The keys of each mention's entity, in their order; several where a name holds several organisations."""
    own = _without_genitives(mentions, [own_key(mention) for mention in mentions])
    own = respelt(mentions, expanded(mentions, own))
    own = settled(mentions, own)
    people, around = _people(mentions, own), _around(mentions, own)
    return [
        _members(mention) or (_meant(mention, key, people, around),)
        for mention, key in zip(mentions, own, strict=True)
    ]


def _members(mention: Named) -> tuple[Key, ...]:
    """The keys of the members, for a coordinated name."""
    names = members(mention.name) if mention.type == "ORG" else ()
    return tuple(_own_key("ORG", name, mention.doc_id) for name in names)


def _without_genitives(mentions: Sequence[Named], own: Sequence[Key]) -> list[Key]:
    """The keys, but ``saab automobiles`` is ``saab automobile`` where the texts have that, too.

    ``eva bergs`` is ``eva berg`` only in a document that has her: elsewhere they may be two people.
    """
    everywhere = {key for key in own if key.type != "PER"}
    here = {(mention.doc_id, key) for mention, key in zip(mentions, own, strict=True)}
    bare = [key._replace(name=key.name.removesuffix("s")) for key in own]
    return [
        short if _may_be_genitive(key) and (short in everywhere or (mention.doc_id, short) in here) else key
        for mention, key, short in zip(mentions, own, bare, strict=True)
    ]


def _may_be_genitive(key: Key) -> bool:
    return " " in key.name or (key.type != "PER" and len(key.name) >= LEAST_GENITIVE)


def own_key(mention: Named) -> Key:
    """The key that a name has without a look at what stands around it."""
    return _own_key(mention.type, mention.name, mention.doc_id)


@cache
def _own_key(type_: str, name: str, doc_id: str) -> Key:
    folded = fold(name) or name
    if type_ == "PER":
        return Key(type_, folded, "" if " " in folded else doc_id)
    if type_ == "ORG":
        known = organisation(name)
        return Key(type_, known.key or name, "" if known.certain and folded not in _GENERIC else doc_id)
    before, _, last = folded.rpartition(" ")
    code = municipality_codes().get(before) if last == "kommun" else None
    return Key(type_, municipality_key(code) if code else english_names().get(folded, folded))


def _meant(mention: Named, own: Key, people: _People, around: _Around) -> Key:
    if own.type == "PER":
        return people[mention.doc_id, own.name]
    return _organisation_meant(mention, own, around) if own.type == "ORG" and own.scope else own


def _organisation_meant(mention: Named, own: Key, around: _Around) -> Key:
    """What a short name stands for: the one of its section, of its conference's county, or of its document.

    Where the document has several, a name that none of this decides is an entity of its section alone.
    """
    short = fold(mention.name)
    near = around.get((mention.doc_id, mention.section, short), set())
    if len(near) == 1:
        return next(iter(near))
    if (group := _GENERIC.get(short)) and (local := of_county(group, mention.county)):
        return Key(own.type, local.key)
    anywhere = around.get((mention.doc_id, "", short), set())
    if len(anywhere) == 1:
        return next(iter(anywhere))
    return own._replace(scope=f"{own.scope} {mention.section}".strip()) if anywhere else own


def _people(mentions: Iterable[Named], own: Iterable[Key]) -> _People:
    """The person that each folded name means in each document."""
    by_document: dict[str, dict[Key, None]] = defaultdict(dict)
    for mention, key in zip(mentions, own, strict=True):
        if key.type == "PER":
            by_document[mention.doc_id][key] = None
    return {
        (doc_id, key.name): meant
        for doc_id, keys in by_document.items()
        for key, meant in _full_names(keys).items()
    }


def _full_names(keys: Iterable[Key]) -> dict[Key, Key]:
    """For each person's name of one document the full name it is short for, or itself; long names first."""
    longer: dict[str, set[Key]] = defaultdict(set)
    settled: dict[Key, Key] = {}
    for key in sorted(keys, key=lambda key: -key.name.count(" ")):
        meant = longer.get(key.name, set()) if _is_short(key) else set()
        settled[key] = next(iter(meant)) if len(meant) == 1 else key
        if settled[key] == key:
            for part in _parts(key.name):
                longer[part].add(key)
    return settled


def _is_short(key: Key) -> bool:
    """Whether a person's name may stand for a longer one: one word, or words not like first name and surname."""
    words = key.name.split(" ")
    return bool(key.scope) or words[0] not in _first_names() or words[-1] in _first_names()


def _parts(full_name: str) -> set[str]:
    """What a full name can be shortened to: its first word, its last, an end without first name.

    >>> sorted(_parts("anna maria von berg"))
    ['anna', 'berg', 'von berg']
    """
    words = full_name.split(" ")
    chain = words[-1] in _first_names()  # a father's and a grandfather's name serve as surname
    ends = {" ".join(words[cut:]) for cut in range(1, len(words)) if chain or words[cut] not in _first_names()}
    return {words[0], words[-1], *ends} if len(words) > 1 else set()


@cache
def _first_names() -> frozenset[str]:
    return frozenset(fold(name) for name in column("given_names", "name"))


def _around(mentions: Iterable[Named], own: Iterable[Key]) -> _Around:
    """The organisations that a short name can stand for: by document, section (empty: anywhere) and short name."""
    found: _Around = defaultdict(set)
    for mention, key in zip(mentions, own, strict=True):
        if key.type == "ORG" and not key.scope:
            for short in _short_forms(mention.name):
                found[mention.doc_id, mention.section, short].add(key)
                found[mention.doc_id, "", short].add(key)
    return found


@cache
def _short_forms(name: str) -> frozenset[str]:
    """The folded names, ambiguous elsewhere, that can stand for this organisation near where it is named."""
    known = organisation(name)
    return ambiguous_names(known.key) | {word for word, meant in _GENERIC.items() if meant == known.group}
