"""The stage as a whole: a corpus folder in, tables and texts out."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from pipeline.ingest import CorpusError
from pipeline.tables import validate
from tests.ingest.helpers import ingest

REPORT = (
    "Rapport om samverkan i Almby\n\nFöreningarna i Almby har träffats fyra gånger under året för att samtala.\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with good and bad files."""
    folder = tmp_path / "korpus"
    (folder / "år 2020").mkdir(parents=True)
    (folder / "gold").mkdir()
    (folder / "tom").mkdir()
    (folder / "mapp.pdf").mkdir()
    (folder / "år 2020" / "en rapport på ö.txt").write_text(REPORT, encoding="utf-8")
    (folder / "ö kopia.txt").write_text(REPORT, encoding="utf-8")
    (folder / "sida.html").write_text(f"<html><body><h1>Möte</h1><p>{REPORT}</p></body></html>", encoding="utf-8")
    (folder / "gold" / "facit.txt").write_text("facit", encoding="utf-8")
    (folder / "README.md").write_text("läs mig", encoding="utf-8")
    (folder / ".dold.txt").write_text("dold", encoding="utf-8")
    (folder / "tom.txt").touch()
    (folder / "bild.png").write_bytes(b"\x89PNG")
    (folder / "skräp.pdf").write_bytes(bytes(range(256)))
    (folder / "stor.txt").open("wb").truncate(50_000_000)
    (folder / "död länk.pdf").symlink_to(folder / "finns inte.pdf")
    (folder / "slinga").symlink_to(folder)
    os.mkfifo(folder / "rör.txt")
    return folder


def test_good_files_are_read_and_bad_ones_explained(corpus: Path) -> None:
    tables, texts = ingest(corpus)
    assert list(tables["documents"]["source_file"]) == ["sida.html", "år 2020/en rapport på ö.txt"]
    assert set(tables["documents"]["doc_id"]) == set(texts)
    reasons = dict(zip(tables["rejected"]["source_file"], tables["rejected"]["reason"], strict=True))
    assert {name: reason.split(" ")[-1] for name, reason in reasons.items()} == {
        "bild.png": "read.",
        "död länk.pdf": "exist.",
        "mapp.pdf": "report.",
        "rör.txt": "file.",
        "skräp.pdf": "PDF.",
        "slinga": "followed.",
        "stor.txt": "MB).",
        "tom": "read.",
        "tom.txt": "empty.",
        "ö kopia.txt": "ö.txt.",
    }
    assert "too large (50 MB" in reasons["stor.txt"]


def test_a_duplicate_names_the_first_file(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    tables, _ = ingest(tmp_path)
    assert list(tables["documents"]["source_file"]) == ["a.txt"]
    assert tables["rejected"]["reason"].item() == "The content is the same as in a.txt."


def test_tables_hold_to_the_schema_and_spans_to_the_text(corpus: Path) -> None:
    tables, texts = ingest(corpus)
    for name, table in tables.items():
        validate(name, table)
    for row in tables["lines"].to_dict("records"):
        quote = texts[row["doc_id"]][row["char_start"] : row["char_end"]]
        assert quote == quote.strip() != ""
        assert "\n" not in quote
    for doc_id, text in texts.items():
        spans = tables["lines"][tables["lines"]["doc_id"] == doc_id]
        quoted = [text[start:end] for start, end in zip(spans["char_start"], spans["char_end"], strict=True)]
        assert quoted == [line for line in text.split("\n") if line]


def test_parallel_work_gives_the_same(corpus: Path) -> None:
    one, two = ingest(corpus), ingest(corpus, jobs=2)
    assert one[1] == two[1]
    for name in one[0]:
        pd.testing.assert_frame_equal(one[0][name], two[0][name])


def test_rows_are_json(corpus: Path) -> None:
    tables, _ = ingest(corpus)
    assert json.loads(tables["documents"].to_json())


def test_a_missing_folder_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        ingest(tmp_path / "ingen")


def test_every_listed_statement_of_the_real_report_is_one_line() -> None:
    shared = Path(__file__).parents[3] / "shared"
    if not (shared / "corpus").is_dir() or not (shared / "gold").is_dir():
        pytest.skip("the real reports are not here")
    _, texts = ingest(shared / "corpus")
    lines = {
        line.removeprefix("- ") for text in texts.values() for line in text.split("\n") if line.startswith("- ")
    }
    gold = [json.loads(row) for row in (shared / "gold" / "statements.jsonl").read_text("utf-8").splitlines()]
    assert [row["text"] for row in gold if row["text"] not in lines] == []
