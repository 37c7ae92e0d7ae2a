"""The command, as a user calls it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.schema import PUBLIC
from tests.conftest import SAMPLE

REPORT = """Dialogdag om bussarna

Exempel på hinder:

- Sista bussen går klockan sex.
- Biljetten kostar för mycket för unga.

Exempel på möjligheter:

- Samåkning mellan byarna.
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "rapporter"
    folder.mkdir()
    (folder / "bussar på landet.txt").write_text(REPORT, encoding="utf-8")
    return folder


def test_mine_writes_every_table_and_says_where_to_look(corpus: Path, tmp_path: Path) -> None:
    result = run("mine", corpus, "--out", tmp_path / "ut")
    assert result.exit_code == 0, result.output
    assert "1 document(s) in" in result.stdout
    assert "rapportgruvan.xlsx" in result.stdout
    assert {path.stem for path in (tmp_path / "ut").glob("*.csv")} == {table.name for table in PUBLIC}
    statements = pd.read_csv(tmp_path / "ut" / "statements.csv")
    assert list(zip(statements["label"], statements["text"], strict=True)) == [
        ("hinder", "Sista bussen går klockan sex."),
        ("hinder", "Biljetten kostar för mycket för unga."),
        ("möjlighet", "Samåkning mellan byarna."),
    ]


def test_quiet_is_quiet(corpus: Path, tmp_path: Path) -> None:
    result = run("mine", corpus, "--out", tmp_path / "ut", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_a_bad_file_is_named_and_the_rest_is_mined(corpus: Path, tmp_path: Path) -> None:
    (corpus / "trasig.pdf").write_bytes(b"%PDF-1.7\n\x00\x01 cut off")
    result = run("mine", corpus, "--out", tmp_path / "ut")
    assert result.exit_code == 0
    assert "trasig.pdf" in result.stdout
    assert len(pd.read_csv(tmp_path / "ut" / "statements.csv")) == 3


@pytest.mark.parametrize(("name", "message"), [("borta", "does not exist"), ("tom", "holds no files")])
def test_a_corpus_without_reports_is_one_clear_line(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "tom").mkdir()
    result = run("mine", tmp_path / name, "--out", tmp_path / "ut")
    assert result.exit_code == 1
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "k").mkdir()
    (tmp_path / "k" / "tom.txt").touch()
    result = run("mine", tmp_path / "k", "--out", tmp_path / "ut")
    assert result.exit_code == 1
    assert "none of its 1 file(s) could be read" in result.stderr
    assert len(pd.read_csv(tmp_path / "ut" / "rejected.csv")) == 1


def test_the_output_may_not_lie_among_the_reports(corpus: Path) -> None:
    result = run("mine", corpus, "--out", corpus / "ut")
    assert result.exit_code == 1
    assert "lies inside the corpus" in result.stderr


def test_a_mistaken_parameter_is_named(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("cluster: {themes: många}", encoding="utf-8")
    result = run("mine", corpus, "--out", tmp_path / "ut", "--params", tmp_path / "p.yaml")
    assert result.exit_code == 1
    assert "cluster.themes" in result.stderr


def test_stages_one_by_one_give_what_mine_gives(corpus: Path, tmp_path: Path) -> None:
    run("mine", corpus, "--out", tmp_path / "mine")
    (tmp_path / "p.yaml").write_text(f"corpus: {{path: '{corpus}'}}", encoding="utf-8")
    for name in ("ingest", "segment", "extract", "link", "classify", "cluster", "export", "evaluate"):
        assert run("stage", name, "--out", tmp_path / "dvc", "--params", tmp_path / "p.yaml").exit_code == 0
    assert contents(tmp_path / "mine") == contents(tmp_path / "dvc")


def test_a_stage_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").touch()
    result = run("stage", "link", "--out", tmp_path, "--params", tmp_path / "p.yaml")
    assert result.exit_code == 1
    assert "run the stages before this one first" in result.stderr


def test_an_unknown_stage_is_named(tmp_path: Path) -> None:
    result = run("stage", "smält", "--out", tmp_path)
    assert result.exit_code == 1
    assert "no such stage" in result.stderr


def test_check_finds_a_changed_quote(sample_out: Path, tmp_path: Path) -> None:
    assert run("check", sample_out).exit_code == 0
    shutil.copytree(sample_out, tmp_path / "ut")
    path = tmp_path / "ut" / "statements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, first, *rest = csv.reader(file)
    first[header.index("text")] += " påhitt"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, first, *rest])
    result = run("check", tmp_path / "ut")
    assert result.exit_code == 1
    assert first[0] in result.stdout


def test_evaluate_prints_scores(sample_out: Path) -> None:
    result = run("evaluate", sample_out, "--gold", SAMPLE / "gold")
    assert result.exit_code == 0, result.output
    assert "f1" in result.stdout


def test_gold_that_cannot_be_read_is_one_clear_line(sample_out: Path, tmp_path: Path) -> None:
    (tmp_path / "roles.jsonl").write_text("{", encoding="utf-8")
    result = run("evaluate", sample_out, "--gold", tmp_path)
    assert result.exit_code == 1
    assert "roles.jsonl:1" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_help_shows_how_to_start() -> None:
    assert "rapportgruvan mine FOLDER --out OUT" in run("--help").stdout


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
