"""The real reports, where they are present: what must come out of them is stated without their words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import pipeline
from pipeline.evidence import check
from pipeline.executor import Runtime
from pipeline.params import Params
from pipeline.stages import Job, run_all
from pipeline.tables import Tables
from pipeline.workspace import Workspace
from tests import themes


@pytest.fixture(scope="module")
def real_out(real_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("real")
    run_all(Job(Workspace(out), real_corpus, Params(), Runtime(jobs=2)))
    return out


@pytest.fixture(scope="module")
def tables(real_out: Path) -> Tables:
    return pipeline.load(real_out)


def test_every_row_has_its_evidence(real_out: Path) -> None:
    assert check(real_out) == []


def test_all_five_are_swedish_and_one_holds_english(tables: Tables, real_out: Path) -> None:
    assert list(tables["documents"]["language"]) == ["sv"] * 5
    blocks = Workspace(real_out).read("blocks")
    assert set(blocks["language"].dropna()) == {"sv", "en"}


def test_the_listed_statements_are_all_there(tables: Tables) -> None:
    """126 statements, by conferences and label; the joint lists name all four conferences."""
    statements = tables["statements"].query("label_source == 'heading'")
    conferences = statements["conference_id"].fillna("").str.split("; ").map(len)
    counts = Counter(zip(conferences, statements["label"], strict=True))
    assert counts == {(4, "hinder"): 9, (4, "möjlighet"): 18, (1, "hinder"): 36, (1, "möjlighet"): 63}


def test_seven_conferences_are_found(tables: Tables) -> None:
    conferences = tables["conferences"]
    assert len(conferences) == 7
    assert conferences["county"].nunique() == 7


def test_themes_and_pairs_agree_with_hand_codings(real_out: Path) -> None:
    """Codings by readers who made their own theme books (``tests/themes/README.md``)."""
    found = themes.agreements(real_out)
    assert found["same_as_book"] > 0.55
    assert min(found["ami_a"], found["ami_b"]) > 0.28
    assert min(found["ami_own_a"], found["ami_own_b"]) > 0.46
    assert min(found["pairs_a"], found["pairs_b"]) > 0.6
