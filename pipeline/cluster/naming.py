"""What a theme is called: its most distinctive nouns, in a form that a reader recognises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.cluster.nouns import nouns
from pipeline.cluster.words import readable_forms, stems, words
from pipeline.ids import digest, slug
from pipeline.schema import LIST_SEPARATOR

KEYWORDS = 8
PROPOSED = "forslag-"
"""What the id of a proposed theme begins with."""
NAME_WORDS = 3
NAMED_BY = 3
"""A second or third word of a name stands in so many of the theme's statements; of a small theme, in a quarter."""
FEWEST = 2


@dataclass(frozen=True)
class Wording:
    """A theme in words: the one to three that name it, and its keywords, those first."""

    name: tuple[str, ...]
    keywords: tuple[str, ...]


def wordings(groups: Sequence[Sequence[str]], corpus: Sequence[str]) -> list[Wording]:
    """For each group of texts its distinctive words, best first: words of many of its texts, and of few others.

    The weight of a word is the number of the group's texts that hold it, times the group's share of all texts that
    hold it. A word of only one text counts only where there is no other. Of two words where
    one begins or ends the other, only the better one is kept. Nouns name the theme, as a verb or an adjective
    alone does not say what it is about; other words do where a group has no noun.
    """
    known = nouns(corpus)
    forms = {**readable_forms(corpus), **_noun_forms(corpus, known)}
    overall = _held_by(corpus)
    return [_wording(group, overall, forms, known) for group in groups]


def _wording(group: Sequence[str], overall: Counter[str], forms: dict[str, str], known: frozenset[str]) -> Wording:
    count = _held_by(group)
    least = max(FEWEST, min(NAMED_BY, ceil(len(group) / 4)))
    ranked = _ranked(count, overall)
    fitting = _distinct([one for one in ranked if forms[one] in known])[:NAME_WORDS] or ranked[:1]
    name = [one for at, one in enumerate(fitting) if at == 0 or count[one] >= least]
    rest = _distinct([*name, *ranked])[:KEYWORDS]
    return Wording(tuple(forms[one] for one in name), tuple(forms[one] for one in rest))


def _noun_forms(corpus: Sequence[str], known: frozenset[str]) -> dict[str, str]:
    """For each stem that has a noun the form to show, chosen among its nouns alone."""
    return readable_forms(" ".join(word for word in words(text) if word in known) for text in corpus)


def _held_by(texts: Iterable[str]) -> Counter[str]:
    return Counter(stem_ for text in texts for stem_ in set(stems(text)))


def _ranked(count: Counter[str], overall: Counter[str]) -> list[str]:
    ranked = sorted(count, key=lambda stem: (count[stem] < 2, -(count[stem] ** 2) / overall[stem], stem))
    return ranked[: sum(number >= 2 for number in count.values()) or NAME_WORDS]


def _distinct(ranked: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for stem in ranked:
        if not any(_overlap(stem, other) for other in kept):
            kept.append(stem)
    return kept


def _overlap(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or (len(short) > 3 and long.endswith(short))


def theme_name(words: Sequence[str]) -> str:
    """The name of a theme that these words name.

    >>> theme_name(["lokaler", "hyra"])
    'Lokaler, hyra'
    """
    return ", ".join(words).capitalize()


def theme_id(wording: Wording, example: str) -> str:
    """Id of a theme: readable, and unique by its keywords and its first statement."""
    key = LIST_SEPARATOR.join([*sorted(wording.keywords), example])
    return f"{PROPOSED}{slug(' '.join(wording.name), 40)}-{digest(key, 6)}"
