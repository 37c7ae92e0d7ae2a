"""Everything but the settings of a training: base model, rows, pairs, themes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.cluster.book import default_book, read
from pipeline.resources import models_folder
from pipeline.train.base import Base
from pipeline.train.statements.corpora import statements_of
from pipeline.train.statements.network import base_model
from pipeline.train.statements.params import StatementParams
from pipeline.train.statements.rows import (
    Pair,
    Statement,
    TaughtTheme,
    of_book,
    pairs,
    real,
    real_labels,
    taught_books,
    written,
)

TOKENIZER = Path("names") / "names" / "tokenizer.json"
CORPORA = ("corpus-large", "corpus")


@dataclass(frozen=True)
class Ingredients:
    """What a training starts from.

    base: the model. rows: to train on. tests: sentences of public texts, never trained on. books: theme books to
    learn from. themes: ids of the book that ships, in its order.
    """

    base: Base
    rows: list[Statement]
    tests: list[Statement]
    pairs: list[Pair]
    books: list[list[TaughtTheme]]
    themes: tuple[str, ...]


def gather(params: StatementParams, build: Path) -> Ingredients:
    """The ingredients that ``params`` name. Raises FileNotFoundError where the public texts are not there."""
    corpora: dict[str, list[Statement]] = {}
    for name in CORPORA:
        if not (params.shared / name).is_dir():
            raise FileNotFoundError(f"{params.shared / name}: no such folder; give its parent as `shared`")
        corpora |= statements_of(params.shared / name, build / name)
    book = read(default_book())
    rows = [*written(), *of_book(book), *_still_there(real(corpora, "train"))]
    base = base_model(models_folder() / TOKENIZER)
    return Ingredients(base, rows, real(corpora, "test"), pairs(), taught_books(), book.ids)


def _still_there(found: list[Statement]) -> list[Statement]:
    """``found``, with a word about the labels whose sentence the texts do not have, or cut in another way now."""
    gone = len(real_labels("train")) - len(found)
    if gone:
        print(f"{gone} labelled sentences of real.csv are no units of the public texts: left out", file=sys.stderr)
    return found
