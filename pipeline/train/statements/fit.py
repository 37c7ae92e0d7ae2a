"""Training of the network: stance, themes and answers together, in steps that can be taken up again."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.optim import AdamW

from pipeline.schema import LABELS
from pipeline.train.base import Base
from pipeline.train.statements.answers import pair_batches, pair_loss
from pipeline.train.statements.episodes import episode_loss, episodes
from pipeline.train.statements.ingredients import Ingredients
from pipeline.train.statements.network import StatementNetwork, batch, encoded
from pipeline.train.statements.params import FitParams
from pipeline.train.statements.rows import Statement

WEIGHTS = "network.safetensors"
MANY = 64


@dataclass(frozen=True)
class Targets:
    """What is to be learnt of a batch: (batch, 3) and (batch, themes), rows of sum one, or zeros where unknown."""

    stance: Tensor
    theme: Tensor


def fit(parts: Ingredients, rows: Sequence[Statement], params: FitParams, folder: Path) -> StatementNetwork:
    """A trained network, also written to ``folder``; a run that was cut off there goes on after its last epoch.

    ``rows`` are the statements of ``parts`` to learn from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(params.seed)
    network = StatementNetwork(parts.base, len(parts.themes), params.dropout, params.head_dropout)
    optimiser = AdamW(_groups(network, params), betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimiser.param_groups]
    steps = math.ceil(len(rows) / params.batch)
    for epoch in range(_resumed(network, optimiser, folder), params.epochs):
        started, losses = time.monotonic(), []
        torch.manual_seed(params.seed * 1009 + epoch)
        network.train()
        for at, loss in enumerate(_losses(network, parts, rows, params, epoch)):
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * _share(epoch * steps + at, params.epochs * steps, params.warmup)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - started:.0f} s", flush=True)
        _keep(network, optimiser, epoch + 1, folder)
    save_file(network.state_dict(), folder / WEIGHTS)
    (folder / "checkpoint.pt").unlink(missing_ok=True)
    return network.eval()


def _losses(
    network: StatementNetwork, parts: Ingredients, rows: Sequence[Statement], params: FitParams, epoch: int
) -> Iterator[Tensor]:
    """The loss of each batch of statements, now and then with one of pairs or of an episode."""
    others, books = pair_batches(parts.pairs, params, epoch), episodes(parts.books, params, epoch)
    for at, chosen in enumerate(_batches(rows, params, epoch)):
        loss = _loss(network, parts.base, chosen, parts.themes, params)
        if at % params.pairs_every == 0:
            loss = loss + params.pair_weight * pair_loss(network, parts.base, next(others), params)
        if at % params.books_every == 0:
            loss = loss + params.book_weight * episode_loss(network, parts.base, next(books), params)
        yield loss


def load(base: Base, themes: int, folder: Path) -> StatementNetwork:
    """A network that ``fit`` saved in ``folder``."""
    network = StatementNetwork(base, themes)
    network.load_state_dict(load_file(folder / WEIGHTS))
    return network.eval()


def scores(
    network: StatementNetwork, base: Base, texts: Sequence[str], longest: int
) -> tuple[np.ndarray, np.ndarray]:
    """Stance scores (texts, 3), of mean 0, and vectors (texts, width)."""
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    stances = np.zeros((len(texts), len(LABELS)), dtype=np.float32)
    vectors = np.zeros((len(texts), base.sizes.width), dtype=np.float32)
    network.eval()
    with torch.inference_mode():
        for start in range(0, len(order), MANY):
            chosen = order[start : start + MANY]
            found = network(*batch(base.tokenizer, [texts[at] for at in chosen], longest))
            vectors[chosen] = found.numpy()
            stances[chosen] = network.heads(found)[0].numpy()
    return stances - stances.mean(axis=1, keepdims=True), vectors


def _loss(
    network: StatementNetwork, base: Base, rows: Sequence[Statement], themes: Sequence[str], params: FitParams
) -> Tensor:
    found = encoded(network, base.tokenizer, [row.text for row in rows], params.max_pieces)
    stance, theme = network.heads(found)
    wanted = targets(rows, themes)
    return _cross_entropy(stance, wanted.stance, params) + _cross_entropy(theme, wanted.theme, params)


def targets(rows: Sequence[Statement], themes: Sequence[str]) -> Targets:
    """What is known of ``rows``: each label has its part; a second theme has a quarter."""
    stance, theme = torch.zeros(len(rows), len(LABELS)), torch.zeros(len(rows), len(themes))
    for at, row in enumerate(rows):
        labels = row.labels()
        for label in labels:
            stance[at, LABELS.index(label)] += 1 / len(labels)
        if row.theme:
            theme[at, themes.index(row.theme)] = 0.75 if row.second_theme else 1
        if row.theme and row.second_theme:
            theme[at, themes.index(row.second_theme)] = 0.25
    return Targets(stance, theme)


def _cross_entropy(found: Tensor, wanted: Tensor, params: FitParams) -> Tensor:
    known = wanted.sum(1) > 0
    if not known.any():
        return torch.zeros(())
    smooth = wanted[known] * (1 - params.label_smoothing) + params.label_smoothing / wanted.shape[1]
    return -(smooth * found[known].log_softmax(1)).sum(1).mean()


def _batches(rows: Sequence[Statement], params: FitParams, epoch: int) -> Iterator[list[Statement]]:
    """The rows in batches of like length, in an order of the epoch's own."""
    rng = random.Random(params.seed * 7919 + epoch)
    order = sorted(rows, key=lambda row: (len(row.text) // 12, rng.random()))
    made = [order[start : start + params.batch] for start in range(0, len(order), params.batch)]
    rng.shuffle(made)
    yield from made


def _groups(network: StatementNetwork, params: FitParams) -> list[dict[str, object]]:
    """Parameters with their rates: lower for the layers nearer the input, higher for the heads."""
    depth = len(network.bert.encoder.layer)
    groups: dict[float, list[Tensor]] = {}
    for name, value in network.named_parameters():
        if value.requires_grad:
            part = name.split(".")
            level = int(part[3]) + 1 if part[:2] == ["bert", "encoder"] else 0
            rate = params.learning_rate * params.layer_decay ** (depth - level)
            groups.setdefault(rate if part[0] == "bert" else params.head_rate, []).append(value)
    return [{"params": values, "lr": rate, "weight_decay": 0.01} for rate, values in sorted(groups.items())]


def _share(done: int, total: int, warmup: float) -> float:
    """The learning rate's share of its height: up in a line, then down in one."""
    return max(0.02, min((done + 1) / max(1.0, warmup * total), 1 - done / total))


def _resumed(network: StatementNetwork, optimiser: AdamW, folder: Path) -> int:
    """The epochs that are done already, their state taken up."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    states = torch.load(path, weights_only=True)
    network.load_state_dict(states["network"])
    optimiser.load_state_dict(states["optimiser"])
    return int(states["done"])


def _keep(network: StatementNetwork, optimiser: AdamW, done: int, folder: Path) -> None:
    states = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "done": done}
    torch.save(states, folder / "checkpoint.part")
    (folder / "checkpoint.part").replace(folder / "checkpoint.pt")
