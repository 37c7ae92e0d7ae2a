"""dvc.yaml, held against the stages in code."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.params import Params
from pipeline.schema import PUBLIC
from pipeline.stages import STAGES, Stage
from tests.conftest import ROOT

DVC = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]


def names(entries: list[Any]) -> set[str]:
    return {entry if isinstance(entry, str) else next(iter(entry)) for entry in entries}


def path_of(table: str) -> str:
    return "outputs/text" if table == "text" else f"outputs/stages/{table}.parquet"


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_the_graph_is_that_of_the_code(stage: Stage) -> None:
    entry = DVC[stage.name]
    assert entry["cmd"] == f"rapportgruvan stage {stage.name}"
    assert {path_of(table) for table in stage.reads} <= names(entry["deps"])
    if stage.writes:
        assert {path_of(table) for table in stage.writes} == names(entry["outs"])


def test_stages_stand_in_order() -> None:
    assert list(DVC) == [stage.name for stage in STAGES]


def test_export_gives_every_public_table() -> None:
    assert {f"outputs/{table.name}.csv" for table in PUBLIC} <= names(DVC["export"]["outs"])


@pytest.mark.parametrize("name", DVC)
def test_each_section_of_parameters_belongs_to_its_stage(name: str) -> None:
    sections = {param.split(".")[0] for param in DVC[name].get("params", [])}
    assert sections <= set(Params.model_fields)
    assert name in sections or not hasattr(Params(), name)


@pytest.mark.parametrize("name", DVC)
def test_deps_name_the_shared_modules_that_the_code_imports(name: str) -> None:
    deps = names(DVC[name]["deps"])
    modules = {f"pipeline/{module}.py" for module in shared_imports(f"pipeline/{name}")}
    assert modules - {"pipeline/params.py"} <= deps, "params are tracked by value, not by file"


def shared_imports(folder: str) -> set[str]:
    """Shared modules that the code under ``folder`` imports, directly or through one another."""
    found: set[str] = set()
    todo = set().union(*(imports_of(path) for path in (ROOT / folder).rglob("*.py")))
    while todo:
        module = todo.pop()
        if module not in found and (ROOT / "pipeline" / f"{module}.py").is_file():
            found.add(module)
            todo |= imports_of(ROOT / "pipeline" / f"{module}.py")
    return found


@cache
def imports_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return frozenset(module.split(".")[1] for module in modules if module.startswith("pipeline."))


def test_no_stage_imports_another() -> None:
    stage_names = {stage.name for stage in STAGES}
    for name in stage_names:
        used = set().union(*(imports_of(path) for path in (ROOT / "pipeline" / name).rglob("*.py")))
        assert used & stage_names <= {name}


def dvc(folder: Path, *arguments: str) -> str:
    """What dvc prints in ``folder``; fails the test where dvc fails."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "DVC_NO_ANALYTICS": "1", "PATH": path}
    done = subprocess.run(
        [sys.executable, "-m", "dvc", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def stages_run(printed: str) -> list[str]:
    return [line.split("'")[1] for line in printed.splitlines() if line.startswith("Running stage")]


def test_dvc_reads_the_graph() -> None:
    assert stages_run(dvc(ROOT, "repro", "--dry", "--force")) == [stage.name for stage in STAGES]


@pytest.mark.slow
def test_only_what_depends_on_a_change_runs_again(tmp_path: Path) -> None:
    project, reports = tmp_path / "project", tmp_path / "project" / "corpus" / "reports"
    shutil.copytree(ROOT / "pipeline", project / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "models", project / "models")
    shutil.copy(ROOT / "dvc.yaml", project)
    reports.mkdir(parents=True)
    shutil.copy(ROOT / "corpus" / "themes.yaml", project / "corpus")
    (reports / "möte.md").write_text(
        "# Möte\n\n## Hinder\n\n- Dyra lokaler.\n- Lokaler saknas.\n", encoding="utf-8"
    )
    params = (ROOT / "params.yaml").read_text(encoding="utf-8").replace("corpus/sample ", "corpus/reports ")
    (project / "params.yaml").write_text(params, encoding="utf-8")

    dvc(project, "init", "--no-scm")
    dvc(project, "add", "corpus/reports")
    assert stages_run(dvc(project, "repro")) == [stage.name for stage in STAGES]
    assert stages_run(dvc(project, "repro")) == []
    (project / "params.yaml").write_text(params.replace("themes: 12", "themes: 11"), encoding="utf-8")
    assert stages_run(dvc(project, "repro")) == ["cluster"], "the themes are the same, so nothing behind them runs"
    metrics = json.loads(dvc(project, "metrics", "show", "--json"))
    assert metrics[""]["data"]["outputs/metrics.json"]["data"]["rows"]["statements"] == 2
