"""Title pages, tables of contents and logotype lines: parts of a report that state nothing of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby, pairwise

from pipeline.params import SegmentParams
from pipeline.segment.headings import CLOCK_TIME
from pipeline.segment.lines import Line

CONTENTS = re.compile(r"(?i)^(innehåll|innehållsförteckning|contents|table of contents)\s*$")
CONTENTS_ENTRY = re.compile(r"^(?P<title>.*?\S)(?:\t|\s*\.{2,}\s*|\s{2,}|…+\s*|\s)\s*(?P<page>\d{1,4})$")
LOGOTYPE = re.compile(r"(?i)^\W*(logotyp|logga|logo|bild:|foto:)\b.{0,40}$")
WIDGET = re.compile(
    r"(?i)^\W*(?:lyssna(?: på (?:sidan|texten|artikeln|innehållet))?|läs upp(?: sidan| texten)?|"
    r"skriv ut(?: sidan)?|dela (?:sidan|artikeln|den här sidan)|tipsa en vän|(?:tillbaka )?till toppen|"
    r"till sidans topp)\W*$"
)
"""What a web page's buttons say."""
MAX_LOGOTYPE_WORDS = 6
PART_TITLE_WORDS = 5
NOT_WORD = re.compile(r"\W+")


def _key(line: Line) -> str:
    return NOT_WORD.sub(" ", line.text).strip().casefold()


def mark_contents(lines: list[Line], _: SegmentParams) -> list[Line]:
    """A heading such as ``Innehåll`` and the entries with page numbers below it."""
    marked = list(lines)
    i = 0
    while i < len(lines):
        if CONTENTS.match(lines[i].text):
            end = i + 1
            while end < len(lines) and CONTENTS_ENTRY.match(lines[end].text):
                end += 1
            if end > i + 1:
                marked[i:end] = [line.as_kind("toc") for line in lines[i:end]]
                i = end
                continue
        i += 1
    return marked


def mark_logotypes(lines: list[Line], _: SegmentParams) -> list[Line]:
    """Lines that stand for a picture: said to be one, or names in a row without any text between them."""
    pairs = Counter(_pairs(lines))
    marked = list(lines)
    for start, end in _runs_without_text(lines):
        for i in range(start, end):
            beside = [(i - 1, i)] * (i > start) + [(i, i + 1)] * (i + 1 < end)
            beside = [pair for pair in beside if pair != (end - 2, end - 1)]  # a heading and its subheading
            if any(pairs[_key(lines[a]), _key(lines[b])] > 1 for a, b in beside):
                marked[i] = lines[i].as_kind("logotype", level=None)
    for start, end in _heading_runs(marked):
        for i in range(start, end - 1):
            marked[i] = marked[i].as_kind("logotype", level=None)
    return [_said_to_be_logotype(line) for line in marked]


def _said_to_be_logotype(line: Line) -> Line:
    said = (LOGOTYPE.match(line.text) or WIDGET.match(line.text)) and line.kind != "field"
    return line.as_kind("logotype", level=None) if said else line


def _pairs(lines: list[Line]) -> list[tuple[str, str]]:
    return [(_key(a), _key(b)) for a, b in pairwise(lines)]


def _runs_without_text(lines: list[Line]) -> list[tuple[int, int]]:
    """Stretches of three or more short lines of title type in a row, parts' headings aside."""

    def titular(line: Line) -> bool:
        if line.kind == "heading":
            return line.level != 1 and line.role == "text"
        return not line.kind and line.words <= MAX_LOGOTYPE_WORDS and not CLOCK_TIME.search(line.text)

    return _runs(lines, titular, 3)


def _heading_runs(lines: list[Line]) -> list[tuple[int, int]]:
    """Stretches of four or more headings by looks alone, of few words each: names, not headings of anything."""

    def name_like(line: Line) -> bool:
        plain = line.kind == "heading" and line.role == "text" and not line.bold and line.size is None
        return (
            plain and line.level != 1 and line.words <= MAX_LOGOTYPE_WORDS and not line.text.endswith((":", "?"))
        )

    return _runs(lines, name_like, 4)


def _runs(lines: list[Line], belongs: Callable[[Line], bool], least: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = 0
    for inside, group in groupby(lines, key=belongs):
        end = start + len(list(group))
        if inside and end - start >= least:
            runs.append((start, end))
        start = end
    return runs


def mark_title_pages(lines: list[Line], _: SegmentParams) -> list[Line]:
    """A run of bold or large lines that repeats the report's title opens a part.

    The line that is new there is the part's heading (level 1); the repeated ones are ``title_page``. A heading by
    looks alone right above such a page, a signature, is a paragraph.
    """
    counts = Counter(_key(line) for line in lines if line.kind == "heading")
    seen: set[str] = set()
    marked = list(lines)
    for start, end in _title_runs(lines, counts):
        part_found = False
        for i in range(start, end):
            key = _key(lines[i])
            if lines[i].kind == "heading" and not (counts[key] > 1 and key in seen):
                level = 1 if not part_found or lines[i].bold else lines[i].level
                marked[i] = lines[i].as_kind("heading", level=level)
                part_found = True
            else:
                marked[i] = lines[i].as_kind("title_page", level=None)
            seen.add(key)
        if start and _by_looks(marked[start - 1]):
            marked[start - 1] = marked[start - 1].as_kind("", level=None)
    return _mark_lone_titles(marked, seen)


def _mark_lone_titles(lines: list[Line], titles: set[str]) -> list[Line]:
    """Bold titles on a page of their own: one seen before is a title page, one that begins alike opens a part."""
    openings = {_opening(title) for title in titles if len(title.split()) >= PART_TITLE_WORDS}
    first = {_key(line): i for i, line in reversed(list(enumerate(lines)))}
    marked = list(lines)
    for i, line in enumerate(lines):
        if line.kind != "heading" or not line.bold:
            continue
        key = _key(line)
        if key in titles and first[key] < i:
            marked[i] = line.as_kind("title_page", level=None)
        elif key not in titles and len(key.split()) >= PART_TITLE_WORDS and _opening(key) in openings:
            marked[i] = line.as_kind("heading", level=1)
    return marked


def _opening(title: str) -> tuple[str, ...]:
    return tuple(title.split()[:3])


def _by_looks(line: Line) -> bool:
    return line.kind == "heading" and line.role == "text" and not line.bold and line.size is None


def mark_listed_in_contents(lines: list[Line], _: SegmentParams) -> list[Line]:
    """A heading that the table of contents names, and that stands once, is of the outermost level."""
    entries = {_contents_title(line) for line in lines if line.kind == "toc"}
    counts = Counter(_key(line) for line in lines if line.kind == "heading")
    stated = any(line.role == "heading" or line.size is not None for line in lines)
    return [
        line.as_kind("heading", level=1)
        if line.kind == "heading" and not stated and counts[_key(line)] == 1 and _key(line) in entries
        else line
        for line in lines
    ]


def _contents_title(line: Line) -> str:
    entry = CONTENTS_ENTRY.match(line.text)
    return NOT_WORD.sub(" ", entry["title"]).strip().casefold() if entry else ""


def _title_runs(lines: list[Line], counts: Counter[str]) -> list[tuple[int, int]]:
    """Runs of bold heading lines, with the date line behind them, at least one of which recurs in the report."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        end = i
        while end < len(lines) and lines[end].kind == "heading" and lines[end].bold and lines[end].role == "text":
            end += 1
        if end - i >= 2 and any(counts[_key(line)] > 1 for line in lines[i:end]):
            if end < len(lines) and not lines[end].kind and lines[end].words <= 3:
                end += 1
            runs.append((i, end))
        i = max(end, i + 1)
    return runs
