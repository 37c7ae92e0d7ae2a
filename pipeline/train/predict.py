"""What a network in training makes of rows, and how it scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from pipeline.encoder import pieces_of
from pipeline.extract.model.tagger import IMPOSSIBLE, TAGS, TINY, Chain
from pipeline.train.data import Feeder, Row, batch
from pipeline.train.examples import Example
from pipeline.train.losses import OURS
from pipeline.train.model import Network
from pipeline.train.scores import Spans, f1

GROUP = 32


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


def score(network: Network, feeder: Feeder, tests: Sequence[Example]) -> dict[str, float]:
    """Scores of a network in training, under our guideline."""
    chances = probabilities([network], [feeder.row(example) for example in tests], guideline=OURS)
    found = []
    for example, rows in zip(tests, chances, strict=True):
        offsets = pieces_of(feeder.tokenizer, example.text)[1][: feeder.max_pieces]
        found.append(_spans(_likeliest(rows[1:-1]) if offsets else [], offsets))
    return f1(zip(tests, found, strict=True))


def _likeliest(chances: np.ndarray) -> list[int]:
    free = np.zeros(IMPOSSIBLE.shape)
    return Chain(np.log(np.maximum(chances, TINY)), free, free[0], free[0]).likeliest()


def _spans(tags: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Spans:
    """Character spans of the tags of pieces."""
    found: Spans = []
    for tag, (start, end) in zip(tags, offsets, strict=True):
        name = TAGS[tag]
        if name[0] == "B":
            found.append((start, end, name[2:]))
        elif name[0] == "I" and found:
            found[-1] = (found[-1][0], end, name[2:])
    return found
