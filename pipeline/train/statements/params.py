"""Parameters of the recipe, as ``params.yaml`` beside this file states them."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FitParams(_Strict):
    """One training of the network. Rates are AdamW's; the rest is said in ``params.yaml``."""

    seed: int
    epochs: int
    batch: int
    max_pieces: int
    learning_rate: float
    layer_decay: float
    head_rate: float
    warmup: float
    dropout: float
    head_dropout: float
    label_smoothing: float
    pair_batch: int
    pairs_every: int
    pair_weight: float
    book_themes: int
    books_every: int
    book_weight: float
    temperature: float


class DecisionParams(_Strict):
    """The calibrated decision. strength: inverse of regularisation.

    folds: parts of the rows; rounds: so many of them are left out in turn, each from a network of its own.
    """

    folds: int
    rounds: int
    strength: float


class StatementParams(_Strict):
    """Everything that decides what ``models/statements`` is. shared: the folder with ``corpus-large``."""

    shared: Path
    fit: FitParams
    decision: DecisionParams


def load(path: Path) -> StatementParams:
    """The parameters in a YAML file. Raises pydantic.ValidationError where one is missing or ill-typed."""
    return StatementParams.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
