"""What a reader may want to judge: names that are nearly alike, and places that the text leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.link.entities.keys import Key
from pipeline.link.entities.organisations import organisation
from pipeline.link.entities.place_context import code_of
from pipeline.link.entities.places import candidates, municipality_name, place
from pipeline.link.entities.spelling import near_misses

Row = dict[str, object]


def candidate_rows(records: Iterable[Row], keys: Iterable[Key]) -> Iterator[Row]:
    """Rows of ``link_candidates``: near-misses of spelling, the likest first, then places left open, by name."""
    known = {str(record["entity_id"]): record for record in records}
    yield from _spellings(known, keys)
    yield from _places(known, keys)


def _spellings(known: Mapping[str, Row], keys: Iterable[Key]) -> Iterator[Row]:
    for near in near_misses(keys):
        first, second = known[near.first.id], known[near.second.id]
        if first["name"] != second["name"] and not (_is_known(near.first) and _is_known(near.second)):
            yield {
                "entity_id": near.first.id,
                "name": first["name"],
                "candidate_id": near.second.id,
                "candidate": second["name"],
                "reason": "spelling",
                "score": near.score,
            }


def _is_known(key: Key) -> bool:
    """Whether a list or a rule says what the name is, so that no likeness speaks against it."""
    if key.type == "LOC":
        return bool(candidates(key.name))
    return key.type == "ORG" and (organisation(key.name).name or organisation(key.name).group) is not None


def _places(known: Mapping[str, Row], keys: Iterable[Key]) -> Iterator[Row]:
    for key in sorted(keys):
        if key.type == "LOC" and not key.scope and place(key.name).latitude is None:
            for one in candidates(key.name):
                code = code_of(one)
                where = municipality_name(code) if one.municipality_code else ""
                yield {
                    "entity_id": key.id,
                    "name": known[key.id]["name"],
                    "candidate": f"{known[key.id]['name']}, {where} ({code})" if where else code,
                    "reason": "place",
                }
