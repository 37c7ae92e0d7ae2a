"""Which words can name a theme: nouns, told by lists, by their endings, and by the words beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.cluster.words import stem, stopwords
from pipeline.resources import column, rows

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]")
_NOUN_ENDING = re.compile(
    r"..(?:ing|ingen|ingar|ingarna|het|heten|heter|heterna|else|elsen|elser|tion|tionen|tioner|ism|ismen|itet|"
    r"iteten|skap|skapet|ologi|grafi|arna|erna|orna|örer|anden|andet|enden|endet|[eaio]n|et)s?$"
)
_WEAK_ENDING = re.compile(r"(?<!sk)(?<!h)(?:[eaio]n|et)s?$")
_PASSIVE = re.compile(r"(?:[^n]as|rar|des)$")
_OTHER_ENDING = re.compile(
    r"..(?:ade|ades|ande|ende|[eai]ras?|erat|igt|iga|liga?|isk[at]?|sam|samt|samma|bara?|bart|lös[at]?|aste|full[at]?|"
    r"[^aeiouyåäö][ns]kta?|ll[at]|dd[at]|tt[as]|ts|rade?|ats|its|nat|ell|ella|ellt|al[at]|iv[at]|[^k]ig)$"
)
_INFLECTIONS = ("", "s", "n", "en", "et", "t", "na", "arna", "erna", "orna")
_LISTED, _SURE = 4, 2
_LEAST_TAIL = 4


@cache
def _listed() -> frozenset[str]:
    """Nouns of the data files, casefolded."""
    counted = (row[name] for row in rows("count_nouns") for name in ("noun", "lemma") if row["is_ending"] == "0")
    heads = (row[name] for row in rows("org_heads") for name in ("head", "definite"))
    roles = (row[name] for row in rows("role_words") for name in ("role", "definite", "plural"))
    topics = column("topic_nouns_sv", "word")
    return frozenset(
        word.casefold() for found in (counted, heads, roles, topics) for word in found if len(word) > 2
    )


@cache
def _leading(kind: str) -> frozenset[str]:
    """Words after which a noun is likely (``höga hyror``), or a verb or an adjective (``är dyrt``)."""
    return frozenset(row["word"] for row in rows("leading_words_sv") if row["leads_to"] == kind)


def nouns(texts: Iterable[str]) -> frozenset[str]:
    """The words of ``texts``, casefolded, that are most likely nouns.

    A listed noun or a noun's ending speaks for, an ending of verbs, participles and adjectives against; so do the
    words beside it in the texts. Where nothing speaks, another form of the word that is a noun decides.

    >>> sorted(nouns(["Att läsa högt på vintern", "Hyror är dyra", "De måste betala hyran"]))
    ['hyran', 'hyror', 'vintern']
    """
    evidence: Counter[str] = Counter()
    for text in texts:
        for before, word, after in _beside(text):
            likely = before in _leading("noun") and (not after.isalpha() or after in stopwords())
            evidence[word] += likely - (before in _leading("verb"))
    scores = {word: _shape(word) + max(-_SURE, min(_SURE, count)) for word, count in evidence.items()}
    sure = {word for word, score in scores.items() if score > 0}
    stems = {stem(word) for word in sure}
    return frozenset(
        word
        for word, score in scores.items()
        if word in sure or (score == 0 and _shape(word) >= 0 and stem(word) in stems)
    )


def _beside(text: str) -> Iterator[tuple[str, str, str]]:
    """Each word with the one before it and the one after; the parts of a compound with a hyphen count too."""
    tokens = _TOKEN.findall(text.casefold())
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        for word in {token, *token.split("-")}:
            if len(word) > 1 and word[0].isalpha() and word not in stopwords():
                yield before, word, after


@cache
def _shape(word: str) -> int:
    """How much a word's own form says that it is a noun: 4 for a listed one, below 0 against."""
    if word in _listed():
        return _LISTED
    if _PASSIVE.search(word):
        return -_SURE
    bases = [word.removesuffix(ending) for ending in _INFLECTIONS if word.endswith(ending)]
    if any(base in _listed() for base in bases):
        return _LISTED
    if any(base[at:] in _listed() for base in bases for at in range(3, len(base) - _LEAST_TAIL + 1)):
        return _SURE
    if _NOUN_ENDING.search(word):
        return 1 if _WEAK_ENDING.search(word) else _SURE
    return -_SURE if _OTHER_ENDING.search(word) else 0
