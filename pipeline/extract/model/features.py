"""What the rules and the shape of a word tell the trained recogniser about each piece of a text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.resolve import resolve
from pipeline.extract.rules.lexicon import common_words, given_names, surnames
from pipeline.extract.spans import Span

Floats = NDArray[np.float32]
Offsets = Sequence[tuple[int, int]]

TYPES = ("PER", "ORG", "LOC")
FEATURES = (
    *(f"{place} of {kind} by rule" for kind in TYPES for place in ("start", "inside")),
    *(f"candidate {kind} by rule" for kind in TYPES),
    "capital", "all capitals", "digit", "start of word", "given name", "surname", "common word",
)  # fmt: skip
SHAPE = 3 * len(TYPES)


def features(text: str, offsets: Offsets, spans: Sequence[Span]) -> Floats:
    """What rules and shape say of each piece: (pieces, len(FEATURES)), values 0 to 1.

    ``offsets`` are the pieces' (start, end) in ``text``, ``spans`` the names that the rules see in it.
    """
    table = np.zeros((len(offsets), len(FEATURES)), dtype=np.float32)
    starts = np.array([start for start, _ in offsets], dtype=np.int64)
    names = [span for span in spans if span.type in TYPES]
    for span in names:
        first, last = np.searchsorted(starts, (span.start, span.end))
        at = 2 * len(TYPES) + TYPES.index(span.type)
        table[first:last, at] = np.maximum(table[first:last, at], span.confidence)
    for span in resolve(names):
        first, last = np.searchsorted(starts, (span.start, span.end))
        at = 2 * TYPES.index(span.type)
        table[first : first + 1, at] = span.confidence
        table[first + 1 : last, at + 1] = span.confidence
    for row, (word, at_start) in enumerate(_words(text, offsets)):
        table[row, SHAPE:] = (*_shape(word), float(at_start), *_listed(word))
    return table


def _words(text: str, offsets: Offsets) -> list[tuple[str, bool]]:
    """The run of letters and digits that each piece is part of, and whether the piece opens it."""
    found: list[tuple[str, bool]] = []
    end, word = -1, ""
    for start, _ in offsets:
        opens = start >= end
        if opens:
            end = start
            while end < len(text) and text[end].isalnum():
                end += 1
            word = text[start:end]
            end = max(end, start + 1)
        found.append((word, opens))
    return found


def _shape(word: str) -> tuple[float, float, float]:
    return (float(word[:1].isupper()), float(len(word) > 1 and word.isupper()), float(word[:1].isdigit()))


def _listed(word: str) -> tuple[float, float, float]:
    """Whether the lists of given names, surnames (with or without a genitive s) and common words hold the word."""
    common = float(word.lower() in common_words())
    if not word[:1].isupper():
        return (0.0, 0.0, common)
    forms = {word, word.capitalize(), word.removesuffix("s"), word.capitalize().removesuffix("s")}
    given, family = (any(form in names for form in forms) for names in (given_names(), surnames()))
    return (float(given), float(family), common)
