"""Lines of text, marked up the way readers see them, for tests of segmentation."""

from __future__ import annotations

import re
from typing import Any

from pipeline.params import SegmentParams
from pipeline.segment import SegmentInput, segment_document
from pipeline.segment.lines import Line

MARKER = re.compile(r"^(?:[-•–*]|\d+[.)])\s+")


def lines_of(source: str) -> list[Line]:
    """Lines of ``source``: ``# `` is a stated heading, ``**…**`` bold, ``- `` an item; blank lines are gaps."""
    lines, gap, position = [], 0, 0
    for raw in source.strip("\n").split("\n"):
        text = raw.strip()
        if not text:
            gap, position = gap + 1, position + 1
            continue
        heading = re.match(r"^(#+) ", text)
        bold = text.startswith("**")
        shown = text.lstrip("# ").strip("*") if heading or bold else text
        marker = MARKER.match(shown) if not heading else None
        start = position + (marker.end() if marker else 0)
        lines.append(
            Line(
                text=shown[marker.end() :] if marker else shown,
                page=1,
                start=start,
                end=position + len(shown),
                role="heading" if heading else "list_item" if marker else "text",
                level=len(heading[1]) if heading else None,
                marker=marker.group().strip() if marker else None,
                bold=bold,
                size=None,
                gap=gap,
            )
        )
        position, gap = position + len(shown) + 1, 0
    return lines


def blocks_of(source: str) -> list[dict[str, Any]]:
    """Blocks of ``source``, as ``segment_document`` gives them."""
    item = SegmentInput("rapport-0123456789", "sv", "", lines_of(source))
    return segment_document(item, SegmentParams())["blocks"]


def sentences_of(source: str) -> list[dict[str, Any]]:
    """Sentences of ``source``, as ``segment_document`` gives them."""
    item = SegmentInput("rapport-0123456789", "sv", "", lines_of(source))
    return segment_document(item, SegmentParams())["sentences"]


def outline(source: str) -> list[tuple[str, str, str]]:
    """Kind, section and text of each block of ``source``."""
    return [(block["kind"], block["section"], block["text"]) for block in blocks_of(source)]
