"""People that a text names, by lists of names, the shape of words and what stands beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator

from pipeline.extract.rules import lexicon, name_parts, words
from pipeline.extract.rules.context import Context
from pipeline.extract.rules.words import word_set
from pipeline.extract.spans import Span

MAX_WORDS = 5
SURNAME = re.compile(
    r"[\w-]{2,}(?:sson|son|[rnldtk]sen|ström|berg|gren|[kq]vist|lund|dahl|dal|mark|stedt|stedt|lind|blad|holm|borg|feldt?|hult|"
    r"mann?|stad|vall|wall|ius|élius|én|ell|ander|löf|löv|strand|sjö|fors|bäck|beck|ov|ova|ić|ovic|evic|zadeh|oglu|poulos|ski|ska)$"
)
COMPOUND_TAIL = re.compile(r"-[a-zåäöé]{6,}$")
"""``Lindgren-sällskapet``: a thing named after somebody."""
NOT_SURNAMES = (
    "alliansen",
    "kommissionen",
    "föreningen",
    "processen",
    "resursen",
    "chansen",
    "kursen",
    "konferensen",
)
SEPARATORS = frozenset([",", "–", "-", "—", "(", ":"])
ROYAL = word_set("kung kungen drottning drottningen prins prinsen prinsessan kronprinsessan kronprinsen påven")


def find(context: Context, organisations: frozenset[int]) -> Iterator[Span]:
    """PER spans of one piece; no name runs over a word in ``organisations`` (indexes of words)."""
    at = 0
    while at < len(context.tokens):
        last = _run(context, at, organisations)
        if last == at:
            at += 1
            continue
        span = _person(context, at, last, organisations)
        if span is not None:
            yield span
        at = last


def _run(context: Context, at: int, organisations: frozenset[int]) -> int:
    """The index after the words from ``at`` on that have the shape of a person's name."""
    last = at
    while last - at < MAX_WORDS + 2 and _part(context, last, organisations):
        last += 1
        if context.lower(last) == "." and len(context.tokens[last - 1].text) == 1:
            last += 1
            continue
        if last > at and context.lower(last) in words.PARTICLES and _after_particles(context, last, organisations):
            while context.lower(last) in words.PARTICLES:
                last += 1
    return last


def _part(context: Context, at: int, organisations: frozenset[int]) -> bool:
    token = context.token(at)
    if token is None or not token.capital or at in organisations or token.lower in words.NEVER_NAMES:
        return False
    if COMPOUND_TAIL.search(token.text):
        return False
    if not is_given(token.text) and (is_role(token.lower) or token.lower.endswith(words.COMPOUND_ENDINGS)):
        return False
    return not any(character.isdigit() for character in token.text)


def _after_particles(context: Context, at: int, organisations: frozenset[int]) -> bool:
    while context.lower(at) in words.PARTICLES:
        at += 1
    return _part(context, at, organisations)


def _person(context: Context, first: int, last: int, organisations: frozenset[int]) -> Span | None:
    """The name inside a run of capitalised words, if there is one."""
    given = next((at for at in range(first, last) if is_given(context.tokens[at].text)), None)
    if given is not None and last - given > 1:
        return _given_first(context, given, last, organisations)
    family = last - 1
    place = family in context.inside_place or context.tokens[family].lower.endswith(NOT_SURNAMES)
    if (
        last - first >= 2
        and not place
        and _is_surname(context.tokens[family].text)
        and _free(context, first, family)
    ):
        return _made(context, first, last, 0.75)
    if last - first in (2, 3) and _free(context, first, last) and _in_role(context, first, last, organisations):
        return _made(context, first, last, 0.65)
    if given == first and context.lower(first - 1) in ROYAL:
        return _made(context, first, last, 0.8)
    return None


def _given_first(context: Context, given: int, last: int, organisations: frozenset[int]) -> Span | None:
    """The name from its given name on; a given name that is also a word needs more beside it."""
    last = _before_place(context, given, min(last, given + MAX_WORDS))
    end = last - 1
    sure = _is_surname(context.tokens[end].text) or _is_surname(context.tokens[end].text.removesuffix("s"))
    name = context.tokens[given]
    weak = lexicon.given_names().get(name.text, False) or (name.initial and name.lower in context.lower_words)
    place = end in context.inside_place
    if weak and context.namelike(given) and _free(context, end, last) and len(context.tokens[end].text) > 2:
        return _made(context, given, last, 0.75)
    if (weak or place) and not sure and not _in_role(context, given, last, organisations):
        return None
    return _made(context, given, last, 0.95 if sure else 0.85)


def _before_place(context: Context, given: int, last: int) -> int:
    """The index after the name, a place that follows it left out: ``besökte Karin Ek Oslo``."""
    place = next((hit for hit in context.places.values() if hit.last == last), None)
    if place is None or place.first - given < 2:
        return last
    written = context.text(place.first, last)
    if _is_surname(written) or _is_surname(written.removesuffix("s")):
        return last
    foreign = place.place.kind in name_parts.WIDE_PLACES
    return place.first if foreign or _is_surname(context.tokens[place.first - 1].text) else last


def _free(context: Context, first: int, last: int) -> bool:
    """Whether no word of the name is a place, and the first is not just a sentence's first word."""
    if any(at in context.inside_place for at in range(first, last)):
        return False
    return all(context.namelike(at) or context.tokens[at].text == "." for at in range(first, last))


def _in_role(context: Context, first: int, last: int, organisations: frozenset[int]) -> bool:
    """Whether a role stands before the name, or the name begins a line and a role or an organisation follows."""
    if is_role(context.lower(first - 1)):
        return True
    after = context.lower(last)
    begins = (
        first == 0 or context.tokens[first].initial or context.lower(first - 1) in (",", ":", ";", "och", "samt")
    )
    if not begins or after not in SEPARATORS:
        return False
    following = context.token(last + 1)
    if following is None:
        return False
    return (
        is_role(following.lower) or last + 1 in organisations or (after in ("–", "-", "—") and following.capital)
    )


def is_role(lower: str) -> bool:
    """Whether a word says what a person is: ``ordförande``, ``kommunalråd``, ``statsministern``."""
    return lower in lexicon.roles() or lower.endswith(words.ROLE_ENDINGS)


def is_given(text: str) -> bool:
    """Whether a word is a given name, hyphenated ones by their parts."""
    names = lexicon.given_names()
    return _listed(text, names) or ("-" in text and all(_listed(part, names) for part in text.split("-")))


def _listed(text: str, names: Container[str]) -> bool:
    return text in names or fold(text) in names


def fold(text: str) -> str:
    """``text`` with foreign diacritics taken off, Swedish letters kept: ``Yıldız`` → ``Yildiz``."""
    return "".join(letter if letter in SWEDISH else _plain(letter) for letter in text)


def _plain(letter: str) -> str:
    base = OTHER.get(letter) or unicodedata.normalize("NFD", letter)[0]
    return base


SWEDISH = frozenset("åäöÅÄÖéÉüÜ")
OTHER = {"ı": "i", "İ": "I", "ø": "ö", "Ø": "Ö", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}


def _is_surname(text: str) -> bool:
    names = lexicon.surnames()
    return (
        text in names
        or bool(SURNAME.match(text))
        or ("-" in text and all(part in names for part in text.split("-")))
    )


def _made(context: Context, first: int, last: int, confidence: float) -> Span:
    value = bare_name(context.text(first, last))
    return context.span(first, last, "PER", value, confidence, "rules:person")


def bare_name(text: str) -> str:
    """The name without a genitive: ``s`` goes where the surname is known without it, or cannot end so."""
    if text.endswith((":s", "'s", "’s")):
        return text[:-2]
    surname = text.rsplit(" ", 1)[-1]
    if not surname.endswith("s") or surname in lexicon.surnames() or len(surname) < 4:
        return text
    bare = surname[:-1]
    plain = bare in lexicon.surnames() or bool(SURNAME.match(bare))
    return text[:-1] if plain else text


def party_letters(context: Context, persons: list[Span]) -> Iterator[Span]:
    """The party in parentheses after a person: ``Karin Ek (C)``."""
    ends = {span.end for span in persons}
    for at, token in enumerate(context.tokens[:-1]):
        if token.text == "(" and at and context.tokens[at - 1].end in ends and context.lower(at + 2) == ")":
            party = lexicon.parties().get(context.tokens[at + 1].text.upper())
            if party:
                yield context.span(at + 1, at + 2, "ORG", party, 0.95, "rules:party")
