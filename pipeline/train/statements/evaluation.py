"""How well stance and themes are told: on rows left out, and on sentences of public texts never trained on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import StandardScaler

from pipeline.classify.features import feature_names
from pipeline.classify.model import stance_model
from pipeline.cluster.assignment import Assigned, Examples, assign, counted
from pipeline.cluster.book import default_book, read
from pipeline.cluster.model import BOOK, theme_model
from pipeline.cluster.theming import BOOK_WEIGHT, book_themes
from pipeline.encoder import Encoder
from pipeline.evaluate.stance import calibration_error
from pipeline.resources import models_folder
from pipeline.schema import LABELS
from pipeline.train.statements import folds, partition
from pipeline.train.statements.decision import fit_decision, rows_features, texts_of
from pipeline.train.statements.ingredients import Ingredients
from pipeline.train.statements.params import StatementParams
from pipeline.train.statements.rows import Statement

Floats = NDArray[Any]

FEWEST = 20
"""Fewer obstacles and opportunities of a kind are not scored by themselves."""
DECIMALS = 3
LEAST = 1e-4
"""A chance that is rounded to 0."""
HALVES = 2


def scores(parts: Ingredients, params: StatementParams, build: Path, model: Path) -> dict[str, Any]:
    """All scores, as nested dicts ready for JSON."""
    return {
        "left_out": _left_out(parts.rows, params, build),
        "ablation": _ablation(parts.rows, params, build),
        "public_texts": _public(parts.tests, model),
        "themes_left_out": _themes(parts, params, build),
        "themes_public_texts": _public_themes([row for row in parts.tests if row.theme], model),
    }


def table(rows: Sequence[Statement], chances: Floats) -> dict[str, Any]:
    """Scores of chances, (rows, 3), against the rows' labels; mixed rows count neither way.

    macro_f1 over the labels that the rows have; hinder_mojlighet over two, for rows that are one of them. ece:
    expected calibration error in ten bins. confusion: rows are the labels, columns what was said, in the order of
    ``LABELS``.
    """
    kept = [at for at, row in enumerate(rows) if row.label in LABELS]
    wanted = [rows[at].label for at in kept]
    said = [LABELS[at] for at in chances[kept].argmax(axis=1)]
    two = [at for at in kept if rows[at].label != "neutral"]
    stated = [LABELS[at] for at in chances[two][:, :2].argmax(axis=1)]
    return {
        "rows": len(kept),
        "macro_f1": _round(f1_score(wanted, said, average="macro", labels=sorted(set(wanted)))),
        "hinder_mojlighet": _round(f1_score([rows[at].label for at in two], stated, average="macro")),
        "ece": _round(
            calibration_error(
                chances[kept].max(axis=1).tolist(), [a == b for a, b in zip(said, wanted, strict=True)]
            )
        ),
        "confusion": confusion_matrix(wanted, said, labels=list(LABELS)).tolist(),
    }


def _left_out(rows: Sequence[Statement], params: StatementParams, build: Path) -> dict[str, Any]:
    """The decision on rows that nothing was fitted on: in all, and by source, area, register, case."""
    kept, chances = _decided(rows, params, build, lambda seen: seen)
    found: dict[str, Any] = {"all": table(kept, chances)}
    for kind in ("source", "area", "register", "case"):
        names = sorted({getattr(row, kind) for row in kept})
        found[kind] = {
            name or "none": table([kept[at] for at in chosen], chances[chosen])
            for name in names
            for chosen in [[at for at, row in enumerate(kept) if getattr(row, kind) == name]]
            if sum(kept[at].label in LABELS[:2] for at in chosen) >= FEWEST
        }
    return found


def _decided(
    rows: Sequence[Statement], params: StatementParams, build: Path, chosen: Callable[[Floats], Floats]
) -> tuple[list[Statement], Floats]:
    """Rows that no network of theirs saw, and their chances by a decision fitted on the other half of them.

    ``chosen`` takes features out.
    """
    seen, kept = folds.decision_rows(rows, params, build)
    count = params.decision.folds
    halves = np.array([partition.fold_of(row, HALVES * count) // count for row in kept])
    chances = np.zeros((len(kept), len(LABELS)))
    for half in range(HALVES):
        own = halves == half
        others = [row for row, mine in zip(kept, own, strict=True) if not mine]
        chances[own] = _ordered(fit_decision(chosen(seen[~own]), others, params.decision), chosen(seen[own]))
    return kept, chances


def _ordered(model: ClassifierMixin, seen: Any) -> Floats:
    order = [list(model.classes_).index(label) for label in LABELS]
    found: Floats = model.predict_proba(seen)[:, order]
    return found


def _ablation(rows: Sequence[Statement], params: StatementParams, build: Path) -> dict[str, Any]:
    """Macro-F1 of simpler ways on the same rows, parts and labels."""
    names = feature_names()
    text = [at for at, name in enumerate(names) if name.startswith("text_")]
    cues = text + list(range(names.index("heading_both") + 1, len(names)))
    found = {
        "tf-idf": table(*_simple(rows, params, _tfidf)),
        "vectors of the names' encoder": table(*_simple(rows, params, _vectors)),
        "trained encoder": table(*_decided(rows, params, build, lambda seen: seen[:, text])),
        "with cues": table(*_decided(rows, params, build, lambda seen: seen[:, cues])),
        "with cues and context": table(*_decided(rows, params, build, lambda seen: seen)),
    }
    return {name: {key: value for key, value in one.items() if key != "confusion"} for name, one in found.items()}


def _simple(
    rows: Sequence[Statement],
    params: StatementParams,
    fitted: Callable[[Sequence[Statement]], Callable[..., Floats]],
) -> tuple[list[Statement], Floats]:
    kept, chances = [], []
    for fold in range(params.decision.rounds):
        own = [row for row in partition.left_out(rows, params.decision.folds, fold) if row.label]
        train = [row for row in partition.rest(rows, params.decision.folds, fold) if row.label in LABELS]
        chances.append(fitted(train)(own))
        kept += own
    return kept, np.concatenate(chances)


def _tfidf(train: Sequence[Statement]) -> Callable[..., Floats]:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    model = make_pipeline(make_union(words, letters), LogisticRegression(C=5, max_iter=1000))
    model.fit([row.text for row in train], [row.label for row in train])
    return lambda rows: _ordered(model, [row.text for row in rows])


def _vectors(train: Sequence[Statement]) -> Callable[..., Floats]:
    encoder = Encoder(models_folder() / "names" / "names", threads=2)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.02, max_iter=2000))
    model.fit(encoder.sentences([row.text for row in train]), [row.label for row in train])
    return lambda rows: _ordered(model, encoder.sentences([row.text for row in rows]))


def _public(tests: Sequence[Statement], folder: Path) -> dict[str, Any]:
    """The model that ships on sentences of public texts, with their context and alone."""
    model = stance_model(str(folder))
    said: Mapping[str, Any] = {text: model.scores(text) for text in texts_of(tests)}
    return {
        name: table(tests, model.probabilities(rows_features(tests, said, context=context)).astype(np.float64))
        for name, context in (("with context", True), ("alone", False))
    }


def _themes(parts: Ingredients, params: StatementParams, build: Path) -> dict[str, float]:
    """How often the likeliest theme is the reader's first choice, or one of two, on rows left out.

    log_loss is what the weights of meaning and wording in ``pipeline.cluster.assignment`` were chosen by.
    """
    rows, chances = [], []
    for fold in range(params.decision.rounds):
        own = [row for row in partition.left_out(parts.rows, params.decision.folds, fold) if row.theme]
        found = _assigned(parts, params, build, fold, own)
        rows += own
        chances.append(found.chances)
    return theme_table(rows, Assigned(found.themes, np.concatenate(chances)))


def theme_table(rows: Sequence[Statement], found: Assigned) -> dict[str, float]:
    """Scores of themes against those of the rows."""
    best = list(zip(rows, found.best(0), strict=True))
    right = [found.chances[at, found.themes.index(row.theme)] for at, row in enumerate(rows)]
    return {
        "rows": len(rows),
        "first": _round(np.mean([theme == row.theme for row, theme in best])),
        "either": _round(np.mean([theme in {row.theme, row.second_theme} for row, theme in best])),
        "log_loss": _round(-np.log(np.maximum(right, LEAST)).mean()),
    }


def _public_themes(rows: Sequence[Statement], folder: Path) -> dict[str, float]:
    """The model that ships, with the book that ships, on sentences of public texts."""
    model, texts = theme_model(folder), [row.text for row in rows]
    return theme_table(rows, book_themes(texts, model.vectors(texts), model, read(default_book())))


def _assigned(
    parts: Ingredients, params: StatementParams, build: Path, fold: int, rows: Sequence[Statement]
) -> Assigned:
    """The themes of rows left out, as the stage finds them, taught by the rest."""
    folder = build / f"fold-{fold}"
    taught = [row for row in partition.rest(parts.rows, params.decision.folds, fold) if row.theme]
    weights = [BOOK_WEIGHT if row.source == BOOK else 1 for row in taught]
    themes = [row.theme for row in taught]
    return assign(
        [row.text for row in rows],
        folds.theme_vectors(folder, rows),
        Examples(folds.theme_vectors(folder, taught), themes, weights),
        counted([row.text for row in taught], themes, weights),
        sorted(set(themes)),
    )


def _round(value: Any) -> float:
    return round(float(value), DECIMALS)
