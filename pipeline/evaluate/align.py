"""Where the gold mentions stand in our text.

Gold offsets count the characters of the source. Our text is another one: white space collapsed, hyphens mended,
headers taken out. So the mentions are walked in their order, and each goes to the place that reads the same and
lies nearest to where it should be: the place of the mention before it plus their distance in the source. Several
ways to place the mentions so far are kept, so that one wrong step does not lead all that follow astray.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.evaluate.gold import GoldMention
from pipeline.evaluate.wording import SOFT_HYPHEN, collapsed

Span = tuple[int, int]

WAYS = 40
"""Ways to place the mentions so far that are kept."""
LEFT_OUT = 14.0
"""What it costs to leave a mention unplaced; a drift of n characters costs ln(1 + n)."""
BACKWARDS = 4.0
INSIDE_WORD = 4.0
OTHER_CASE = 2.0
NEAREST = 60
"""Places tried for one mention."""


@dataclass(frozen=True)
class _Way:
    """One way to place the mentions so far: its cost, and where the last one went, here and in the source."""

    cost: float
    place: int
    source: int
    span: Span | None = None
    before: _Way | None = None


class Folded:
    """A text as it is searched: lower case, white space collapsed; every character knows its place in the text."""

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        self.places: list[int] = []
        for place, letter in enumerate(text):
            if letter == SOFT_HYPHEN or (letter.isspace() and letters and letters[-1] == " "):
                continue
            lower = letter.lower()
            letters.append(" " if letter.isspace() else lower if len(lower) == 1 else letter)
            self.places.append(place)
        self.original = text
        self.text = "".join(letters)

    def find(self, wording: str) -> list[tuple[Span, float]]:
        """Every place that reads like ``wording``, in order, with what is odd about it as a cost."""
        found: dict[Span, float] = {}
        for reading in readings(wording):
            for match in re.finditer(f"(?={re.escape(reading.lower())})", self.text):
                first, last = match.start(), match.start() + len(reading) - 1
                span = self.places[first], self.places[last] + 1
                found.setdefault(span, self._oddness(first, last, span, reading))
        return sorted(found.items())

    def _oddness(self, first: int, last: int, span: Span, reading: str) -> float:
        around = self.text[max(0, first - 1) : first], self.text[last + 1 : last + 2]
        inside = any(letter.isalnum() for letter in around)
        other_case = collapsed(self.original[slice(*span)]) != reading
        return INSIDE_WORD * inside + OTHER_CASE * other_case


def readings(wording: str) -> list[str]:
    r"""How a wording of the source may read once line-end hyphens are mended.

    >>> readings("uppmunt-\nrar")
    ['uppmunt- rar', 'uppmuntrar', 'uppmunt-rar']
    """
    text = collapsed(unicodedata.normalize("NFC", wording))
    return list(dict.fromkeys([text, text.replace("- ", ""), text.replace("- ", "-")])) if text else []


def align(mentions: Sequence[GoldMention], text: str) -> list[Span | None]:
    """The span of each mention in ``text``, None where it cannot be found; ``mentions`` as the source has them."""
    folded = Folded(text)
    found: dict[str, list[tuple[Span, float]]] = {}
    ways = [_Way(0.0, 0, 0)]
    for mention in mentions:
        if mention.text not in found:
            found[mention.text] = folded.find(mention.text)
        ways = _step(ways, mention, found[mention.text])
    return _first_of_each(_spans(ways[0]))


def _step(ways: list[_Way], mention: GoldMention, candidates: list[tuple[Span, float]]) -> list[_Way]:
    left_out = [_Way(way.cost + LEFT_OUT, way.place, way.source, None, way) for way in ways]
    if not candidates:
        return left_out
    starts = np.array([span[0] for span, _ in candidates])
    expected = np.array([way.place + mention.start - way.source for way in ways])
    near = np.unique(np.argsort(np.abs(starts - expected[0]), kind="stable")[:NEAREST])
    backwards = starts[near][:, None] < np.array([way.place for way in ways])[None, :]
    costs = np.log1p(np.abs(starts[near][:, None] - expected[None, :])) + BACKWARDS * backwards
    costs += np.array([way.cost for way in ways])[None, :] + np.array([candidates[i][1] for i in near])[:, None]
    best = costs.argmin(axis=1)
    placed = [
        _Way(float(costs[row, best[row]]), candidates[i][0][1], mention.end, candidates[i][0], ways[best[row]])
        for row, i in enumerate(near)
    ]
    return sorted([*placed, *left_out], key=lambda way: way.cost)[:WAYS]


def _spans(way: _Way | None) -> list[Span | None]:
    spans = []
    while way is not None and way.before is not None:
        spans.append(way.span)
        way = way.before
    return spans[::-1]


def _first_of_each(spans: list[Span | None]) -> list[Span | None]:
    """The spans, a place that two mentions went to left to the first."""
    seen: set[Span] = set()
    kept: list[Span | None] = []
    for span in spans:
        kept.append(None if span in seen else span)
        if span:
            seen.add(span)
    return kept
