"""Places that a text names: counties, municipalities, localities, countries, and street addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.rules import lexicon
from pipeline.extract.rules.lexicon import Place
from pipeline.extract.rules.tokens import Token
from pipeline.extract.rules.words import word_set
from pipeline.extract.spans import Span

PREPOSITIONS = word_set("i från till på kring runt vid nära utanför genom mellan över via in from to of near")
JOINERS = frozenset([",", "och", "samt", "/", "–", "-", "eller", "&", "and"])
AT_PLACES = frozenset(["i", "på", "vid", "till"])
PLACE_NOUNS = frozenset(
    ["kommun", "kommuner", "kommunerna", "ort", "orten", "orterna", "staden", "län", "länen", "stadsdelen"]
)
STREET = (
    r"(?:gatan|vägen|bron|torget|gränd|gränden|allén|stigen|esplanaden|platsen|backen|kajen|leden|strand|stranden|promenaden|"
    r"gata|väg|torg|plats|allé|stig|strand|plan|kaj)"
)
CAPITAL = r"[A-ZÅÄÖÉ]"
QUALIFIER = r"(?:Norra|Södra|Östra|Västra|Lilla|Stora|Gamla|Nya|Övre|Nedre|Inre|Yttre|Sankt|S:t|S:ta|Sankta)"
NUMBERED = (
    rf"(?:(?:{QUALIFIER} )?{CAPITAL}[\wåäöé]*{STREET}"
    rf"|(?:{CAPITAL}[\wåäöé.-]* ){{1,3}}{STREET.replace('|plan|', '|')}"
    r"|Esplanaden|Kajen|Torget)"
    r" \d{1,3}(?: ?[A-H](?![\wåäö]))?(?:[–-]\d{1,4})?(?![\d:.]\d|\w| ?%)"
)
ADDRESS = re.compile(rf"(?<![\w-])(?!Europaväg|Riksväg|Länsväg){NUMBERED}")
STREET_ALONE = re.compile(
    rf"(?<![\w-])(?<![.!?] )(?<!^){CAPITAL}[\wåäöé]{{3,}}(?:gatan|gränd|esplanaden|torget)s?(?![\w-])"
)
VENUE_NAME = rf"{CAPITAL}[\wåäöé&-]*(?:[ /](?:{CAPITAL}[\wåäöé&-]*|hus|park|slott|folkhögskola|konferens)){{0,3}}"
VENUE = re.compile(
    rf"(?:^|(?<=[;:,.)] )|(?<=\b[ip]å )|(?<=\bi )|(?<=\d ))(?P<name>{VENUE_NAME})"
    rf"(?=(?:, | i Folkets [Hh]us, | ){NUMBERED})"
)
BUILDING = re.compile(
    rf"\b(?:i|på|till|vid) (?P<name>(?:{CAPITAL}[\wåäöé-]+s (?:nya |gamla )?[a-zåäö]*"
    r"(?:hus|huset|gästgiveri|slott|hotell|bibliotek|bygdegård|park|arena|herrgård|värdshus|station|kyrka|kulturcentrum|mässa)"
    rf"|{CAPITAL}[\wåäöé]{{2,}}(?:salen|huset|hallen|ladan|parken|teatern|biblioteket|slottet|gården|arenan|kammaren|fabriken|mässan))"
    rf"(?: {CAPITAL}[\wåäöé]+)?)(?![\w-])(?! {CAPITAL})"
)
VENUE_IN_TOWN = re.compile(rf"(?:\bkl(?:ockan|\.)? ?[\d.:–-]+ |\d[.:]\d\d )(?P<name>{VENUE_NAME}), (?={CAPITAL})")
HOUSES = re.compile(
    r"(?<![\w-])(?:Folkets [Hh]us|Folkets [Pp]ark|Medborgarhuset|Stadshuset|Rådhuset|Konserthuset|Kulturhuset|"
    r"Stadsbiblioteket|Stora [Tt]orget|Lilla [Tt]orget|Folkets Hus)(?![\w-])(?! och Parker)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A place's name in a row of tokens: from ``first`` to before ``last``."""

    first: int
    last: int
    place: Place
    genitive: bool


def match(tokens: list[Token]) -> dict[int, Found]:
    """The longest place name at each token where one begins, by token; names inside a longer one are left out."""
    found: dict[int, Found] = {}
    trie, at = lexicon.place_trie(), 0
    while at < len(tokens):
        hit = trie.longest(tokens, at) if tokens[at].capital else None
        if hit is None:
            at += 1
            continue
        last, place, genitive = hit
        found[at] = Found(at, last, place, genitive)
        at = last
    return found


def find(
    text: str, tokens: list[Token], found: dict[int, Found], lower_words: frozenset[str], key: str = ""
) -> Iterator[Span]:
    """LOC spans: known places that context does not deny, street addresses and well-known kinds of houses."""
    ends = {hit.last: hit for hit in found.values()}
    sure = {hit.first for hit in found.values() if not hit.place.ambiguous}
    for hit in found.values():
        token = tokens[hit.first]
        doubtful = hit.place.ambiguous or (
            token.initial and hit.last == hit.first + 1 and token.lower in lower_words
        )
        if doubtful and not _evidence(tokens, hit, found, ends, sure):
            continue
        sure.add(hit.first)
        if _part_of_name(tokens, hit, found):
            if tokens[hit.first - 1].lower in AT_PLACES if hit.first else is_place_field(key):
                yield _named_after(text, tokens, hit)
            continue
        start, end = token.start, tokens[hit.last - 1].end
        confidence = 0.75 if doubtful else 0.9
        yield Span(
            start, end, "LOC", value=hit.place.name, kind="", confidence=confidence, source="rules:gazetteer"
        )
    yield from _addresses(text)
    if (
        is_place_field(key)
        and not (tokens and tokens[0].start in {s.start for s in _addresses(text)})
        and 0 not in found
    ):
        yield from _venue_field(text)


def is_place_field(key: str) -> bool:
    """Whether a field says where something is: ``Plats``, ``Lokal``."""
    return key.strip(" :\t").casefold() in lexicon.field_names("place")


def _venue_field(text: str) -> Iterator[Span]:
    hit = re.match(VENUE_NAME, text)
    if hit and re.match(r"\s*(?:,|$)", text[hit.end() :]):
        yield Span(*hit.span(), "LOC", value=hit[0], confidence=0.6, source="rules:venue")


def _named_after(text: str, tokens: list[Token], hit: Found) -> Span:
    """A house or park named after a place: ``på Borås Arena``."""
    last = hit.last
    while last < len(tokens) and tokens[last].capital and len(tokens[last].text) > 1:
        last += 1
    start, end = tokens[hit.first].start, tokens[last - 1].end
    return Span(start, end, "LOC", value=text[start:end], confidence=0.55, source="rules:venue")


def _evidence(
    tokens: list[Token], hit: Found, found: dict[int, Found], ends: dict[int, Found], sure: set[int]
) -> bool:
    """Whether a name that is also a word or a surname stands where a place would; ``sure`` places start there."""
    if hit.place.kind == "municipality" and all(
        not t.text[0].isalnum() for t in [*tokens[: hit.first], *tokens[hit.last :]]
    ):
        return True
    before = tokens[hit.first - 1].lower if hit.first else ""
    after = tokens[hit.last].lower if hit.last < len(tokens) else ""
    if before in PREPOSITIONS or before in PLACE_NOUNS:
        return True
    earlier = ends.get(hit.first - 1)
    if before in JOINERS and earlier is not None and earlier.first in sure:
        return True
    return after in JOINERS and hit.last + 1 in sure


def _part_of_name(tokens: list[Token], hit: Found, found: dict[int, Found]) -> bool:
    """Whether the place only begins a longer name: ``Borås Arena``."""
    after = tokens[hit.last] if hit.last < len(tokens) else None
    if (
        after is None
        or not after.capital
        or len(after.text) == 1
        or after.upper
        or hit.last in found
        or after.lower in lexicon.stop_words()
    ):
        return False
    return not hit.genitive and hit.place.kind not in ("county", "country")


def _addresses(text: str) -> Iterator[Span]:
    for hit in ADDRESS.finditer(text):
        yield Span(*hit.span(), "LOC", value=hit[0], confidence=0.9, source="rules:address")
    for hit in STREET_ALONE.finditer(text):
        yield Span(*hit.span(), "LOC", value=hit[0].removesuffix("s"), confidence=0.7, source="rules:pattern")
    for hit in HOUSES.finditer(text):
        yield Span(*hit.span(), "LOC", value=hit[0], confidence=0.7, source="rules:pattern")
    for hit in BUILDING.finditer(text):
        yield Span(*hit.span("name"), "LOC", value=hit["name"], confidence=0.6, source="rules:venue")
    for pattern in (VENUE, VENUE_IN_TOWN):
        for hit in pattern.finditer(text):
            if hit["name"].lower() not in lexicon.stop_words():
                yield Span(*hit.span("name"), "LOC", value=hit["name"], confidence=0.6, source="rules:venue")
