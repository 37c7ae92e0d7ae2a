"""What the training reads: written statements, sentences of public texts by their place, pairs, the theme book."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.cluster.book import Book
from pipeline.cluster.model import BOOK
from pipeline.ids import text_digest

DATA = Path(__file__).with_name("data")
LABELS = ("hinder", "möjlighet", "neutral", "mixed")
LISTED = "bullet"
"""The register of rows that are items of a list."""
REAL = "real"
"""``data/real.csv`` names sentences of public texts by a digest; the texts themselves are not ours to copy."""
BLOCK = 25
"""Neighbouring rows of a file, which were written together, are left out together."""


@dataclass(frozen=True)
class Statement:
    """One text with what is known of it.

    label: one of ``LABELS``, empty where unknown; second_label: what another reader said, empty where nobody else
    has read it. theme, second_theme: ids of the book, empty where unknown.
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
    second_label: str = ""

    def labels(self) -> list[str]:
        """The labels that the row counts as, in equal parts: a mixed one is an obstacle and an opportunity."""
        said = [self.label, self.second_label or self.label] if self.label else []
        return [one for label in said for one in (("hinder", "möjlighet") if label == "mixed" else (label, label))]


@dataclass(frozen=True)
class Pair:
    """An obstacle, two opportunities that answer it, and one that only sounds as if it did."""

    hinder: str
    answers: tuple[str, str]
    near_miss: str


@dataclass(frozen=True)
class TaughtTheme:
    """A theme of some theme book: its name, its definition, and statements of it."""

    name: str
    definition: str
    statements: tuple[str, ...]


def written(folder: Path = DATA) -> list[Statement]:
    """The statements written for this project."""
    paths = sorted(path for path in folder.glob("*.csv") if not path.stem.startswith(NOT_STATEMENTS))
    return [
        statement
        for path in paths
        for number, row in enumerate(_rows(path))
        for statement in [_statement(row, path.stem, _group(path.stem, number))]
    ]


def _group(source: str, number: int) -> str:
    """What is left out with the row: its neighbours, for whole documents all of the file."""
    return source if source.startswith(DOCUMENTS) else f"{source}:{number // BLOCK}"


DOCUMENTS = "documents_"
NOT_STATEMENTS = (REAL, "second_pass", "pairs_", "books_")


def of_book(book: Book) -> list[Statement]:
    """The examples of the theme book, whose stance is unknown."""
    return [_statement({"text": text, "theme": theme}, BOOK, BOOK) for text, theme in book.examples()]


def pairs(folder: Path = DATA) -> list[Pair]:
    """The obstacles with their answers."""
    return [
        Pair(row["hinder"], (row["answer"], row["answer2"]), row["near_miss"])
        for path in sorted(folder.glob("pairs_*.csv"))
        for row in _rows(path)
    ]


def taught_books(folder: Path = DATA) -> list[list[TaughtTheme]]:
    """The themes of each theme book that was written to learn from, book by book."""
    texts: dict[str, dict[str, dict[str, list[str]]]] = {}
    for path in sorted(folder.glob("books_*.csv")):
        for row in _rows(path):
            themes = texts.setdefault(f"{path.stem}:{row['book']}", {})
            themes.setdefault(row["theme"], {}).setdefault(row["kind"], []).append(row["text"])
    return [
        [TaughtTheme(one["name"][0], one["definition"][0], tuple(one["statement"])) for one in themes.values()]
        for themes in texts.values()
    ]


def real_labels(part: str, folder: Path = DATA) -> dict[tuple[str, str], dict[str, str]]:
    """What readers said of sentences of public texts, by file and digest. part: train or test."""
    said = ("label", "second_label", "theme", "second_theme")
    return {
        (row["source_file"], row["digest"]): {name: row[name] for name in said}
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
                found[key] = replace(one, **wanted[key])
    return list(found.values())


def _statement(row: dict[str, str], source: str, group: str) -> Statement:
    names = ("text", "label", "theme", "second_theme", "previous", "next", "heading", "area", "register", "case")
    return Statement(**{name: row.get(name) or "" for name in names}, source=source, group=group)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
