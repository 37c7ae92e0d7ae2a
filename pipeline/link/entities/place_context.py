"""Places that share a name: which one a mention means, by what else its sentence, section and document name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.link.entities.keys import Key, Named
from pipeline.link.entities.organisations import organisation
from pipeline.link.entities.places import UNKNOWN, Place, candidates, is_open, place

Codes = dict[tuple[str, str], set[str]]
"""Municipality and county codes that stretches of text name: by document and sentence, section or nothing."""


def settled(mentions: Sequence[Named], own: Sequence[Key]) -> list[Key]:
    """The keys, with the code of its municipality (or county) for a place that shares its name with others.

    The sentence decides, then the section, then the document: one candidate lies in a municipality that is named
    there, or in a county. Where none of this tells, the name stays open: an entity without a code.
    """
    named = _codes(mentions, own)
    return [
        _meant(mention, key, named) if key.type == "LOC" and not key.scope and is_open(key.name) else key
        for mention, key in zip(mentions, own, strict=True)
    ]


def _meant(mention: Named, key: Key, named: Codes) -> Key:
    for where in _stretches(mention):
        codes = named.get(where, set())
        for level in ("municipality_code", "county_code"):
            found = {one for one in candidates(key.name) if getattr(one, level) in codes}
            if len(found) == 1:
                return key._replace(scope=code_of(found.pop()))
    return key


def code_of(one: Place) -> str:
    """The municipality's code, or the county's."""
    return one.municipality_code or one.county_code or ""


def _codes(mentions: Sequence[Named], own: Sequence[Key]) -> Codes:
    found: Codes = defaultdict(set)
    for mention, key in zip(mentions, own, strict=True):
        where = _known(key)
        for stretch in _stretches(mention) if where != UNKNOWN else ():
            found[stretch] |= {code for code in (where.municipality_code, where.county_code) if code}
    return found


def _known(key: Key) -> Place:
    """Where an unmistakable place or a public body lies."""
    if key.type == "LOC":
        return UNKNOWN if is_open(key.name) else place(key.name)
    return organisation(key.name).place if key.type == "ORG" and not key.scope else UNKNOWN


def _stretches(mention: Named) -> Iterator[tuple[str, str]]:
    """What a mention stands in, the narrowest first."""
    if mention.sentence_id:
        yield mention.doc_id, f"sentence {mention.sentence_id}"
    if mention.section:
        yield mention.doc_id, f"section {mention.section}"
    yield mention.doc_id, ""
