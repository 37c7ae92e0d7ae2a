"""The recipe of stance and themes in small: it learns, goes on where it was cut off, and ships what it learnt."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the train extra")
pytest.importorskip("transformers", reason="training needs the train extra")
pytest.importorskip("onnx", reason="training needs the train extra")
pytest.importorskip("onnx_ir", reason="training needs the train extra")

import torch

import pipeline.train.statements.fit as fitting
from pipeline.classify.features import features
from pipeline.classify.model import StanceModel
from pipeline.classify.units import Unit
from pipeline.cluster.model import theme_model
from pipeline.train.base import Base
from pipeline.train.statements import package, params
from pipeline.train.statements.decision import fit_decision, rows_features, texts_of, with_less_context
from pipeline.train.statements.episodes import episodes
from pipeline.train.statements.fit import fit, scores, targets
from pipeline.train.statements.ingredients import Ingredients
from pipeline.train.statements.network import StatementNetwork
from pipeline.train.statements.params import DecisionParams, FitParams
from pipeline.train.statements.rows import Pair, Statement, TaughtTheme

RECIPE = Path(params.__file__).with_name("params.yaml")
THEMES = ("tid", "pengar")
SAID = [
    ("Ingen tid", "hinder", "tid"), ("Gott om tid", "möjlighet", "tid"), ("Pengar saknas", "hinder", "pengar"),
    ("Nya pengar", "möjlighet", "pengar"), ("Deltagarna kom", "neutral", ""),
]  # fmt: skip
PAIRS = [Pair("Ingen tid", ("Gott om tid", "Fler timmar"), "Nya pengar")] * 20


def row(text: str, label: str, theme: str, second: str = "") -> Statement:
    empty = dict.fromkeys(("previous", "next", "heading", "area", "register", "case"), "")
    return Statement(text, label, theme, second, source="a", group=text, **empty)


ROWS = [row(*said) for said in SAID * 8]
BOOK = [
    TaughtTheme("Resor", "Om att ta sig fram", ("Ingen buss", "Långa avstånd", "Fler turer")),
    TaughtTheme("Skola", "Om lärande", ("Trånga klassrum", "Läxhjälp", "Fler lärare")),
]


@pytest.fixture
def parts(base: Base) -> Ingredients:
    return Ingredients(base, ROWS, [], PAIRS, [BOOK], THEMES)


@pytest.fixture
def settings() -> FitParams:
    return params.load(RECIPE).fit.model_copy(update={"epochs": 2, "batch": 8})


def test_what_is_to_be_learnt() -> None:
    found = targets([row("a", "mixed", "tid", "pengar"), row("b", "neutral", "")], THEMES)
    assert found.stance.tolist() == [[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]
    assert found.theme.tolist() == [[0.75, 0.25], [0.0, 0.0]]


def test_an_episode_asks_for_statements_that_it_has_not_told(settings: FitParams) -> None:
    theme_of = {text: theme.name for theme in BOOK for text in (theme.name, theme.definition, *theme.statements)}
    for episode in islice(episodes([BOOK], settings, epoch=0), 20):
        assert not set(episode.told) & set(episode.asked)
        for text, number in zip(episode.asked, episode.asked_of, strict=True):
            told = [one for one, at in zip(episode.told, episode.told_of, strict=True) if at == number]
            assert {theme_of[one] for one in told} == {theme_of[text]}


def test_theme_books_need_statements_to_ask_for(settings: FitParams) -> None:
    with pytest.raises(ValueError, match="at least one"):
        next(episodes([], settings, epoch=0))
    with pytest.raises(ValueError, match="statements a theme"):
        next(episodes([[TaughtTheme("Resor", "Om resor", ("Ingen buss",))]], settings, epoch=0))


def test_a_training_that_was_cut_off_gives_the_same_network(
    parts: Ingredients, settings: FitParams, tmp_path: Path
) -> None:
    whole = fit(parts, ROWS, settings, tmp_path / "whole")

    kept = fitting._keep

    def keep_and_stop(network: StatementNetwork, optimiser: torch.optim.AdamW, done: int, folder: Path) -> None:
        kept(network, optimiser, done, folder)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "_keep", keep_and_stop)
        with pytest.raises(KeyboardInterrupt):
            fit(parts, ROWS, settings, tmp_path / "cut")
    resumed = fit(parts, ROWS, settings, tmp_path / "cut")
    for one, other in zip(whole.state_dict().values(), resumed.state_dict().values(), strict=True):
        assert torch.equal(one, other)


def test_the_shipped_model_sees_what_the_network_does(
    parts: Ingredients, settings: FitParams, tmp_path: Path
) -> None:
    network = fit(parts, ROWS, settings, tmp_path / "build")
    folder = tmp_path / "model"
    package.write_network(network, parts.base, folder)
    package.write_examples(ROWS, folder)
    said = {text: np.ones(3, dtype=np.float32) for text in texts_of(ROWS)}
    decision = fit_decision(
        rows_features(with_less_context(ROWS), said), ROWS, DecisionParams(folds=2, rounds=2, strength=1)
    )
    package.write_decision(decision, folder)
    opened = theme_model(folder)
    assert sorted(set(opened.examples.themes)) == ["pengar", "tid"]
    assert opened.words["pengar"]["peng"] == 16
    assert opened.vectors(["Ingen tid"])[0] == pytest.approx(opened.encoder.sentences(["Ingen tid"])[0], abs=1e-3)
    model = StanceModel(folder)
    theirs, _ = scores(network, parts.base, ["Ingen tid att ta av"], 100)
    assert model.scores("Ingen tid att ta av") == pytest.approx(theirs[0], abs=0.02)
    chances = model.probabilities(features([Unit("b", 0, 9, "Ingen tid")], model.scores))
    assert chances.shape == (1, 3)
    assert chances.sum() == pytest.approx(1, abs=1e-5)
