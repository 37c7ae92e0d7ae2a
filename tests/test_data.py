"""The data files: each is documented, used, and in the shape that the README of the folder promises."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.resources import column, rows
from tests.conftest import ROOT

FOLDER = ROOT / "pipeline" / "data"
FILES = sorted(FOLDER.glob("*.csv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_well_formed_documented_and_used(path: Path) -> None:
    raw = path.read_bytes()
    lines = list(csv.reader(raw.decode("utf-8").splitlines()))
    assert b"\r" not in raw
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len({tuple(line) for line in lines}) == len(lines), "no row stands twice"
    assert path.name in (FOLDER / "README.md").read_text(encoding="utf-8")
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "pipeline").rglob("*.py"))
    assert f'"{path.stem}"' in code


def test_counties_and_municipalities_are_those_of_statistics_sweden() -> None:
    counties, municipalities = rows("counties"), rows("municipalities")
    assert (len(counties), len(municipalities)) == (21, 290)
    codes = {row["name"]: row["code"] for row in municipalities}
    assert (codes["Upplands Väsby"], codes["Malmö"], codes["Kiruna"]) == ("0114", "1280", "2584")
    assert {row["code"][:2] for row in municipalities} == set(column("counties", "code"))
    assert all(row["county_code"] == row["code"][:2] for row in municipalities)
