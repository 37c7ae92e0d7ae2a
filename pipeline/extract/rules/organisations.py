"""Organisations that a text names: those known by name, and those whose name follows a Swedish pattern."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.rules import lexicon, persons, words
from pipeline.extract.rules.context import Context
from pipeline.extract.rules.lexicon import Organisation
from pipeline.extract.rules.name_parts import (
    WHOLE_AREA,
    branch_end,
    county_board,
    nominative,
    over_links,
    phrase_end,
)
from pipeline.extract.rules.tokens import GENITIVE
from pipeline.extract.rules.words import word_set
from pipeline.extract.spans import Span

BRANCHED = frozenset(
    [
        "myndighet",
        "förening",
        "fackförbund",
        "studieförbund",
        "trossamfund",
        "arbetsgivarorganisation",
        "kommunförbund",
        "bolag",
    ]
)
"""Kinds whose name may be followed by a place: ``ABF Motala``, ``Röda korset i Borås``."""
NO_BRANCH = word_set("kommun kommuns stad stads universitet högskola ab hb kb region landsting university college")


def find(context: Context) -> Iterator[Span]:
    """ORG spans of one piece, overlapping ones included."""
    for at, token in enumerate(context.tokens):
        if not token.text[0].isalpha():
            continue
        yield from _known(context, at)
        if token.capital:
            yield from _head_before_place(context, at)
            yield from _head_before_name(context, at)
            yield from _definite(context, at)
        else:
            yield from _lower_head(context, at)
        yield from _head_after_name(context, at)


def _known(context: Context, at: int) -> Iterator[Span]:
    hit = lexicon.organisation_trie().longest(context.tokens, at)
    if hit is None:
        return
    last, candidates, genitive = hit
    organisation = _written(context, at, last, candidates)
    if organisation is None:
        return
    token = context.tokens[at]
    if not token.capital and not _lower_allowed(organisation, last - at):
        return
    if organisation.ambiguous and (token.initial or not token.capital):
        return
    confidence = 0.95 if token.capital else 0.6
    value = organisation.name
    if organisation.kind == "myndighet" and value.startswith("Länsstyrelsen "):
        value = county_board(value)
    yield context.span(at, last, "ORG", value, confidence, "rules:gazetteer")
    if token.capital and not genitive and organisation.kind in BRANCHED:
        end = branch_end(context, last)
        if end > last:
            yield context.span(
                at, end, "ORG", f"{value}{_rest(context, last, end)}", 0.85, "rules:gazetteer+place"
            )


def _rest(context: Context, first: int, last: int) -> str:
    return f" {nominative(context.text(first, last), context, last)}"


def _written(context: Context, at: int, last: int, candidates: tuple[Organisation, ...]) -> Organisation | None:
    """The candidate that the text's capitals allow: an abbreviation must be written exactly so."""
    text = context.text(at, last)
    bare = GENITIVE.sub("", text)
    for organisation in candidates:
        if not organisation.exact or organisation.exact in (text, bare):
            return organisation
    return None


def _lower_allowed(organisation: Organisation, length: int) -> bool:
    """A lower-case ``arbetsförmedlingen`` is the authority; a lower-case ``friends`` is not the association."""
    return (
        length == 1
        and organisation.kind == "myndighet"
        and organisation.name.endswith(("ingen", "verket", "kassan", "telsen", "kansliet"))
    )


def _head_before_place(context: Context, at: int) -> Iterator[Span]:
    """``Region Halland``, ``Länsstyrelserna i Dalarnas och Gävleborgs län``."""
    head = GENITIVE.sub("", context.lower(at))
    if context.lower(at) in words.HEADS_BEFORE_PLACE or head in words.HEADS_BEFORE_PLACE:
        end = branch_end(context, at + 1)
        if end > at + 1:
            yield context.span(at, end, "ORG", county_board(nominative(context.text(at, end), context, end)), 0.92)
        elif context.lower(at) == "länsstyrelsen" or context.tokens[at].text == "Länsstyrelsens":
            yield context.span(at, at + 1, "ORG", "Länsstyrelsen", 0.85)
    if context.lower(at) in words.PLURAL_HEADS:
        end = branch_end(context, at + 1)
        if end > at + 1:
            while context.lower(end) in (",", "och", "samt") and end + 1 in context.places:
                end = context.places[end + 1].last
            yield context.span(at, end, "ORG", None, 0.85)


def _lower_head(context: Context, at: int) -> Iterator[Span]:
    """``länsstyrelsen i Dalarna`` as a whole; after ``föreningen``, ``företaget`` … only the name itself."""
    lower = context.lower(at)
    if lower in ("länsstyrelsen", "landstinget") and context.lower(at + 1) == "i":
        end = branch_end(context, at + 1)
        if end > at + 1:
            yield context.span(
                at, end, "ORG", county_board(nominative(_capitalised(context.text(at, end)), context, end)), 0.85
            )
    elif lower == "länsstyrelsen":
        yield context.span(at, at + 1, "ORG", "Länsstyrelsen", 0.6)
    elif lower in words.HEADS_BEFORE_NAME and lower.endswith(("en", "et", "an", "n")):
        end = context.run(at + 1)
        if end > at + 1 and at + 1 not in context.places:
            end = over_links(context, end)
            yield context.span(at + 1, end, "ORG", nominative(context.text(at + 1, end), context, end), 0.7)


def _head_before_name(context: Context, at: int) -> Iterator[Span]:
    """``Föreningen Solrosen``, ``AB Skaraborgsbostäder``, ``Institutionen för vård och hälsa``."""
    lower = context.lower(at)
    known = lower in words.HEADS_BEFORE_NAME or (len(lower) > 8 and lower.endswith(words.NAMED_ENDINGS))
    if not known and context.tokens[at].text != "AB":
        return
    end = context.run(at + 1)
    if end > at + 1 and lower.endswith(("rådet", "rörelsen")) and persons.is_given(context.tokens[at + 1].text):
        return
    if end > at + 1:
        end = over_links(context, end)
        yield context.span(at, end, "ORG", nominative(context.text(at, end), context, end), 0.8)
    elif context.lower(at + 1) in ("för", "mot") and not _in_data(context, at) and _takes_topic(lower):
        end = phrase_end(context, at + 2)
        if end > at + 2 and not (context.tokens[at].initial and lower in words.GENERIC and end - at > 6):
            yield context.span(at, end, "ORG", None, 0.7)


def _takes_topic(lower: str) -> bool:
    return lower in words.HEADS_BEFORE_NAME or lower.endswith(words.TOPIC_ENDINGS)


def _in_data(context: Context, at: int) -> bool:
    """Whether a known name begins here, so that no pattern need guess where it ends."""
    return lexicon.organisation_trie().longest(context.tokens, at) is not None


def _head_after_name(context: Context, at: int) -> Iterator[Span]:
    """``Mora hembygdsförening``, ``Nordvik AB``, ``Svenska Roddförbundet``: a name, then the head."""
    token = context.tokens[at]
    bare = GENITIVE.sub("", token.lower)
    head = bare if bare in lexicon.heads_after_name() and bare not in words.ENGLISH_HEADS else token.lower
    if not _is_head(token.text, head):
        return
    if head in ("kommuner", "kommuners", "kommunerna"):
        yield from _municipalities(context, at)
        return
    first = at
    while first and _left_part(context, first - 1):
        first -= 1
    if context.lower(at - 1) in ("ekonomisk", "ideell") and head == "förening":
        first = at - 1
        while first and _left_part(context, first - 1):
            first -= 1
        if first == at - 1:
            return
    if first == at or (at - first > 6) or not _named(context, first, at, head):
        return
    if head in WHOLE_AREA and at - first > 3:
        return
    end = at + 1
    value = nominative(context.text(first, end), context, end)
    if head in WHOLE_AREA:
        value = f"{context.text(first, at)} {head.removesuffix('s') if head in ('kommuns', 'stads') else head}"
    yield context.span(first, end, "ORG", value, 0.88 if head in WHOLE_AREA else 0.8)
    if head.endswith(("en", "et", "an", "forum", "centrum")) and not token.capital and context.namelike(end):
        named = context.run(end)
        yield context.span(first, named, "ORG", nominative(context.text(first, named), context, named), 0.85)
    if head not in NO_BRANCH:
        further = over_links(context, end)
        if further > end:
            yield context.span(first, further, "ORG", None, 0.8)


def _municipalities(context: Context, at: int) -> Iterator[Span]:
    """``Mora och Orsa kommuner``: several municipalities in one name."""
    ends = {hit.last: hit for hit in context.places.values()}
    first, count = at, 0
    while (hit := ends.get(first)) is not None:
        first, count = hit.first, count + 1
        if context.lower(first - 1) not in (",", "och", "samt") or first - 1 not in ends:
            break
        first -= 1
    if count > 1:
        yield context.span(first, at + 1, "ORG", None, 0.85)


def _is_head(text: str, head: str) -> bool:
    if head in ("ab", "hb", "kb", "bk", "ik", "if", "btk", "fk", "sk", "gif", "ff", "ifk"):
        return text in ("AB", "HB", "KB") or text.rstrip("s").isupper() or text in ("Gif", "If")
    if head in lexicon.heads_after_name() or head in ("kommuner", "kommuners"):
        return True
    return head.endswith(words.HEAD_ENDINGS) and len(head) > 9


def _left_part(context: Context, at: int) -> bool:
    token = context.tokens[at]
    if persons.is_given(token.text) and at + 1 < len(context.tokens) and context.lower(at + 1).endswith("s"):
        return False
    if token.lower in ("och", "&") and at and context.lower(at - 1).endswith("-"):
        return True
    if token.lower in ("and", "of", "&") and context.namelike(at - 1) and context.namelike(at + 1):
        return True
    if (at in context.inside_place and token.lower == "län") or (
        token.lower == "läns" and at - 1 in context.inside_place
    ):
        return True
    if token.text.endswith("-") and token.capital:
        return True
    return context.namelike(at) and token.lower not in lexicon.roles()


def _named(context: Context, first: int, at: int, head: str) -> bool:
    """Whether what stands before the head can name it: not just a capital at the start of a sentence."""
    token = context.tokens[first]
    company = persons.is_given(token.text) and at - first == 2 and context.lower(at) in words.COMPANY_KEPT
    if company or not token.capital:
        return False
    if head in WHOLE_AREA:
        return first in context.places or (head in ("kommun", "kommuns") and at - first == 1 and not token.initial)
    if (
        head.endswith(words.PLAIN_HEADS)
        and not context.tokens[at].capital
        and context.lower(at - 1).endswith(":s")
    ):
        return False
    plain = not context.tokens[at].capital and head.endswith(words.PLAIN_HEADS) and at - first == 1
    if (
        plain
        and first not in context.inside_place
        and token.lower.endswith("s")
        and not token.lower.endswith(("nas", "ets"))
    ):
        return False
    if not token.initial or first in context.inside_place or at - first > 1 or context.tokens[at].capital:
        return True
    return token.lower.endswith(("s", "ska")) and token.lower not in lexicon.stop_words()


def _definite(context: Context, at: int) -> Iterator[Span]:
    """``Havsverket``: one definite compound with a capital inside a sentence."""
    token = context.tokens[at]
    bare = GENITIVE.sub("", token.lower)
    lower = token.lower if token.lower.endswith(words.COMPOUND_ENDINGS) else bare
    ending = next((e for e in words.COMPOUND_ENDINGS if lower.endswith(e)), None)
    if ending is None or len(lower) < len(ending) + 3 or lower in words.GENERIC:
        return
    if lower.endswith("området"):
        return
    following = context.token(at + 1)
    if following is not None and lower.endswith(words.ROLE_ENDINGS) and following.capital:
        return
    common = lower in context.lower_words or f"{lower}s" in context.lower_words
    alone = len(context.tokens) == 1
    if common or (token.initial and not alone and lower.endswith(words.UNITS)):
        return
    unit = lower.endswith(words.UNITS)
    confidence = 0.5 if unit or token.initial else 0.7
    first = at
    while (
        first
        and context.tokens[first - 1].capital
        and context.lower(first - 1).endswith(("ska", "nella", "nala", "iga"))
    ):
        first -= 1
    value = f"{context.text(first, at + 1)}"
    yield context.span(first, at + 1, "ORG", value[: len(value) - len(token.lower) + len(lower)], confidence)
    end = branch_end(context, at + 1)
    if end > at + 1 and lower == token.lower:
        yield context.span(at, end, "ORG", None, confidence)
    elif context.lower(at + 1) in ("för", "mot") and not _in_data(context, at):
        end = phrase_end(context, at + 2)
        if end > at + 2 and lower.endswith(words.TOPIC_ENDINGS):
            yield context.span(at, branch_end(context, end), "ORG", None, confidence)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
