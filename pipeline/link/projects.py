"""Projects from header fields and the lists beside them."""

from __future__ import annotations

from functools import cache

from pipeline.ids import DIGEST_LENGTH
from pipeline.link.reports import Block, Record, Report
from pipeline.resources import rows
from pipeline.schema import BY_NAME, LIST_SEPARATOR

ENOUGH_FIELDS = 3
"""A page with fewer different known fields is not a project page."""
TELLING = {"owner", "granted_sek", "budget_sek", "period", "programme"}
"""Without one of these, fields such as *Plats* and *E-post* may stand in an invitation."""
MONEY = ("granted_sek", "budget_sek")
LISTED = ("partners", "municipalities")
CONTACTS = {"contact_email": "email", "contact_phone": "phone"}


def find_projects(report: Report) -> list[Record]:
    """The project that a page of header fields describes; none where the report has no such fields."""
    record = Record({"project_id": f"projekt-{report.doc_id[-DIGEST_LENGTH:]}", "doc_id": report.doc_id})
    columns: set[str] = set()
    for block in report.blocks:
        column = _column(block.row["key"]) if block.kind == "field" else None
        if column:
            columns.add(column)
            _read_field(record, column, block)
    if len(columns) < ENOUGH_FIELDS or not columns & TELLING:
        return []
    _read_lists(report, record)
    _read_title(report, record)
    return [record]


def _read_field(record: Record, column: str, block: Block) -> None:
    start = int(block.row["value_start"]) - block.row["char_start"]
    end = len(block.text)
    inside = [m for m in block.mentions if m["char_start"] >= block.row["value_start"]]
    if column in MONEY:
        for amount in (m for m in inside if m["kind"] == "money" and m["unit"] == "SEK"):
            _state_mention(record, column, round(float(amount["value"])), block, amount)
    elif column in CONTACTS:
        for contact in (m for m in inside if m["kind"] == CONTACTS[column]):
            _state_mention(record, column, contact["text"], block, contact)
    elif column in ("period", "start_date", "end_date"):
        for date in (m for m in inside if m["type"] == "DATE"):
            if column != "end_date":
                _state_mention(record, "start_date", date["date_start"], block, date)
            if column != "start_date":
                _state_mention(record, "end_date", date["date_end"], block, date)
    elif column in BY_NAME["projects"].column_names:
        record.state(column, block.text[start:end], block, start, end)


def _state_mention(record: Record, column: str, value: object, block: Block, mention: dict[str, object]) -> None:
    offset = block.row["char_start"]
    record.state(
        column, value, block, int(str(mention["char_start"])) - offset, int(str(mention["char_end"])) - offset
    )


def _read_lists(report: Report, record: Record) -> None:
    """Lists whose own heading is a field's name, such as ``Samarbetspartner`` and ``Kommuner``."""
    for heading in (block for block in report.blocks if block.kind == "heading"):
        column = _column(heading.text)
        if column not in LISTED or record.row.get(column):
            continue
        items = [b for b in report.blocks if b.kind == "list_item" and b.row["heading_id"] == heading.block_id]
        if items:
            record.row[column] = LIST_SEPARATOR.join(item.text for item in items)
            for item in items:
                record.cite(column, item, 0, len(item.text))


def _read_title(report: Report, record: Record) -> None:
    for block in report.blocks:
        if block.text == report.title:
            record.state("title", block.text, block, 0, len(block.text))
            return


def _column(name: object) -> str | None:
    """The column that a field or heading name stands for; ``Partner/Partners`` may stand in two languages."""
    text = str(name or "").casefold().strip(" :")
    for form in (text, *(part.strip() for part in text.split("/"))):
        if form in _synonyms():
            return _synonyms()[form]
    return None


@cache
def _synonyms() -> dict[str, str]:
    return {row["synonym"].casefold(): row["field"] for row in rows("field_names")}
