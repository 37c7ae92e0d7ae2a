"""Projects from prose: ``Projektet drivs av …``, ``En projektledare – NAMN – leder …``, ``löper 2019–2021``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.link.projects.fields import CONTACTS, name_end, read_cells
from pipeline.link.reports import Block, Record, Report, Row
from pipeline.schema import LIST_SEPARATOR

ENOUGH = 3
"""Facts; a text that states fewer only mentions a project, unless it opens by saying that it is about one."""
ENOUGH_OF_OWN = 2
TELLING = frozenset(["owner", "granted_sek", "budget_sek"])
FACTS = frozenset([*TELLING, "start_date", "contact_person", "partners", "target_group"])
OWN = re.compile(
    r"(?i)^projektet\W+[”\"“'A-ZÅÄÖ]|\bär ett \w*projekt\b|\bprojektet heter\b|^(?:i|inom) \w*projektet\b|"
    r"\bprojektets (?:syfte|mål)\b"
)
"""What a page says that is about one project of its own."""
NAMED = (
    re.compile(r"(?i)\bprojektet\s+[”\"“'](?P<title>[^”\"“']{3,100})[”\"“']"),
    re.compile(r"^(?P<title>[A-ZÅÄÖ][^.!?]{2,110}?)\s+är ett \w*projekt\b"),
    re.compile(r"(?i)\bprojektet heter (?P<title>[A-ZÅÄÖ][^.,]{2,80}?)(?= och |[.,])"),
)
"""A project's name, in a heading or a sentence."""
OPENING = 6
OFTEN = 2
NAMES_PROJECT = re.compile(r"(?i)\bprojekte(?:t|ts)\b|\bprojektledare|\bett projekt\b")
SEVERAL = re.compile(r"(?i)\b(?:ytterligare ett|två|tre|fyra|fem|olika) projekt\b")
"""A text on several projects describes none as its own."""
SENTENCE_END = re.compile(r"(?<!\bca)(?<!\bkl)(?<!\bbl\.a)[.!?](?=\s+[A-ZÅÄÖ”\"]|$)")
OWNER = re.compile(
    r"(?i)\b(?:projektägare(?:n)? (?:är|var)|(?:drivs|drevs|ägs|ägdes|genomförs|genomfördes|"
    r"leds|koordineras|koordinerat|samordnas) (?:\w+ ){0,3}?av)\b"
)
GRANTED = re.compile(r"(?i)\b(?:bevilja\w*|stöd(?:er|et|s)?|bidra(?:r|g|git)|finansiera\w*|fått|fick|ger)\b")
BUDGET = re.compile(r"(?i)\bbudget(?:en)?\b|\btotalt kosta|\bomslut")
PERIOD = re.compile(
    r"(?i)\b(?:pågår|pågick|pågått|löper|löpte|projekttid\w*|projektperiod\w*|genomförs|genomfördes|började|startade|varar|avslutas|klart?)\b"
)
LEADER = re.compile(
    r"(?i)\b(?:projektledare(?:n)?|projektsamordnare|kontaktperson(?:en|er)?|kontakt)\b[^.]{0,40}$|"
    r"\bhöra av sig till $"
)
PARTNERS = re.compile(
    r"(?i)\b(?:i samarbete med|tillsammans med|i samverkan med|samarbetspartner(?:s|na)? är|ihop med)\b"
)
TARGET = re.compile(
    r"(?i)\b(?:målgruppe(?:n|rna) (?:är|var)|riktar sig till|vänder sig till|är till för) (?P<what>[^.;]{5,160})"
)
REPORTING = frozenset(["project_page", "evaluation", "report", ""])


def read_prose(report: Report, record: Record) -> bool:
    """Fills ``record`` from sentences; False where the report opens with no project, or says little of it."""
    if str(report.document["kind"] or "") not in REPORTING or not _opens_with_project(report):
        return False
    for block in report.blocks:
        read_cells(record, block)
    for block in report.blocks:
        if block.kind in ("paragraph", "list_item"):
            for start, end in _sentences(block.text):
                _read_sentence(record, block, start, end)
    stated = set(record.row) & FACTS
    own = any(OWN.search(block.text) for block in report.blocks[:OPENING])
    if not (len(stated) >= ENOUGH and stated & TELLING) and not (own and len(stated) >= ENOUGH_OF_OWN):
        return False
    _read_name(report, record)
    return True


def _read_name(report: Report, record: Record) -> None:
    """The name that an early line gives the project, or else the report's first heading."""
    for block in report.blocks[:OPENING]:
        for pattern in NAMED:
            if match := pattern.search(block.text):
                record.state("title", match["title"].strip(), block, *match.span("title"))
    for block in report.blocks[:1]:
        if block.kind in ("heading", "title_page"):
            record.state("title", block.text[: name_end(block.text)], block, 0, name_end(block.text))


def _opens_with_project(report: Report) -> bool:
    opening = any(NAMES_PROJECT.search(block.text) for block in report.blocks[:OPENING])
    if any(SEVERAL.search(block.text) for block in report.blocks):
        return False
    words = [word.casefold() for block in report.blocks for word in NAMES_PROJECT.findall(block.text)]
    return opening and (len(words) >= OFTEN or "projektledare" in words)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*(match.end() for match in SENTENCE_END.finditer(text)), len(text)]:
        if text[start:end].strip():
            yield start, end
        start = end


def _read_sentence(record: Record, block: Block, start: int, end: int) -> None:
    text = block.text
    if cue := OWNER.search(text, start, end):
        _state(record, "owner", _after(block, "ORG", cue.end(), end)[:1], block)
    money = [m for m in _after(block, "AMOUNT", start, end) if m["kind"] == "money" and m["unit"] == "SEK"]
    for one in money if len(money) <= 2 and "per_" not in " ".join(str(m["source"]) for m in money) else ():
        at = one["char_start"] - block.row["char_start"]
        clause = text[max(start, at - 70) : at]
        column = "budget_sek" if BUDGET.search(clause) else "granted_sek" if GRANTED.search(clause) else None
        if column:
            record.state_mention(column, round(float(one["value"])), block, one)
    if PERIOD.search(text, start, end):
        _read_period(record, block, start, end)
    for person in _after(block, "PER", start, end):
        at = person["char_start"] - block.row["char_start"]
        if LEADER.search(text[start:at]) and " " in str(person["value"]):
            record.state_mention("contact_person", person["value"], block, person)
            for column, kind in CONTACTS.items():
                near = [m for m in _after(block, "CONTACT", at, end) if m["kind"] == kind]
                _state(record, column, near[:1], block)
    if cue := PARTNERS.search(text, start, end):
        _read_partners(record, block, cue.end(), end)
    if target := TARGET.search(text, start, end):
        record.state("target_group", target["what"].strip(), block, *target.span("what"))


def _read_period(record: Record, block: Block, start: int, end: int) -> None:
    """An interval of months or more, or the first and the last of two days."""
    dates = [m for m in _after(block, "DATE", start, end) if str(m["date_start"] or "-")[0] != "-"]
    long = [m for m in dates if m["date_start"][:7] != m["date_end"][:7] and m["kind"] in ("day", "month", "year")]
    pair = [long[0], long[0]] if long else dates[:2] if len(dates) == 2 else []
    if pair and record.row.get("start_date") is None:
        record.state_mention("start_date", pair[0]["date_start"], block, pair[0])
        record.state_mention("end_date", pair[1]["date_end"], block, pair[1])


def _read_partners(record: Record, block: Block, start: int, end: int) -> None:
    found = _after(block, "ORG", start, end)
    if found and not record.row.get("partners"):
        record.row["partners"] = LIST_SEPARATOR.join(dict.fromkeys(str(one["value"]) for one in found))
        offset = block.row["char_start"]
        for one in found:
            record.cite("partners", block, one["char_start"] - offset, one["char_end"] - offset)


def _after(block: Block, type_: str, start: int, end: int) -> list[Row]:
    return [mention for _, _, mention in block.inside(type_, start, end)]


def _state(record: Record, column: str, found: list[Row], block: Block) -> None:
    for one in found:
        value = one["text"] if one["type"] == "CONTACT" else one["value"]
        record.state_mention(column, value, block, one)
