"""Parameters of the recipes, as ``pipeline/train/params.yaml`` states them."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DataParams(_Strict):
    """Where the data lie. shared: the folder with ``data/ner`` and ``corpus-large``. annotated: our own lines."""

    shared: Path
    annotated: Path


class FitParams(_Strict):
    """One training. Rates are AdamW's; ``tokens`` is the number of pieces in a step."""

    seed: int
    epochs: int
    tokens: int
    learning_rate: float
    layer_decay: float
    head_rate: float
    warmup: float
    dropout: float
    label_smoothing: float
    no_features: float
    distil_weight: float
    soft_weight: float
    weights: dict[str, int]
    empty: float


class HeadParams(_Strict):
    """The head that ships. rounds: how many times the examples are varied and encoded; hidden: its inner width."""

    seed: int
    rounds: int
    epochs: int
    learning_rate: float
    dropout: float
    hidden: int


class TrainParams(_Strict):
    """Everything that decides what the shipped model is."""

    data: DataParams
    base: str
    vocabulary: int
    max_pieces: int
    fit: FitParams
    head: HeadParams
    unannotated: int


def load(path: Path) -> TrainParams:
    """The parameters in a YAML file. Raises pydantic.ValidationError where one is missing or ill-typed."""
    return TrainParams.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
