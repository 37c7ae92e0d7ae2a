"""Font sizes of a whole PDF → headings with levels, sizes relative to body text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest import markers
from pipeline.ingest.model import RawLine

LARGER = 1.15
"""Times the body size: a line in that size is a heading."""
LONGEST_HEADING = 200
MOST_LEVELS = 6


def with_styles(pages: Sequence[Sequence[RawLine]]) -> list[list[RawLine]]:
    """``pages`` with ``size`` relative to body text, headings marked, and lines of one heading in one ``run``."""
    body = body_size(pages)
    levels = _levels(pages, body)
    run = 0
    styled: list[list[RawLine]] = []
    for page in pages:
        made: list[RawLine] = []
        for line in page:
            level = levels.get(round(line.size or 0, 1)) if _may_be_heading(line) else None
            same = bool(made and made[-1].run and level is not None and not line.gap and made[-1].level == level)
            if level is not None and not same:
                run += 1
            apart = int(not same and (level is not None or bool(made and made[-1].role == "heading")))
            relative = None if line.size is None or not body else line.size / body
            made.append(
                replace(line, size=relative, gap=max(line.gap, apart))
                if level is None
                else replace(line, size=relative, role="heading", level=level, run=run, gap=max(line.gap, apart))
            )
        styled.append(made)
    return styled


def body_size(pages: Sequence[Sequence[RawLine]]) -> float:
    """The font size of most characters; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            if line.size:
                sizes[round(line.size, 1)] += len(line.text)
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 0.0


def _levels(pages: Sequence[Sequence[RawLine]], body: float) -> dict[float, int]:
    """Heading level by size, the largest first; sizes within five per cent of each other share one."""
    if not body:
        return {}
    found = {round(line.size, 1) for page in pages for line in page if line.size and _may_be_heading(line)}
    levels: dict[float, int] = {}
    level, last = 0, 0.0
    for size in sorted((size for size in found if size >= LARGER * body), reverse=True):
        if not last or size < 0.95 * last:
            level, last = level + 1, size
        levels[size] = min(level, MOST_LEVELS)
    return levels


def _may_be_heading(line: RawLine) -> bool:
    letters = any(map(str.isalpha, line.text))
    return (
        line.role == "text"
        and letters
        and len(line.text) <= LONGEST_HEADING
        and markers.marker(line.text)[:1] != "•"
    )
