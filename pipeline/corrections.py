"""What people have corrected: ``corrections.csv`` in the corpus, one line a statement, each with a reason.

Classify takes the labels from it, cluster the themes.
"""

from __future__ import annotations

import csv
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
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (csv.Error, UnicodeDecodeError) as error:
        return {}, [f"cannot be read ({error}); save it as CSV in UTF-8"]
    found: dict[str, Correction] = {}
    faults = []
    for number, row in enumerate(rows, start=2):
        one = Correction(*((row.get(name) or "").strip() for name in COLUMNS))
        fault = _fault(one) or (f"{one.statement_id} has a line already" if one.statement_id in found else "")
        if fault:
            faults.append(f"line {number}: {fault}")
        else:
            found[one.statement_id] = one
    return found, faults


def _fault(one: Correction) -> str:
    missing = [name for name in ("statement_id", "reason") if not getattr(one, name)]
    if missing:
        return f"no {' and no '.join(missing)}; the columns are {', '.join(COLUMNS)}"
    if one.label and one.label not in LABELS:
        return f"label {one.label!r} is none of {', '.join(LABELS)}"
    if not one.label and not one.theme_id:
        return "neither label nor theme_id"
    return ""
