"""The language that most of a document is written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.language import detect

LONG_BLOCK = 60
MOST_BLOCKS = 60
MOST_CHARACTERS = 1500


def main_language(blocks: Iterable[str]) -> str | None:
    """The ISO 639-1 code of the language that most characters of the long blocks are in; None without text."""
    texts = [block for block in blocks if sum(map(str.isalpha, block)) >= 3]
    long = [text for text in texts if len(text) >= LONG_BLOCK] or ([" ".join(texts)] if texts else [])
    # evenly spread over the document, so that a long one costs no more than a short one
    step = max(1, len(long) // MOST_BLOCKS)
    weights: Counter[str] = Counter()
    for text in long[::step]:
        language, _ = detect(text[:MOST_CHARACTERS])
        weights[language] += len(text)
    return min(weights, key=lambda language: (-weights[language], language)) if weights else None
