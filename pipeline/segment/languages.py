"""The language of each block, so that an English summary in a Swedish report is marked."""

from __future__ import annotations

from typing import Any

from pipeline.language import LANGUAGES, detect
from pipeline.params import SegmentParams

CERTAIN = 0.9


def mark_languages(
    blocks: list[dict[str, Any]], document_language: str, params: SegmentParams
) -> list[dict[str, Any]]:
    """The blocks with ``language``; a short one takes it from its section, else from the block before it."""
    languages = _candidates(document_language)
    own = [_own_language(block, languages, params) for block in blocks]
    by_heading: dict[str, list[str]] = {}
    for block, language in zip(blocks, own, strict=True):
        if language and block["heading_id"]:
            by_heading.setdefault(block["heading_id"], []).append(language)
    marked, last = [], document_language
    for block, language in zip(blocks, own, strict=True):
        beneath = by_heading.get(block["block_id"] if block["kind"] == "heading" else block["heading_id"], [])
        last = language or (max(sorted(set(beneath)), key=beneath.count) if beneath else last)
        marked.append({**block, "language": last or None})
    return marked


def _candidates(document_language: str) -> tuple[str, ...]:
    """Norwegian and Danish look like Swedish in short texts, so they count only in a report in one of them."""
    neighbours = {"no", "da"} - {document_language}
    return tuple(language for language in LANGUAGES if language not in neighbours)


def _own_language(block: dict[str, Any], languages: tuple[str, ...], params: SegmentParams) -> str:
    text = str(block["text"])
    if len(text) < params.min_language_chars or block["kind"] in ("field", "table_row", "toc", "logotype"):
        return ""
    language, probability = detect(text, languages)
    return language if probability >= CERTAIN else ""
