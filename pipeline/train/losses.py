"""What the training pulls at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from pipeline.train.data import IGNORED, Row, batch
from pipeline.train.examples import GUIDELINES
from pipeline.train.model import Network
from pipeline.train.params import FitParams

OURS = GUIDELINES.index("ours")


@dataclass(frozen=True)
class Unlabelled:
    """One unannotated sentence.

    vector: the base model's sentence vector, (width,). soft: the teachers' tag probabilities, (length, tags), or
    None.
    """

    row: Row
    vector: np.ndarray
    soft: np.ndarray | None = None


def labelled_loss(network: Network, rows: Sequence[Row], params: FitParams) -> Tensor:
    """Cross-entropy of the tags."""
    data = batch(rows)
    vectors = network.vectors(data.ids, data.mask, data.guideline)
    logits = network.logits(vectors, data.features, data.guideline).float()
    return functional.cross_entropy(
        logits.flatten(0, 1), data.tags.flatten(), ignore_index=IGNORED, label_smoothing=params.label_smoothing
    )


def unlabelled_loss(network: Network, extra: Sequence[Unlabelled], params: FitParams) -> Tensor:
    """One minus the cosine to the base model's sentence vectors; with teachers, cross-entropy to their tags."""
    data = batch([one.row for one in extra])
    ours = torch.full_like(data.guideline, OURS)
    vectors = network.vectors(data.ids, data.mask, ours)
    target = torch.from_numpy(np.stack([one.vector for one in extra]))
    loss = params.distil_weight * (1 - (network.sentences(vectors, data.mask) * target).sum(-1)).mean()
    if extra[0].soft is None:
        return loss
    logits = network.logits(vectors, data.features, ours).float()
    soft = torch.zeros_like(logits)
    for at, one in enumerate(extra):
        if one.soft is not None:
            soft[at, 1 : len(one.soft) - 1] = torch.from_numpy(one.soft[1:-1])
    each = -(soft * logits.log_softmax(-1)).sum(-1)
    return loss + params.soft_weight * each.sum() / soft.sum()
