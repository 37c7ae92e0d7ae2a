"""Running headers, footers and page numbers: rows at the edge of the page that recur from page to page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.model import RawPage

EDGE = 3
"""Rows at the top, and at the bottom, that may be furniture."""
LEAST_PAGES = 3
LEAST_SPREADS = 2
MOST_OF_SIDE = 0.75
LONGEST = 160
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?<![\d.,:/-])\d{1,4}(?![\d.,:/-])")
_PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(?:(?:sida|sidan|sid\.?|s\.|page|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:\(\s*\d{1,4}\s*\)|(?:av|of|/)\s*\d{1,4}))?[-–—|\s]*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Furniture:
    """How many rows at the top and the bottom of a page are furniture, and the page's number as printed."""

    top: int = 0
    bottom: int = 0
    label: str = ""


def take_out(pages: Sequence[RawPage], share: float) -> None:
    """Moves furniture from the lines of ``pages`` into their ``header``, ``footer`` and ``label``, in place."""
    for page, found in zip(
        pages, find([[line.text for line in page.lines] for page in pages], share), strict=True
    ):
        end = len(page.lines) - found.bottom
        page.header = " | ".join(line.text for line in page.lines[: found.top])
        page.footer = " | ".join(line.text for line in page.lines[end:])
        page.label = found.label
        page.lines = page.lines[found.top : end]


def find(pages: Sequence[Sequence[str]], share: float) -> list[Furniture]:
    """The furniture of each page, given the rows of its text from top to bottom.

    A row is furniture where, digits masked, it recurs at the same edge on at least ``share`` of the pages that
    have text (and on three at the least), or is a page number that keeps step with the pages.
    """
    needed = max(LEAST_PAGES, share * sum(1 for page in pages if page))
    tops, bottoms = [page[:EDGE] for page in pages], [page[::-1][:EDGE] for page in pages]
    found = [
        Furniture(top, bottom)
        for top, bottom in zip(
            _counts(tops, _recurring(tops, needed)), _counts(bottoms, _recurring(bottoms, needed)), strict=True
        )
    ]
    for furniture, page in zip(found, pages, strict=True):
        furniture.bottom = min(furniture.bottom, len(page) - furniture.top)
    _label(found, pages)
    return found


def _recurring(edges: Sequence[Sequence[str]], needed: float) -> set[str]:
    """The masks that come back on enough pages, or on nearly all left-hand or right-hand pages."""
    found = {mask for mask, count in _seen(edges).items() if count >= needed}
    if len(edges) > 1 and all(edges):
        # the outermost row of every page, even where there are only two pages
        outermost = {_mask(rows[0]) for rows in edges}
        found |= outermost if len(outermost) == 1 else set()
    for side in (edges[0::2], edges[1::2]):
        if len(edges) >= LEAST_SPREADS * 2:
            enough = max(2, MOST_OF_SIDE * len(side))
            found |= {mask for mask, count in _seen(side).items() if count >= enough}
    # digits alone are a page number or a figure in a table: counting pages decides that
    return {mask for mask in found if any(map(str.isalpha, mask))}


def _seen(edges: Sequence[Sequence[str]]) -> Counter[str]:
    seen: Counter[str] = Counter()
    for rows in edges:
        seen.update({_mask(row) for row in rows if len(row) <= LONGEST})
    return seen


def _mask(row: str) -> str:
    return " ".join(_DIGITS.sub("0", row).casefold().split())


def _counts(edges: Sequence[Sequence[str]], recurring: set[str]) -> list[int]:
    """How many of the outermost rows of each page are furniture."""
    step = _step([[row for row in rows if _PAGE_NUMBER.match(row)] for rows in edges])
    counts = []
    for position, rows in enumerate(edges, start=1):
        count = 0
        for row in rows:
            if not (_mask(row) in recurring or _is_page_number(row, position, step)):
                break
            count += 1
        counts.append(count)
    return counts


def _is_page_number(row: str, position: int, step: int | None) -> bool:
    if step is None or not _PAGE_NUMBER.match(row):
        return False
    numbers = _NUMBER.findall(row)
    # Roman numbers stand on the pages before the counting begins
    return position + step == int(numbers[0]) if numbers else position + step <= 0 or position <= EDGE


def _step(rows_by_page: Sequence[Sequence[str]]) -> int | None:
    """Printed number minus position, where the numbers in these rows keep step with the pages."""
    steps: Counter[int] = Counter()
    for position, rows in enumerate(rows_by_page, start=1):
        steps.update({int(number) - position for row in rows for number in _NUMBER.findall(row)})
    if not steps:
        return None
    step = min(steps, key=lambda step: (-steps[step], abs(step)))
    return step if steps[step] >= min(LEAST_PAGES, max(2, len(rows_by_page))) else None


def _label(found: Sequence[Furniture], pages: Sequence[Sequence[str]]) -> None:
    """Sets the label of each page whose furniture holds a number that keeps step."""
    rows = [[*page[: one.top], *page[len(page) - one.bottom :]] for one, page in zip(found, pages, strict=True)]
    step = _step(rows)
    if step is None:
        return
    for position, (one, shown) in enumerate(zip(found, rows, strict=True), start=1):
        if str(position + step) in {number for row in shown for number in _NUMBER.findall(row)}:
            one.label = str(position + step)
