"""How many took part, in all and by sector.

A total is a count of people beside a word for taking part (``På konferensen i Umeå deltog ca 120 personer``); a
part of it is a number whose own words name a sector (``ca 80 representerade föreningar``), or a row of a table
that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from pipeline.link.conferences.events import names_event
from pipeline.link.conferences.passages import Passage, Passages
from pipeline.link.reports import Record, Row

Parts: TypeAlias = dict[str, list[tuple[int, Passage, int, int]]]
"""By column, the numbers of a sector: value, passage, and offsets in its block."""
PARTICIPANTS = frozenset(["personer", "deltagare", "representanter"])
"""Others who come may come to something else."""
PEOPLE = frozenset(["personer", "deltagare", "besökare", "människor", "gäster", "åhörare", "representanter"])
TOOK_PART = re.compile(
    r"(?i)\bdelt(?:og|agare|agit|ar)|\bkom\b|\bsamla(?:de|t|des|ts)\b|\bmött(?:e|es|s)\b|\bnärvar|\bbesök|"
    r"\btog plats|"
    r"\bsatt\b|\bfanns\b|\blockade\b|\bfyll(?:des|de|ts)\b|\bantal\b|\bsamlats\b|\bdrog\b|\bparticip|\battend"
)
ELSEWHERE = re.compile(
    r"(?i)\b(?:anmäl|via länk|digitalt|på distans|på nätet|direktsänd|sändning|webb|inbjud|enkät|svarade|utskick)"
)
"""Words that make a count one of something else than of those in the room."""
SECTORS = {
    "participants_civil_society": re.compile(
        r"(?i)idé?buren|idé?burna|ideell|civilsamhäll|civila|förening|samfund|byalag|folkrörelse|frivillig|"
        r"intresseorganisation|ideburna|församling|organisationer"
    ),
    "participants_public_sector": re.compile(
        r"(?i)offentlig|kommun|region|landsting|myndighet|\bstat(?:en|lig\w*)?\b|tjänstem|länsstyrels|politik"
    ),
    "participants_business_other": re.compile(
        r"(?i)näringsliv|företag|bolag|privat|övrig|egen hand|andra aktörer|entreprenör"
    ),
}
LABEL = re.compile(
    r"(?i)(?:närvarande|(?:antal(?:et)? )?(?:deltagare|besökare|närvarande))\s*[:\t]\s*(?:ca |cirka |omkring |"
    r"drygt )?(?P<number>\d{1,5})(?: personer| st)?\.?$"
)
CLAUSE = re.compile(
    r"[;:]|, (?=(?:ca|cirka|omkring|runt|drygt|knappt|ungefär)?\s?\d)|\boch (?=(?:ca |omkring |runt )?\d)|"
    r"\bY(?=tterligare)|\bsamt (?=(?:ca |omkring |runt )?\d)"
)


def count_participants(record: Record, passages: Passages) -> None:
    """Fills the total and the three parts of it."""
    own = passages.of(record)
    for passage in sorted(own, key=lambda one: not one.named):
        _read_total(record, passage)
    for at, passage in enumerate(own):
        _read_sectors(record, passage, own[max(0, at - 1) : at])
    _read_rows(record, own)
    for passage in own:
        labelled = LABEL.match(passage.block.text)
        if labelled and passage.block.kind in ("field", "table_row", "list_item", "paragraph"):
            record.state("participants_total", int(labelled["number"]), passage.block, *labelled.span("number"))


def _read_total(record: Record, passage: Passage) -> None:
    if ELSEWHERE.search(passage.text) or not TOOK_PART.search(passage.text):
        return
    parts = [start for start, end, _ in _counts(passage) if _sector(_own_words(passage, start, end))]
    for start, end, mention in _counts(passage):
        takes_part = mention["unit"] in PARTICIPANTS or passage.named or names_event(passage.text)
        if mention["unit"] in PEOPLE and takes_part and (len(parts) < 2 or start not in parts):
            record.state("participants_total", int(float(mention["value"])), passage.block, start, end)
            return


def _counts(passage: Passage) -> Iterator[tuple[int, int, Row]]:
    for start, end, mention in passage.mentions("AMOUNT"):
        if mention["kind"] == "count" and float(mention["value"]).is_integer():
            yield start, end, mention


def _own_words(passage: Passage, start: int, end: int) -> str:
    """What is said of a number: from it to the next clause or number."""
    stop = passage.end
    following = [one[0] for one in passage.mentions("AMOUNT") if one[0] > start]
    clause = CLAUSE.search(passage.block.text, end, stop)
    return passage.block.text[end : min([stop, *following, *([clause.start()] if clause else [])])]


def _read_sectors(record: Record, passage: Passage, before: list[Passage]) -> None:
    """Numbers of one sentence that tell sectors apart: at least two of them, or one beside the total."""
    found: Parts = {}
    for start, end, mention in _counts(passage):
        bodies = any(cue.search(str(mention["unit"])) for cue in SECTORS.values())
        column = None if bodies else _sector(_own_words(passage, start, end))
        if column:
            found.setdefault(column, []).append((int(float(mention["value"])), passage, start, end))
    told = bool(TOOK_PART.search(passage.text) or any(TOOK_PART.search(one.text) for one in before))
    if len(found) >= 2 or (found and told and record.row.get("participants_total")):
        _fill(record, found)


def _sector(words: str) -> str | None:
    """The column of the sector that comes first in ``words``."""
    hits = {column: hit.start() for column, cue in SECTORS.items() if (hit := cue.search(words))}
    return min(hits, key=lambda column: hits[column]) if hits else None


def _read_rows(record: Record, own: list[Passage]) -> None:
    """Rows of a table or fields whose first cell names a sector: ``Ideella föreningar | 41``."""
    sums: Parts = {}
    for passage in own:
        if passage.block.kind not in ("table_row", "field"):
            continue
        numbers = list(_counts(passage))
        if not numbers:
            continue
        label = passage.block.text[passage.start : numbers[0][0]]
        column = _sector(label)
        if column and len(label) < 80:
            start, end, mention = numbers[0]
            sums.setdefault(column, []).append((int(float(mention["value"])), passage, start, end))
    if len(sums) >= 2:
        _fill(record, sums)


def _fill(record: Record, found: Parts) -> None:
    """The sum of the numbers of each sector, where none is stated yet."""
    for column, parts in found.items():
        if record.row.get(column) is None:
            record.row[column] = sum(value for value, *_ in parts)
            for _, passage, start, end in parts:
                record.cite(column, passage.block, start, end)
