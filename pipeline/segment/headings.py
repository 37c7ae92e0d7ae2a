"""Headings: stated by the format, bold, large, numbered, or in plain text just a short line on its own."""

from __future__ import annotations

import re

from pipeline.params import SegmentParams
from pipeline.segment.lines import CONTACT_SIGN, ONLY_TIME, Line

LARGER = 1.08
"""A line this many times larger than body text is a heading (sizes in PDFs vary by rounding)."""
MAX_CHARS = 120
NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZÅÄÖ])")
ENDS_LIKE_PROSE = re.compile(r"[.,;!…]$|[.]['\"”’)]$")
CLOCK_TIME = re.compile(r"(?i)\bkl\.?\s*\d|\b\d{1,2}[:.]\d{2}\b")
STARTS_WITH_WEEKDAY = re.compile(r"(?i)^(?:mån|tis|ons|tors|fre|lör|sön)dag")
SIGNED = re.compile(r"^[A-ZÅÄÖ]\w+,? (?:i|den) (?:\w+ ){1,2}(?:19|20)\d\d$")
"""``Umeå i maj 2014`` under a preface."""
PERSON_LINE = re.compile(
    r"^(?:[A-ZÅÄÖÉ][\w'’.-]+\s+){1,3}[A-ZÅÄÖÉ][\w'’-]+(?:,\s|\s[-–]\s)"  # Namn Namn, roll / Namn Namn - roll
    r"|,\s+[A-ZÅÄÖ]\w+"  # …, Organisation
    r"|^\w+:\s+(?:[A-ZÅÄÖÉ][\w'’-]+\s+){1,3}"  # Moderator: Namn Namn
)
REFERENCE = re.compile(r"(?i)^(?:dnr|d\.nr|diarienr|diarienummer|ärendenr|ärendenummer|isbn|issn|art\.?nr)\b")
"""``Dnr 2014/123``: what an archive calls the report."""
PROGRAMME_REACH = 3
CLAUSE = re.compile(
    r"(?i),.*\b(?:är|har|kan|ska|finns|ingår|sker|blir)\b|\b(?:är|har|kan|ska|finns|ingår|sker|blir)\b.*,"
)
"""A comma and a finite verb: a sentence that lost its full stop."""
MAX_LEAD_IN_WORDS = 4
MAX_BOLD_SENTENCE = 6
ONLY_DATE = re.compile(
    r"(?i)^(?:(?:hösten|våren|sommaren|vintern|januari|februari|mars|april|maj|juni|juli|augusti|september|"
    r"oktober|november|december|den|i|år|\d{1,4}|[–/.-])\s*)+$"
)
HAS_LETTER = re.compile(r"[^\W\d_]")


def mark_headings(lines: list[Line], params: SegmentParams) -> list[Line]:
    """The lines, headings with kind and level (1 = outermost)."""
    looks = [_is_heading(lines, i, params) for i in range(len(lines))]
    sizes = _heading_sizes(lines, looks)
    marked: list[Line] = []
    levels = _Levels(has_stated=any(_stated_level(line) for line in lines), sizes=sizes)
    for i, line in enumerate(lines):
        if not looks[i]:
            marked.append(line)
            continue
        level = levels.of(line, lead_in=_is_lead_in(lines, i), first=not any(looks[:i]))
        marked.append(line.as_kind("heading", level=level))
    return marked


def _is_heading(lines: list[Line], i: int, params: SegmentParams) -> bool:
    line = lines[i]
    if _stated_level(line):
        return bool(HAS_LETTER.search(line.text))
    if not _may_be_heading(lines, i, params):
        return False
    if line.size is not None and line.size >= LARGER:
        return True
    if PERSON_LINE.search(line.text) or SIGNED.match(line.text) or _in_programme(lines, i):
        return False
    if line.bold:
        return not ENDS_LIKE_PROSE.search(line.text) or line.words <= MAX_BOLD_SENTENCE
    return _looks_like_heading(lines, i)


def _may_be_heading(lines: list[Line], i: int, params: SegmentParams) -> bool:
    line = lines[i]
    return (
        not line.kind
        and bool(HAS_LETTER.search(line.text))
        and len(line.text) <= MAX_CHARS
        and line.words <= params.max_heading_words
        and not line.starts_with_time
        and not CONTACT_SIGN.search(line.text)
        and not REFERENCE.match(line.text)
        and not CLOCK_TIME.search(line.text)
        and not STARTS_WITH_WEEKDAY.match(line.text)
        and not _follows_time(lines, i)
    )


def _stated_level(line: Line) -> int | None:
    return (line.level or 1) if line.role == "heading" else None


def _follows_time(lines: list[Line], i: int) -> bool:
    return i > 0 and bool(ONLY_TIME.match(lines[i - 1].text))


def _looks_like_heading(lines: list[Line], i: int) -> bool:
    """Whether a plain line is a heading by its place: short, on its own, with text below it."""
    line = lines[i]
    following = lines[i + 1] if i + 1 < len(lines) else None
    if following is None or ENDS_LIKE_PROSE.search(line.text) or ONLY_DATE.match(line.text):
        return False
    if not (line.text[0].isupper() or line.text[0].isdigit() or line.text[0] in "\"”'’§–-"):
        return False
    if line.size is not None:
        return False
    if line.text.endswith(":"):
        return following.kind == "list_item" or (following.gap > 0 and line.words <= MAX_LEAD_IN_WORDS)
    if CLAUSE.search(line.text):
        return False
    return (line.gap > 0 or i == 0) and following.gap > 0


def _in_programme(lines: list[Line], i: int) -> bool:
    """Whether clock times open lines both shortly above and shortly below."""
    above, below = lines[max(0, i - PROGRAMME_REACH) : i], lines[i + 1 : i + 1 + PROGRAMME_REACH]
    return any(line.starts_with_time for line in above) and any(line.starts_with_time for line in below)


def _is_lead_in(lines: list[Line], i: int) -> bool:
    """Whether a heading ends in a colon right above a list, so that it covers just that list."""
    return lines[i].text.endswith(":") and i + 1 < len(lines) and lines[i + 1].kind in ("list_item", "table_row")


def _heading_sizes(lines: list[Line], looks: list[bool]) -> list[float]:
    """Distinct font sizes of headings, largest first; sizes that differ by a rounding error are one."""
    sizes = sorted(
        {round(line.size, 1) for line, h in zip(lines, looks, strict=True) if h and line.size}, reverse=True
    )
    distinct: list[float] = []
    for size in sizes:
        if size >= LARGER and (not distinct or distinct[-1] - size > 0.05):
            distinct.append(size)
    return distinct


class _Levels:
    """Gives levels as headings come by: stated ones as they are, the others beneath what they stand under."""

    def __init__(self, has_stated: bool, sizes: list[float]) -> None:
        self.has_stated = has_stated
        self.sizes = sizes
        self.last_stated = 0

    def of(self, line: Line, *, lead_in: bool, first: bool) -> int:
        stated = _stated_level(line)
        if stated:
            self.last_stated = stated
            return stated
        base = self._base(line, first=first)
        return base + 1 if lead_in else base

    def _base(self, line: Line, *, first: bool) -> int:
        numbered = NUMBERED.match(line.text)
        if self.sizes and line.size is not None:
            for level, size in enumerate(self.sizes, start=1):
                if line.size >= size - 0.05:
                    return level
            return len(self.sizes) + 1
        if self.has_stated:
            return self.last_stated + 1
        if numbered:
            return 2 + numbered["number"].count(".")
        return 1 if first else 2
