"""Obstacles and their answers: the network learns to bring them near each other."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn

from pipeline.train.base import Base
from pipeline.train.statements.network import StatementNetwork, encoded
from pipeline.train.statements.params import FitParams
from pipeline.train.statements.rows import Pair


def pair_batches(pairs: Sequence[Pair], params: FitParams, epoch: int) -> Iterator[list[tuple[str, str, str]]]:
    """Obstacles, an answer and a near miss each, over and over; an obstacle stands once in a batch.

    Raises ValueError where there are too few for one batch.
    """
    if len(pairs) < params.pair_batch:
        raise ValueError(f"{len(pairs)} pairs are too few for batches of {params.pair_batch}")
    rng = random.Random(params.seed * 104_729 + epoch)
    while True:
        order = rng.sample(list(pairs), len(pairs))
        for start in range(0, len(order) - params.pair_batch + 1, params.pair_batch):
            chosen = order[start : start + params.pair_batch]
            yield [(one.hinder, rng.choice(one.answers), one.near_miss) for one in chosen]


def pair_loss(
    network: StatementNetwork, base: Base, rows: Sequence[tuple[str, str, str]], params: FitParams
) -> Tensor:
    """Each obstacle finds its answer among those of others and all near misses, each answer its obstacle."""
    texts = [text for column in zip(*rows, strict=True) for text in column]
    found = encoded(network, base.tokenizer, texts, params.max_pieces)
    hinders, answers, misses = network.answering(found).chunk(3)
    forward = hinders @ torch.cat([answers, misses]).T / params.temperature
    right = torch.arange(len(rows))
    back = answers @ hinders.T / params.temperature
    return (nn.functional.cross_entropy(forward, right) + nn.functional.cross_entropy(back, right)) / 2
