"""What kind of organisation a name tells of: the noun that heads it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.link.entity_names import fold
from pipeline.resources import rows

_TAIL = re.compile(r" (?:i|för|mot|om|på|av|till) .*")
"""What follows a preposition tells where or what for: the head stands before it."""


def kind_by_head(folded: str) -> str | None:
    """The kind that a folded name shows by its last word, a preposition's tail left out, or else by its first.

    >>> kind_by_head("kvinnoföreningen i motala"), kind_by_head("stiftelsen norr sol"), kind_by_head("norr sol")
    ('förening', 'stiftelse', None)
    """
    words = _TAIL.sub("", folded).split(" ")
    return _kind(words[-1]) or _kind(words[0])


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
