"""Tables: what the schema promises is what a file holds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline.schema import BY_NAME, TABLES
from pipeline.tables import SchemaError, frame, read_csv, validate, write_csv

PAIR = {"hinder_id": "a", "mojlighet_id": "b", "similarity": 0.5, "same_conference": True}


@pytest.mark.parametrize("name", BY_NAME)
def test_every_table_can_be_empty(name: str, tmp_path: Path) -> None:
    empty = validate(name, frame(name))
    write_csv(tmp_path / "t.csv", empty)
    assert (tmp_path / "t.csv").read_text() == ",".join(BY_NAME[name].column_names) + "\n"


def test_columns_are_described_in_both_languages() -> None:
    for table in TABLES:
        for column in table.columns:
            assert column.sv and column.en, f"{table.name}.{column.name}"


def test_csv_gives_back_what_was_written(tmp_path: Path) -> None:
    data = frame("pairs", [PAIR, {**PAIR, "mojlighet_id": "c", "similarity": None}])
    write_csv(tmp_path / "pairs.csv", data)
    assert (tmp_path / "pairs.csv").read_bytes() == (
        b"hinder_id,mojlighet_id,similarity,same_conference\na,b,0.5,true\na,c,,true\n"
    )
    pd.testing.assert_frame_equal(read_csv("pairs", tmp_path / "pairs.csv"), data)


def test_whole_numbers_are_written_whole(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", pd.DataFrame({"granted": pd.Series([1264654.0], dtype="Float64")}))
    assert (tmp_path / "x.csv").read_text() == "granted\n1264654\n"


def test_a_quote_with_a_comma_stays_one_cell(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", pd.DataFrame({"text": ['Lokaler, resor och "tid"']}, dtype="string"))
    assert pd.read_csv(tmp_path / "x.csv")["text"][0] == 'Lokaler, resor och "tid"'


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"similarity": 1.5}, "similarity"),
        ({"hinder_id": None}, "hinder_id"),
    ],
)
def test_a_row_against_the_schema_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        validate("pairs", frame("pairs", [{**PAIR, **change}]))


def test_a_key_stands_once() -> None:
    with pytest.raises(SchemaError, match="pairs"):
        validate("pairs", frame("pairs", [PAIR, PAIR]))


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(SchemaError, match="likhet"):
        frame("pairs", [{"likhet": 1}])


def test_load_says_how_to_make_tables(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="rapportgruvan mine"):
        pipeline.load(tmp_path)


def test_load_gives_tidy_frames(sample_out: Path) -> None:
    tables = pipeline.load(sample_out)
    hinder = tables["statements"].query("label == 'hinder'")
    assert len(hinder) > 100
    assert tables["mentions"]["char_start"].dtype == "Int64"
