"""What several tests share: where the corpora lie, and the mined sample corpus."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.executor import Runtime
from pipeline.params import Params
from pipeline.stages import Job, run_all
from pipeline.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "sample"
SHARED = Path(os.environ.get("RAPPORTGRUVAN_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests never see what an earlier run remembered."""
    os.environ["RAPPORTGRUVAN_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def sample_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Output folder of one mining of the sample corpus, for tests that only look."""
    out = tmp_path_factory.mktemp("sample")
    run_all(Job(Workspace(out), SAMPLE, Params(), Runtime(jobs=2)))
    return out


@pytest.fixture(scope="session")
def real_corpus() -> Path:
    """The five real reports, which are never committed."""
    return _shared("corpus")


@pytest.fixture(scope="session")
def real_gold() -> Path:
    """Hand-made answers for three of the real reports."""
    return _shared("gold")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Public annotated text for training and tests of names."""
    return _shared("data")


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the real reports are not here (looked for {name} in RAPPORTGRUVAN_SHARED)")
    return folder
