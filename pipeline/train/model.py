"""The network that is trained: one encoder, two things read from it.

Names: a tag for each piece, from its vector and from what the rules say of it. Sentence vectors: the mean of the
same vectors through one linear map, taught to be those of the base model, so that one pass serves both.

What the sources mean by a name differs. An embedding for each guideline, added at the encoder's input in the
place that BERT keeps for sentence types, and a bias at its output carry the differences; the shipped model holds
those of ``ours``.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from pipeline.extract.model.features import FEATURES
from pipeline.extract.model.tagger import TAGS
from pipeline.train.base import Base
from pipeline.train.examples import GUIDELINES

HIDDEN = 128


@dataclass(frozen=True)
class Batch:
    """Texts as tensors.

    ids, mask, tags: (batch, length); tags are what is to be learnt, -100 where nothing is. features: (batch,
    length, features). guideline: (batch,).
    """

    ids: Tensor
    mask: Tensor
    features: Tensor
    guideline: Tensor
    tags: Tensor


class Network(nn.Module):
    """Encoder, tagger and sentence map."""

    def __init__(self, base: Base, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert: BertModel = base.bert(dropout)
        width = base.sizes.width
        types = self.bert.embeddings.token_type_embeddings
        wider = nn.Embedding(len(GUIDELINES), width)
        with torch.no_grad():
            wider.weight.copy_(types.weight[0].expand(len(GUIDELINES), width))
        self.bert.embeddings.token_type_embeddings = wider
        self.sentence = nn.Linear(width, width, bias=False)
        nn.init.eye_(self.sentence.weight)
        self.dropout = nn.Dropout(dropout)
        self.inner = nn.Linear(width + len(FEATURES), HIDDEN)
        self.outer = nn.Linear(HIDDEN + len(FEATURES), len(TAGS))
        self.shift = nn.Embedding(len(GUIDELINES), len(TAGS))
        nn.init.zeros_(self.shift.weight)

    def vectors(self, ids: Tensor, mask: Tensor, guideline: Tensor) -> Tensor:
        """Vectors of the pieces, (batch, length, width)."""
        types = guideline[:, None].expand_as(ids)
        hidden: Tensor = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        return hidden

    def logits(self, vectors: Tensor, features: Tensor, guideline: Tensor) -> Tensor:
        """Scores of the tags, (batch, length, tags)."""
        both = torch.cat([self.dropout(vectors), features], dim=-1)
        hidden = nn.functional.gelu(self.inner(both))
        scores: Tensor = self.outer(torch.cat([self.dropout(hidden), features], dim=-1))
        return scores + self.shift(guideline)[:, None, :]

    def sentences(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """Sentence vectors of length one, (batch, width)."""
        weight = mask[..., None].to(vectors.dtype)
        mean = (vectors * weight).sum(1) / weight.sum(1)
        return nn.functional.normalize(self.sentence(mean).float(), dim=-1)
