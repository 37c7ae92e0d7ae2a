"""What a run of this stage takes from its surroundings: the book, and the themes that people have corrected."""

from __future__ import annotations

from pathlib import Path

from pipeline.cluster.book import Book, default_book, read
from pipeline.corrections import read_corrections
from pipeline.params import ClusterParams


def of_book(params: ClusterParams) -> Book:
    """The book that ``params.book`` names, else the one that ships; empty where themes are only discovered."""
    if params.mode == "discover":
        return Book(themes=())
    return read(Path(params.book) if params.book else default_book())


def corrected_themes(corpus: Path) -> dict[str, str]:
    """The theme that people gave to statements, by id."""
    corrections, _ = read_corrections(corpus)
    return {one.statement_id: one.theme_id for one in corrections.values() if one.theme_id}
