"""Parts of the rows that are left out in turn, and what networks say of what they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from pipeline.ids import text_digest
from pipeline.train.statements.decision import rows_features, texts_of, with_less_context
from pipeline.train.statements.fit import scores
from pipeline.train.statements.ingredients import Ingredients
from pipeline.train.statements.network import StatementNetwork
from pipeline.train.statements.params import StatementParams
from pipeline.train.statements.partition import left_out
from pipeline.train.statements.rows import Statement

Floats = NDArray[np.float32]
FILE = "left_out.safetensors"


def write(
    network: StatementNetwork, parts: Ingredients, rows: Sequence[Statement], params: StatementParams, folder: Path
) -> None:
    """Writes what the network says of the rows and their contexts: stance scores by the digest of the text.

    Beside them the vectors of every text whose theme is known, left out or not.
    """
    texts = texts_of(rows)
    stances, _ = scores(network, parts.base, texts, params.fit.max_pieces)
    themed = sorted({row.text for row in parts.rows if row.theme})
    _, vectors = scores(network, parts.base, themed, params.fit.max_pieces)
    save_file(
        {
            "digests": _numbers(texts), "stances": stances,
            "themed": _numbers(themed), "vectors": vectors.astype(np.float16),
        },
        folder / FILE,
    )  # fmt: skip


def _numbers(texts: Sequence[str]) -> NDArray[np.uint64]:
    return np.array([int(text_digest(text), 16) for text in texts], dtype=np.uint64)


def decision_rows(
    rows: Sequence[Statement], params: StatementParams, build: Path
) -> tuple[Floats, list[Statement]]:
    """Features of the rows whose stance is known, each as a network sees it that was not trained on it."""
    found, kept = [], []
    for fold in range(params.decision.rounds):
        chosen = [row for row in left_out(rows, params.decision.folds, fold) if row.label]
        found.append(rows_features(with_less_context(chosen), said(build / f"fold-{fold}", chosen)))
        kept += chosen
    return np.concatenate(found), kept


def said(folder: Path, rows: Sequence[Statement]) -> dict[str, Floats]:
    """The stance scores of each text of ``rows`` that ``write`` left in ``folder``.

    Raises ValueError where the rows have changed since then.
    """
    tensors = load_file(folder / FILE)
    by_digest = dict(zip(tensors["digests"].tolist(), tensors["stances"], strict=True))
    asked = {text: int(text_digest(text), 16) for text in texts_of(rows)}
    _complain(folder, sum(digest not in by_digest for digest in asked.values()))
    return {text: by_digest[digest] for text, digest in asked.items()}


def theme_vectors(folder: Path, rows: Sequence[Statement]) -> NDArray[np.float64]:
    """(rows, width): the vectors that ``write`` left in ``folder`` of rows whose theme is known.

    Raises ValueError where the rows have changed since then.
    """
    tensors = load_file(folder / FILE)
    at = {number: place for place, number in enumerate(tensors["themed"].tolist())}
    asked = [int(text_digest(row.text), 16) for row in rows]
    _complain(folder, sum(number not in at for number in asked))
    return np.asarray(tensors["vectors"][[at[number] for number in asked]], dtype=np.float64)


def _complain(folder: Path, missing: int) -> None:
    if missing:
        raise ValueError(f"{folder}: says nothing of {missing} texts; empty it and run `fit --fold` again")
