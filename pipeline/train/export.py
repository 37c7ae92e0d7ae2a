"""The trained network as the encoder that ships: ONNX, in eight bits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn
from transformers import BertModel

OPSET = 18
REDUCED = True
"""In ``by_column`` seven bits of the eight are used: some processors add two products in sixteen bits."""


BLOCK = 32
"""Numbers of a matrix that share a scale in ``by_block``."""
EIGHT_BIT_SUMS = 4
"""ONNX Runtime's number for: numbers are rounded to eight bits before they are multiplied."""


class Trained(Protocol):
    """A network to export: a BERT, and what makes a text's vector from those of its pieces."""

    bert: BertModel

    def sentences(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """(batch, width) from (batch, length, width) and (batch, length)."""
        ...


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
    """Pieces in, their vectors and the text's vector out; all of one segment."""

    def __init__(self, network: Trained, positions: int, segment: int) -> None:
        super().__init__()
        self.network = network
        self.bert = network.bert
        self.words = Words(network.bert.embeddings.word_embeddings.weight.detach())
        kind = network.bert.embeddings.token_type_embeddings.weight[segment].detach()
        places = network.bert.embeddings.position_embeddings.weight[:positions].detach()
        self.register_buffer("places", places + kind)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of pieces (batch, length, width) and texts (batch, width) for ids and mask (batch, length)."""
        hidden = self.bert.embeddings.LayerNorm(self.words(ids) + self.places[: ids.shape[1]])
        wide = (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        for layer in self.bert.encoder.layer:
            hidden = _layer(layer, hidden, wide)
        return hidden, self.network.sentences(hidden, mask)


def _layer(layer: nn.Module, hidden: Tensor, mask: Tensor) -> Tensor:
    """One BERT layer, spelt out in the operators that ONNX Runtime knows how to join."""
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


def encoder(
    network: Trained, path: Path, positions: int, segment: int, quantise: Callable[[Path, Path], None]
) -> None:
    """Writes the encoder to ``path``, for texts of up to ``positions`` pieces.

    ``quantise`` reads the whole network and writes it with smaller matrices. ``segment`` is the number of the
    segment embedding that every text has.
    """
    shipped = Shipped(network, positions, segment).eval()
    ids = torch.tensor([[0, 5, 6, 7, 2], [0, 5, 2, 1, 1]])
    whole = path.with_suffix(".float.onnx")
    torch.onnx.export(
        shipped, (ids, (ids != 1).long()), whole,
        input_names=["ids", "mask"], output_names=["vectors", "sentence"],
        dynamic_axes={"ids": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    quantise(whole, path)
    whole.unlink()


def by_column(whole: Path, path: Path) -> None:
    """Eight bits, one scale a column of a matrix and one a text: the fastest.

    A text's vector is near that of the whole network (cosine 0.987 in the middle), not the same: what learns from
    the vectors should learn from these.
    """
    quantize_dynamic(
        whole,
        path,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=REDUCED,
        weight_type=QuantType.QInt8,
    )


def by_block(whole: Path, path: Path) -> None:
    """Eight bits, one scale for each 32 numbers: a text's vector is that of the whole network (cosine 0.9997)."""
    made = MatMulNBitsQuantizer(
        onnx.load(whole), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=EIGHT_BIT_SUMS
    )
    made.process()
    made.model.save_model_to_file(str(path), False)
