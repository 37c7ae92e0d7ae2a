"""Vectors as text, for tables and caches that hold no arrays."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def packed(vector: NDArray[Any]) -> str:
    """The bytes of a vector in half precision (little-endian), in base64; ``unpacked`` gives it back."""
    return base64.b64encode(vector.astype("<f2").tobytes()).decode()


def unpacked(texts: Sequence[str]) -> NDArray[np.float64]:
    """(texts, width), of vectors that ``packed`` made; of no text, (0, 0)."""
    rows = [np.frombuffer(base64.b64decode(text), "<f2").astype(np.float64) for text in texts]
    return np.stack(rows) if rows else np.zeros((0, 0))
