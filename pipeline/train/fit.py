"""Training: labelled batches for the names, unannotated ones for the sentence vectors; with teachers, for both."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.optim import AdamW, Optimizer
from torch.optim.lr_scheduler import LambdaLR

from pipeline.train.augment import Pool
from pipeline.train.base import Base
from pipeline.train.data import Feeder, Row, batches, epoch
from pipeline.train.examples import Example
from pipeline.train.losses import Unlabelled, labelled_loss, unlabelled_loss
from pipeline.train.model import Network
from pipeline.train.params import FitParams

KEPT_EVERY = 200
"""Steps between checkpoints."""
SHOWN_EVERY = 50
LEAST_RATE = 0.02
"""What the learning rate falls to, of its height."""


def fit(  # noqa: PLR0913, PLR0917 - a recipe's ingredients
    base: Base,
    feeder: Feeder,
    train: Sequence[Example],
    unlabelled: Sequence[Unlabelled],
    params: FitParams,
    folder: Path,
) -> Network:
    """A trained network, also written to ``folder``; an earlier run that was cut off there goes on."""
    folder.mkdir(parents=True, exist_ok=True)
    pool = Pool(train)
    state = _State.new(base, params, steps(feeder, train, pool, params))
    state.resume(folder)
    others = _cycle(unlabelled, params)
    for at, rows in enumerate(_stream(feeder, train, pool, params)):
        extra = next(others)
        if at >= state.done:
            torch.manual_seed(params.seed * 100_003 + at)
            state.step(rows, extra, params)
            if state.done % KEPT_EVERY == 0:
                state.keep(folder)
    save_file(state.network.state_dict(), folder / "network.safetensors")
    return state.network.eval()


def load(base: Base, path: Path) -> Network:
    """A network that ``fit`` saved."""
    network = Network(base)
    network.load_state_dict(load_file(path))
    return network.eval()


def load_encoder(base: Base, path: Path) -> Network:
    """A network that ``fit`` saved, without its head, which ``pack`` makes anew."""
    network = Network(base)
    kept = {name: value for name, value in load_file(path).items() if name.startswith(("bert.", "sentence."))}
    network.load_state_dict(kept, strict=False)
    return network.eval()


@dataclass
class _State:
    """A training under way, ``done`` steps in."""

    network: Network
    optimiser: Optimizer
    scheduler: LambdaLR
    total: int
    done: int = 0

    @classmethod
    def new(cls, base: Base, params: FitParams, total: int) -> _State:
        torch.manual_seed(params.seed)
        network = Network(base, params.dropout)
        network.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        optimiser = AdamW(_groups(network, params), betas=(0.9, 0.98))
        warm = max(1, int(params.warmup * total))
        return cls(network, optimiser, LambdaLR(optimiser, lambda at: _rate(at, warm, total)), total)

    def step(self, rows: Sequence[Row], extra: Sequence[Unlabelled], params: FitParams) -> None:
        started = time.monotonic()
        self.network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = labelled_loss(self.network, rows, params) + unlabelled_loss(self.network, extra, params)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.scheduler.step()
        self.done += 1
        if self.done % SHOWN_EVERY == 0:
            pace = time.monotonic() - started
            print(
                f"step {self.done} of about {self.total}: loss {loss.item():.3f}, {pace:.1f} s a step", flush=True
            )

    def keep(self, folder: Path) -> None:
        parts = {"network": self.network, "optimiser": self.optimiser, "scheduler": self.scheduler}
        states = {name: part.state_dict() for name, part in parts.items()}
        torch.save({**states, "done": self.done}, folder / "checkpoint.part")
        (folder / "checkpoint.part").replace(folder / "checkpoint.pt")

    def resume(self, folder: Path) -> None:
        path = folder / "checkpoint.pt"
        if path.exists():
            states = torch.load(path, weights_only=True)
            self.network.load_state_dict(states["network"])
            self.optimiser.load_state_dict(states["optimiser"])
            self.scheduler.load_state_dict(states["scheduler"])
            self.done = int(states["done"])


def _groups(network: Network, params: FitParams) -> list[dict[str, object]]:
    """Parameters with their rates: lower for the layers nearer the input, higher for the new heads."""
    depth = len(network.bert.encoder.layer)
    groups: dict[float, list[torch.Tensor]] = {}
    for name, value in network.named_parameters():
        if value.requires_grad:
            groups.setdefault(_rate_of(name, depth, params), []).append(value)
    return [{"params": values, "lr": rate, "weight_decay": 0.01} for rate, values in sorted(groups.items())]


def _rate_of(name: str, depth: int, params: FitParams) -> float:
    part = name.split(".")
    if part[0] != "bert":
        return params.learning_rate if part[0] == "sentence" else params.head_rate
    level = int(part[3]) + 1 if part[1] == "encoder" else 0
    return params.learning_rate * params.layer_decay ** (depth - level)


def _rate(at: int, warm: int, total: int) -> float:
    """The learning rate's share of its height: up in a line, then down along a cosine."""
    if at < warm:
        return (at + 1) / warm
    return max(LEAST_RATE, 0.5 * (1 + math.cos(math.pi * min(1.0, (at - warm) / max(1, total - warm)))))


def _rows(feeder: Feeder, train: Sequence[Example], pool: Pool, params: FitParams, number: int) -> list[Row]:
    """The rows of one epoch, the rule features of some hidden."""
    rng = random.Random(params.seed * 1009 + number)
    seen = epoch(train, pool, params.weights, params.empty, params.seed * 1009 + number)
    rows = [feeder.row(example) for example in seen]
    return [replace(row, features=row.features * 0) if rng.random() < params.no_features else row for row in rows]


def _stream(feeder: Feeder, train: Sequence[Example], pool: Pool, params: FitParams) -> Iterator[list[Row]]:
    for number in range(params.epochs):
        yield from batches(_rows(feeder, train, pool, params, number), params.tokens, params.seed + number)


def steps(feeder: Feeder, train: Sequence[Example], pool: Pool, params: FitParams) -> int:
    """How many steps the whole training takes, reckoned from its first epoch."""
    rows = _rows(feeder, train, pool, params, 0)
    return params.epochs * sum(1 for _ in batches(rows, params.tokens, params.seed))


def _cycle(unlabelled: Sequence[Unlabelled], params: FitParams) -> Iterator[list[Unlabelled]]:
    """Unannotated sentences of like length, half as many pieces as a labelled batch, over and over."""
    rng = random.Random(params.seed)
    while True:
        order = sorted(unlabelled, key=lambda one: (len(one.row.ids), rng.random()))
        made: list[list[Unlabelled]] = [[]]
        for one in order:
            if made[-1] and (len(made[-1]) + 1) * len(one.row.ids) > params.tokens // 2:
                made.append([])
            made[-1].append(one)
        rng.shuffle(made)
        yield from made


def base_vectors(base: Base, feeder: Feeder, texts: Sequence[str]) -> np.ndarray:
    """The base model's own sentence vectors, (texts, width), length one: the mean over its prefix and the text."""
    bert = base.bert().eval()
    rows = [feeder.ids(base.prefix + text) for text in texts]
    found = np.zeros((len(rows), base.sizes.width), dtype=np.float32)
    for chosen in _by_length([len(row) for row in rows]):
        length = max(len(rows[at]) for at in chosen)
        ids = torch.tensor([[*rows[at], *[base.pad] * (length - len(rows[at]))] for at in chosen])
        mask = torch.tensor([[1] * len(rows[at]) + [0] * (length - len(rows[at])) for at in chosen])
        with torch.inference_mode():
            hidden = bert(input_ids=ids, attention_mask=mask).last_hidden_state
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        found[chosen] = torch.nn.functional.normalize(mean, dim=-1).numpy()
    return found


def _by_length(lengths: Sequence[int], size: int = 32) -> Iterator[list[int]]:
    """Indexes in groups of like length."""
    order = sorted(range(len(lengths)), key=lambda at: lengths[at])
    for start in range(0, len(order), size):
        yield order[start : start + size]
