"""Pieces that organisations' names are made of: branches, topics, links, and the nominative."""

from __future__ import annotations

import re

from pipeline.extract.rules import lexicon, words
from pipeline.extract.rules.context import Context
from pipeline.extract.rules.words import word_set

DIRECTIONS = word_set("norra södra östra västra mellersta inre nordvästra sydöstra")
COMPASS = word_set("syd nord norr söder öst väst mitt sydost nordost sydväst nordväst öresund")
WIDE_PLACES = frozenset(["country", "continent", "capital", "city_abroad"])
LINKS = frozenset(["för", "mot", "of", "for", "against", "av"])
COUNTY_BOARD = re.compile(
    rf"Länsstyrelsen (?:i )?({'|'.join(sorted(lexicon.counties(), key=len, reverse=True))})(?:s? län)?",
    re.IGNORECASE,
)
WHOLE_AREA = frozenset(["kommun", "kommuns", "stad", "stads", "landsting", "landstings", "region", "stift"])


def branch_end(context: Context, at: int) -> int:
    """The index after a place that names a branch (``i Borås``, ``norra Halland``, ``Syd``), else ``at``."""
    here = at + 1 if context.lower(at) == "i" else at
    if here == at and context.lower(at) in COMPASS and context.tokens[at].capital:
        return at + 1
    place_at = here + 1 if context.lower(here) in DIRECTIONS else here
    found = context.places.get(place_at)
    if found is None or found.place.kind in WIDE_PLACES:
        return at
    if found.place.ambiguous and here == at:
        return at
    if context.lower(found.last) in WHOLE_AREA or (found.genitive and here == at):
        return at
    return found.last


def county_board(name: str) -> str:
    """``Länsstyrelsen i Örebro län`` for its shorter forms; any other name as it is."""
    match = COUNTY_BOARD.fullmatch(name)
    return f"Länsstyrelsen i {lexicon.counties()[match[1].title()]}" if match else name


def phrase_end(context: Context, at: int) -> int:
    """The index after the noun phrase that follows ``för``: up to a mark, or as far as nouns and ``och`` go."""
    end, nouns = at, 0
    while (token := context.token(end)) is not None and end - at < 6:
        if not token.text[0].isalpha() or (token.lower in lexicon.stop_words() and token.lower != "och"):
            break
        if nouns and token.lower.endswith(("ade", "ades", "erar", "eras", "kat", "rat", "nat", "ätter")):
            break
        if token.lower == "och" and not nouns:
            break
        end += 1
        nouns = 0 if token.lower == "och" else nouns + 1
        if token.lower != "och" and _noun(token.lower) and context.lower(end) != "och":
            break
    while end > at and context.lower(end - 1) in ("och", "samt"):
        end -= 1
    return end


def _noun(lower: str) -> bool:
    return lower.endswith(words.NOUN_ENDINGS)


def over_links(context: Context, end: int) -> int:
    """Goes on over ``för Fred``, ``i Borås``: a link, then another capitalised word."""
    while True:
        if context.lower(end) in LINKS or (
            context.lower(end) in ("&", "och") and context.lower(end - 1).endswith("-")
        ):
            following = context.run(end + 1)
            if following > end + 1:
                end = following
                continue
        if context.lower(end) == "&" and context.namelike(end + 1):
            end = context.run(end + 1)
            continue
        branch = branch_end(context, end)
        if branch == end:
            return end
        end = branch


def nominative(text: str, context: Context, last: int) -> str:
    """``text`` without the genitive of its last word, where that is plain: ``MSB:s``, ``Arbetsförmedlingens``."""
    if text.endswith((":s", "'s", "’s")):
        return text[:-2]
    word = context.lower(last - 1)
    for found in context.places.values():
        if found.last == last and found.genitive:
            return text[:-1]
    plain = word.endswith(("ens", "ets", "ans", "etets", "rnas", "unds", "ings", "muns")) and len(word) > 6
    return text[:-1] if plain else text
