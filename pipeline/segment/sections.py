"""Blocks with their place in the report: the headings above them, and the list they belong to."""

from __future__ import annotations

from typing import Any

from pipeline.ids import span_id
from pipeline.schema import SECTION_SEPARATOR
from pipeline.segment.lines import Line

OUTSIDE_SECTIONS = ("toc", "title_page", "logotype")
MAX_HEADING_IN_PATH = 120


def build_blocks(doc_id: str, lines: list[Line]) -> list[dict[str, Any]]:
    """One record of ``blocks`` per line, language left out."""
    blocks: list[dict[str, Any]] = []
    stack: list[tuple[int, str, str]] = []  # (level, block id, heading) from the outermost in
    list_id: str | None = None
    for line in lines:
        block_id = span_id(doc_id, "b", line.start, line.end)
        if line.kind == "heading":
            level = line.level or 1
            while stack and stack[-1][0] >= level:
                stack.pop()
        if line.kind != "list_item":
            list_id = None if line.kind not in OUTSIDE_SECTIONS else list_id
        elif list_id is None:
            list_id = block_id
        blocks.append(_block(doc_id, block_id, line, stack, list_id))
        if line.kind == "heading":
            stack.append((line.level or 1, block_id, _heading_text(line)))
    return blocks


def _block(
    doc_id: str, block_id: str, line: Line, stack: list[tuple[int, str, str]], list_id: str | None
) -> dict[str, Any]:
    return {
        "block_id": block_id,
        "kind": line.kind,
        "text": line.text,
        "level": line.level,
        "heading_id": stack[-1][1] if stack else None,
        "list_id": list_id if line.kind == "list_item" else None,
        "key": line.key,
        "value_start": line.value_start,
        "doc_id": doc_id,
        "page": line.page,
        "char_start": line.start,
        "char_end": line.end,
        "section": SECTION_SEPARATOR.join(heading for _, _, heading in stack),
    }


def _heading_text(line: Line) -> str:
    shown = " ".join(line.text.split()).replace(SECTION_SEPARATOR.strip(), "›").rstrip(":").strip()
    return shown if len(shown) <= MAX_HEADING_IN_PATH else shown[: MAX_HEADING_IN_PATH - 1].rstrip() + "…"
