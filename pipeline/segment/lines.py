"""Lines of the canonical text, as ingest wrote them, with the measures that the rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

TIME = r"(?:kl\.?\s*|klockan\s+)?[0-2]?\d[:.][0-5]\d"
STARTS_WITH_TIME = re.compile(rf"(?i)^{TIME}(?:\s*[–—-]\s*{TIME})?\b")
ONLY_TIME = re.compile(rf"(?i)^{TIME}(?:\s*[–—-]\s*{TIME})?\s*$")
CONTACT_SIGN = re.compile(r"@|https?://|\bwww\.")


@dataclass(frozen=True)
class Line:
    """One line of the canonical text. ``start`` is after the list marker, so that ``text`` is what is said."""

    text: str
    page: int
    start: int
    end: int
    role: str
    level: int | None
    marker: str | None
    bold: bool
    size: float | None
    gap: int
    kind: str = ""
    """Set by ``kinds``: a block kind of the schema."""
    key: str | None = None
    """Name of a field, as written."""
    value_start: int | None = None

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    @property
    def starts_with_time(self) -> bool:
        """Whether it begins with a clock time, as lines of a programme do."""
        return bool(STARTS_WITH_TIME.match(self.text))

    def as_kind(self, kind: str, **more: Any) -> Line:
        """The same line, known to be a ``kind``."""
        return replace(self, kind=kind, **more)


def read_lines(rows: list[dict[str, Any]], text: str) -> list[Line]:
    """The lines of one document that say something, in order. ``rows`` holds its part of the ``lines`` table."""
    lines = (_line(row, text) for row in rows)
    return [line for line in lines if line.text]


def _line(row: dict[str, Any], text: str) -> Line:
    marker, start, end = row["marker"], int(row["char_start"]), int(row["char_end"])
    if marker:
        start += len(marker)
        start += len(text[start:end]) - len(text[start:end].lstrip())
    level, size = row["level"], row["size"]
    return Line(
        text=text[start:end],
        page=int(row["page"]),
        start=start,
        end=end,
        role=row["role"],
        level=None if level is None else int(level),
        marker=marker,
        bold=bool(row["bold"]),
        size=None if size is None else float(size),
        gap=int(row["gap"] or 0),
    )
