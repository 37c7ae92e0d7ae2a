"""Parts of the rows: which are left out together, and what is trained on meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pipeline.cluster.model import BOOK
from pipeline.train.statements.rows import Statement


def fold_of(row: Statement, folds: int) -> int:
    """Which part a row belongs to: rows of one group are left out together."""
    return int(hashlib.sha256(row.group.encode()).hexdigest(), 16) % folds


def rest(rows: Sequence[Statement], folds: int, fold: int) -> list[Statement]:
    """The rows to train on while ``fold`` is left out: all of the book's, and none that reads as one left out."""
    known = {row.text.casefold() for row in left_out(rows, folds, fold)}
    return [
        row
        for row in rows
        if row.source == BOOK or (fold_of(row, folds) != fold and row.text.casefold() not in known)
    ]


def left_out(rows: Sequence[Statement], folds: int, fold: int) -> list[Statement]:
    """The rows of the part."""
    return [row for row in rows if row.source != BOOK and fold_of(row, folds) == fold]
