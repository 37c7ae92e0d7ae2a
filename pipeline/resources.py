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
    """The folder of the models that ship: the repository's, or where the package's installation put them."""
    beside = Path(str(files("pipeline"))).parent / "models"
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / "rapportgruvan" / "models"
