"""Word vectors for Stanza's recogniser, out of the base model's input embeddings.

A word's vector is the mean of its pieces' vectors, in the case in which the word is mostly written; the principal
components of these are kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from pipeline import resources
from pipeline.train.base import Base

Floats = NDArray[np.float32]

WORD = re.compile(r"\w+(?:[-:’'.]\w+)*|[^\w\s]")
SPREAD = 0.3
"""The standard deviation of the vectors' numbers, about that of vectors trained on text."""
NAMES = (("given_names", "name"), ("surnames", "name"), ("municipalities", "name"), ("places", "name"))
UNKNOWN = 3
"""The piece for a word that has none."""
PREFIX = 4
"""Rows before the first word: padding, unknown, empty and root."""


def vocabulary(texts: Iterable[str], size: int) -> dict[str, str]:
    """The ``size`` words seen most often and at least twice, lower-case, with how each is mostly written.

    The names of the data files count as seen once.
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for text in (*texts, *(name for source in NAMES for name in resources.column(*source))):
        for word in WORD.findall(text):
            seen[word.lower()][word] += 1
    usual = sorted(seen, key=lambda word: (-seen[word].total(), word))
    return {word: seen[word].most_common(1)[0][0] for word in usual[:size] if seen[word].total() > 1}


def vectors(words: dict[str, str], base: Base, width: int) -> Floats:
    """(words, ``width``): the vectors of ``words``, in order."""
    encoded = base.tokenizer.encode_batch(list(words.values()), add_special_tokens=False)
    pieces = base.weights["embeddings.word_embeddings.weight"]
    means = np.stack([pieces[one.ids or [UNKNOWN]].mean(axis=0) for one in encoded])
    means -= means.mean(axis=0)
    _, values = np.linalg.eigh(means.T @ means)
    kept = means @ _signed(values[:, ::-1][:, :width])
    return np.asarray(kept * SPREAD / kept.std(), dtype=np.float32)


def _signed(components: Floats) -> Floats:
    """The components with a sign that does not depend on the machine: the largest number is positive."""
    largest = components[np.abs(components).argmax(axis=0), np.arange(components.shape[1])]
    return np.asarray(components * np.sign(largest))


def write(words: dict[str, str], values: Floats, path: Path) -> None:
    """Writes the vectors as Stanza reads them; what is unknown has zeros."""
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab  # noqa: PLC0415 - an extra

    made = Pretrain(str(path), save_to_file=False)
    made._vocab = PretrainedWordVocab(list(words))
    made._emb = torch.from_numpy(np.pad(values, ((PREFIX, 0), (0, 0))))
    made.save(str(path))
