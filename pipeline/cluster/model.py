"""What themes and pairs take from the trained model: the encoder, its examples, and its sense of answers."""

from __future__ import annotations

import base64
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from pipeline.cluster.assignment import Examples
from pipeline.encoder import Encoder
from pipeline.resources import ModelError

Floats = NDArray[np.float64]

EXAMPLES_FILE = "examples.csv"
"""Texts with the id of their theme."""
VECTORS_FILE = "examples.safetensors"
"""vectors (examples, width), float16, in the order of the texts."""
HEAD_FILE = "head.safetensors"
"""answers (width, width): obstacles and what answers them lie near each other once multiplied by it."""


@dataclass(frozen=True)
class ThemeModel:
    """The encoder, the examples whose themes are known, and the map under which answers lie near obstacles."""

    encoder: Encoder
    examples: Examples
    answers: Floats

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(texts, width), rows of length one."""
        return self.encoder.sentences(texts).astype(np.float64)

    def answering(self, vectors: Floats) -> NDArray[np.float32]:
        """(statements, width), rows of length one: cosines between them say what answers what."""
        mapped = vectors @ self.answers
        lengths = np.maximum(np.linalg.norm(mapped, axis=1, keepdims=True), 1e-9)
        found: NDArray[np.float32] = (mapped / lengths).astype(np.float32)
        return found


def theme_model(folder: Path) -> ThemeModel:
    """Opens the model in ``folder``. Raises ModelError where a file is missing or cannot be read."""
    encoder = Encoder(folder)
    try:
        head = load_file(folder / HEAD_FILE)
        vectors = load_file(folder / VECTORS_FILE)["vectors"].astype(np.float64)
        with (folder / EXAMPLES_FILE).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except Exception as error:  # each library raises its own bare kinds
        raise ModelError(
            f"{folder}: not a readable model ({error}); fetch it anew or run `make models`"
        ) from error
    themes = [row["theme"] for row in rows]
    examples = Examples([row["text"] for row in rows], vectors, themes, [1.0] * len(rows))
    return ThemeModel(encoder, examples, head["answers"].astype(np.float64))


def unpacked(text: str) -> Floats:
    """A vector that classify stored as the bytes of float16 in base64, (width,)."""
    return np.frombuffer(base64.b64decode(text), "<f2").astype(np.float64)
