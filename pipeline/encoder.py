"""The encoder that names, stance and themes share: Swedish text in, vectors of its pieces and of the whole out.

multilingual-e5-small, trained on Swedish names with its sentence vectors kept, vocabulary cut, eight bits. Runs on
ONNX Runtime, without torch and without a network. ``models/names/README.md`` is its card.

Every text is run by itself, for in eight bits the neighbours in a batch would change the last digits: what comes
out depends on nothing but the text.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from pipeline.resources import ModelError

Floats = NDArray[np.float32]
Offsets = list[tuple[int, int]]

MODEL_FILE = "encoder.onnx"
TOKENIZER_FILE = "tokenizer.json"
SENTENCE_FILE = "sentence.safetensors"
"""The linear map from the encoder's mean vectors to the base model's sentence vectors: weight, bias."""
WINDOW = 160
"""Pieces in one pass, as in training."""
OVERLAP = 48
"""Pieces that two neighbouring windows of a longer text share."""
REMEMBERED = 256
"""Texts whose vectors are kept, for headings and lines that a report repeats."""
ENDLESS = re.compile(r"\S{200,}")
SOFT_HYPHEN = "\u00ad"
"""A sign that the tokenizer passes over."""


@dataclass(frozen=True)
class Encoded:
    """One text.

    offsets: (start, end) of each piece in characters, spaces left out. vectors: (pieces, width), float32.
    sentence: (width,), float32, length one; zeros for a text without pieces.
    """

    offsets: Offsets
    vectors: Floats
    sentence: Floats


class Encoder:
    """Opens a folder with ``encoder.onnx`` and ``tokenizer.json``; ``threads`` texts are encoded at a time.

    Raises ModelError where a file is missing or cannot be read.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads
        try:
            self.tokenizer = Tokenizer.from_file(str(_existing(folder / TOKENIZER_FILE)))
            self._session = onnxruntime.InferenceSession(str(_existing(folder / MODEL_FILE)), _options())
            self._map = load_file(folder / SENTENCE_FILE) if (folder / SENTENCE_FILE).is_file() else None
        except ModelError:
            raise
        except Exception as error:  # both libraries raise their own bare kinds
            raise ModelError(
                f"{folder}: not a readable model ({error}); fetch it anew or run `make models`"
            ) from error
        self.width = int(self._session.get_outputs()[1].shape[1])
        self._ends = ends_of(self.tokenizer)
        self._one = lru_cache(REMEMBERED)(self._encoded)

    def encode(self, texts: Iterable[str]) -> Iterator[Encoded]:
        """Each text's pieces and vectors, in the order of ``texts``. No text is cut, however long."""
        if self.threads == 1:
            yield from map(self._one, texts)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(self._one, texts)

    def sentences(self, texts: Iterable[str]) -> Floats:
        """Sentence vectors, (texts, width), of length one: their products are cosines."""
        found = [one.sentence for one in self.encode(texts)]
        return np.stack(found) if found else np.zeros((0, self.width), dtype=np.float32)

    def to_disk(self, folder: Path) -> None:
        """Copies the model's files into ``folder``."""
        if folder.resolve() != self.folder.resolve():
            for name in (MODEL_FILE, TOKENIZER_FILE):
                shutil.copyfile(self.folder / name, folder / name)
            if self._map is not None:
                save_file(self._map, folder / SENTENCE_FILE)

    def map_sentences(self, weight: Floats, bias: Floats) -> None:
        """Sentence vectors are from now on put through ``weight`` (width, width) and ``bias`` (width,)."""
        self._map = {"weight": weight.astype(np.float32), "bias": bias.astype(np.float32)}
        self._one.cache_clear()

    def _encoded(self, text: str) -> Encoded:
        ids, offsets = pieces_of(self.tokenizer, text)
        vectors = np.zeros((len(ids), self.width), dtype=np.float32)
        total = np.zeros(self.width, dtype=np.float32)
        for start, first, last, end in windows(len(ids)):
            inside, whole = self._run(ids[start:end])
            vectors[first:last] = inside[first - start : last - start]
            total += whole * (last - first)
        return Encoded(offsets, vectors, self._sentence(total) if ids else total)

    def _sentence(self, total: Floats) -> Floats:
        """The text's vector, of length one, from the sum of its windows'."""
        mean = total / np.linalg.norm(total)
        mapped = mean if self._map is None else mean @ self._map["weight"] + self._map["bias"]
        found: Floats = mapped / np.linalg.norm(mapped)
        return found

    def _run(self, ids: Sequence[int]) -> tuple[Floats, Floats]:
        row = np.array([[self._ends[0], *ids, self._ends[1]]], dtype=np.int64)
        vectors, sentence = self._session.run(None, {"ids": row, "mask": np.ones_like(row)})
        return vectors[0, 1:-1], sentence[0]


def pieces_of(tokenizer: Tokenizer, text: str) -> tuple[list[int], Offsets]:
    """The ids of the text's pieces, and where each stands: (start, end) in characters, spaces left out.

    A run of 200 signs without a space is no word but a picture or a table of codes; one piece stands for it.
    """
    readable = ENDLESS.sub(lambda run: "…" + SOFT_HYPHEN * (len(run[0]) - 1), text)
    encoded = tokenizer.encode(readable, add_special_tokens=False)
    return encoded.ids, [_bare(text, *place) for place in encoded.offsets]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    return start, end


def ends_of(tokenizer: Tokenizer) -> tuple[int, int]:
    """The ids of the marks that stand before and after a text."""
    first, last = tokenizer.encode("").ids
    return first, last


def windows(count: int) -> list[tuple[int, int, int, int]]:
    """How ``count`` pieces are read: a (start, first, last, end) for each window.

    A window reads start to end and answers for first to last; its neighbours answer for the rest of what it reads.
    """
    if count <= WINDOW:
        return [(0, 0, count, count)] if count else []
    starts = [*range(0, count - WINDOW, WINDOW - OVERLAP), count - WINDOW]
    edges = [0, *((before + WINDOW + after) // 2 for before, after in pairwise(starts)), count]
    return [(start, *edge, start + WINDOW) for start, edge in zip(starts, pairwise(edges), strict=True)]


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return options


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ModelError(f"{path}: no such model; fetch it anew or run `make models`")
    return path
