"""Ingest: files in a corpus folder → canonical texts with page and character provenance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.executor import Failure, Rows, Runtime, Task
from pipeline.ids import document_id
from pipeline.ingest import dates, language, metadata
from pipeline.ingest.canonical import assemble
from pipeline.ingest.files import CorpusError, Refusal, SourceFile, find
from pipeline.ingest.kinds import kind
from pipeline.ingest.model import Options, RawDocument, UnreadableError
from pipeline.ingest.reader import read
from pipeline.params import IngestParams
from pipeline.tables import Tables, frame

__all__ = ["CorpusError", "run"]
STAGE = "ingest"
TABLES = ("documents", "pages", "lines")


def run(
    corpus: Path, params: IngestParams, runtime: Runtime, exclude: Sequence[str] = ()
) -> tuple[Tables, dict[str, str]]:
    """The tables documents, pages, lines and rejected for a corpus folder, and the canonical texts by ``doc_id``.

    ``exclude`` adds glob patterns to those in ``params``. Raises CorpusError where ``corpus`` is no folder.
    """
    found = find(corpus, [*params.exclude, *exclude], params.max_file_mb * 1e6)
    rows: Rows = {name: [] for name in TABLES}
    texts: dict[str, str] = {}
    rejected = [_rejected(refusal) for refusal in found.refusals]
    tasks = [Task(file.name, f"{file.name}\0{file.sha256}", file) for file in found.files]
    for _, outcome in runtime.map_documents(STAGE, read_document, tasks, params):
        if isinstance(outcome, Failure):
            rejected.append(outcome.rejected(STAGE))
            continue
        for name in TABLES:
            rows[name] += outcome[name]
        rejected += outcome["rejected"]
        texts.update((row["doc_id"], row["text"]) for row in outcome["texts"])
    tables = {name: frame(name, rows[name]) for name in TABLES}
    tables["rejected"] = frame("rejected", sorted(rejected, key=lambda row: str(row["source_file"])))
    return tables, texts


def read_document(file: SourceFile, params: IngestParams) -> Rows:
    """Rows by table for one file: a document with its pages, lines and text, or one rejection."""
    try:
        return _document_rows(
            file, read(_bytes(file), file.name, Options(params.max_pages, params.furniture_share)), params
        )
    except UnreadableError as error:
        refusal = Refusal(file.name, error.reason, error.detail)
    return {"documents": [], "pages": [], "lines": [], "texts": [], "rejected": [_rejected(refusal)]}


def _bytes(file: SourceFile) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as error:
        reason = f"The file cannot be opened ({error.strerror})."
        raise UnreadableError(reason, "Check that you may read it.") from error


def _document_rows(file: SourceFile, raw: RawDocument, params: IngestParams) -> Rows:
    made = assemble(raw.pages)
    doc_id = document_id(Path(file.name).stem, file.sha256)
    main_language = language.main_language(line.text for line in made.logical)
    quality = metadata.text_quality(made.text)
    lines = [line.text for line in made.logical]
    title = metadata.title(made.logical, raw.title)
    first, last = dates.own_date(lines, title) or (None, None)
    warnings = [*raw.warnings, *metadata.warnings(made.text, quality, main_language, params.min_text_quality)]
    document: dict[str, Any] = {
        "doc_id": doc_id,
        "source_file": file.name,
        "sha256": file.sha256,
        "media_type": raw.media_type,
        "title": title,
        "kind": kind(title or "", lines),
        "language": main_language,
        "page_count": len(raw.pages),
        "word_count": metadata.word_count(made.text),
        "text_quality": quality,
        "status": "warning" if warnings else "ok",
        "warnings": "; ".join(warnings) or None,
        "date_start": first,
        "date_end": last,
    }
    return {
        "documents": [document],
        "pages": [{"doc_id": doc_id, **row} for row in made.pages],
        "lines": [{"doc_id": doc_id, **row} for row in made.lines],
        "texts": [{"doc_id": doc_id, "text": made.text}],
        "rejected": [],
    }


def _rejected(refusal: Refusal) -> dict[str, Any]:
    return {
        "source_file": refusal.name,
        "stage": STAGE,
        "reason": refusal.reason,
        "detail": refusal.detail or None,
    }
