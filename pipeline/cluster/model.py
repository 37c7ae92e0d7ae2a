"""What themes and pairs take from the trained model: the encoder, its examples, and its sense of answers."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from pipeline.cluster.assignment import Examples, Words
from pipeline.cluster.book import Theme
from pipeline.encoder import Encoder
from pipeline.ids import text_digest
from pipeline.resources import ModelError

Floats = NDArray[np.float64]

EXAMPLES_FILE = "examples.csv"
"""digest: names a statement whose theme is known (``text_digest``). theme. source: its file, or ``BOOK``."""
BOOK = "book"
"""The source of the examples of the theme book that ships. They teach only as long as the user's book has them."""
VECTORS_FILE = "examples.safetensors"
"""vectors (examples, width), float16, in the order of the rows."""
WORDS_FILE = "words.csv"
"""theme, word, count: in how many examples of a theme, the book's left out, a stem stands."""
HEAD_FILE = "head.safetensors"
"""answers (width, width): obstacles and what answers them lie near each other once multiplied by it."""


@dataclass(frozen=True)
class ThemeModel:
    """The encoder, what is known of examples, and the map under which answers lie near obstacles.

    examples, words: what teaches themes, without the book's. book: digest and theme of each example of the book
    that the model ships with. known: vectors of texts by their digest.
    """

    encoder: Encoder
    examples: Examples
    words: Words
    book: frozenset[tuple[str, str]]
    known: Mapping[str, Floats]
    answers: Floats

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(texts, width), rows of length one; texts that the model knows are not encoded anew."""
        found = np.zeros((len(texts), self.encoder.width))
        new = []
        for at, text in enumerate(texts):
            known = self.known.get(text_digest(text))
            if known is None:
                new.append(at)
            else:
                found[at] = known
        if new:
            found[new] = self.encoder.sentences([texts[at] for at in new])
        return found

    def knows(self, theme: Theme) -> bool:
        """Whether the theme is one that the model has learnt: of the same id; a definition or example is shared.

        A theme of another book may have the same id and name, and other borders.
        """
        return any((text_digest(text), theme.id) in self.book for text in theme.content())

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
        answers = load_file(folder / HEAD_FILE)["answers"].astype(np.float64)
        vectors = load_file(folder / VECTORS_FILE)["vectors"].astype(np.float64)
        rows = _rows(folder / EXAMPLES_FILE)
        words = _words(folder / WORDS_FILE)
    except Exception as error:  # each library raises its own bare kinds
        raise ModelError(
            f"{folder}: not a readable model ({error}); fetch it anew or run `make models`"
        ) from error
    teaching = [at for at, row in enumerate(rows) if row["source"] != BOOK]
    examples = Examples(vectors[teaching], [rows[at]["theme"] for at in teaching], [1] * len(teaching))
    known = {row["digest"]: vector for row, vector in zip(rows, vectors, strict=True)}
    book = frozenset((row["digest"], row["theme"]) for row in rows if row["source"] == BOOK)
    return ThemeModel(encoder, examples, words, book, known, answers)


def _words(path: Path) -> Words:
    found: dict[str, dict[str, int]] = {}
    for row in _rows(path):
        found.setdefault(row["theme"], {})[row["word"]] = int(row["count"])
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
