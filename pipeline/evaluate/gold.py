"""Gold answers, read from a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]

MENTIONS, ENTITIES = ".mentions.jsonl", ".entities.jsonl"


class GoldError(ValueError):
    """A gold file that cannot be used; the message names file and line."""


@dataclass(frozen=True)
class GoldMention:
    """One mention that a person marked. ``start`` and ``end`` count characters of the source, not of our text."""

    type: str
    text: str
    start: int
    end: int
    canonical: str = ""
    value: Any = None
    code: str = ""
    """Code of the municipality or county (Statistics Sweden) of a place, or of a municipality as organisation."""
    ambiguous: bool = False
    names: frozenset[str] = frozenset()
    """Canonical names that are right; ``canonical`` is the one that decides who is meant."""
    alternatives: tuple[tuple[str, str], ...] = ()
    """Another way to cut the same words: (type, text) of each part."""
    other_type: str | None = None


@dataclass(frozen=True)
class Gold:
    """All gold answers of a folder, by the stem of the document's file name."""

    mentions: dict[str, list[GoldMention]] = field(default_factory=dict)
    conferences: dict[str, list[Row]] = field(default_factory=dict)
    projects: dict[str, Row] = field(default_factory=dict)
    statements: dict[str, list[Row]] = field(default_factory=dict)
    roles: dict[str, list[Row]] = field(default_factory=dict)
    prose: dict[str, list[Row]] = field(default_factory=dict)
    themes: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def stems(self) -> list[str]:
        """Stems of all documents that have any gold, sorted."""
        parts = (
            self.mentions,
            self.conferences,
            self.projects,
            self.statements,
            self.roles,
            self.prose,
            self.themes,
        )
        return sorted({stem for part in parts for stem in part})


def read_gold(folder: Path) -> Gold:
    """The gold answers in a folder; what it does not hold is empty.

    Raises FileNotFoundError where the folder holds none at all, and GoldError for a file that cannot be read.
    """
    gold = Gold(
        mentions={_stem(path): list(_mentions(path)) for path in sorted(folder.glob(f"*{MENTIONS}"))},
        conferences=_conferences(folder / "conferences.json"),
        projects=_json(folder / "projects.json") or {},
        statements=_by_document(folder / "statements.jsonl"),
        roles=_by_document(folder / "roles.jsonl"),
        prose=_by_document(folder / "prose_statements.jsonl"),
        themes=_by_document(folder / "themes.jsonl"),
    )
    if not gold.stems:
        raise FileNotFoundError(f"{folder} holds no gold answers")
    return gold


def _stem(path: Path) -> str:
    return path.name.removesuffix(MENTIONS)


def _mentions(path: Path) -> Iterator[GoldMention]:
    entities = {(row.get("type"), row.get("text")): row for row in _lines(path.with_name(_stem(path) + ENTITIES))}
    try:
        for row in sorted(_lines(path), key=lambda row: (row["start"], row["end"])):
            yield _mention(row, entities.get((row["type"], row["text"]), {}))
    except KeyError as error:
        raise GoldError(f"{path}: a mention has no {error.args[0]}") from error


def _mention(row: Row, entity: Row) -> GoldMention:
    """A mention together with what the entity file says about all mentions that read so."""
    canonical = row.get("canonical") or entity.get("canonical") or row["text"]
    exact = entity.get("canonical_by_line", {}).get(str(row.get("line")), canonical)
    return GoldMention(
        type=row["type"],
        text=row["text"],
        start=row["start"],
        end=row["end"],
        canonical=exact,
        code=row.get("code") or "",
        value=row.get("value", entity.get("value")) or (canonical if row["type"] == "DATE" else None),
        # the entity row speaks for all mentions that read so; a mention row that says nothing does not deny it
        ambiguous=bool(row.get("ambiguous", entity.get("ambiguous", False))),
        names=frozenset({canonical, exact}),
        alternatives=tuple((part["type"], part["text"]) for part in entity.get("alt_spans", [])),
        other_type=entity.get("alt_type"),
    )


def _conferences(path: Path) -> dict[str, list[Row]]:
    found = _json(path) or []
    return {part["doc"]: part["conferences"] for part in (found if isinstance(found, list) else [found])}


def _by_document(path: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _lines(path):
        found.setdefault(row["doc"], []).append(row)
    return found


def _json(path: Path) -> Any:
    if not path.is_file():
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GoldError(f"{path}: not valid JSON: {error}") from error


def _lines(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    rows = []
    # splitlines() would also break at characters that JSON allows inside a string
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise GoldError(f"{path}:{number}: not valid JSON: {error}") from error
    return rows
