"""What the training pulls at, and what a network makes of rows."""

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
GROUP = 32


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


def probabilities(
    networks: Sequence[Network], rows: Sequence[Row], guideline: int | None = None
) -> list[np.ndarray]:
    """Mean tag probabilities of each row's pieces, (length, tags), by one or several networks.

    guideline: whose view, in place of the row's own.
    """
    found: list[np.ndarray] = [np.zeros(0)] * len(rows)
    order = sorted(range(len(rows)), key=lambda at: len(rows[at].ids))
    for start in range(0, len(order), GROUP):
        chosen = order[start : start + GROUP]
        mean = _mean(networks, [rows[at] for at in chosen], guideline)
        for row, at in enumerate(chosen):
            found[at] = mean[row, : len(rows[at].ids)].numpy()
    return found


def _mean(networks: Sequence[Network], rows: Sequence[Row], guideline: int | None) -> Tensor:
    data = batch(rows)
    view = data.guideline if guideline is None else torch.full_like(data.guideline, guideline)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        chances = [
            network.logits(network.vectors(data.ids, data.mask, view), data.features, view).float().softmax(-1)
            for network in networks
        ]
    return torch.stack(chances).mean(0)
