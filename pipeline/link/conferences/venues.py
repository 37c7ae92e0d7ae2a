"""Where a conference was held: house and street, by field, by invitation line, or by ``hölls i Folkets hus``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.link.conferences.detect import VENUE_KEYS
from pipeline.link.conferences.passages import Passage, Passages
from pipeline.link.entities.places import candidates
from pipeline.link.reports import Record

STREET = re.compile(
    r"(?:\b[A-ZÅÄÖ][\wåäöé:’']* ){0,2}\b[A-ZÅÄÖ]?[\wåäöé’'-]*(?:gata|gatan|väg|vägen|gränd|gränden|torg|torget|"
    r"plan|planen|plats|"
    r"allé|allén|stig|stigen|backe|backen|kaj|kajen|esplanad|esplanaden|bro|bron|park|höjd|led|leden|strand|stranden)\s\d+(?:[–-]\d+)?(?:\s?[A-Z])?\b"
    r"|\b(?:Esplanaden|Torget|Stora|Lilla|Norra|Södra|Östra|Västra)(?: [A-ZÅÄÖ][\wåäö]+)? \d+\b"
)
HELD = re.compile(
    r"(?i)\b(?:hölls|hålls|håller|genomfördes|ägde rum|arrangerades|ordnades|anordnades|möttes|träffades|samlades|"
    r"välkomn\w+|"
    r"lokalen?|platsen?|i tält|tog emot|tog plats|rymdes|konferensen|dagen|mötet|hörandet|seminariet|workshoppen|"
    r"slutade|startade)\b"
)
WHEN = re.compile(r"(?i)\bkl\b|klockan|\d{1,2}[.:]\d{2}\b|\b(?:mån|tis|ons|tors|fre|lör|sön)dag")
SPLIT = re.compile(r"\s*[,;]\s*|\s+(?:på|i|var|är|vid)\s+(?=[A-ZÅÄÖ])")
HOUSE = re.compile(
    r"(?i)(?:museum|museet|hus|huset|hotell|hotellet|teater|teatern|bibliotek|biblioteket|kyrka|kyrkan|slott|slottet|gård|gården|"
    r"folkhögskola|center|centrum|hall|hallen|arena|arenan|bio|biografen|skolan)$"
)
DANGLING = re.compile(r"\s+(?:på|i|vid|hos|med)\s*$")
LONGEST = 60
INSIDE = re.compile(r"\b(?:i|på|vid) $")


def find_venues(record: Record, passages: Passages) -> None:
    """Fills ``address`` and ``venue``, each from the first passage that tells."""
    own = passages.of(record)
    for passage in own:
        _read_address(record, passage)
    told: list[Record] = []
    for read in (_from_field, _beside_address, _from_line, _from_prose):
        for at, passage in enumerate(own):
            one = Record({"place": record.row["place"]})
            read(one, passage, own[at - 1] if at else None)
            told += [one] if one.row.get("venue") else []
    if told:
        record.row["venue"] = max(told, key=lambda one: _tells(one, told[0])).row["venue"]
        best = next(one for one in told if one.row["venue"] == record.row["venue"])
        record.evidence += [cell for cell in best.evidence if cell["column"] == "venue"]


def _tells(one: Record, first: Record) -> int:
    """How much more a venue says than the first one told: ``Stora salen, Folkets hus`` than ``Folkets hus``."""
    parts, base = str(one.row["venue"]).split(", "), str(first.row["venue"]).split(", ")
    return len(parts) if set(base) <= set(parts) else 0


def _read_address(record: Record, passage: Passage) -> None:
    street = STREET.search(passage.block.text, passage.start, passage.end)
    if street and not _is_post(passage.text):
        record.state("address", street[0], passage.block, *street.span())


def _is_post(text: str) -> bool:
    """Whether a line is someone's postal address."""
    return bool(re.search(r"\b\d{3} ?\d{2}\b [A-ZÅÄÖ]|(?i:box \d)", text))


def _from_field(record: Record, passage: Passage, before: Passage | None) -> None:
    """``Plats: Folkets hus, Storgatan 1, Umeå``."""
    block = passage.block
    if block.kind == "field" and str(block.row["key"]).casefold() in VENUE_KEYS and passage.start < 3:
        start = int(block.row["value_start"]) - block.row["char_start"]
        _state_first(record, passage, start, len(block.text))


def _beside_address(record: Record, passage: Passage, before: Passage | None) -> None:
    """``Folkets hus, Storgatan 1``: what stands before the street on its line, or alone on the line before."""
    street = STREET.search(passage.block.text, passage.start, passage.end)
    if street is None:
        return
    line = max(passage.block.text.rfind("\n", 0, street.start()) + 1, passage.start)
    lead = passage.block.text[line : street.start()]
    if lead.strip(" ,;(på"):
        names = [
            one
            for one in passage.mentions("LOC")
            if one[1] <= street.start() and _may_be_venue(one[2]["text"], record)
        ]
        if names:
            start, end, mention = names[-1]
            record.state("venue", mention["text"], passage.block, start, end)
        elif len(lead) < 2 * LONGEST:
            _state_last(record, passage, line, street.start())
    elif before is not None and before.block.index == passage.block.index - 1 and _is_name_line(before.text):
        record.state("venue", before.text.strip(), before.block, before.start, before.end)


def _from_line(record: Record, passage: Passage, before: Passage | None) -> None:
    """``Fredag 3 maj kl. 9–16 i Stora salen på Folkets hus``: the places of a line with the time."""
    if WHEN.search(passage.text) and len(passage.text) < 3 * LONGEST and passage.block.kind != "list_item":
        names = [one for one in passage.mentions("LOC") if _may_be_venue(one[2]["text"], record)]
        if names:
            _state_joined(record, passage, names)
            return
        place = re.search(
            r"(?:\bkl\.?\s?)?\d{1,2}(?:[.:]\d\d)?\s?[–-]\s?\d{1,2}(?:[.:]\d\d)?[,;]?\s+"
            r"(?P<venue>[A-ZÅÄÖ][^,;.\n]{3,40}),\s*" + re.escape(str(record.row["place"])),
            passage.text,
        )
        if place:
            at = passage.start + place.start("venue")
            record.state("venue", place["venue"], passage.block, at, at + len(place["venue"]))


def _from_prose(record: Record, passage: Passage, before: Passage | None) -> None:
    """``Dialogdagen hölls i Folkets hus i Umeå``."""
    if not HELD.search(passage.text) or passage.block.kind == "heading":
        return
    houses = [one for one in passage.mentions("ORG") if HOUSE.search(one[2]["text"])]
    for start, end, mention in sorted([*passage.mentions("LOC"), *houses], key=lambda one: one[0]):
        lead = passage.block.text[max(0, start - 5) : start]
        if _may_be_venue(mention["text"], record) and INSIDE.search(lead):
            record.state("venue", mention["text"], passage.block, start, end)
            return


def _may_be_venue(name: str, record: Record) -> bool:
    """Whether a place's name is that of a house: no town, county or street that a list or a number tells."""
    return (
        not candidates(name) and not candidates(name.removesuffix("s")) and not re.search(r"\d", name)
        and str(record.row["place"]) != name
        and not re.search(r"(?i)\b(?:län|regionen|europa|dalen|gatan|bygden)s?$", name)
    )  # fmt: skip


def _is_name_line(text: str) -> bool:
    return 3 < len(text.strip()) < LONGEST and not re.search(r"[\d:?!]", text) and text.strip()[0].isupper()


def _state_joined(record: Record, passage: Passage, names: list[tuple[int, int, dict[object, object]]]) -> None:
    """``Stora salen på Folkets hus`` is one venue: two places joined by a preposition or a comma."""
    start, end = names[0][:2]
    for first, last, _ in names[1:]:
        if re.fullmatch(r"(?:,| på| i| vid| hos) ?", passage.block.text[end:first]):
            end = last
    parts = [passage.block.text[a:b] for a, b, _ in names if a < end]
    record.state("venue", ", ".join(dict.fromkeys(parts)), passage.block, start, end)


def _state_first(record: Record, passage: Passage, start: int, end: int) -> None:
    """The parts of ``start`` to ``end`` that are neither the street nor the town, up to the first of these."""
    kept: list[tuple[int, int]] = []
    for first, last in _parts(passage.block.text, start, end):
        part = passage.block.text[first:last]
        if (
            STREET.search(part)
            or candidates(part)
            or part == record.row["place"]
            or re.fullmatch(r"[\d\s]+\w*", part)
        ):
            break
        kept.append((first, last))
    if kept:
        record.state(
            "venue", ", ".join(passage.block.text[a:b] for a, b in kept), passage.block, kept[0][0], kept[-1][1]
        )


def _state_last(record: Record, passage: Passage, start: int, end: int) -> None:
    """The last part before a street: ``… kl. 9–16; Folkets hus, Storgatan 1``."""
    found = [
        (first, last)
        for first, last in _parts(passage.block.text, start, end)
        if _is_name_line(passage.block.text[first:last]) and not candidates(passage.block.text[first:last])
    ]
    if found:
        first, last = found[-1]
        record.state("venue", passage.block.text[first:last], passage.block, first, last)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for cut in [*SPLIT.finditer(text, start, end), None]:
        stop = cut.start() if cut else end
        part = DANGLING.sub("", text[at:stop])
        if part.strip():
            first = at + len(part) - len(part.lstrip())
            yield first, first + len(part.strip())
        at = cut.end() if cut else end
