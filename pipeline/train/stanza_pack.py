"""What Stanza's trainers leave, as the files that ship: tensors in 16 bits; settings and vocabularies as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from pipeline.extract.stanza_engine import SEPARATOR, SETTINGS, TENSORS

UNKNOWN = 1
"""The row of unknown words, in every vocabulary of Stanza's."""


def pack(tokenizer: Path, tagger: Path, vectors: Path, folder: Path) -> None:
    """Writes both models into ``folder``: their files as Stanza saves them, and the word vectors of the tagger."""
    words, names = (torch.load(path, weights_only=True) for path in (tokenizer, tagger))
    table = _table(names, torch.load(vectors, weights_only=True)["emb"])
    model = {**{key: value for key, value in names["model"].items() if key != "delta_emb.weight"},
             "word_emb.weight": table}  # fmt: skip
    tensors = {**_named(words["model"], "tokenizer"), **_named(model, "ner")}
    vocabulary = names["vocab"]
    units = {"char": vocabulary["char"]["_id2unit"], "word": vocabulary["word"]["_id2unit"],
             "tag": vocabulary["tag"]["_id2unit"][0]}  # fmt: skip
    settings = {"tokenizer": {"config": _settings(words["config"]), "vocab": words["vocab"]["_id2unit"]},
                "ner": {"config": _settings(names["config"]), "vocab": units}}  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / TENSORS)
    (folder / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False) + "\n", encoding="utf-8")


def _table(names: dict[str, Any], vectors: Tensor) -> Tensor:
    """The word vectors with what the training added to them, which Stanza keeps apart, in one table."""
    added, rows = names["model"]["delta_emb.weight"], names["vocab"]["delta"]["_unit2id"]
    table = vectors.clone()
    table[UNKNOWN] += added[UNKNOWN]
    for word, row in names["vocab"]["word"]["_unit2id"].items():
        if row > UNKNOWN and word in rows:
            table[row] += added[rows[word]]
    return table


def _named(tensors: dict[str, Tensor], model: str) -> dict[str, Tensor]:
    return {f"{model}{SEPARATOR}{name}": value.half().contiguous() for name, value in tensors.items()}


def _settings(config: dict[str, Any]) -> dict[str, Any]:
    """The settings, without paths."""
    return {key: value for key, value in config.items() if not key.endswith(("_file", "_dir", "_name"))}
