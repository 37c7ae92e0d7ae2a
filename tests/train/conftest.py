"""What the tests of both recipes share: a tiny base model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pipeline.train.base import Base

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ.,"


@pytest.fixture
def base() -> Base:
    """A network that is trained in seconds. Skips where the train extra is not installed."""
    pytest.importorskip("transformers", reason="training needs the train extra")
    import torch  # noqa: PLC0415 - of the extra
    from transformers import BertConfig, BertModel  # noqa: PLC0415

    from pipeline.train import vocabulary  # noqa: PLC0415
    from pipeline.train.base import Base, Sizes  # noqa: PLC0415

    torch.manual_seed(1)
    pieces = [(piece, 0.0) for piece in vocabulary.SPECIALS] + [("▁", -2.0)] + [(one, -4.0) for one in LETTERS]
    sizes = Sizes(layers=2, heads=2, width=32, inner=64, positions=300, epsilon=1e-12)
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=300, layer_norm_eps=1e-12,
    )  # fmt: skip
    weights = {
        name: value.numpy() for name, value in BertModel(config, add_pooling_layer=False).state_dict().items()
    }
    return Base(weights, sizes, vocabulary.tokenizer(pieces), vocabulary.PAD)
