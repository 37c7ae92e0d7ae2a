"""The calibrated decision: fitted on what networks say of rows that they were not trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from pipeline.classify.features import features
from pipeline.classify.units import Unit
from pipeline.schema import LABELS
from pipeline.train.statements.params import DecisionParams
from pipeline.train.statements.rows import LISTED, Statement

Floats = NDArray[Any]


def texts_of(rows: Sequence[Statement]) -> list[str]:
    """Every text that the features of ``rows`` ask about, each once."""
    parts = (text for row in rows for text in (row.text, row.previous, row.next, row.heading))
    return sorted({text for text in parts if text})


def rows_features(rows: Sequence[Statement], scores: Mapping[str, Floats], *, context: bool = True) -> Floats:
    """(rows, features): what the decision sees of each row; ``scores`` are the network's, by text.

    Without ``context`` a row stands alone. The neighbours of a list item are items of its list.
    """
    nothing = np.zeros(len(LABELS), dtype=np.float32)

    def scored(text: str) -> Floats:
        return scores.get(text, nothing)

    return np.concatenate([features(_units(row, context), scored)[1:2] for row in rows])


def _units(row: Statement, context: bool) -> list[Unit]:
    """The row between its neighbours, as ``features`` wants the units of a document."""
    if not context:
        return [_unit(""), _unit(row.text)]
    listed = "list" if row.register == LISTED else ""
    before, after = (_unit(text, list_id=listed) if text else _unit("") for text in (row.previous, row.next))
    own = Unit("", 0, 0, row.text, row.heading, row.previous, row.next, listed)
    return [before, own, after]


def _unit(text: str, list_id: str = "") -> Unit:
    return Unit("", 0, 0, text, list_id=list_id)


def fit_decision(seen: Floats, rows: Sequence[Statement], params: DecisionParams) -> Pipeline:
    """A logistic regression from features to labels; a row on which readers differ counts in part as each."""
    at, labels, weights = [], [], []
    for number, row in enumerate(rows):
        said = row.labels()
        for label, count in Counter(said).items():
            at.append(number)
            labels.append(label)
            weights.append(count / len(said))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=params.strength, max_iter=2000))
    with threadpool_limits(1):
        model.fit(seen[at], labels, logisticregression__sample_weight=np.array(weights))
    return model


def with_less_context(rows: Sequence[Statement]) -> list[Statement]:
    """``rows``, every third without its heading and every third without any context, as texts come."""
    hidden = {0: {}, 1: {"heading": ""}, 2: {"heading": "", "previous": "", "next": ""}}
    return [Statement(**{**vars(row), **hidden[at % 3]}) for at, row in enumerate(rows)]
