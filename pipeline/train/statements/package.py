"""The trained network as the model that ships: ONNX in eight bits, safetensors, and a skops file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn.pipeline import Pipeline
from skops.io import dump

from pipeline.encoder import MODEL_FILE, TOKENIZER_FILE, Encoder
from pipeline.train import export
from pipeline.train.base import Base
from pipeline.train.statements.network import SCALE, StatementNetwork
from pipeline.train.statements.rows import Statement

POSITIONS = 256


def write_network(network: StatementNetwork, base: Base, folder: Path) -> None:
    """Writes encoder, tokenizer and heads into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    base.tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)
    export.encoder(network, folder / MODEL_FILE, POSITIONS, segment=0)
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
    """Writes the rows whose theme is known, with their vectors as the shipped encoder sees them."""
    known = [row for row in rows if row.theme]
    with (folder / "examples.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["text", "theme"])
        writer.writerows((row.text, row.theme) for row in known)
    vectors = Encoder(folder, threads=2).sentences([row.text for row in known]).astype(np.float16)
    save_file({"vectors": vectors}, folder / "examples.safetensors")


def write_decision(model: Pipeline, folder: Path) -> None:
    """Writes the calibrated decision."""
    dump(model, folder / "stance.skops")
