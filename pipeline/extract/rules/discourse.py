"""Names that a document itself teaches: abbreviations it explains, affiliations, and later mentions of a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.extract.rules import lexicon, name_parts, persons, words
from pipeline.extract.rules.context import Context
from pipeline.extract.rules.tokens import GENITIVE, Trie
from pipeline.extract.spans import Span

SHORT = re.compile(r"(?=.*[A-ZÅÄÖ].*[A-ZÅÄÖ])[A-ZÅÄÖa-zåäö0-9/&-]{2,8}$")
ORGANISED = re.compile(
    r"(?:förbund|organ|organisation|(?<!om)råd|förening|verk|myndighet|cent(?:er|re|rum)|nätverk|institut|council|byrå|sällskap|"
    r"stiftelse|union|kommitté|federation|association|agency|committee|nämnd|styrelse|delegation|organization|samfund|bolag|"
    r"institute|office|kår|fond|kommission|commission|bank|allians|foundation|inspektion|kammare|fund|service|society|network)"
    r"(?:et|en|n|er|erna|ar|arna|t|s)?$"
)
NO_ORGANISATION = (
    "protokollet", "avtalet", "lagen", "planen", "direktivet", "konventionen", "förordningen", "fördraget",
    "strategin",
    "balken", "propositionen", "deklarationen", "uppropet", "priset", "dagen", "veckan", "programmet", "projektet",
    "överenskommelsen", "konferensen", "fonden", "reformen", "stödet", "området",
)  # fmt: skip
STOPS = frozenset([",", ";", ".", ")", "/", "–", "-", "—", "\n", "och", "samt", "(", ":", "•", "&"])
SMALL = frozenset(
    ["för", "mot", "och", "i", "av", "of", "the", "and", "&", "på", "till", "för", "de", "som", "ska"]
)


@dataclass
class Learned:
    """What a document taught: organisations by their words, full names of people by first and last name."""

    organisations: dict[str, tuple[str, float]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)


def explained(context: Context, found: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Pairs of (abbreviation, name) that the piece explains: ``Namn (FÖRK)``, ``FÖRK, Namn``, ``FÖRK – namn``."""
    ends = {span.end: span for span in found if span.type == "ORG"}
    for at, token in enumerate(context.tokens):
        if not SHORT.match(token.text):
            continue
        if context.lower(at - 1) == "(" and context.lower(at + 1) == ")" and at > 1:
            if context.lower(at + 2)[:1].isdigit():
                continue
            name = ends.get(context.tokens[at - 2].end) or _name_before(context, at)
            if name is not None:
                yield context.span(at, at + 1, "ORG", name.value, 0.97, "rules:abbreviation"), name
        elif context.lower(at + 1) in (",", "–", "-", "—", "("):
            name = _name_after(context, at)
            if name is not None:
                yield context.span(at, at + 1, "ORG", name.value, 0.97, "rules:abbreviation"), name


def _name_before(context: Context, at: int) -> Span | None:
    """The words before ``(FÖRK)`` whose initials spell it, where one of them says that it is an organisation."""
    letters = context.lower(at)
    for first in range(at - 2, max(-1, at - 12), -1):
        token = context.tokens[first]
        if not token.text[0].isalpha():
            return None
        if token.initial and token.lower in lexicon.stop_words() - words.NAME_ADJECTIVES:
            return None
        if token.lower[0] == letters[0] and token.capital and _spells(context, first, at - 1, letters):
            return context.span(first, at - 1, "ORG", None, 0.8, "rules:abbreviation")
    return None


def _name_after(context: Context, at: int) -> Span | None:
    """The words after ``FÖRK,`` that begin and end with its first and last letter."""
    letters = context.lower(at)
    first = at + 2
    if not context.lower(first).startswith(letters[0]):
        return None
    fitting = []
    for last in range(first + 2, min(first + 10, len(context.tokens)) + 1):
        inside = context.tokens[first:last]
        if not inside[-1].text[0].isalpha() and inside[-1].text != "&":
            break
        if inside[-1].lower[0] == letters[-1] and _spells(context, first, last, letters, loose=True):
            fitting.append((not inside[-1].capital, last))
    if not fitting:
        return None
    last = min(fitting)[1]
    text = context.text(first, last)
    return context.span(first, last, "ORG", text[0].upper() + text[1:], 0.8, "rules:abbreviation")


def _spells(context: Context, first: int, last: int, letters: str, *, loose: bool = False) -> bool:
    inside = context.tokens[first:last]
    if len(inside) < 2 or not any(ORGANISED.search(token.lower) for token in inside):
        return False
    initials = "".join(token.lower[0] for token in inside if token.lower not in SMALL)
    if loose:
        return len(initials) >= len(letters) - 1
    rest = iter("".join(token.lower for token in inside))
    return initials[0] == letters[0] and all(letter in rest for letter in letters if letter.isalpha())


def affiliations(context: Context, found: list[Span]) -> Iterator[Span]:
    """Capitalised names where a person's organisation stands: ``Karin Ek, ordförande, Solrosen``."""
    starts = {token.start: at for at, token in enumerate(context.tokens)}
    ends = {token.end: at + 1 for at, token in enumerate(context.tokens)}
    taken = {at for span in found for at in range(starts.get(span.start, 0), ends.get(span.end, 0))}
    for person in (span for span in found if span.type == "PER"):
        at = _after_role(context, ends.get(person.end, len(context.tokens)), taken)
        while at is not None:
            last = at
            while context.namelike(last) and last not in taken and not persons.is_role(context.lower(last)):
                last += 1
            last = _linked(context, last, taken) if last > at else last
            if (
                last == at
                or context.lower(last - 1).endswith("-")
                or not _closes(context, last)
                or _only_place(context, at, last)
            ):
                break
            if context.lower(at - 1) == "i" and last == at + 1:
                break
            if context.lower(last - 1).endswith(NO_ORGANISATION):
                break
            if persons.is_given(context.tokens[at].text) and last - at > 1:
                break
            if len(context.tokens[last - 1].text) == 1:
                break
            value = name_parts.nominative(context.text(at, last), context, last)
            yield context.span(at, last, "ORG", value, 0.65, "rules:affiliation")
            at = last + 1 if context.lower(last) == "/" else None


def after_slash(context: Context, found: list[Span]) -> Iterator[Span]:
    """A name after an organisation and a slash: ``ABF Lund/Solrosen`` names two."""
    ends = {span.end for span in found if span.type == "ORG"}
    for at, token in enumerate(context.tokens[:-1]):
        if token.text == "/" and token.start in ends and not _only_place(context, at + 1, context.run(at + 1)):
            last = context.run(at + 1)
            yield context.span(at + 1, last, "ORG", None, 0.65, "rules:affiliation")


def _after_role(context: Context, at: int, taken: set[int]) -> int | None:
    """The index where an organisation may begin after a person, past party letters and a role."""
    if context.lower(at) == "(":
        close = next((i for i in range(at, min(at + 4, len(context.tokens))) if context.lower(i) == ")"), None)
        if close is None:
            return None
        at = close + 1
    if context.lower(at) == ".":
        at += 1
    if context.lower(at) not in (",", "–", "-", "—", "från", "på", "vid"):
        return None
    at += 1
    for here in range(at, min(at + 8, len(context.tokens))):
        token = context.tokens[here]
        if here in taken:
            return None
        if token.capital and context.namelike(here):
            before = context.lower(here - 1)
            role = (
                here == at or before in (",", "–", "-", "på", "vid", "från", "för", "i") or persons.is_role(before)
            )
            return here if role else None
        if token.text in (".", ";", "\n", "("):
            return None
    return None


def _linked(context: Context, last: int, taken: set[int]) -> int:
    while context.lower(last) in SMALL - {"och", "som"} and context.namelike(last + 1) and last + 1 not in taken:
        last = context.run(last + 1)
    return last


def _closes(context: Context, last: int) -> bool:
    return last >= len(context.tokens) or context.tokens[last].text in STOPS


def _only_place(context: Context, first: int, last: int) -> bool:
    return all(at in context.inside_place for at in range(first, last))


def partner_items(context: Context) -> Iterator[Span]:
    """Names in a list of partners: items under such a heading, or the value of such a field."""
    piece = context.piece
    heading = piece.key or (piece.section.rsplit(" > ", 1)[-1] if piece.kind in ("list_item", "table_row") else "")
    if not any(word in heading.lower() for word in words.PARTNER_HEADINGS):
        return
    first = 0
    for at in range(len(context.tokens) + 1):
        if at == len(context.tokens) or context.tokens[at].text in (",", ";", "\n", "•"):
            yield from _item(context, first, at)
            first = at + 1


def _item(context: Context, first: int, last: int) -> Iterator[Span]:
    while first < last and not context.tokens[first].text[0].isalnum():
        first += 1
    while last > first and not context.tokens[last - 1].text[-1].isalnum():
        last -= 1
    inside = context.tokens[first:last]
    if not inside or len(inside) > 9 or not inside[0].capital or _only_place(context, first, last):
        return
    if any(token.text in ".:(" or token.text.isdigit() for token in inside):
        return
    if persons.is_given(inside[0].text) and len(inside) in (2, 3) and all(token.capital for token in inside):
        return
    yield context.span(
        first, last, "ORG", name_parts.nominative(context.text(first, last), context, last), 0.6, "rules:list"
    )


def enumerated(context: Context, found: list[Span]) -> Iterator[Span]:
    """Capitalised names in a row of organisations: ``av ABF, Solrosen, Lunds kommun och Region Halland``."""
    starts = {span.start: span for span in found if span.type == "ORG"}
    items: list[tuple[int, int, bool]] = []
    at = 0
    while at < len(context.tokens):
        span = starts.get(context.tokens[at].start)
        last = at
        if span is not None:
            while last < len(context.tokens) and context.tokens[last].start < span.end:
                last += 1
        else:
            last = context.run(at)
        if last == at:
            at += 1
            continue
        items.append((at, last, span is not None))
        at = last
    for index, (first, last, known) in enumerate(items):
        if known or _only_place(context, first, last) or persons.is_given(context.tokens[first].text):
            continue
        if context.lower(last - 1).endswith(NO_ORGANISATION):
            continue
        near = items[max(0, index - 2) : index + 3]
        if sum(item[2] for item in near) >= 2 and _in_row(context, items, index):
            yield context.span(first, last, "ORG", None, 0.55, "rules:list")


def _in_row(context: Context, items: list[tuple[int, int, bool]], index: int) -> bool:
    """Whether the item touches its neighbours across a comma or ``och`` alone, one of them an organisation."""
    first, last, _ = items[index]
    before = (
        index > 0 and items[index - 1][1] == first - 1 and context.lower(first - 1) in (",", "och", "samt", ";")
    )
    after = (
        index + 1 < len(items)
        and items[index + 1][0] == last + 1
        and context.lower(last) in (",", "och", "samt", ";")
    )
    if not (before or after):
        return False
    return (not before or items[index - 1][2]) and (not after or items[index + 1][2]) and _closes(context, last)


def learn(found: Iterable[Span], texts: Iterable[str]) -> Learned:
    """What resolved spans (with their texts) teach about the rest of the document."""
    learned = Learned()
    people: Counter[str] = Counter()
    last_names: dict[str, set[str]] = {}
    for span, text in zip(found, texts, strict=True):
        if span.type == "ORG" and span.source in ("rules:abbreviation", "rules:affiliation", "rules:list"):
            explained_here = span.source == "rules:abbreviation" and SHORT.match(text)
            learned.organisations.setdefault(
                text, (span.value, 0.97 if explained_here else span.confidence - 0.05)
            )
        elif span.type == "PER" and " " in span.value and span.confidence >= 0.75:
            people[span.value] += 1
            last_names.setdefault(span.value.rsplit(" ", 1)[-1], set()).add(span.value)
            last_names.setdefault(span.value.split(" ", 1)[0], set()).add(span.value)
    longer = {name for name in people if any(name.startswith(f"{other} ") for other in people)}
    last_names = {short: full - longer for short, full in last_names.items()}
    learned.people = {short: next(iter(full)) for short, full in sorted(last_names.items()) if len(full) == 1}
    return learned


def later(context: Context, learned: Learned, names: Trie[tuple[str, str, float]]) -> Iterator[Span]:
    """Learned organisations, and lone first or last names of people whose full name the document gives."""
    for at, token in enumerate(context.tokens):
        hit = names.longest(context.tokens, at)
        if hit is not None:
            last, (written, value, confidence), _ = hit
            text = context.text(at, last)
            if written in (text, GENITIVE.sub("", text)):
                yield context.span(at, last, "ORG", value, confidence, "rules:learned")
                end = name_parts.branch_end(context, last)
                if end > last:
                    yield context.span(
                        at, end, "ORG", f"{value} {context.text(last, end)}", confidence, "rules:learned"
                    )
        if token.capital and not (token.initial and token.lower in context.lower_words):
            full = learned.people.get(token.text) or learned.people.get(GENITIVE.sub("", token.text))
            if full and at not in context.inside_place and token.lower not in lexicon.stop_words():
                yield context.span(at, at + 1, "PER", full, 0.7, "rules:later")


def settle_values(spans: list[Span]) -> list[Span]:
    """The spans with values that the whole document settles: genitives, and which county board is meant.

    ``Mosaiks`` is a genitive where the document also has ``Mosaik``; a bare ``Länsstyrelsen`` is the one county
    board that the document names in full, if it names just one.
    """
    values = {(span.type, span.value) for span in spans}
    boards = sorted(value for type_, value in values if type_ == "ORG" and value.startswith("Länsstyrelsen i "))
    whole = boards[0] if len(boards) == 1 else "Länsstyrelsen"
    return [_settled(span, values, whole) for span in spans]


def _settled(span: Span, values: set[tuple[str, str]], board: str) -> Span:
    if span.value.endswith("s") and (span.type, span.value[:-1]) in values and span.type in ("PER", "ORG"):
        return replace(span, value=span.value[:-1])
    return replace(span, value=board) if span.value == "Länsstyrelsen" and span.type == "ORG" else span
