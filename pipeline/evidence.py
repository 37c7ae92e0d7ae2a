"""The evidence rule, proved: every row of every public table follows from the canonical texts.

Works on what people open (the CSV files and ``text/``), not on what the stages passed on, so that it judges the
result and not the program. Cells are read as text: a table that breaks the schema is reported, never guessed at.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.schema import BY_NAME, LIST_SEPARATOR, LONGEST_CELL, PUBLIC, Column, Table
from pipeline.workspace import Workspace

Row = dict[str, str]
Rows = dict[str, list[Row]]

TYPE_PATTERNS = {
    "integer": re.compile(r"-?\d+"),
    "number": re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", re.IGNORECASE),
    "boolean": re.compile(r"true|false"),
}
SHOWN = 60
"""Characters of a text that a message shows."""
ROUNDING = 1e-5
"""How far a share may be from what can be counted."""
SHARES = {"share": ("hinder", "möjlighet"), "hinder_share": ("hinder",), "mojlighet_share": ("möjlighet",)}
"""Columns of theme_conference with the labels that they are shares of."""
NOT_STATED = {"projects": {"project_id", "doc_id"}, "conferences": {"conference_id", "doc_id"}}
"""Columns that name a row instead of stating something about the world."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that does not hold: in which table, row and column, and what is wrong. No row: the whole file."""

    table: str
    row: str
    column: str
    message: str

    def __str__(self) -> str:
        """The problem on one line."""
        return f"{' '.join(filter(None, (self.table, self.row, self.column)))}: {self.message}"


def check(out: Path) -> list[Problem]:
    """Everything in an output folder that breaks the evidence rule or the schema; empty where all holds.

    Problems stand in the order of the schema's tables, then of their rows. Raises FileNotFoundError where the
    folder holds no tables.
    """
    if not any((out / f"{table.name}.csv").is_file() for table in PUBLIC):
        raise FileNotFoundError(f"{out} holds no tables; make them with: rapportgruvan mine CORPUS --out {out}")
    rows, problems = _read(out)
    broken = [problem for table in PUBLIC for problem in _schema(table, rows[table.name])]
    problems += broken
    if not broken:
        # sums and slices of cells that are no numbers would only hide the first fault
        problems += [
            *_references(rows), *_spans(rows, Workspace(out)), *_entities(rows), *_stated(rows), *_themes(rows),
            *_theme_conference(rows), *_pairs(rows),
        ]  # fmt: skip
    place = {table.name: number for number, table in enumerate(PUBLIC)}
    return sorted(problems, key=lambda problem: place[problem.table])


def _read(out: Path) -> tuple[Rows, list[Problem]]:
    csv.field_size_limit(LONGEST_CELL)
    rows: Rows = {table.name: [] for table in PUBLIC}
    problems = []
    for table in PUBLIC:
        path = out / f"{table.name}.csv"
        if not path.is_file():
            problems.append(Problem(table.name, "", "", f"{path.name} is missing"))
            continue
        try:
            with path.open(encoding="utf-8", newline="") as file:
                header, *lines = list(csv.reader(file)) or [[]]
        except (UnicodeDecodeError, csv.Error) as error:
            problems.append(Problem(table.name, "", "", f"{path.name} cannot be read: {error}"))
            continue
        ragged = [number for number, line in enumerate(lines, 2) if len(line) != len(header)]
        if header != table.column_names:
            problems.append(Problem(table.name, "", "", f"the header is not {', '.join(table.column_names)}"))
        elif ragged:
            problems.append(Problem(table.name, "", "", f"row {ragged[0]} has another number of cells"))
        else:
            rows[table.name] = [dict(zip(header, line, strict=True)) for line in lines]
    return rows, problems


def row_id(table: Table, row: Row) -> str:
    """The key of a row as one text."""
    return " ".join(row[column] for column in table.key)


# --- the schema -------------------------------------------------------------------------------------------


def _schema(table: Table, rows: list[Row]) -> Iterator[Problem]:
    for column in table.columns:
        faults = {value: _fault(column, value) for value in {row[column.name] for row in rows}}
        for row in rows if any(faults.values()) else ():
            if fault := faults[row[column.name]]:
                yield Problem(table.name, row_id(table, row), column.name, fault)
    for key, count in Counter(row_id(table, row) for row in rows).items():
        if count > 1:
            yield Problem(table.name, key, table.key[0], f"{count} rows have this key")


def _fault(column: Column, value: str) -> str | None:
    if not value:
        return "is empty" if column.required else None
    pattern = TYPE_PATTERNS.get(column.type)
    if pattern and not pattern.fullmatch(value):
        return f"{_shown(value)} is no {column.type}"
    if column.enum and value not in column.enum:
        return f"{_shown(value)} is none of {', '.join(column.enum)}"
    if column.pattern and not re.match(column.pattern, value):
        return f"{_shown(value)} does not match {column.pattern}"
    low = column.minimum is not None and float(value) < column.minimum
    high = column.maximum is not None and float(value) > column.maximum
    return f"{value} is not from {column.minimum} to {column.maximum}" if low or high else None


def _references(rows: Rows) -> Iterator[Problem]:
    known = {(t.name, c.name): {row[c.name] for row in rows[t.name]} for t in PUBLIC for c in t.columns}
    for table in PUBLIC:
        for here, other, there in table.references:
            for row in rows[table.name]:
                for target in ids(row[here]):
                    if target not in known[other, there]:
                        message = f"{_shown(target)} is no {there} of {other}"
                        yield Problem(table.name, row_id(table, row), here, message)


def ids(cell: str) -> list[str]:
    """The ids in one cell."""
    return cell.split(LIST_SEPARATOR) if cell else []


# --- spans ------------------------------------------------------------------------------------------------


def _spans(rows: Rows, workspace: Workspace) -> Iterator[Problem]:
    """Every span of every table against its text; documents one by one, so that each text is read once."""
    by_document: dict[str, list[tuple[Table, Row]]] = defaultdict(list)
    for table in PUBLIC:
        for row in rows[table.name] if table.has_span else ():
            by_document[row["doc_id"]].append((table, row))
    for document in rows["documents"]:
        doc_id = document["doc_id"]
        if doc_id not in workspace.texts:
            yield Problem("documents", doc_id, "doc_id", f"text/{doc_id}.txt is missing")
            continue
        try:
            text = workspace.texts[doc_id]
        except UnicodeDecodeError as error:
            yield Problem("documents", doc_id, "doc_id", f"text/{doc_id}.txt is not UTF-8: {error.reason}")
            continue
        pages = int(document["page_count"]) if document["page_count"] else None
        for table, row in by_document[doc_id]:
            yield from _span(table, row, text, pages)


def _span(table: Table, row: Row, text: str, pages: int | None) -> Iterator[Problem]:
    start, end = int(row["char_start"]), int(row["char_end"])
    name = row_id(table, row)
    if pages is not None and int(row["page"]) > pages:
        yield Problem(table.name, name, "page", f"page {row['page']} of a document of {pages}")
    if not start < end <= len(text):
        yield Problem(
            table.name, name, "char_end", f"{start}–{end} is no span of a text of {len(text)} characters"
        )
        return
    quote = text[start:end]
    if not quote.strip():
        yield Problem(table.name, name, "char_start", "the span holds nothing but blanks")
    if table.quote and quote != row[table.quote]:
        yield Problem(
            table.name, name, table.quote, f"{_shown(row[table.quote])}, but the text has {_shown(quote)}"
        )
    if table.name == "participations" and _plain(row["person"]) not in _plain(quote):
        yield Problem(table.name, name, "person", f"{_shown(row['person'])} does not stand in {_shown(quote)}")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


# --- counts -----------------------------------------------------------------------------------------------


def _entities(rows: Rows) -> Iterator[Problem]:
    mentions: dict[str, list[Row]] = defaultdict(list)
    for mention in rows["mentions"]:
        for entity_id in ids(mention["entity_id"]):
            mentions[entity_id].append(mention)
    for entity in rows["entities"]:
        own = mentions[entity["entity_id"]]
        if not own:
            yield Problem("entities", entity["entity_id"], "entity_id", "no mention of it")
            continue
        yield from _counts("entities", entity["entity_id"], entity, {
            "mention_count": len(own),
            "document_count": len({mention["doc_id"] for mention in own}),
            "conference_count": len({conference for m in own for conference in ids(m["conference_id"])}),
        })  # fmt: skip
        for mention in own:
            if mention["type"] != entity["type"]:
                message = f"is {mention['type']}, but {entity['entity_id']} is {entity['type']}"
                yield Problem("mentions", mention["mention_id"], "type", message)


def _counts(table: str, name: str, row: Row, found: dict[str, int]) -> Iterator[Problem]:
    for column, count in found.items():
        if row[column] and int(row[column]) != count:
            yield Problem(table, name, column, f"says {row[column]}, but {count} can be counted")


def _themes(rows: Rows) -> Iterator[Problem]:
    members: dict[str, list[Row]] = defaultdict(list)
    for statement in rows["statements"]:
        members[statement["theme_id"]].append(statement)
    for theme in rows["themes"]:
        own = members[theme["theme_id"]]
        yield from _counts("themes", theme["theme_id"], theme, {
            "statement_count": len(own),
            "hinder_count": _labelled(own, "hinder"),
            "mojlighet_count": _labelled(own, "möjlighet"),
            "conference_count": len({conference for s in own for conference in ids(s["conference_id"])}),
        })  # fmt: skip
        example = theme["example_statement_id"]
        if example and example not in {statement["statement_id"] for statement in own}:
            message = f"{_shown(example)} is no statement of this theme"
            yield Problem("themes", theme["theme_id"], "example_statement_id", message)


def _labelled(statements: Iterable[Row], *labels: str) -> int:
    return sum(statement["label"] in labels for statement in statements)


def _theme_conference(rows: Rows) -> Iterator[Problem]:
    members: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for statement in rows["statements"]:
        for conference in ids(statement["conference_id"]) if statement["theme_id"] else ():
            members[statement["theme_id"], conference].append(statement)
    all_of = Counter(
        (conference, statement["label"])
        for statement in rows["statements"]
        if statement["label"] != "neutral" and not statement["review"]
        for conference in ids(statement["conference_id"])
    )
    seen = set()
    for row in rows["theme_conference"]:
        key = row["theme_id"], row["conference_id"]
        seen.add(key)
        own = members.get(key, [])
        for column, labels in SHARES.items():
            whole = sum(all_of[row["conference_id"], label] for label in labels)
            share = _labelled(own, *labels) / max(1, whole)
            if row[column] and abs(float(row[column]) - share) > ROUNDING:
                message = f"says {row[column]}, but it is {share:.6f}"
                yield Problem("theme_conference", " ".join(key), column, message)
        found = {"hinder_count": _labelled(own, "hinder"), "mojlighet_count": _labelled(own, "möjlighet")}
        yield from _counts("theme_conference", " ".join(key), row, found)
    for key, own in members.items():
        if key not in seen and any(statement["label"] != "neutral" for statement in own):
            yield Problem("theme_conference", " ".join(key), "theme_id", f"{len(own)} statements, but no row")


def _pairs(rows: Rows) -> Iterator[Problem]:
    statements = {statement["statement_id"]: statement for statement in rows["statements"]}
    for row in rows["pairs"]:
        name = row_id(BY_NAME["pairs"], row)
        ends = [statements.get(row["hinder_id"]), statements.get(row["mojlighet_id"])]
        for column, label, statement in zip(
            ("hinder_id", "mojlighet_id"), ("hinder", "möjlighet"), ends, strict=True
        ):
            if statement and statement["label"] != label:
                yield Problem("pairs", name, column, f"the statement is labelled {statement['label']}")
        shared = set.intersection(*(set(ids(end["conference_id"])) if end else set() for end in ends))
        if row["same_conference"] and all(ends) and (row["same_conference"] == "true") != bool(shared):
            message = f"says {row['same_conference']}, but the statements share {len(shared)} conference(s)"
            yield Problem("pairs", name, "same_conference", message)


# --- what a project or a conference states ------------------------------------------------------------------


def _stated(rows: Rows) -> Iterator[Problem]:
    """Every cell of a project or a conference has evidence, and every piece of evidence has its cell.

    That the evidence itself equals its slice is proved with the other spans.
    """
    evidence: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for piece in rows["evidence"]:
        evidence[piece["table"], piece["row_id"], piece["column"]].append(piece)
    for name, unstated in NOT_STATED.items():
        table = BY_NAME[name]
        stated = [column for column in table.column_names if column not in unstated]
        for row in rows[name]:
            for column in stated:
                pieces = evidence.pop((name, row_id(table, row), column), [])
                if row[column] and not pieces:
                    message = f"no evidence for {_shown(row[column])}"
                    yield Problem(name, row_id(table, row), column, message)
                for piece in pieces:
                    yield from _piece(piece, row, column)
    for (name, missing, column), pieces in evidence.items():
        message = f"{_shown(pieces[0]['text'])} speaks of {name} {missing} {column}, which does not exist"
        yield Problem("evidence", row_id(BY_NAME["evidence"], pieces[0]), "row_id", message)


def _piece(piece: Row, row: Row, column: str) -> Iterator[Problem]:
    name = row_id(BY_NAME["evidence"], piece)
    if not row[column]:
        yield Problem("evidence", name, "text", f"{_shown(piece['text'])} is evidence for an empty cell")
    if piece["doc_id"] != row["doc_id"]:
        yield Problem("evidence", name, "doc_id", f"is not the document of the row, {row['doc_id']}")
