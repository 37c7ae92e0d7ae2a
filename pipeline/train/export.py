"""The trained network as shipped files: an ONNX encoder in eight bits, its tokenizer, and the tagger's weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import matmul_nbits_quantizer as nbits
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from pipeline.train.examples import GUIDELINES
from pipeline.train.model import Network

OPSET = 18
BLOCK = 128
"""Weights in a row that share one scale."""


class Words(nn.Module):
    """Word embeddings in eight bits, one scale a piece."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("weight", torch.round(weight / scale).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Vectors of pieces."""
        rows: Tensor = self.weight[ids].float() * self.scale[ids]
        return rows


class Shipped(nn.Module):
    """Pieces in, their vectors and the text's vector out; the guideline is ours."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.bert = network.bert
        self.words = Words(network.bert.embeddings.word_embeddings.weight.detach())
        ours = network.bert.embeddings.token_type_embeddings.weight[GUIDELINES.index("ours")].detach()
        self.register_buffer("places", network.bert.embeddings.position_embeddings.weight.detach() + ours)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of pieces (batch, length, width) and texts (batch, width) for ids and mask (batch, length)."""
        hidden = self.bert.embeddings.LayerNorm(self.words(ids) + self.places[: ids.shape[1]])
        wide = (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        for layer in self.bert.encoder.layer:
            hidden = _layer(layer, hidden, wide)
        return hidden, self.network.sentences(hidden, mask)


def _layer(layer: nn.Module, hidden: Tensor, mask: Tensor) -> Tensor:
    """One BERT layer, spelt out so that ONNX Runtime recognises and fuses it."""
    attention = layer.attention.self
    heads, size = attention.num_attention_heads, attention.attention_head_size

    def split(values: Tensor) -> Tensor:
        return values.view(values.shape[0], values.shape[1], heads, size).transpose(1, 2)

    query, key, value = (split(part(hidden)) for part in (attention.query, attention.key, attention.value))
    weights = (query @ key.transpose(-1, -2) / size**0.5 + mask).softmax(-1)
    context = (weights @ value).transpose(1, 2).reshape(hidden.shape)
    after = layer.attention.output
    hidden = after.LayerNorm(after.dense(context) + hidden)
    inner = nn.functional.gelu(layer.intermediate.dense(hidden))
    return layer.output.LayerNorm(layer.output.dense(inner) + hidden)


def encoder(network: Network, path: Path, positions: int) -> None:
    """Writes the encoder to ``path``: fused, matrices in eight bits. ``positions``: the longest text in pieces."""
    shipped = Shipped(network).eval()
    shipped.places = shipped.places[:positions]
    ids = torch.tensor([[0, 5, 6, 7, 2], [0, 5, 2, 1, 1]])
    mask = (ids != 1).long()
    whole = path.with_suffix(".float.onnx")
    torch.onnx.export(
        shipped, (ids, mask), whole, input_names=["ids", "mask"], output_names=["vectors", "sentence"],
        dynamic_axes={"ids": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    fused = _fused(whole, network)
    quantiser = nbits.MatMulNBitsQuantizer(
        fused, bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4, op_types_to_quantize=("MatMul",)
    )
    quantiser.process()
    quantiser.model.save_model_to_file(str(path), False)
    whole.unlink()


def _fused(path: Path, network: Network) -> onnx.ModelProto:
    config = network.bert.config
    options = FusionOptions("bert")
    options.enable_attention = False  # the fused operator takes float weights only
    made = optimizer.optimize_model(
        str(path),
        "bert",
        config.num_attention_heads,
        config.hidden_size,
        optimization_options=options,
        opt_level=0,
    )
    return made.model


def tagger(network: Network) -> dict[str, np.ndarray]:
    """The weights of the names' head, float32, with the bias of our guideline folded in."""
    ours = network.shift.weight[GUIDELINES.index("ours")].detach()
    tensors = {
        "inner.weight": network.inner.weight, "inner.bias": network.inner.bias,
        "outer.weight": network.outer.weight, "outer.bias": network.outer.bias + ours,
    }  # fmt: skip
    return {name: value.detach().numpy().astype(np.float32) for name, value in tensors.items()}
