"""What people have corrected: ``corrections.csv`` in the corpus, one line a statement, each with a reason.

Classify takes the labels from it, cluster the themes.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.schema import LABELS

FILE = "corrections.csv"
COLUMNS = ("statement_id", "label", "theme_id", "reason")


@dataclass(frozen=True)
class Correction:
    """What is so of one statement, and why. label, theme_id: empty where they stand as they are."""

    statement_id: str
    label: str
    theme_id: str
    reason: str


def read_corrections(corpus: Path) -> tuple[dict[str, Correction], list[str]]:
    """The corrections of a corpus by statement, and what is wrong with each line that cannot be used.

    Both are empty where there is no such file.
    """
    path = corpus / FILE
    if not path.is_file():
        return {}, []
    found: dict[str, Correction] = {}
    faults = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            fault = _fault(row)
            if fault:
                faults.append(f"line {number}: {fault}")
            else:
                one = Correction(*((row.get(name) or "").strip() for name in COLUMNS))
                found[one.statement_id] = one
    return found, faults


def _fault(row: Mapping[str, str | None]) -> str:
    missing = [name for name in ("statement_id", "reason") if not (row.get(name) or "").strip()]
    if missing:
        return f"no {' and no '.join(missing)}; the columns are {', '.join(COLUMNS)}"
    label = (row.get("label") or "").strip()
    if label and label not in LABELS:
        return f"label {label!r} is none of {', '.join(LABELS)}"
    return ""
