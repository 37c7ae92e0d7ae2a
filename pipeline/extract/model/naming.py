"""The canonical form of what a model found: the rules' where they know the name, else the nominative."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.extract.rules import discourse, lexicon
from pipeline.extract.spans import Span

DEFINITE_GENITIVES = ("ens", "ets", "ans", "rnas", "unds", "ings", "muns")
"""Endings of a noun in the genitive, as an organisation's last word has it."""


def named(found: Iterable[Span], seen: Iterable[Span]) -> list[Span]:
    """The spans ``found`` with canonical names as values; ``seen`` are those of the rules in the same document."""
    known = {(span.start, span.end, span.type): span.value for span in seen}
    valued = [
        replace(span, value=known.get((span.start, span.end, span.type)) or nominative(span.value, span.type))
        for span in found
    ]
    return discourse.settle_values(valued)


def nominative(name: str, type_: str) -> str:
    """The name without its genitive, where that is plain from its form or from lists of names: ``Annas``."""
    if name.endswith((":s", "'s", "’s")):
        return name[:-2]
    if not name.endswith("s"):
        return name
    word = name.rsplit(" ", 1)[-1]
    return name[:-1] if _genitive(word, type_) else name


def _genitive(word: str, type_: str) -> bool:
    bare = word[:-1]
    if type_ == "PER":
        listed = lexicon.given_names().keys() | lexicon.surnames()
        return bare in listed and word not in listed
    if type_ == "LOC":
        return _is_place(bare) and not _is_place(word)
    return len(word) > 6 and word.lower().endswith(DEFINITE_GENITIVES)


def _is_place(word: str) -> bool:
    return word in lexicon.place_names()
