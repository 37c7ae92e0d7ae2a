"""Header fields: ``Projektägare: Umeå kommun`` and the glued kind, ``ProjektägareUmeå kommun``."""

from __future__ import annotations

import re
from functools import cache

from pipeline.params import SegmentParams
from pipeline.resources import column, rows
from pipeline.segment.lines import CONTACT_SIGN, Line

HEADER_FIELDS = (
    "title", "programme", "owner", "org_number", "contact_person", "contact_email", "contact_phone", "website",
    "granted_sek", "budget_sek", "cofinancing_sek", "period", "start_date", "end_date", "phase", "diary_number",
    "region", "target_group", "participants", "partners", "municipalities",
)  # fmt: skip
KEY_WORDS = 4
SPACED = re.compile(r"^(?P<key>[^\W\d_][^:\t.!?]{1,48}?)\s*(?::\s*|\t+)(?P<value>\S.*)$")
NEIGHBOURS = 2
"""A key that no list knows is a field only beside this many lines of the same shape."""


def mark_fields(lines: list[Line], _: SegmentParams) -> list[Line]:
    """Lines that are header fields, with their key and where the value starts."""
    known = [_known_field(line) for line in lines]
    shaped = [field or _shaped_field(line) for field, line in zip(known, lines, strict=True)]
    return [known[i] or (shaped[i] if _among_fields(shaped, i) else None) or line for i, line in enumerate(lines)]


def _known_field(line: Line) -> Line | None:
    if line.marker or line.kind or line.role in ("heading", "list_item") or line.text.count("\t") > 1:
        return None
    spaced = SPACED.match(line.text)
    if spaced and spaced["key"].casefold() in _names():
        return _as_field(line, spaced["key"], spaced.start("value"))
    glued = _glued().match(line.text)
    if glued:
        return _as_field(line, glued["key"], glued.start("value"))
    return None


def _shaped_field(line: Line) -> Line | None:
    """A line shaped like a field whose key no list knows, such as ``Åtgärd: Samverkan``."""
    spaced = SPACED.match(line.text)
    if not spaced or line.marker or line.kind or line.role != "text" or line.starts_with_time:
        return None
    key = spaced["key"]
    if len(key.split()) > KEY_WORDS or not key[0].isupper() or CONTACT_SIGN.search(key):
        return None
    return _as_field(line, key, spaced.start("value"))


def _among_fields(shaped: list[Line | None], i: int) -> bool:
    if shaped[i] is None:
        return False
    beside = 0
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(shaped) and shaped[j] is not None:
            beside += 1
            j += step
    return beside >= NEIGHBOURS


def _as_field(line: Line, key: str, value_offset: int) -> Line:
    return line.as_kind("field", key=key, value_start=line.start + value_offset)


@cache
def _names() -> frozenset[str]:
    return frozenset(name.casefold() for name in column("field_names", "synonym"))


@cache
def _glued() -> re.Pattern[str]:
    """A key of a project header with its value right behind: a capital, a digit or an e-mail address begins it."""
    header = {row["synonym"] for row in rows("field_names") if row["field"] in HEADER_FIELDS}
    names = sorted(header, key=lambda name: (-len(name), name))
    keys = "|".join(re.escape(name[:1].upper() + name[1:]) for name in names)
    return re.compile(rf"^(?P<key>{keys})(?P<value>(?:[A-ZÅÄÖÉ\d\"”(+]|[\w.+-]+@).*)$")
