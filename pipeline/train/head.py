"""The head that ships, trained on the vectors of the very encoder that ships: eight bits, whole words, a CRF."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from spacy.language import Language
from torch import Tensor, nn
from torch.nn import functional

from pipeline.encoder import Encoder
from pipeline.extract.model.features import FEATURES, features
from pipeline.extract.model.tagger import IMPOSSIBLE, TAGS, Tagger, first_pieces
from pipeline.extract.rules import RuleRecogniser
from pipeline.extract.spans import Piece
from pipeline.train.augment import Pool
from pipeline.train.data import epoch, tags_of
from pipeline.train.examples import GUIDELINES, Example
from pipeline.train.params import FitParams, HeadParams


@dataclass(frozen=True)
class Words:
    """One text, word by word: inputs (words, width + features) in float16, tags (words,), guideline."""

    inputs: np.ndarray
    tags: np.ndarray
    guideline: int


class Head(nn.Module):
    """A convolution over three words, a bias for each guideline, a linear-chain CRF."""

    def __init__(self, width: int, params: HeadParams) -> None:
        super().__init__()
        self.dropout = nn.Dropout(params.dropout)
        self.inner = nn.Linear(3 * (width + len(FEATURES)), params.hidden)
        self.outer = nn.Linear(params.hidden, len(TAGS))
        self.shift = nn.Embedding(len(GUIDELINES), params.hidden)
        self.follows = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.opens = nn.Parameter(torch.zeros(len(TAGS)))
        self.closes = nn.Parameter(torch.zeros(len(TAGS)))
        self.register_buffer("impossible", torch.tensor(IMPOSSIBLE, dtype=torch.float32))
        nn.init.zeros_(self.shift.weight)

    def forward(self, inputs: Tensor, guideline: Tensor) -> Tensor:
        """Scores of the tags, (texts, words, tags), for inputs (texts, words, width + features)."""
        around = functional.pad(self.dropout(inputs), (0, 0, 1, 1))
        three = torch.cat([around[:, :-2], around[:, 1:-1], around[:, 2:]], dim=-1)
        hidden = functional.gelu(self.inner(three) + self.shift(guideline)[:, None, :])
        scores: Tensor = self.outer(self.dropout(hidden))
        return scores

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Minus the log chance of the rows of tags, per word. mask: (texts, words), true where there is a word."""
        follows, opens = self.follows + self.impossible, self.opens + self.impossible[0]
        total = scores[:, 0] + opens
        right = total.gather(1, tags[:, :1])[:, 0]
        for at in range(1, scores.shape[1]):
            inside = mask[:, at, None]
            total = torch.where(inside, torch.logsumexp(total[:, :, None] + follows, dim=1) + scores[:, at], total)
            step = follows[tags[:, at - 1], tags[:, at]] + scores[:, at].gather(1, tags[:, at, None])[:, 0]
            right = right + torch.where(mask[:, at], step, torch.zeros_like(step))
        last = tags.gather(1, mask.sum(1, keepdim=True) - 1)[:, 0]
        return (torch.logsumexp(total + self.closes, dim=1) - right - self.closes[last]).sum() / mask.sum()

    def tagger(self) -> Tagger:
        """The head as it ships, our guideline folded in."""
        ours = self.shift.weight[GUIDELINES.index("ours")]
        parts = {
            "inner.weight": self.inner.weight, "inner.bias": self.inner.bias + ours,
            "outer.weight": self.outer.weight, "outer.bias": self.outer.bias,
            "follows": self.follows, "opens": self.opens, "closes": self.closes,
        }  # fmt: skip
        return Tagger({name: part.detach().numpy().astype(np.float32).copy() for name, part in parts.items()})


def train(
    encoder: Encoder, nlp: Language, examples: Sequence[Example], recipe: FitParams, params: HeadParams
) -> Tagger:
    """A trained head. ``nlp`` cuts texts into words, as it will where the head is used."""
    torch.manual_seed(params.seed)
    rows = list(_rows(encoder, nlp, examples, recipe, params))
    head = Head(encoder.width, params)
    optimiser = torch.optim.AdamW(head.parameters(), lr=params.learning_rate, weight_decay=0.01)
    steps = params.epochs * sum(1 for _ in _batches(rows, 0))
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimiser, params.learning_rate, total_steps=steps)
    for number in range(params.epochs):
        losses = []
        for chosen in _batches(rows, params.seed + number):
            inputs, tags, mask, guideline = _padded(chosen)
            loss = head.loss(head(inputs, guideline), tags, mask)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            scheduler.step()
            losses.append(loss.item())
        print(f"head, epoch {number + 1} of {params.epochs}: loss {np.mean(losses):.4f}", flush=True)
    return head.eval().tagger()


def _rows(
    encoder: Encoder, nlp: Language, examples: Sequence[Example], recipe: FitParams, params: HeadParams
) -> Iterator[Words]:
    """Some rounds of variants, encoded once; the rule features of some are hidden."""
    rules, rng = RuleRecogniser(), random.Random(params.seed)
    pool = Pool(examples)
    for number in range(params.rounds):
        seen = epoch(examples, pool, recipe.weights, recipe.empty, params.seed * 7919 + number)
        for example, encoded in zip(seen, encoder.encode(one.text for one in seen), strict=True):
            places = [
                (token.idx, token.idx + len(token)) for token in nlp.make_doc(example.text) if not token.is_space
            ]
            if not places:
                continue
            known = features(example.text, places, rules.spans(example.text, [_piece(example.text)]))
            if rng.random() < recipe.no_features:
                known = known * 0
            vectors = encoded.vectors[first_pieces(encoded.offsets, places)]
            inputs = np.concatenate([vectors, known], axis=1).astype(np.float16)
            yield Words(inputs, np.array(tags_of(example, places)), GUIDELINES.index(example.guideline))


def _piece(text: str) -> Piece:
    return Piece(0, text, "paragraph", "")


def _batches(rows: Sequence[Words], seed: int, size: int = 32) -> Iterator[list[Words]]:
    """Rows of like length together, in random order."""
    rng = random.Random(seed)
    order = sorted(rows, key=lambda row: (len(row.tags) // 4, rng.random()))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    rng.shuffle(groups)
    yield from groups


def _padded(rows: Sequence[Words]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Inputs, tags and mask of rows as one batch, and their guidelines."""
    length = max(len(row.tags) for row in rows)
    inputs = torch.zeros(len(rows), length, rows[0].inputs.shape[1])
    tags = torch.zeros(len(rows), length, dtype=torch.int64)
    mask = torch.zeros(len(rows), length, dtype=torch.bool)
    for at, row in enumerate(rows):
        inputs[at, : len(row.tags)] = torch.from_numpy(row.inputs.astype(np.float32))
        tags[at, : len(row.tags)] = torch.from_numpy(row.tags)
        mask[at, : len(row.tags)] = True
    return inputs, tags, mask, torch.tensor([row.guideline for row in rows])
