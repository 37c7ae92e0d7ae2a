"""Where a sentence turns: ``Intresset finns, men ingen har tid`` is two clauses, and may be two statements."""

from __future__ import annotations

import re
from functools import cache

from pipeline.resources import column

FEWEST_WORDS = 3
"""A clause with fewer words says too little by itself."""


def clauses(text: str) -> list[tuple[int, int]]:
    """The (start, end) of the clauses of ``text``, parted at words of contrast; all of it where none does.

    A clause begins with its word of contrast, and ends before the comma, dash or semicolon in front of the next.

    >>> text = "Intresset är stort, men ingen har tid."
    >>> [text[start:end] for start, end in clauses(text)]
    ['Intresset är stort', 'men ingen har tid.']
    >>> clauses("Alla men inte vi.")
    [(0, 17)]
    """
    edges = [0]
    for match in _contrast().finditer(text):
        if _words(text[edges[-1] : match.start()]) >= FEWEST_WORDS and _words(text[match.end() :]) >= FEWEST_WORDS:
            edges.append(match.start("word"))
    spans = [_trimmed(text, start, end) for start, end in zip(edges, [*edges[1:], len(text)], strict=True)]
    return spans if all(_words(text[start:end]) >= FEWEST_WORDS for start, end in spans) else [(0, len(text))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    last = end == len(text)
    return start, end if last else start + len(text[start:end].rstrip(" \t\n,;–—-:"))


def _words(text: str) -> int:
    return sum(any(char.isalpha() for char in word) for word in text.split())


@cache
def _contrast() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(column("contrast_words", "word"), key=len, reverse=True))
    return re.compile(rf"(?i)(?:[,;:–—]\s+|\s-\s|(?<=\w)\s+(?=men\b))(?P<word>(?:{words})\b)")
