"""Projects from header fields, rows of tables, and the lists beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.link.reports import Block, Record, Report
from pipeline.resources import rows
from pipeline.schema import BY_NAME, LIST_SEPARATOR

ENOUGH_FIELDS = 3
"""A page with fewer different known fields is not a project page."""
TELLING = {"owner", "granted_sek", "budget_sek", "period", "programme"}
"""Without one of these, fields such as *Plats* and *E-post* may stand in an invitation."""
MONEY = ("granted_sek", "budget_sek")
LISTED = ("partners", "municipalities")
WHAT = re.compile(
    r"(?i)\s+[–-]\s+(?:\w+\s){0,2}?(?:slut|del|års|projekt)?(?:rapport|utvärdering|redovisning|beskrivning)\b.*$"
)
ITEM = re.compile(r"\s*;\s*|,\s+(?=[A-ZÅÄÖ])|\s+(?:och|samt)\s+(?=[A-ZÅÄÖ])")
CONTACTS = {"contact_email": "email", "contact_phone": "phone"}


def read_fields(report: Report, record: Record) -> bool:
    """Fills ``record`` from header fields, tables and lists; False where the report has too few of them."""
    columns: set[str] = set()
    for block in report.blocks:
        columns |= read_cells(record, block)
    if len(columns) < ENOUGH_FIELDS or not columns & TELLING:
        return False
    _read_lists(report, record)
    _read_title(report, record)
    return True


def read_cells(record: Record, block: Block) -> set[str]:
    """Fills what a header field or a row of a table states; the columns that it speaks of."""
    found = list(_fields(block))
    for column, start in found:
        _read_field(record, column, block, start)
    return {column for column, _ in found}


def _fields(block: Block) -> Iterator[tuple[str, int]]:
    """The column that a field or the first cell of a table row stands for, and where its value begins."""
    if block.kind == "field":
        column = column_of(block.row["key"])
        if column:
            yield column, int(block.row["value_start"]) - block.row["char_start"]
    elif block.kind == "table_row":
        key, tab, _ = block.text.partition("\t")
        column = column_of(key)
        if tab and column:
            yield column, len(key) + 1


def _read_field(record: Record, column: str, block: Block, start: int) -> None:
    end = len(block.text)
    inside = [m for m in block.mentions if m["char_start"] - block.row["char_start"] >= start]
    if column in MONEY:
        for amount in (m for m in inside if m["kind"] == "money" and m["unit"] == "SEK"):
            record.state_mention(column, round(float(amount["value"])), block, amount)
    elif column in CONTACTS:
        for contact in (m for m in inside if m["kind"] == CONTACTS[column]):
            record.state_mention(column, contact["text"], block, contact)
    elif column in ("period", "start_date", "end_date"):
        for date in (m for m in inside if m["type"] == "DATE"):
            if column != "end_date":
                record.state_mention("start_date", date["date_start"], block, date)
            if column != "start_date":
                record.state_mention("end_date", date["date_end"], block, date)
    elif column == "contact_person":
        _read_contact(record, block, inside, start)
    elif column in LISTED:
        _read_items(record, column, block, start)
    elif column in BY_NAME["projects"].column_names:
        record.state(column, block.text[start:end].strip(), block, start, end)


def _read_contact(record: Record, block: Block, inside: list[dict[str, object]], start: int) -> None:
    """A name, and the address and number that stand beside it."""
    people = [m for m in inside if m["type"] == "PER"]
    for person in people[:1]:
        record.state_mention("contact_person", person["text"], block, person)
    if not people and not any(m["type"] in ("CONTACT", "ORG") for m in inside):
        record.state("contact_person", block.text[start:].strip(), block, start, len(block.text))
    for column, kind in CONTACTS.items():
        for contact in (m for m in inside if m["kind"] == kind):
            record.state_mention(column, contact["text"], block, contact)


def _read_items(record: Record, column: str, block: Block, start: int) -> None:
    """A list in one cell: parted at commas, and before the last item at *och*, where what follows is a name."""
    parts = [part.strip(" .") for part in ITEM.split(block.text[start:]) if part.strip(" .")]
    record.state(column, LIST_SEPARATOR.join(parts), block, start, len(block.text))


def _read_lists(report: Report, record: Record) -> None:
    """Lists whose own heading is a field's name, such as ``Samarbetspartner`` and ``Kommuner``."""
    for heading in (block for block in report.blocks if block.kind == "heading"):
        column = column_of(heading.text)
        if column is None or column not in LISTED or record.row.get(column):
            continue
        items = [b for b in report.blocks if b.kind == "list_item" and b.row["heading_id"] == heading.block_id]
        if items:
            record.row[column] = LIST_SEPARATOR.join(item.text for item in items)
            for item in items:
                record.cite(column, item, 0, len(item.text))


def _read_title(report: Report, record: Record) -> None:
    for block in report.blocks:
        if block.text == report.title:
            record.state("title", block.text[: name_end(block.text)], block, 0, name_end(block.text))
            return


def name_end(title: str) -> int:
    """Where the project's name ends in a title that goes on with what the report is: ``Namnet – slutrapport``."""
    match = WHAT.search(title)
    return match.start() if match else len(title)


def column_of(name: object) -> str | None:
    """The column that a field or heading name stands for; ``Partner/Partners`` may stand in two languages."""
    text = str(name or "").casefold().strip(" :")
    for form in (text, *(part.strip() for part in text.split("/"))):
        if form in _synonyms():
            return _synonyms()[form]
    return None


@cache
def _synonyms() -> dict[str, str]:
    return {row["synonym"].casefold(): row["field"] for row in rows("field_names")}
