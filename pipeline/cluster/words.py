"""Words of a statement, their stems, and the form in which a stem is shown to a reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import snowballstemmer

from pipeline.resources import column

_WORD = re.compile(r"[^\W\d_]{2,}")
_COMPOUND_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")

_STEMMER = snowballstemmer.stemmer("swedish")


@cache
def stopwords() -> frozenset[str]:
    """Words that say nothing about a topic, casefolded: function words, general verbs and the like."""
    return frozenset(
        word.casefold() for table in ("stopwords_sv", "topicless_words_sv") for word in column(table, "word")
    )


def words(text: str) -> list[str]:
    """The topic-bearing words of ``text`` in order, casefolded; a compound with a hyphen gives its parts.

    >>> words("Lokalerna är dyra, och IOP-avtalen korta!")
    ['lokalerna', 'iop', 'avtalen']
    """
    return [word for word in _WORD.findall(_COMPOUND_HYPHEN.sub(" ", text.casefold())) if word not in stopwords()]


@cache
def stem(word: str) -> str:
    """``word`` without its inflectional ending, by Snowball's Swedish stemmer.

    >>> {stem(word) for word in ("lokal", "lokalen", "lokaler", "lokalernas")}
    {'lokal'}
    """
    return str(_STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of the topic-bearing words of ``text``, in order."""
    return [stem(word) for word in words(text)]


def readable_forms(texts: Iterable[str]) -> dict[str, str]:
    """For each stem the form to show: the most frequent in ``texts``, then the shortest, then by letter.

    A genitive counts as the form that it is the genitive of, where the texts have that form too.
    """
    seen = Counter(word for text in texts for word in words(text))
    counts: Counter[str] = Counter()
    for word, count in seen.items():
        base = word.removesuffix("s")
        counts[base if base in seen and stem(base) == stem(word) else word] += count
    best: dict[str, str] = {}
    for form in sorted(counts, key=lambda word: (-counts[word], len(word), word)):
        best.setdefault(stem(form), form)
    return best
