"""Entities: which mentions are of one and the same person, organisation or place, and what is known about it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from pipeline import tables
from pipeline.link.entities.candidates import candidate_rows
from pipeline.link.entities.identity import identities, own_key
from pipeline.link.entities.keys import Key, Named
from pipeline.link.entities.members import members
from pipeline.link.entities.names import fold, is_genitive_of, nominative
from pipeline.link.entities.organisations import organisation
from pipeline.link.entities.places import UNKNOWN, Place, place, placed
from pipeline.schema import LIST_SEPARATOR

TYPES = ("PER", "ORG", "LOC")


@dataclass
class _Gathered:
    """What the mentions of one entity have shown."""

    full: Counter[str] = field(default_factory=Counter)
    """Nominative forms that lead to the entity by themselves: candidates for its name."""
    other: Counter[str] = field(default_factory=Counter)
    member: Counter[str] = field(default_factory=Counter)
    """Full names that it has in names of several organisations."""
    documents: set[str] = field(default_factory=set)
    mentions: int = 0


class Linked(NamedTuple):
    """The tables ``entities`` (without conference_count) and ``link_candidates``, and the links.

    These say which mention_id is of which entity_id; several are joined.
    """

    entities: pd.DataFrame
    links: pd.DataFrame
    candidates: pd.DataFrame


def link_entities(mentions: pd.DataFrame, counties: Mapping[str, str] | None = None) -> Linked:
    """The entities that ``mentions`` are of.

    ``counties`` gives, by mention_id, the code of the county that the passage is about, where that is known:
    it tells which one a bare ``Länsstyrelsen`` is. Entities come most mentioned first, then by id; links in the
    order of ``mentions``. Mentions of types other than PER, ORG and LOC get no entity. Time grows with the number
    of mentions.
    """
    named = _named(mentions, counties or {})
    keys = identities(named)
    gathered: dict[Key, _Gathered] = defaultdict(_Gathered)
    for mention, several in zip(named, keys, strict=True):
        for key, name in zip(several, members(mention.name) if len(several) > 1 else ("",), strict=True):
            _gather(gathered[key], mention, own=own_key(mention) == key, member=name)
    records = sorted((_record(key, held) for key, held in gathered.items()), key=_order)
    links = [
        (mention.mention_id, LIST_SEPARATOR.join(key.id for key in several))
        for mention, several in zip(named, keys, strict=True)
    ]
    return Linked(
        tables.frame("entities", records),
        pd.DataFrame(links, columns=["mention_id", "entity_id"], dtype="string"),
        tables.frame("link_candidates", candidate_rows(records, gathered)),
    )


def _named(mentions: pd.DataFrame, counties: Mapping[str, str]) -> list[Named]:
    """The mentions of names, each with its nominative form, white space collapsed."""
    named = mentions[mentions["type"].isin(TYPES)]
    values = named["value"].where(named["value"].notna(), named["text"])
    sections = named["section"].fillna("")
    sentences = named["sentence_id"].fillna("")
    columns = (
        named["mention_id"], named["type"], named["text"], values, named["doc_id"], sections, named["char_start"],
        named["char_end"], sentences,
    )  # fmt: skip
    return [
        Named(
            mention_id,
            type_,
            " ".join(text.split()),
            " ".join(value.split()),
            doc_id,
            section,
            counties.get(mention_id, ""),
            start,
            end,
            sentence_id,
        )
        for mention_id, type_, text, value, doc_id, section, start, end, sentence_id in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _gather(held: _Gathered, mention: Named, own: bool, member: str) -> None:
    """``member`` is the full name that the entity has in a name of several; empty in a name of its own."""
    held.mentions += 1
    held.documents.add(mention.doc_id)
    if member:
        held.member[member] += 1
        return
    (held.full if own else held.other)[mention.name] += 1
    if mention.text != mention.name:
        held.other[nominative(mention.text)] += 1


def _record(key: Key, held: _Gathered) -> dict[str, object]:
    name, kind, where = _described(key, held)
    return {
        "entity_id": key.id,
        "type": key.type,
        "name": name,
        "aliases": LIST_SEPARATOR.join(_aliases(name, held)),
        "kind": kind,
        "mention_count": held.mentions,
        "document_count": len(held.documents),
        "municipality_code": where.municipality_code,
        "county_code": where.county_code,
        "latitude": where.latitude,
        "longitude": where.longitude,
    }


def _described(key: Key, held: _Gathered) -> tuple[str, str | None, Place]:
    """The entity's name, kind and place. An organisation of the list goes by its official name."""
    forms = held.full or held.other or held.member or Counter([key.name])
    usual = min(forms, key=lambda form: (form.isupper() and " " in form, -forms[form], -len(form), form))
    if key.type == "ORG" and not key.scope:
        known = organisation(usual if held.full else key.name)
        return known.name or usual, known.kind, known.place
    if key.type == "LOC":
        where = placed(key.name, key.scope) if key.scope else place(key.name)
        return usual, where.kind, where
    return usual, None, UNKNOWN


def _aliases(name: str, held: _Gathered) -> list[str]:
    """Other forms, most frequent first, without genitives and what differs by case or hyphen only."""
    forms = held.full + held.other
    stems = frozenset({name, *forms})
    kept: dict[str, str] = {fold(name): name}
    for form in sorted(forms, key=lambda form: (-forms[form], -len(form), form)):
        if not is_genitive_of(form, stems):
            kept.setdefault(fold(form), form)
    return list(kept.values())[1:]


def _order(record: dict[str, object]) -> tuple[int, str]:
    return -int(str(record["mention_count"])), str(record["entity_id"])
