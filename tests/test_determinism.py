"""The same reports give the same bytes: in another run, with other jobs, in another locale and time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLE
from tests.test_cli import contents


@pytest.mark.slow
def test_jobs_locale_time_zone_and_hash_seed_change_nothing(sample_out: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "mine", str(SAMPLE)]
    subprocess.run(
        [*command, "--out", str(tmp_path), "--jobs", "1", "--no-cache", "--quiet"], check=True, env=environment
    )
    assert contents(tmp_path) == contents(sample_out)
