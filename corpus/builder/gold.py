"""Gold answers of a report: its reference text, and the mentions, entities, statements and roles in it."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from builder.front_matter import Row
from builder.inline import NO_BREAK_SPACE, Inline, Mention, joined
from builder.source import (
    Block,
    Heading,
    Item,
    ItemList,
    PageEnd,
    Paragraph,
    Plain,
    Report,
    SourceError,
    Table,
)
from builder.values import parse_amount


@dataclass(frozen=True)
class Reference:
    """The reference text of one report, its mentions (offsets into that text), and its statement rows."""

    text: str
    mentions: tuple[Mention, ...]
    statements: tuple[Row, ...]


def reference(report: Report) -> Reference:
    """Give the report as plain text in reading order: a line per block, a blank line between blocks.

    List items carry their marker, table cells are split by tabs, and a page break leaves no trace.
    """
    parts: list[Inline] = []
    statements: list[Row] = []
    line = 1
    for block in report.blocks:
        lines = block_lines(block)
        if not lines:
            continue
        if isinstance(block, ItemList):
            statements += _statements(block, line)
        parts.append(joined(lines, "\n"))
        line += len(lines) + 1
    whole = joined(parts, "\n\n")
    return Reference(whole.text + "\n", whole.mentions, tuple(statements))


def block_lines(block: Block) -> list[Inline]:
    """Give a block as lines of reference text; a page break gives none."""
    match block:
        case Heading() | Paragraph():
            return [block.text]
        case Plain():
            return list(block.lines)
        case ItemList():
            return [joined([Inline(marker(item)), item.text], " ") for item in block.items]
        case Table():
            return [joined(row, "\t") for row in block.rows]
        case PageEnd():
            return []


def marker(item: Item, bullet: str = "-") -> str:
    """Give the marker printed before a list item: its number with a point, or the bullet."""
    return bullet if item.number is None else f"{item.number}."


def _statements(block: ItemList, first_line: int) -> list[Row]:
    return [
        {
            "label": item.statement.label,
            "conference": item.statement.conference,
            "text": item.text.text,
            "line": line,
        }
        for line, item in enumerate(block.items, start=first_line)
        if item.statement
    ]


def mention_rows(found: Reference) -> list[Row]:
    """Give one row per mention, in text order, with character offsets and the 1-based line."""
    return [_mention_row(mention, found) for mention in found.mentions]


def _mention_row(mention: Mention, found: Reference) -> Row:
    row: Row = {
        "type": mention.type,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "line": _line(found, mention),
        "canonical": mention.canonical,
    }
    if mention.kind:
        row["kind"] = mention.kind
    if mention.ambiguous:
        row["ambiguous"] = True
    return row


def entity_rows(found: Reference) -> list[Row]:
    """Give one row per distinct type and surface, types in a fixed order and surfaces in text order."""
    order = ("PER", "ORG", "LOC", "DATE", "AMOUNT", "CONTACT")
    seen = {(mention.type, mention.text): None for mention in found.mentions}
    groups = {key: [m for m in found.mentions if (m.type, m.text) == key] for key in seen}
    return [_entity_row(groups[key], found) for key in sorted(seen, key=lambda key: order.index(key[0]))]


def _entity_row(mentions: list[Mention], found: Reference) -> Row:
    first = mentions[0]
    canonical = Counter(mention.canonical for mention in mentions).most_common(1)[0][0]
    row: Row = {"type": first.type, "text": first.text, "count": len(mentions), "canonical": canonical}
    if len({mention.canonical for mention in mentions}) > 1:
        row["canonical_by_line"] = _canonical_by_line(mentions, found)
    if first.type == "ORG" and " / " in canonical:
        row["canonical_members"] = canonical.split(" / ")
    if NO_BREAK_SPACE in first.text:
        row["text_norm"] = " ".join(first.text.split())
    if first.kind:
        row["kind"] = first.kind
    if first.type == "DATE":
        row["value"] = canonical
    elif first.type == "AMOUNT":
        row["value"] = parse_amount(canonical, first.text)
    if any(mention.inferred for mention in mentions):
        row["inferred_year"] = True
    if all(mention.ambiguous for mention in mentions):
        row["ambiguous"] = True
    return row | {"lines": [_line(found, mention) for mention in mentions]}


def _canonical_by_line(mentions: list[Mention], found: Reference) -> dict[str, str]:
    """Give line → canonical for a surface that does not mean the same everywhere."""
    by_line = groupby(mentions, key=lambda mention: _line(found, mention))
    return {str(line): " / ".join(dict.fromkeys(m.canonical for m in group)) for line, group in by_line}


def _line(found: Reference, mention: Mention) -> int:
    return found.text.count("\n", 0, mention.start) + 1


def role_rows(report: Report, found: Reference) -> list[Row]:
    """Give the roles of the front matter with document, line and canonical names filled in.

    The line is the first that names the person together with role and organisation, else with one of them,
    else the first that names the person. Raises SourceError for a person who is not in the text.
    """
    return [_role_row(report, role, found.text.split("\n")) for role in report.meta.roles]


def _role_row(report: Report, role: Row, lines: list[str]) -> Row:
    person = str(role["person"])
    beside = [str(role[key]) for key in ("role", "organisation") if role[key]]
    naming = [(number, line) for number, line in enumerate(lines, start=1) if person in line]
    if not naming:
        raise SourceError([f"{report.source}:1: role of {person!r}: the name is not in the text"])
    line = max(naming, key=lambda found: (sum(word in found[1] for word in beside), -found[0]))[0]
    given = {key: role[key] for key in ("person", "role", "organisation", "context")}
    row: Row = {**given, "doc": report.meta.doc, "section": role["section"], "line": line}
    row |= {key: value for key, value in role.items() if key not in row}
    for key in ("person", "role", "organisation"):
        if role[key] is not None:
            row.setdefault(f"{key}_canonical", role[key])
    return row
