"""The mentions of one document: its blocks cut into pieces, each piece mined, the winners placed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline import ids
from pipeline.executor import Rows
from pipeline.extract.recogniser import recogniser
from pipeline.extract.resolve import resolve
from pipeline.extract.spans import Piece, Span, shift_all
from pipeline.extract.values import amounts, contacts, dates, table_amounts
from pipeline.extract.values.years import YearContext
from pipeline.params import ExtractParams

CONFIDENCE_DECIMALS = 3


class Block(NamedTuple):
    """A block as this stage needs it; offsets are those of the document."""

    start: int
    end: int
    page: int
    kind: str
    section: str
    key: str
    value_start: int | None
    language: str


class ExtractInput(NamedTuple):
    """What one document's worker needs; ``sentences`` are (start, end, id), in text order."""

    doc_id: str
    text: str
    date_years: tuple[int, ...]
    blocks: list[Block]
    sentences: list[tuple[int, int, str]]


def extract_document(item: ExtractInput, params: ExtractParams) -> Rows:
    """Rows of ``mentions`` for one document, in text order."""
    pieces = [(block, list(cut(block, item.text))) for block in item.blocks]
    every = [piece for _, parts in pieces for piece in parts]
    spans = [*recogniser(params.engine, params.model).spans(item.text, every), *table_amounts.find(every)]
    years = YearContext(item.date_years, item.text)
    for block, parts in pieces:
        known = years.enter(block.kind, block.section, item.text[block.start : block.end])
        for piece in parts:
            dated = dates.find(piece.text, known)
            years.note(dated)
            values = [*contacts.find(piece.text), *dated, *amounts.find(piece.text, piece.language)]
            spans += shift_all(values, piece.start)
    kept = [span for span in resolve(spans) if span.type in params.types]
    return {"mentions": list(_rows(item, kept))}


def cut(block: Block, text: str) -> Iterator[Piece]:
    """The pieces of a block: a field's key and its value apart, any other block whole."""
    if block.value_start is None or not block.start < block.value_start <= block.end:
        yield Piece(block.start, text[block.start : block.end], block.kind, block.section, "", block.language)
        return
    key, value = text[block.start : block.value_start], text[block.value_start : block.end]
    yield Piece(block.start, key, block.kind, block.section, "", block.language)
    yield Piece(block.value_start, value, block.kind, block.section, block.key or key, block.language)


def _rows(item: ExtractInput, spans: list[Span]) -> Iterator[dict[str, Any]]:
    block_starts = [block.start for block in item.blocks]
    sentence_starts = [start for start, _, _ in item.sentences]
    for span in spans:
        block = item.blocks[bisect_right(block_starts, span.start) - 1]
        at = bisect_right(sentence_starts, span.start) - 1
        inside = at >= 0 and span.start < item.sentences[at][1]
        yield {
            "mention_id": ids.span_id(item.doc_id, "m", span.start, span.end),
            "type": span.type,
            "text": item.text[span.start : span.end],
            "value": span.value,
            "value_max": span.value_max,
            "unit": span.unit,
            "kind": span.kind,
            "date_start": span.date_start,
            "date_end": span.date_end,
            "confidence": round(span.confidence, CONFIDENCE_DECIMALS),
            "source": span.source,
            "doc_id": item.doc_id,
            "page": block.page,
            "char_start": span.start,
            "char_end": span.end,
            "sentence_id": item.sentences[at][2] if inside else None,
            "section": block.section,
        }
