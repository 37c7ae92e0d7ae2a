"""Names spelt in two ways: what is surely the same is one, what only looks alike is left for a reader to judge.

Similarity is that of rapidfuzz (normalised Indel). Only names with a word in common at the same end are compared,
so that time grows with the number of names, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from pipeline.link.entities.keys import Key, Named

LEAST_JOINED = 8
"""A shorter name is not looked for with its spaces left out."""
LEAST_TELLING = 3
FORMS = frozenset(["ab", "hb", "kb"])
SMALL = frozenset(["för", "i", "av", "och", "på", "the", "of", "for", "and"])
LEAST_SURNAME = 5
BESIDE = 60
"""Characters between a person and the organisation that the text gives after the name."""
ALIKE = 0.87
LARGEST_BLOCK = 60
"""A word that more names share tells little, and would cost much."""


class Near(NamedTuple):
    """Two entities whose names are alike, and how much: 1 is the same."""

    first: Key
    second: Key
    score: float


def respelt(mentions: Sequence[Named], own: Sequence[Key]) -> list[Key]:
    """The keys, with one key for names that differ in spaces only, and for a person's misspelt surname.

    A surname is taken as misspelt where the same document has a person with the same first names, a surname one
    letter away, and the same organisation right after the name.
    """
    merged = _joined(own) | _misspelt(mentions, own)
    return [merged.get(key, key) for key in own]


def _joined(own: Sequence[Key]) -> dict[Key, Key]:
    """``rödakorset`` for ``röda korset``: the form that is used most, for the others.

    An organisation's small words do not count either: ``nätverk för social ekonomi``.
    """
    counted = Counter(key for key in own if not key.scope)
    groups: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in counted:
        if len(key.name) >= LEAST_JOINED and key.type != "PER":
            groups[key.type, _bones(key)].append(key)
    return _to_best(groups.values(), counted)


def _bones(key: Key) -> str:
    words = key.name.split(" ")
    words = [word for word in words if word not in FORMS or len(words) < LEAST_TELLING]
    telling = [word for word in words if word not in SMALL]
    return "".join(telling if key.type == "ORG" and len(telling) >= LEAST_TELLING else words)


def _to_best(groups: Iterable[list[Key]], counted: Counter[Key]) -> dict[Key, Key]:
    found: dict[Key, Key] = {}
    for group in groups:
        best = min(group, key=lambda key: (-counted[key], -len(key.name), key))
        found |= {key: best for key in group if key != best}
    return found


def _misspelt(mentions: Sequence[Named], own: Sequence[Key]) -> dict[Key, Key]:
    counted, beside = Counter(own), _organisations_beside(mentions, own)
    found: dict[Key, Key] = {}
    for one, other in _same_first_names(beside):
        if beside[one] & beside[other] and _one_letter_apart(one.name, other.name):
            found |= _to_best([[one, other]], counted)
    return found


def _organisations_beside(mentions: Sequence[Named], own: Sequence[Key]) -> dict[Key, set[tuple[str, Key]]]:
    """For each person's full name the organisations right after it, with the document."""
    found: dict[Key, set[tuple[str, Key]]] = defaultdict(set)
    rows = sorted(zip(mentions, own, strict=True), key=lambda pair: (pair[0].doc_id, pair[0].start))
    for (mention, key), (after, organisation) in pairwise(rows):
        near = after.doc_id == mention.doc_id and after.start - mention.end <= BESIDE
        if key.type == "PER" and " " in key.name and organisation.type == "ORG" and near:
            found[key].add((mention.doc_id, organisation))
    return found


def _same_first_names(keys: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    groups: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        groups[key.name.rpartition(" ")[0]].append(key)
    for group in groups.values():
        yield from combinations(group[:LARGEST_BLOCK], 2)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether the last words are long, and one letter more, less, other or swapped apart."""
    last, other_last = one.rpartition(" ")[2], other.rpartition(" ")[2]
    return min(len(last), len(other_last)) >= LEAST_SURNAME and OSA.distance(last, other_last) == 1


def near_misses(keys: Iterable[Key]) -> list[Near]:
    """Pairs of entities of one type whose names are alike but not merged, the likest first."""
    blocks: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
    for key in sorted(set(keys)):
        words = key.name.split(" ")
        if key.type != "PER" or len(words) > 1:
            for block in {("first", words[0]), ("last", words[-1]), ("start", key.name[:4])}:
                blocks[(key.type, *block)].append(key)
    found = {pair for block in blocks.values() if len(block) <= LARGEST_BLOCK for pair in _alike(block)}
    return sorted(found, key=lambda near: (-near.score, near.first, near.second))


def _alike(block: Sequence[Key]) -> Iterator[Near]:
    for one, other in combinations(block, 2):
        score = fuzz.ratio(one.name, other.name, score_cutoff=ALIKE * 100) / 100
        if score and one.name != other.name and _differ_in_letters(one.name, other.name):
            yield Near(one, other, round(score, 3))


def _differ_in_letters(one: str, other: str) -> bool:
    """Whether no digit and no whole word tells the two apart: ``del 1`` and ``del 2`` are two things."""
    return [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]
