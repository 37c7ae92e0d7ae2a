"""The data files of general knowledge (counties, authorities, names, months …), and where trained models lie."""

from __future__ import annotations

import csv
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias


class ModelError(Exception):
    """A trained model is missing or broken; the message says which and what to do."""


Row: TypeAlias = MappingProxyType[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of ``data/<name>.csv``, cells as text, read once. Raises FileNotFoundError for an unknown name."""
    path = files("pipeline").joinpath("data", f"{name}.csv")
    reader = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(MappingProxyType(row) for row in reader)


def column(name: str, header: str) -> tuple[str, ...]:
    """One column of ``data/<name>.csv``, empty cells left out."""
    return tuple(row[header] for row in rows(name) if row[header])


def numbered(name: str, *headers: str) -> dict[str, int]:
    """The words in some columns of ``data/<name>.csv`` with their number; lower-case, no full stop at the end."""
    return {
        word.lower().rstrip("."): int(row["number"])
        for row in rows(name)
        for header in headers
        for word in row[header].split(";")
        if word
    }


def models_folder() -> Path:
    """The folder of the models that ship."""
    return _shipped("models")


def statement_model(model: str = "") -> Path:
    """The folder of the model of stance and themes: ``model``, or the one that ships where it is empty."""
    return Path(model) if model else models_folder() / "statements"


def corpus_folder() -> Path:
    """The folder of what ships beside the reports, such as the theme book."""
    return _shipped("corpus")


def _shipped(name: str) -> Path:
    """A folder of the repository, or where the package's installation put it."""
    beside = Path(str(files("pipeline"))).parent / name
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / "rapportgruvan" / name
