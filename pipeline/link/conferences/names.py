"""What a conference was called, and what it was about."""

from __future__ import annotations

import re

from pipeline.link.conferences.events import names_event
from pipeline.link.conferences.passages import Passage, Passages
from pipeline.link.reports import Record
from pipeline.schema import LIST_SEPARATOR

QUOTED = re.compile(r"[”\"“](?P<title>[^”\"“]{4,120})[”\"“]")
CALLED = re.compile(
    r"(?i)\b(?:rubriken?|titeln?|tema(?:t)?|devisen?|mottot?|namnet)\W(?:\w+\W+){0,4}?$"
    r"|\b(?:kallad(?:es)?|kallas|hette|\w*konferens(?:en)?|\w*seminari(?:et|um)|\w*dialogdag(?:en)?|workshop(?:en)?|hörande[t]?|"
    r"\w*möte[t]?|välkommen till)(?: i [A-ZÅÄÖ][\wåäö]+)? $"
)
TITLE_FIELD = re.compile(r"(?i)^(?:konferensens namn|namn|titel|rubrik|tema|title)\s*[:\t]\s*(?P<title>.{4,150})$")
FOCUS = re.compile(
    r"(?i)\b(?:fokuserade (?:särskilt |bl\.?a\.? |främst )?(?:på|kring)|fokus (?:låg|var|på dagen var)(?: på)?|"
    r"i fokus stod|rörde sig kring|kretsade kring|"
    r"handlade (?:mest |främst |om|särskilt )+(?:om )?|hade (?:tre|fyra|fem|två) (?:spår|teman):|inriktning:|"
    r"tog upp frågor om|i centrum:|stod i centrum:) ?(?P<focus>[^.;]{5,240})"
)
NEWS = frozenset(["press_release", "article"])
"""Kinds of document whose title is a headline."""
GENERIC = re.compile(
    r"(?i)\b(?:rapport|anteckningar|minnesanteckningar|protokoll|sammanfattning|sammanställning|dokumentation|inbjudan|program|"
    r"pressmeddelande|nyhetsbrev)\w*\b"
)
PAGE_PART = re.compile(
    r"(?i)(?:bilag|program|tid och plats|anmälan|inbjudan$|målgrupp|kostnad|ur programmet|mer information)"
)
ABOVE = 6
LONGEST = 200


def name_conferences(record: Record, passages: Passages) -> None:
    """Fills ``title`` and ``focus``."""
    own = passages.of(record)
    for read in (_title_field, _quoted_title, _invitation_heading, _invited_to):
        for passage in own:
            read(record, passage, passages)
    if len(passages.records) == 1:
        _report_title(record, passages)
    else:
        _above_date(record, passages)
    focus = [
        (passage, match)
        for passage in own
        if (match := FOCUS.search(passage.block.text, passage.start, passage.end))
    ]
    if focus:
        texts = [match["focus"].strip(" ,") for _, match in focus]
        record.row["focus"] = LIST_SEPARATOR.join(dict.fromkeys(texts))
        for passage, match in focus:
            record.cite("focus", passage.block, *match.span("focus"))


def _report_title(record: Record, passages: Passages) -> None:
    """A report on one conference has its name, unless the title says what the report is: ``Rapport från …``."""
    for block in passages.report.blocks[:1]:
        news = passages.report.document["kind"] in NEWS
        generic = news or names_event(block.text) or GENERIC.search(block.text)
        if block.kind in ("heading", "title_page") and not generic and len(block.text) <= LONGEST:
            record.state("title", block.text, block, 0, len(block.text))


def _above_date(record: Record, passages: Passages) -> None:
    """The heading of an invitation, some lines above its date; with the question below it, if there is one."""
    own = {passage.block.index: passage.block for passage in passages.of(record)}
    for at, block in own.items():
        dated = any(m["date_start"] == record.row.get("start_date") for m in block.of_type("DATE"))
        if not dated or len(block.text) > LONGEST or block.kind == "heading":
            continue
        above = [own[one] for one in range(at - ABOVE, at) if one in own and own[one].kind == "heading"]
        found = [one for one in above if not PAGE_PART.match(one.text) and len(one.text.split()) > 2]
        if found and record.row.get("title") is None:
            head, below = found[0], own.get(found[0].index + 1)
            record.state("title", head.text, head, 0, len(head.text))
            if below is not None and below.text.endswith("?") and len(below.text) <= LONGEST and below.index < at:
                record.row["title"] = f"{head.text} - {below.text}"
                record.cite("title", below, 0, len(below.text))
            return


def _title_field(record: Record, passage: Passage, passages: Passages) -> None:
    match = TITLE_FIELD.match(passage.block.text)
    if match and passage.block.kind in ("field", "table_row"):
        record.state("title", match["title"].strip(' ”"“'), passage.block, *match.span("title"))


def _quoted_title(record: Record, passage: Passage, passages: Passages) -> None:
    """``… under devisen ”Bättre ihop”``."""
    for match in QUOTED.finditer(passage.block.text, passage.start, passage.end):
        if CALLED.search(passage.block.text[passage.start : match.start()]):
            end = match.start("title") + len(match["title"].rstrip(" ."))
            record.state(
                "title", passage.block.text[match.start("title") : end], passage.block, match.start("title"), end
            )


def _invitation_heading(record: Record, passage: Passage, passages: Passages) -> None:
    """The heading of an invitation or programme that names the event; its word for what it is left out."""
    block = passage.block
    if (
        block.kind != "heading"
        or len(block.text) > LONGEST
        or not names_event(block.text)
        or block.row["level"] == 1
    ):
        return
    match = re.match(r"(?i)(?:inbjudan till|välkommen till)\s+(?:den |en )?", block.text)
    if match:
        title = block.text[match.end() :]
        record.state("title", title[:1].upper() + title[1:], block, match.end(), len(block.text))


def _invited_to(record: Record, passage: Passage, passages: Passages) -> None:
    """The line below ``… bjuder in till``."""
    block = passage.block
    following = passages.report.blocks[block.index + 1 : block.index + 2]
    if block.text.rstrip(" :").endswith(("bjuder in till", "inbjuder till", "in till")) and following:
        below = following[0]
        if (
            len(below.text.split()) > 1
            and len(below.text) <= LONGEST
            and names_event(below.text)
            and "." not in below.text[:-1]
        ):
            record.state("title", below.text.rstrip(". "), below, 0, len(below.text.rstrip(". ")))
