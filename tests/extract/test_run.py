"""The stage as the pipeline calls it: frames in, the mentions table out."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.executor import Runtime
from pipeline.extract import document
from pipeline.params import ExtractParams
from pipeline.tables import Tables, frame, validate

DOC = "rapport-0123456789"
HEADING = "Möte i Umeå hösten 2016"
LINES = [
    ("heading", HEADING, ""),
    ("paragraph", "Torsdag 13 oktober samlades 85 personer. Karin Lindqvist, Region Halland, talade.", HEADING),
    ("field", "KontaktpersonKarin Lindqvist", HEADING),
    ("field", "E-post: karin@exempel.se", HEADING),
]  # fmt: skip
VALUE_AT = {"KontaktpersonKarin Lindqvist": len("Kontaktperson"), "E-post: karin@exempel.se": len("E-post: ")}


def corpus() -> tuple[Tables, dict[str, str]]:
    """One small document, cut as segment cuts it: a block a line, a sentence a block."""
    blocks, sentences, at = [], [], 0
    for kind, text, section in LINES:
        span = {
            "doc_id": DOC,
            "page": 1,
            "char_start": at,
            "char_end": at + len(text),
            "section": section,
            "text": text,
        }
        value_start = at + VALUE_AT[text] if text in VALUE_AT else None
        blocks.append({**span, "block_id": f"b{at}", "kind": kind, "value_start": value_start, "language": "sv"})
        sentences.append({**span, "sentence_id": f"s{at}", "block_id": f"b{at}"})
        at += len(text) + 1
    documents = [{"doc_id": DOC, "source_file": "rapport.txt", "sha256": "0" * 64, "status": "ok"}]
    tables = {
        "documents": frame("documents", documents),
        "blocks": frame("blocks", blocks),
        "sentences": frame("sentences", sentences),
    }
    return tables, {DOC: "\n".join(text for _, text, _ in LINES)}


def mined(params: ExtractParams | None = None) -> Tables:
    tables, texts = corpus()
    return extract.run(
        tables["documents"],
        tables["blocks"],
        tables["sentences"],
        texts,  # type: ignore[arg-type]
        params or ExtractParams(),
        Runtime(),
    )


def test_the_mentions_of_a_document_in_text_order() -> None:
    mentions = mined()["mentions"]
    assert list(zip(mentions["type"], mentions["text"], strict=True)) == [
        ("LOC", "Umeå"), ("DATE", "hösten 2016"),
        ("DATE", "Torsdag 13 oktober"), ("AMOUNT", "85 personer"),
        ("PER", "Karin Lindqvist"), ("ORG", "Region Halland"),
        ("PER", "Karin Lindqvist"),
        ("CONTACT", "karin@exempel.se"),
    ]  # fmt: skip


def test_every_quote_is_the_slice_that_its_span_points_at() -> None:
    text = corpus()[1][DOC]
    for row in mined()["mentions"].to_dict("records"):
        assert text[row["char_start"] : row["char_end"]] == row["text"]


def test_a_date_without_year_takes_that_of_its_heading() -> None:
    mentions = mined()["mentions"].set_index("text")
    assert mentions.loc["Torsdag 13 oktober", "date_start"] == "2016-10-13"
    assert mentions.loc["Torsdag 13 oktober", "source"] == "rules:date+inferred"


def test_rows_hold_to_the_schema_and_know_their_sentence_and_section() -> None:
    mentions = validate("mentions", mined()["mentions"])
    assert mentions["sentence_id"].notna().all()
    assert mentions["section"].iloc[-1] == "Möte i Umeå hösten 2016"
    assert mentions["mention_id"].iloc[0] == "0123456789-m7-11"


def test_only_the_types_asked_for_are_kept() -> None:
    assert set(mined(ExtractParams(types=["DATE"]))["mentions"]["type"]) == {"DATE"}


def test_a_document_that_fails_is_rejected_and_the_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(engine: str, model: str) -> None:
        raise ValueError("no model")

    monkeypatch.setattr(document, "recogniser", broken)
    tables = mined()
    assert len(tables["mentions"]) == 0
    row = tables["rejected_extract"].iloc[0]
    assert (row["source_file"], row["stage"]) == ("rapport.txt", "extract")
    assert "no model" in row["detail"]


def test_an_empty_corpus_gives_empty_tables() -> None:
    empty = {name: frame(name) for name in ("documents", "blocks", "sentences")}
    tables = extract.run(
        empty["documents"],
        empty["blocks"],
        empty["sentences"],
        {},  # type: ignore[arg-type]
        ExtractParams(),
        Runtime(),
    )
    assert [len(tables[name]) for name in ("mentions", "rejected_extract")] == [0, 0]
