"""The trained model of stance: encoder, its three scores of a text, and the calibrated decision on top of them.

``models/statements/README.md`` is its card; ``pipeline/train/statements`` makes it.
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from skops.io import load

from pipeline.encoder import Encoder
from pipeline.resources import ModelError, statement_model
from pipeline.schema import LABELS

Floats = NDArray[np.float32]

HEAD_FILE = "head.safetensors"
"""weight (width, 3) and bias (3,): from a text's vector to its scores, in the order of ``LABELS``."""
DECISION_FILE = "stance.skops"
"""A scikit-learn classifier: from ``features`` to calibrated probabilities."""
REMEMBERED = 4096


class StanceModel:
    """Opens a folder with ``encoder.onnx``, ``tokenizer.json``, ``head.safetensors`` and ``stance.skops``.

    Raises ModelError where a file is missing or cannot be read, or holds anything but scikit-learn's own classes.
    """

    def __init__(self, folder: Path) -> None:
        self.encoder = Encoder(folder)
        try:
            head = load_file(folder / HEAD_FILE)
            self.decision: Any = load(folder / DECISION_FILE)
        except Exception as error:  # each library raises its own bare kinds
            raise ModelError(
                f"{folder}: not a readable model ({error}); fetch it anew or run `make models`"
            ) from error
        self._weight, self._bias = head["weight"], head["bias"]
        self.vector = lru_cache(REMEMBERED)(self._vector)
        self.scores = lru_cache(REMEMBERED)(self._scores)

    def probabilities(self, features: Floats) -> Floats:
        """(units, 3), float32: the chance of hinder, möjlighet and neutral for each row of ``features``."""
        if not len(features):
            return np.zeros((0, len(LABELS)), dtype=np.float32)
        order = [list(self.decision.classes_).index(label) for label in LABELS]
        return np.asarray(self.decision.predict_proba(features)[:, order], dtype=np.float32)

    def _vector(self, text: str) -> Floats:
        found: Floats = self.encoder.sentences([text])[0]
        return found

    def _scores(self, text: str) -> Floats:
        if not text:
            return np.zeros(len(LABELS), dtype=np.float32)
        found = np.asarray(self.vector(text) @ self._weight + self._bias, dtype=np.float32)
        return np.asarray(found - found.mean(), dtype=np.float32)


@cache
def stance_model(model: str = "") -> StanceModel:
    """The model in the folder ``model``, opened once in a process; the one that ships where it is empty."""
    return StanceModel(statement_model(model))


def digest(model: str = "") -> str:
    """A checksum of the model's files. Raises ModelError where there is no such folder."""
    folder = statement_model(model)
    if not folder.is_dir():
        raise ModelError(f"{folder}: no such model; fetch it anew or run `make models`")
    checksum = hashlib.sha256()
    for path in sorted(path for path in folder.iterdir() if path.suffix != ".md"):
        checksum.update(path.name.encode() + b"\0" + path.read_bytes())
    return checksum.hexdigest()
