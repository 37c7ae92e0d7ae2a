"""Where in a report credits stand: programmes, invitations, groups, lists of those present, prose on an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from pipeline.link.reports import Block, Report
from pipeline.resources import rows

CLOCK = re.compile(r"^\W{0,3}(?:kl(?:\.|ockan)?\s*)?\d{1,2}[.:]\d{2}\b", re.IGNORECASE)
PROSE = "löptext"
PROGRAMME = "program"
LISTS = frozenset(["styrgrupp", "referensgrupp", "arbetsgrupp", "styrelse", "närvarande", "deltagarlista"])
CONTACT = "kontakt"
SIGN_UP = re.compile(
    r"(?i)\banmäl(?:an|ning|er)? (?:senast|görs|sker|dig|till)\b|\bföranmäl|\backredit|\bpresskontakt|^kontakta\b|"
    r"\bvid intresse\b"
)
OFFICES = frozenset([
    "ordförande", "vice ordförande", "kassör", "sekreterare", "ledamot", "suppleant", "revisor",
    "revisorssuppleant", "valberedning", "firmatecknare", "ersättare",
])  # fmt: skip
CLOCKS = 3
REACH = 12
"""Blocks within which a programme has its next line with a time."""
LONGEST_LINE = 320
LONGEST_HEADING = 90


def contexts(report: Report) -> Iterator[tuple[Block, str]]:
    """Each block that may hold credits, with its context: ``program``, ``styrgrupp`` …; ``löptext`` for prose."""
    clocked = _programme_blocks(report.blocks)
    named: str | None = None
    for block in report.blocks:
        if block.kind in ("heading", "toc", "title_page", "logotype"):
            named = None
            continue
        alone = _cues("heading").get(block.text.casefold().strip(" :*_"))
        if alone:
            named = alone
            continue
        named = named if block.of_type("PER") and _is_line(block) else None
        found = _lead(block) or _office(block) or named or _heading(report, block)
        if SIGN_UP.search(block.text) and found not in LISTS:
            continue
        if block.index in clocked and found not in LISTS and found != CONTACT:
            found = PROGRAMME
        if found and (found in LISTS or found == PROGRAMME or _is_line(block)):
            yield block, found
        elif block.kind in ("paragraph", "list_item", "field"):
            yield block, PROSE


def _is_line(block: Block) -> bool:
    return len(block.text) <= LONGEST_LINE


def _programme_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """Indexes of the blocks from a programme's first time to the lines below its last."""
    times = [block.index for block in blocks if CLOCK.match(block.text)]
    found: set[int] = set()
    run: list[int] = []
    for at in [*times, None]:
        if run and (at is None or at - run[-1] > REACH):
            if len(run) >= CLOCKS:
                found |= set(range(run[0], _below(blocks, run[-1]) + 1))
            run = []
        if at is not None:
            run.append(at)
    return frozenset(found)


def _below(blocks: Sequence[Block], last: int) -> int:
    """The last line of a programme: those right below its last time that are short and no heading."""
    end = last
    for block in blocks[last + 1 : last + 3]:
        if block.kind == "heading" or not _is_line(block) or not block.of_type("PER"):
            break
        end = block.index
    return end


def _lead(block: Block) -> str | None:
    """The context that a block's first words give: ``Medverkande: …``."""
    match = re.match(
        r"\W{0,3}(?P<lead>[^:.\n]{3,45}?)\W{0,3}(?::|\s(?:är|var|sitter|ingår|består av|bestod av)\s)", block.text
    )
    return _cues("lead").get(match["lead"].casefold().strip(" *_")) if match else None


def _office(block: Block) -> str | None:
    """``styrelse`` for a row of a table that begins with an office of a board: ``kassör | Eva Berg``."""
    office, tab, _ = block.text.partition("\t")
    return "styrelse" if tab and office.casefold().strip(" :") in OFFICES else None


def _heading(report: Report, block: Block) -> str | None:
    """The context that the nearest heading gives, by its first or last words, or the next one above."""
    for heading in list(report.headings_above(block))[:2]:
        text = heading.text.casefold().strip(" :.*_")
        if len(text) <= LONGEST_HEADING and (found := _cue_of_heading(text)):
            return found
    return None


@lru_cache(maxsize=4096)
def _cue_of_heading(text: str) -> str | None:
    cues = _cues("heading")
    exact = cues.get(re.sub(r"^(?:bilaga\s*\d*\W*)", "", text))
    return exact or next((cues[cue] for cue in cues if re.match(rf"{re.escape(cue)}\b", text)), None)


@cache
def _cues(place: str) -> dict[str, str]:
    found = {row["cue"]: row["context"] for row in rows("participation_cues") if row["place"] == place}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
