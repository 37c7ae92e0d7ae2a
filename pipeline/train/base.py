"""The base model that a training starts from: any encoder of the BERT kind, with its tokenizer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer, BertConfig, BertModel

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Sizes:
    """The numbers of a BERT: layers, heads, width of vectors and inner layers, longest text, LayerNorm epsilon."""

    layers: int
    heads: int
    width: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Base:
    """An encoder as arrays.

    weights: float32 arrays by the names of ``transformers.BertModel``. tokenizer: text to ids, with a template
    that puts one mark before and one after a text. pad: the id that fills a batch up. prefix: what the model wants
    before a text when it is asked for a sentence vector.
    """

    weights: dict[str, Floats]
    sizes: Sizes
    tokenizer: Tokenizer
    pad: int
    prefix: str = ""

    def bert(self, dropout: float = 0.1) -> BertModel:
        """The model as ``transformers`` has it, in float32, without a pooler."""
        sizes = self.sizes
        config = BertConfig(
            vocab_size=len(self.weights["embeddings.word_embeddings.weight"]), hidden_size=sizes.width,
            num_hidden_layers=sizes.layers, num_attention_heads=sizes.heads, intermediate_size=sizes.inner,
            max_position_embeddings=sizes.positions, layer_norm_eps=sizes.epsilon, pad_token_id=self.pad,
            type_vocab_size=len(self.weights["embeddings.token_type_embeddings.weight"]),
            hidden_dropout_prob=dropout, attention_probs_dropout_prob=dropout,
        )  # fmt: skip
        model = BertModel(config, add_pooling_layer=False)
        model.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in self.weights.items()})
        return model


def from_hub(name: str) -> Base:
    """The BERT called ``name`` on a hub or in a folder, its vocabulary whole: ``KB/bert-base-swedish-cased``.

    Raises ValueError for a model of another architecture; OSError where there is none.
    """
    model = AutoModel.from_pretrained(name, add_pooling_layer=False)
    if not isinstance(model, BertModel):
        raise ValueError(f"{name}: a {type(model).__name__}; the recipe needs a BertModel")
    config = model.config
    sizes = Sizes(
        config.num_hidden_layers, config.num_attention_heads, config.hidden_size, config.intermediate_size,
        config.max_position_embeddings, config.layer_norm_eps,
    )  # fmt: skip
    weights = {key: value.numpy() for key, value in model.state_dict().items() if "position_ids" not in key}
    return Base(weights, sizes, AutoTokenizer.from_pretrained(name).backend_tokenizer, config.pad_token_id or 0)
