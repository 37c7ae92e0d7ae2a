"""What a theme is called: its most distinctive words, in a form that a reader recognises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.cluster.words import readable_forms, stems
from pipeline.ids import digest, slug
from pipeline.schema import LIST_SEPARATOR

KEYWORDS = 8
NAME_WORDS = 3


def keywords(groups: Sequence[Sequence[str]], corpus: Sequence[str]) -> list[list[str]]:
    """For each group of texts its distinctive words, best first: words of many of its texts, and of few others.

    The weight of a word is the number of the group's texts that hold it, times the group's share of all texts that
    hold it. A word of only one text counts only where there is no other. Of two words where
    one begins or ends the other, only the better one is kept.
    """
    forms = readable_forms(corpus)
    overall = _held_by(corpus)
    return [[forms[stem] for stem in _distinct(_ranked(_held_by(group), overall))] for group in groups]


def _held_by(texts: Iterable[str]) -> Counter[str]:
    return Counter(stem for text in texts for stem in set(stems(text)))


def _ranked(count: Counter[str], overall: Counter[str]) -> list[str]:
    ranked = sorted(count, key=lambda stem: (count[stem] < 2, -(count[stem] ** 2) / overall[stem], stem))
    return ranked[: sum(number >= 2 for number in count.values()) or NAME_WORDS]


def _distinct(ranked: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for stem in ranked:
        if not any(_overlap(stem, other) for other in kept):
            kept.append(stem)
    return kept[:KEYWORDS]


def _overlap(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or (len(short) > 3 and long.endswith(short))


def theme_name(words: Sequence[str]) -> str:
    """The name of a theme with these keywords.

    >>> theme_name(["lokaler", "hyra", "kvällar", "nycklar"])
    'Lokaler, hyra, kvällar'
    """
    return ", ".join(words[:NAME_WORDS]).capitalize()


def theme_id(words: Sequence[str], example: str) -> str:
    """Id of a theme: readable, and unique by its keywords and its most typical statement."""
    key = LIST_SEPARATOR.join([*sorted(words), example])
    return f"tema-{slug(' '.join(words[:NAME_WORDS]), 40)}-{digest(key, 6)}"
