"""Credits: who speaks, sits or stands for what, in a line such as ``Eva Berg, ordförande, Norra byalaget``.

A credit is a person with the role and the organisation that the words around the name give. Rules, each with an
example: the role and the organisation follow the name (``Eva Berg, ordförande, Norra byalaget``; ``Eva Berg, Norra
byalagets ordförande``; ``Eva Berg (C) – Region Skåne``), or the role comes before it (``Moderator: Eva Berg``;
``projektledaren Eva Berg``); names with nothing between them share what follows the last (``Eva Berg och Bo Ek,
Umeå kommun``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.link.entities.names import fold
from pipeline.link.entities.organisations import COUNTY_BOARD, of_county, organisation
from pipeline.link.entities.places import county_codes
from pipeline.link.reports import Row
from pipeline.resources import rows

_STOP = re.compile(
    r"(?<!\bOrdf)(?<!\bordf)(?<!\bavd)(?<!\bdr)(?<!\bprof)(?<!f\.d)(?<!\bbl\.a)(?<!\bm\.fl)(?<!\bs\.k)"
    r"[.!?;•|](?:\s+(?=[A-ZÅÄÖ\d–-])|$)|\n|\t"
)
_ALL = re.compile(r"\b(?:båda|bägge|samtliga|alla)\b")
_NEXT = re.compile(r"[,;]\s+|(?<!-)\s+(?:och|samt)\s+")
SMALL = frozenset([
    "på", "vid", "i", "för", "hos", "från", "inom", "av", "at", "of", "är", "var", "som", "och", "samt", "båda",
    "bägge", "the", "numera", "nu", "till", "idag", "dag", "föreningen", "organisationen", "företaget",
    "stiftelsen", "nätverket", "m.fl.", "bl.a.", "anställd", "anställda", "verksam", "verksamma",
    "samtliga", "alla",
])  # fmt: skip
"""Words that may stand between a name, a role and an organisation."""
_ONLY_BETWEEN = re.compile(r"[\s,*_]*(?:\([A-ZÅÄÖ]{1,3}\))?[\s,*_]*(?:och|samt|and|&|/)?[\s,*_]*")
_PIECE = re.compile(r"\s*[,;:()|/*_]+\s*|\s+[-–—]\s+|\s*[–—]\s*")
_TRAILING = re.compile(r"\s+(?:på|vid|i|för|hos|från|inom|av|at|of|in|och|samt)$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:som är|som|är|var|blev|blir|och|samt|från|på|vid|i|till|the)\s+", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:^|[\s(*_])(?P<role>[\wåäöÅÄÖéè.-]+(?:[ -][\wåäöÅÄÖéè.-]+){0,3}?)(?: för dagen)?(?:\s+(?:är|var|blir)|"
    r"\s*:)?[\s*_]*$"
)
_FROM = re.compile(r"\s*[,–-]?\s*(?:på|vid|i|för|hos|från|at|of)?\s*$")
OCCUPATION = re.compile(
    r"(?:iker|log|ist|nom|sköterska|terapeut|konsulent|pedagog|kurator|lots|coach|präst|imam|diakon|chaufför|"
    r"[a-zåäö]{3}are|atör|itör|chef|råd|ombud|strateg|poet|kock|elev|student|fotograf|arkitekt|jurist|advokat|"
    r"polis|jägare|konstnär|entreprenör|ingenjör|redaktör|producent|agronom|assistent|praktikant|volontär|revisor|"
    r"kassör|ordförande)(?:en|n|et)?$"
)
NO_OCCUPATION = re.compile(
    r"^(?:\w*deltagare\w*|senare|vidare|tidigare|närmare|snarare|klarare|kommande|\w*ligare)$"
)
MODIFIERS = frozenset([
    "vice", "v", "biträdande", "bitr", "bitr.", "tf", "tillförordnad", "förste", "första", "andre", "andra",
    "ställföreträdande", "f.d.", "fd", "före", "detta", "tidigare", "konstnärlig", "konstnärliga", "vetenskaplig",
    "vetenskapliga", "senior", "avgående",
    "tillträdande", "politisk", "politiska", "ekonomisk", "regional", "kommunal", "nationell", "verkställande",
])  # fmt: skip
"""Words that a role may begin with."""
LONGEST_ROLE = 10
LONGEST_GAP = 90
"""Characters between a name and its organisation."""


@dataclass
class Credit:
    """A person of a line, by mention, with the role as written and the mention of the organisation."""

    person: Row
    role: str = ""
    organisation: Row | None = None
    start: int = 0
    end: int = 0
    governed: str = ""
    """The organisation that the role itself tells: a governor's county board."""


def credits(text: str, offset: int, mentions: Sequence[Row]) -> Iterator[Credit]:
    """The credits of one block, whose ``text`` begins at character ``offset`` of the document.

    ``Eva Berg, rektor, och Bo Ek, lärare, båda Alsjö skola``: *båda* gives the organisation to those before too.
    """
    found = list(_credits(text.replace("\t", ":"), offset, mentions))
    for at, credit in enumerate(found):
        body = credit.organisation
        if (
            body is not None
            and at
            and _ALL.search(text, credit.person["char_end"] - offset, body["char_start"] - offset)
        ):
            for other in found[:at]:
                other.organisation = other.organisation or body
    yield from found


def _credits(text: str, offset: int, mentions: Sequence[Row]) -> Iterator[Credit]:
    people = [one for one in mentions if one["type"] == "PER"]
    organisations = [one for one in mentions if one["type"] == "ORG"]
    waiting: list[Credit] = []
    next_role = ""
    for at, person in enumerate(people):
        start, end = person["char_start"] - offset, person["char_end"] - offset
        following = people[at + 1]["char_start"] - offset if at + 1 < len(people) else len(text)
        stop = _STOP.search(text, end, following)
        limit = stop.start() if stop else _before_next_role(text, end, following)
        credit = Credit(person, role=next_role, start=person["char_start"] - len(next_role) - bool(next_role),
                        end=person["char_end"])  # fmt: skip
        next_role = text[limit:following].strip() if not stop and limit < following else ""
        _read_after(credit, text, offset, limit, organisations)
        if not credit.role:
            _read_before(credit, text, _line_start(text, start, people[:at], offset), start)
        joined = at + 1 < len(people) and not stop and _ONLY_BETWEEN.fullmatch(text, end, following)
        if joined and not (credit.organisation or credit.role):
            waiting.append(credit)
            continue
        for other in waiting:
            _share(other, credit)
        group = [*waiting, credit]
        _govern(group, text[end:following])
        yield from group
        waiting = []
    yield from waiting


def _govern(group: Sequence[Credit], after: str) -> None:
    """A governor heads the county board: ``Landshövding Eva Berg, Kalmar län``; two share two counties."""
    if not all(credit.role.casefold().startswith("landshövding") for credit in group):
        return
    counties = [
        code
        for word in re.findall(r"[A-ZÅÄÖ][\wåäö]+(?: Götalands?)?", after)
        if (code := county_codes().get(fold(word)))
    ]
    if len(counties) == len(group):
        for credit, code in zip(group, counties, strict=True):
            board = of_county(COUNTY_BOARD, code)
            credit.organisation, credit.role = None, credit.role.split(" ")[0]
            credit.governed = (board.name or "") if board else ""


def _before_next_role(text: str, end: int, following: int) -> int:
    """Where the words of one name end, if a role stands right before the next: ``…, hälsominister Eva Berg``."""
    if following == len(text) or not text[end:following].endswith(" "):
        return following
    cuts = [cut.end() for cut in _NEXT.finditer(text, end, following)]
    last = text[cuts[-1] : following].strip() if cuts else ""
    return cuts[-1] if last and is_role(last) else following


def _share(one: Credit, with_: Credit) -> None:
    one.organisation = with_.organisation
    one.role = one.role or with_.role
    one.end = max(one.end, with_.end)


def _line_start(text: str, start: int, earlier: Sequence[Row], offset: int) -> int:
    """Where the words that may belong to a name begin: after the last name, or the last sentence."""
    begin = earlier[-1]["char_end"] - offset if earlier else 0
    for stop in _STOP.finditer(text, begin, start):
        begin = stop.end()
    return begin


def _read_after(credit: Credit, text: str, offset: int, limit: int, organisations: Sequence[Row]) -> None:
    end = credit.person["char_end"] - offset
    inside = [
        one for one in organisations if end <= one["char_start"] - offset and one["char_end"] - offset <= limit
    ]
    chosen = _chosen(inside)
    if chosen is not None and chosen["char_start"] - offset - end > LONGEST_GAP:
        chosen = None
    if chosen is not None and not _is_beside(text[end : chosen["char_start"] - offset], inside, offset, end):
        chosen = None
    if chosen is not None:
        credit.organisation = chosen
        credit.end = max(credit.end, chosen["char_end"])
    for start, stop in _gaps(inside, offset, end, limit) if not credit.role else ():
        role = _role_in(text[start:stop])
        if role:
            credit.role = role
            at = text.find(role, start)
            credit.end = max(credit.end, offset + at + len(role))
            return


def _is_beside(between: str, inside: Sequence[Row], offset: int, end: int) -> bool:
    """Whether nothing but a role, units and small words stand between a name and its organisation.

    A finite verb there means that the text has gone on: ``Eva Berg besökte Umeå kommun``.
    """
    rest = between
    for one in inside:
        rest = rest.replace(str(one["text"]), "") if one["char_start"] - offset < end + len(between) else rest
    pieces = [piece.strip() for piece in _PIECE.split(rest) if piece.strip()]
    return all(_is_small(piece) or is_role(_trimmed(piece)) or not piece[0].islower() for piece in pieces)


def _is_small(piece: str) -> bool:
    words = piece.casefold().split()
    return all(word in SMALL for word in words)


def _gaps(inside: Sequence[Row], offset: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """The stretches between the organisations that follow a name."""
    for one in inside:
        yield end, one["char_start"] - offset
        end = one["char_end"] - offset
    yield end, limit


def _chosen(inside: Sequence[Row]) -> Row | None:
    """The organisation among units and parties: one that is known, or else the first that is no unit."""
    whole = [one for one in inside if not _is_unit(one["text"])] or list(inside)
    bodies = [one for one in whole if not _is_party(one)] or whole
    known = [
        one for one in bodies if organisation(str(one["value"])).name or organisation(str(one["value"])).group
    ]
    return next(iter(known or bodies), None)


def _is_unit(name: str) -> bool:
    return bool(re.match(r"(?i)(?:avd\b|avdelning|enhet|sektion|\w*enheten\b|\w*avdelningen\b)", name))


def _is_party(mention: Row) -> bool:
    return organisation(str(mention["value"])).kind == "parti" or len(str(mention["text"])) <= 2


def _role_in(gap: str) -> str:
    """The role that a stretch of text holds, as written; empty where it holds none."""
    found = [piece for piece in _PIECE.split(gap) if piece]
    for piece in found:
        role = _trimmed(piece)
        if role and is_role(role):
            return role
    return ""


def _trimmed(piece: str) -> str:
    piece = piece.strip(" .*_\"”“'")
    before = None
    while before != piece:
        before = piece
        piece = _TRAILING.sub("", _LEADING.sub("", piece)).strip()
    return piece


def _read_before(credit: Credit, text: str, begin: int, start: int) -> None:
    match = _BEFORE.search(text[begin:start])
    if match is None:
        return
    words = match["role"].split(" ")
    if not is_role(words[-1], whole=True):
        return
    first = len(words) - 1
    while first > 0 and _belongs(words, first):
        first -= 1
    credit.role = " ".join(words[first:])
    credit.start -= start - begin - (match.end("role") - len(credit.role))


def _belongs(words: Sequence[str], first: int) -> bool:
    """Whether the word before ``first`` is part of the role: ``vice``, half of ``social- och hälsominister``."""
    before = words[first - 1].casefold()
    halved = before == "och" and first > 1 and words[first - 2].endswith("-")
    return before in MODIFIERS or before.endswith("-") or halved


def is_role(text: str, whole: bool = False) -> bool:
    """Whether ``text`` is a role: short, and one of its first or last words a word for one (``whole``: the last).

    >>> is_role("vice ordförande"), is_role("journalist och f.d. ledarskribent"), is_role("lunch")
    (True, True, False)
    """
    words = re.findall(r"[\wåäöÅÄÖéè-]+", text.casefold())
    if not words or len(words) > LONGEST_ROLE:
        return False
    ends = words[-1:] if whole else [words[-1], *words[:3]]
    return any(_is_role_word(word) for word in ends) or text.casefold() in _roles() or _is_occupation(words)


@cache
def _is_role_word(word: str) -> bool:
    if word in _roles():
        return True
    return any(word.endswith(tail) and len(word) > len(tail) + 2 for tail in _tails())


def _is_occupation(words: Sequence[str]) -> bool:
    """Whether one or two words end as words for occupations do: ``distriktssköterska``, ``kriminologen``."""
    return len(words) <= 2 and bool(OCCUPATION.search(words[-1])) and not NO_OCCUPATION.search(words[-1])


@cache
def _roles() -> frozenset[str]:
    forms = {form.casefold().strip(".") for row in rows("role_words") for form in
             (row["role"], row["definite"], row["plural"]) if form}  # fmt: skip
    return frozenset(forms | {"ordf", "v ordf", "vd", "gd"})


@cache
def _tails() -> tuple[str, ...]:
    """Roles that end compounds: ``-sekreterare``, ``-ledaren``."""
    return tuple(sorted(form for form in _roles() if len(form) >= 4 and " " not in form and form.isalpha()))
