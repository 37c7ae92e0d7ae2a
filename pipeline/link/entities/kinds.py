"""What kind of organisation a name tells of: the noun that heads it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.link.entities.names import fold
from pipeline.resources import rows

_TAIL = re.compile(r" (?:i|för|mot|om|på|av|till|on|for|of|against) .*")
"""What follows a preposition tells where or what for: the head stands before it."""


_PLAIN_KINDS = frozenset(["råd", "förvaltning", "nätverk", "förening", "företag"])
"""Kinds that a weak head tells of inside a compound too; ``-fonden`` and ``-styrelsen`` may be anything."""


def kind_by_head(folded: str) -> str | None:
    """The kind that a folded name shows by its last word, a preposition's tail left out, or else by its first.

    A weak head counts at the end of a compound only in the definite: ``byarådet``, but not ``statsråd``.

    >>> kind_by_head("kvinnoföreningen i motala"), kind_by_head("stiftelsen norr sol"), kind_by_head("norr sol")
    ('förening', 'stiftelse', None)
    """
    words = _TAIL.sub("", folded).split(" ")
    ends = (words[-1], words[0])
    return next((kind for find in (_kind, _weak_kind) for word in ends if (kind := find(word))), None)


@cache
def _weak_kind(word: str) -> str | None:
    """The kind of a weak head that ends a definite compound: ``friluftsenheten``, ``byarådet``."""
    return next((kind for start in range(2, len(word)) if (kind := _definite_endings().get(word[start:]))), None)


@cache
def _kind(word: str) -> str | None:
    """The kind of the longest head that ``word`` is or ends in; a weak head must be the whole word."""
    for start in range(len(word)):
        if kind := (_heads() if start == 0 else _endings()).get(word[start:]):
            return kind
    return None


@cache
def _heads() -> dict[str, str]:
    return {
        fold(form): row["kind"] for row in rows("org_heads") for form in (row["head"], row["definite"]) if form
    }


@cache
def _endings() -> dict[str, str]:
    return {
        fold(form): row["kind"]
        for row in rows("org_heads")
        if (row["position"], row["strength"]) == ("suffix", "strong")
        for form in (row["head"], row["definite"])
        if form
    }


@cache
def _definite_endings() -> dict[str, str]:
    return {
        fold(row["definite"]): row["kind"]
        for row in rows("org_heads")
        if (row["position"], row["strength"]) == ("suffix", "weak")
        and row["definite"]
        and row["kind"] in _PLAIN_KINDS
    }
