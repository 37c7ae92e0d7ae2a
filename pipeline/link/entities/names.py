"""How two spellings of a name are seen to be the same."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_TRAILING_ABBREVIATION = re.compile(r"\s*\((?=[^()]*[A-ZÅÄÖ][^()]*[A-ZÅÄÖ])[\w&-]{2,10}\)$")
_APOSTROPHES_AND_DOTS = re.compile(r"['’´`.]")
_NOT_WORD = re.compile(r"[^\w&+]+")
_GENITIVE = re.compile(r"(?:(?<=\w)[:’']s|(?<=\w\w\w(?:et|en))s|(?<=\w\wrna)s)$")
_ACUTE_OR_GRAVE = re.compile("[\u0300\u0301]")


@cache
def fold(name: str) -> str:
    """``name`` as a key: casefolded; punctuation, hyphens and spaces as one space; é as e, å, ä and ö kept.

    An abbreviation in brackets at the end is left out; a place there is not, as it may tell two apart.

    >>> fold("Hälso- och Sjukvårdsnämnden (HSN)")
    'hälso och sjukvårdsnämnden'
    """
    bare = _TRAILING_ABBREVIATION.sub("", name) or name
    plain = _ACUTE_OR_GRAVE.sub("", unicodedata.normalize("NFD", bare.casefold()))
    composed = _APOSTROPHES_AND_DOTS.sub("", unicodedata.normalize("NFC", plain))
    return _NOT_WORD.sub(" ", composed).strip()


def genitives(name: str) -> tuple[str, ...]:
    """The folded ``name`` as it stands in front of a noun: as it is, and with a genitive s.

    >>> genitives("Göteborg"), genitives("Borås")
    (('göteborg', 'göteborgs'), ('borås',))
    """
    folded = fold(name)
    return (folded,) if folded.endswith(("s", "x", "z")) else (folded, f"{folded}s")


def nominative(form: str) -> str:
    """``form`` without a genitive ending that cannot be anything else.

    >>> nominative("SKR:s"), nominative("Skolverkets"), nominative("Polisens"), nominative("Finans")
    ('SKR', 'Skolverket', 'Polisen', 'Finans')
    """
    return _GENITIVE.sub("", form)


def is_genitive_of(form: str, names: frozenset[str]) -> bool:
    """Whether ``form`` is one of ``names``, or the last words of one, with a genitive ending.

    >>> is_genitive_of("SKR:s", frozenset({"SKR"})), is_genitive_of("Bergs", frozenset({"Eva Berg"}))
    (True, True)
    """
    bare = {form[: -len(ending)] for ending in ("s", ":s", "’s", "'s") if form.endswith(ending)}
    return any(name == base or name.endswith(f" {base}") for base in bare if base for name in names)
