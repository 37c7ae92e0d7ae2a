"""Parameters: a mistake is named, never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipeline.params import Params, ParamsError, load_params
from tests.conftest import ROOT


def load(tmp_path: Path, source: str) -> Params:
    path = tmp_path / "params.yaml"
    path.write_text(source, encoding="utf-8")
    return load_params(path)


def test_the_shipped_file_states_every_parameter_with_its_default() -> None:
    shipped = ROOT / "params.yaml"
    assert load_params(shipped) == Params()
    assert yaml.safe_load(shipped.read_text(encoding="utf-8")) == Params().model_dump()


def test_a_file_may_be_silent(tmp_path: Path) -> None:
    assert load(tmp_path, "cluster:\n  themes: 5\n").cluster.themes == 5


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("cluster:\n  theems: 5\n", "unknown parameter cluster.theems"),
        ("clutser:\n  themes: 5\n", "unknown parameter clutser"),
        ("cluster:\n  themes: många\n", "parameter cluster.themes: input should be a valid integer, got 'många'"),
        ("cluster:\n  themes: 1\n", "parameter cluster.themes: input should be greater than 1, got 1"),
        (
            "extract:\n  engine: magi\n",
            "parameter extract.engine: input should be 'rules', 'spacy', 'stanza' or 'both', got 'magi'",
        ),
        ("- en lista\n", "must hold sections such as 'ingest:', not list"),
        ("a: [b\n", "not valid YAML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, source: str, message: str) -> None:
    with pytest.raises(ParamsError, match=r"params\.yaml") as error:
        load(tmp_path, source)
    assert message in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="no such parameter file"):
        load_params(tmp_path / "borta.yaml")
