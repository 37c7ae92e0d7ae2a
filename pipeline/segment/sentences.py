"""Sentences: spaCy's sentencizer on its Swedish tokenizer, and two mends that running text needs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import spacy
from spacy.language import Language

from pipeline.ids import span_id

WHOLE = ("heading", "field", "table_row", "toc", "title_page", "logotype")
"""Kinds of block that are one sentence each."""
NOT_A_START = re.compile(r"^[a-zåäöé,;:)\]”’%]|^[.!?…]+$")
"""A sentence does not begin with a lower-case letter or a closing sign (``t ex. inom …``, ``!``)."""
ENDS_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-ZÅÄÖ]|bl|ca|dr|dvs|ev|exkl|f|forts|ggr|inkl|jfr|kap|kl|kr|max|min|nr|ordf|osv|prof|resp|s|st|"
    r"sid|tel|tex|t\.?\s?ex|tom|t\.?o\.?m|ung|vs)\.$"
)
BOUNDARIES = [".", "!", "?", "…", "⸮", "‼", "⁇"]


@cache
def _nlp() -> Language:
    nlp = spacy.blank("sv")
    nlp.max_length = 10**9
    nlp.add_pipe("sentencizer", config={"punct_chars": BOUNDARIES})
    return nlp


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Character spans of the sentences of ``text``, without the white space around them."""
    spans = [(sent.start_char, sent.end_char) for sent in _nlp()(text).sents]
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        begins = text[start:end].lstrip()
        if merged and (
            NOT_A_START.match(begins) or ENDS_ABBREVIATED.search(text[merged[-1][0] : merged[-1][1]].rstrip())
        ):
            merged[-1] = (merged[-1][0], end)
        elif begins:
            merged.append((start, end))
    return [_stripped(text, start, end) for start, end in merged]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def build_sentences(doc_id: str, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records of ``sentences`` for one document's blocks."""
    sentences: list[dict[str, Any]] = []
    for block in blocks:
        spans = [(0, len(block["text"]))] if block["kind"] in WHOLE else split_sentences(block["text"])
        sentences.extend(_sentence(doc_id, block, start, end) for start, end in spans)
    return sentences


def _sentence(doc_id: str, block: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    offset = block["char_start"]
    return {
        "sentence_id": span_id(doc_id, "t", offset + start, offset + end),
        "text": block["text"][start:end],
        "char_start": offset + start,
        "char_end": offset + end,
        **{name: block[name] for name in ("block_id", "language", "doc_id", "page", "section")},
    }
