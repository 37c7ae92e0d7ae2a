"""Small words that tell whether a line is unfinished, from ``data/line_words.csv``; and the seasons."""

from __future__ import annotations

from pipeline.resources import rows


def words(text: str) -> frozenset[str]:
    """The words of ``text``, as a set."""
    return frozenset(text.split())


def _list(name: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("line_words") if row["list"] == name)


UNFINISHED_ENDS = frozenset(_list("unfinished_ends"))
"""A line that ends with one of these goes on in the next."""

CONTINUING_STARTS = frozenset(_list("continuing_starts"))
"""A line that begins with one of these goes on from the line before, however short that is."""

HYPHEN_STAYS_BEFORE = frozenset(_list("hyphen_stays_before"))
"""After ``läns-`` these show that the hyphen stands for the rest of a word."""

MENDED_ALL_THE_SAME = frozenset(_list("mended_all_the_same"))
"""Words that end with one of those, and so may be broken before it."""

NUMBER_WORDS = frozenset(_list("number_words"))

OPEN_ABBREVIATIONS = _list("open_abbreviations")
"""Abbreviations that never end a sentence, so that a line may end with them."""

SPEECH_VERBS = _list("speech_verbs")
"""After a dash these tell a line of speech from an item of a list."""

PROGRAMME_WORDS = frozenset(_list("programme_words"))
"""Lines of a programme that never belong to the line above."""

SEASONS = {
    "våren": (3, 3), "våren-sommaren": (3, 6), "vår": (3, 3), "sommaren": (6, 3), "sommar": (6, 3),
    "hösten": (9, 3), "höst": (9, 3), "vintern": (12, 3), "vinter": (12, 3),
}  # fmt: skip
"""First month and number of months; autumn is September to November, as the annotation rules have it."""
