"""The trained network as the model that ships: ONNX in eight bits, safetensors, and a skops file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn.pipeline import Pipeline
from skops.io import dump

from pipeline.cluster.assignment import counted
from pipeline.cluster.model import BOOK, EXAMPLES_FILE, VECTORS_FILE, WORDS_FILE
from pipeline.encoder import MODEL_FILE, TOKENIZER_FILE, Encoder
from pipeline.ids import text_digest
from pipeline.train import export
from pipeline.train.base import Base
from pipeline.train.statements.network import SCALE, StatementNetwork
from pipeline.train.statements.rows import REAL, Statement

POSITIONS = 256
FEWEST = 2
"""A word counts that stands in so many examples."""


def write_network(network: StatementNetwork, base: Base, folder: Path) -> None:
    """Writes encoder, tokenizer and heads into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    base.tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)
    export.encoder(network, folder / MODEL_FILE, POSITIONS, segment=0, quantise=export.by_block)
    heads = {
        "weight": SCALE * network.stance.weight.detach().numpy().T,
        "bias": network.stance.bias.detach().numpy(),
        "answers": network.answers.weight.detach().numpy().T,
    }
    save_file(
        {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in heads.items()},
        folder / "head.safetensors",
    )


def write_examples(rows: Sequence[Statement], folder: Path) -> None:
    """Writes what is learnt from rows whose theme is known: vectors as the shipped encoder sees them, and words.

    No text is written: those of public texts are not ours to copy.
    """
    known = [row for row in rows if row.theme]
    named = ((text_digest(row.text), row.theme, row.source) for row in known)
    _write(folder / EXAMPLES_FILE, ["digest", "theme", "source"], named)
    vectors = Encoder(folder, threads=2).sentences([row.text for row in known]).astype(np.float16)
    save_file({"vectors": vectors}, folder / VECTORS_FILE)
    _write(folder / WORDS_FILE, ["theme", "word", "count"], _words([row for row in known if row.source != BOOK]))


def _words(rows: Sequence[Statement]) -> list[tuple[str, str, int]]:
    """How many examples of each theme hold a stem; what only one statement has says nothing about a theme."""
    found = counted([_without_names(row) for row in rows], [row.theme for row in rows], [1] * len(rows))
    total = sum(found.values(), Counter())
    return [
        (theme, word, count)
        for theme in sorted(found)
        for word, count in sorted(found[theme].items())
        if total[word] >= FEWEST
    ]


def _without_names(row: Statement) -> str:
    """The text; of a sentence of a public text only the words without a capital, as names are nobody's theme."""
    return " ".join(word for word in row.text.split() if row.source != REAL or word.islower())


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_decision(model: Pipeline, folder: Path) -> None:
    """Writes the calibrated decision."""
    dump(model, folder / "stance.skops")
