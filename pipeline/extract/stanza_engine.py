"""Stanza as a recogniser: our own tokenizer and tagger in Stanza's networks, or Stanza's public Swedish models.

Our own ship as tensors and JSON and become Stanza's objects in memory, so that nothing is unpickled from a file.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias

from safetensors import safe_open

from pipeline import resources
from pipeline.extract.spans import Piece, Span
from pipeline.resources import ModelError

Process: TypeAlias = Any
"""Takes Stanza documents and gives them back with words and entities."""

LABELS = {
    "PER": "PER", "PRS": "PER", "PERSON": "PER", "person": "PER",
    "ORG": "ORG", "inst": "ORG", "INST": "ORG",
    "LOC": "LOC", "PLACE": "LOC", "place": "LOC", "GPE": "LOC",
}  # fmt: skip
"""Our types by the labels of Stanza's Swedish models (SUC's and Universal NER's); others are dropped."""
UNSTATED = 0.8
"""The confidence of every name: Stanza's tagger gives the best sequence of tags and no probability."""
DOWNLOAD = "download"
TENSORS, SETTINGS = "stanza.safetensors", "stanza.json"
SEPARATOR = "/"


class StanzaRecogniser:
    """Names as a Stanza pipeline sees them, on one thread, all with the same confidence, for Stanza gives none.

    model: empty for our own; ``download``, or one of Stanza's Swedish NER packages by name, for Stanza to fetch.
    Raises ModelError where Stanza is not installed or has no such model.
    """

    def __init__(self, model: str = "") -> None:
        try:
            import stanza  # noqa: PLC0415 - an extra
            import torch  # noqa: PLC0415
        except ImportError as error:
            raise ModelError("the engine stanza needs the extra: pip install 'rapportgruvan[stanza]'") from error
        logging.getLogger("stanza").setLevel(logging.ERROR)
        torch.set_num_threads(1)
        self._document = stanza.Document
        self._process = _public(model) if model else _own(resources.models_folder() / "stanza")

    def spans(self, text: str, pieces: Sequence[Piece]) -> list[Span]:
        """PER, ORG and LOC spans in offsets of ``text``, each inside one piece; none overlap."""
        filled = [piece for piece in pieces if piece.text.strip()]
        docs = self._process([self._document([], text=piece.text) for piece in filled]) if filled else []
        return [span for piece, doc in zip(filled, docs, strict=True) for span in _names(text, piece, doc)]


def _names(text: str, piece: Piece, doc: Any) -> Iterator[Span]:
    for entity in doc.entities:
        if entity.type in LABELS:
            start, end = piece.start + entity.start_char, piece.start + entity.end_char
            value = " ".join(text[start:end].split())
            yield Span(start, end, LABELS[entity.type], value=value, confidence=UNSTATED, source="stanza")


def _public(name: str) -> Process:
    """Stanza's own pipeline; what it lacks it downloads into its own folder."""
    import stanza  # noqa: PLC0415

    packages = {} if name == DOWNLOAD else {"ner": name}
    try:
        return stanza.Pipeline(
            "sv", processors="tokenize,ner", package=packages, use_gpu=False, logging_level="ERROR",
            download_method=stanza.DownloadMethod.REUSE_RESOURCES,
        )  # fmt: skip
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"stanza: no Swedish models ({name}) here, and none could be fetched: {error}") from error


def _own(folder: Path) -> Process:
    """The models in ``folder``, without a pipeline round them: Stanza's wants files of its own kind."""
    from stanza.models.common.foundation_cache import FoundationCache  # noqa: PLC0415
    from stanza.pipeline.ner_processor import NERProcessor  # noqa: PLC0415
    from stanza.pipeline.tokenize_processor import TokenizeProcessor  # noqa: PLC0415

    words, names = _checkpoints(folder)
    around = SimpleNamespace(foundation_cache=FoundationCache(local_files_only=True))
    shared = {"lang": "sv", "mode": "predict", "check_requirements": False}
    tokenizer = TokenizeProcessor({**shared, "model_path": words}, around, "cpu")
    tagger = NERProcessor({**shared, "model_path": [names], "dependencies": [{}]}, around, "cpu")
    return lambda docs: tagger.bulk_process(tokenizer.bulk_process(docs))


def _checkpoints(folder: Path) -> tuple[io.BytesIO, io.BytesIO]:
    """Tokenizer and tagger as Stanza saves them. Raises ModelError where a file is missing or broken."""
    try:
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        with safe_open(folder / TENSORS, "pt") as file:
            tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 - no dict
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: the models of the engine stanza are missing or broken: {error}") from error
    words, names = settings["tokenizer"], settings["ner"]
    return (
        _saved({**words, "vocab": _vocabulary(words["vocab"]), "lexicon": None}, tensors, "tokenizer"),
        _saved({**names, "vocab": _vocabularies(names["vocab"])}, tensors, "ner"),
    )


def _saved(parts: dict[str, Any], tensors: dict[str, Any], name: str) -> io.BytesIO:
    import torch  # noqa: PLC0415

    prefix = name + SEPARATOR
    model = {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}
    buffer = io.BytesIO()
    torch.save({**parts, "model": model}, buffer)
    buffer.seek(0)
    return buffer


def _vocabularies(units: dict[str, list[str]]) -> dict[str, Any]:
    tags = _vocabulary(units["tag"])
    composite = {"_unit2id": {0: tags["_unit2id"]}, "_id2unit": {0: tags["_id2unit"]}, "sep": None, "keyed": False}
    classes = {"char": "CharVocab", "word": "PretrainedWordVocab", "tag": "CompositeVocab"}
    return {
        "char": _vocabulary(units["char"]), "word": _vocabulary(units["word"]), "tag": {**tags, **composite},
        "_key2class": classes,
    }  # fmt: skip


def _vocabulary(units: list[str]) -> dict[str, Any]:
    numbers = {unit: at for at, unit in enumerate(units)}
    return {"lang": "sv", "idx": 0, "cutoff": 0, "lower": False, "_unit2id": numbers, "_id2unit": units}
