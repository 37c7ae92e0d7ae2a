"""What the training reads: written statements, sentences of public texts by their place, pairs, the theme book."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.cluster.book import Book

DATA = Path(__file__).with_name("data")
LABELS = ("hinder", "möjlighet", "neutral", "mixed")
REAL = "real"
"""``data/real.csv`` names sentences of public texts by a digest; the texts themselves are not ours to copy."""
BLOCK = 25
"""Neighbouring rows of a file, which were written together, are left out together."""


@dataclass(frozen=True)
class Statement:
    """One text with what is known of it.

    label: one of ``LABELS``, empty where unknown. theme, second_theme: ids of the book, empty where unknown.
    previous, next, heading: its context. source: the file. group: what is left out with it.
    """

    text: str
    label: str
    theme: str
    second_theme: str
    previous: str
    next: str
    heading: str
    area: str
    register: str
    case: str
    source: str
    group: str


@dataclass(frozen=True)
class Pair:
    """An obstacle, two opportunities that answer it, and one that only sounds as if it did."""

    hinder: str
    answers: tuple[str, str]
    near_miss: str


def written(folder: Path = DATA) -> list[Statement]:
    """The statements written for this project."""
    paths = sorted(path for path in folder.glob("*.csv") if path.stem not in NOT_STATEMENTS)
    return [
        statement
        for path in paths
        for number, row in enumerate(_rows(path))
        for statement in [_statement(row, path.stem, f"{path.stem}:{number // BLOCK}")]
    ]


NOT_STATEMENTS = frozenset({REAL, "second_pass", "pairs_1", "pairs_2"})


def of_book(book: Book) -> list[Statement]:
    """The examples of the theme book, whose stance is unknown."""
    return [_statement({"text": text, "theme": theme}, "book", "book") for text, theme in book.examples()]


def pairs(folder: Path = DATA) -> list[Pair]:
    """The obstacles with their answers."""
    return [
        Pair(row["hinder"], (row["answer"], row["answer2"]), row["near_miss"])
        for path in sorted(folder.glob("pairs_*.csv"))
        for row in _rows(path)
    ]


def text_digest(text: str) -> str:
    """Names a sentence without copying it: 16 hex digits of the SHA-256 of its words."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def real_labels(part: str, folder: Path = DATA) -> dict[tuple[str, str], str]:
    """The labels of sentences of public texts, by file and digest. part: train or test."""
    return {
        (row["source_file"], row["digest"]): row["label"]
        for row in _rows(folder / f"{REAL}.csv")
        if row["part"] == part
    }


def real(corpus: dict[str, list[Statement]], part: str, folder: Path = DATA) -> list[Statement]:
    """The labelled ones among the sentences of ``corpus`` (by file), each once, in the order of the texts."""
    wanted = real_labels(part, folder)
    found: dict[tuple[str, str], Statement] = {}
    for file, statements in corpus.items():
        for one in statements:
            key = (file, text_digest(one.text))
            if key in wanted and key not in found:
                found[key] = Statement(**{**vars(one), "label": wanted[key]})
    return list(found.values())


def _statement(row: dict[str, str], source: str, group: str) -> Statement:
    names = ("text", "label", "theme", "second_theme", "previous", "next", "heading", "area", "register", "case")
    return Statement(**{name: row.get(name) or "" for name in names}, source=source, group=group)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
