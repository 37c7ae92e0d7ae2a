"""Statements to themes: the book's where one fits, proposed ones for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.cluster import ledger
from pipeline.cluster.assignment import Assigned, Examples, assign, counted
from pipeline.cluster.book import Book
from pipeline.cluster.discovery import proposals
from pipeline.cluster.ledger import Entry
from pipeline.cluster.model import ThemeModel
from pipeline.cluster.naming import PROPOSED
from pipeline.cluster.themes import Named
from pipeline.packing import unpacked
from pipeline.params import ClusterParams

Floats = NDArray[np.float64]

BOOK_WEIGHT = 10
"""How many times an example of the book counts; the model has hundreds of each theme, and each counts once."""
CORRECTION_WEIGHT = 30
"""How many times a statement counts whose theme somebody has corrected."""


@dataclass(frozen=True)
class Result:
    """theme_of: theme ids by statement. chances: how sure a theme of the book is, 0-1.

    named: all themes, the book's first. unknown: corrections to themes that there are not.
    """

    theme_of: Mapping[str, str]
    chances: Mapping[str, float]
    named: Sequence[Named]
    ledger: Sequence[Entry]
    unknown: Mapping[str, str]


class Theming:
    """Themes for a corpus' statements, sorted by id, with their vectors in the same order."""

    def __init__(  # noqa: PLR0913, PLR0917 - what the stage reads
        self,
        statements: pd.DataFrame,
        vectors: Floats,
        model: ThemeModel,
        book: Book,
        corrections: Mapping[str, str],
        before: Sequence[Entry],
        params: ClusterParams,
    ) -> None:
        self.book, self.params, self.before = book, params, before
        self._at = {one: at for at, one in enumerate(statements["statement_id"])}
        known = {one: theme for one, theme in corrections.items() if one in self._at}
        self.corrections = {one: theme for one, theme in known.items() if theme in book.ids}
        self._elsewhere = {one: theme for one, theme in known.items() if theme not in book.ids}
        self._to_proposed = {one: theme for one, theme in self._elsewhere.items() if theme.startswith(PROPOSED)}
        if params.mode == "book":
            self._to_proposed = {}
        fixed = [(self._at[one], theme) for one, theme in self.corrections.items()]
        assigned = book_themes(statements["text"].tolist(), vectors, model, book, fixed)
        least = 0.0 if params.mode == "book" else params.least_fit
        self._fitting = assigned.best(least)
        self.chances = assigned.chances
        self.result = self._result(statements)

    def again(self, statements: pd.DataFrame, seed: int) -> Mapping[str, str]:
        """The themes of some of the statements, in any order, with another seed and the same ledger before."""
        return self._themed(statements, seed)[0]

    def _result(self, statements: pd.DataFrame) -> Result:
        theme_of, entries = self._themed(statements, self.params.seed)
        sure = self.chances.max(axis=1, initial=0.0)
        chances = {one: float(sure[at]) for one, at in self._at.items() if self._fitting[at]}
        chances |= dict.fromkeys(self.corrections, 1.0)
        book = [Named(one.id, one.name.sv, one.name.en, "book") for one in self.book.themes]
        proposed = [Named(one.theme_id, one.name, "", "proposed") for one in entries if one.event != "gone"]
        unknown = {one: theme for one, theme in self._elsewhere.items() if theme_of.get(one) != theme}
        return Result(theme_of, chances, [*book, *proposed], entries, unknown)

    def _themed(self, statements: pd.DataFrame, seed: int) -> tuple[dict[str, str], list[Entry]]:
        rows = statements.sort_values("statement_id")
        found = dict(self._of_book(rows["statement_id"].tolist()))
        if self.params.mode == "book":
            return found, []
        rest = rows[~rows["statement_id"].isin(found)]
        params = self.params.model_copy(update={"seed": seed})
        themed = rows.loc[rows["statement_id"].isin(found), "text"].tolist()
        proposed = proposals(rest["statement_id"].tolist(), rest["text"].tolist(), params, themed)
        alive = frozenset(rest["statement_id"])
        entries = ledger.moved(ledger.settle(self.before, proposed, alive), self._to_proposed, alive)
        found |= {one: entry.theme_id for entry in entries for one in sorted(entry.statements)}
        return found, entries

    def _of_book(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        fitting = [(one, self.corrections.get(one) or self._fitting[self._at[one]]) for one in ids]
        return [(one, theme) for one, theme in fitting if theme and one not in self._to_proposed]


def book_themes(
    texts: Sequence[str], vectors: Floats, model: ThemeModel, book: Book, fixed: Sequence[tuple[int, str]] = ()
) -> Assigned:
    """The chances of the book's themes for each statement; no themes where there is no book.

    ``vectors`` are (statements, width), in the order of ``texts``. ``fixed`` are places with the theme that
    somebody has given to the statement there, from which the others learn.
    """
    if not book.themes or not texts:
        return Assigned((), np.zeros((len(texts), 0)))
    taught = [(text, theme, BOOK_WEIGHT) for text, theme in book.examples()]
    taught += [(texts[at], theme, CORRECTION_WEIGHT) for at, theme in fixed]
    own_texts, themes, weights = zip(*taught, strict=True)
    own = np.vstack([model.vectors([text for text, _ in book.examples()]), vectors[[at for at, _ in fixed]]])
    words = counted(own_texts, themes, weights)
    learnt = {theme.id for theme in book.themes if model.knows(theme)}
    for theme in learnt:
        words.setdefault(theme, Counter()).update(model.words.get(theme, {}))
    examples = model.examples.foreign(learnt) + Examples(own, themes, weights)
    return assign(texts, vectors, examples, words, book.ids)


def statement_vectors(statements: pd.DataFrame, vectors: pd.DataFrame, model: ThemeModel) -> Floats:
    """(statements, width), float64: each statement's vector, encoded here where classify kept none."""
    known = dict(zip(vectors["statement_id"], vectors["vector"], strict=True))
    ids = statements["statement_id"].tolist()
    kept = [at for at, one in enumerate(ids) if one in known]
    missing = [at for at, one in enumerate(ids) if one not in known]
    found = np.zeros((len(ids), model.encoder.width))
    if kept:
        found[kept] = unpacked([known[ids[at]] for at in kept])
    if missing:
        found[missing] = model.vectors([statements["text"].iloc[at] for at in missing])
    return found
