"""The recipe in small: a tiny network learns, goes on where it was cut off, and comes out as it ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the train extra")
pytest.importorskip("transformers", reason="training needs the train extra")
onnx = pytest.importorskip("onnx", reason="training needs the train extra")
pytest.importorskip("onnx_ir", reason="training needs the train extra")

import spacy
import torch

from pipeline.encoder import Encoder
from pipeline.train import package, params
from pipeline.train.base import Base
from pipeline.train.data import Feeder, tags_of
from pipeline.train.examples import Example
from pipeline.train.fit import fit
from pipeline.train.ingredients import Ingredients
from pipeline.train.losses import Unlabelled
from pipeline.train.model import Network
from pipeline.train.params import FitParams
from pipeline.train.splits import Split

RECIPE = Path(params.__file__).with_name("params.yaml")


@pytest.fixture
def settings() -> FitParams:
    return params.load(RECIPE).fit.model_copy(update={"epochs": 2, "tokens": 200})


def lines() -> list[Example]:
    texts = [
        ("Anna bor i Lund.", (0, 4, "PER"), (11, 15, "LOC")),
        ("Ek kom till Ystad.", (0, 2, "PER"), (12, 17, "LOC")),
    ]
    return [Example(text, tuple(spans), "ours", f"a/{at}") for at in range(8) for text, *spans in texts]


def unlabelled(feeder: Feeder) -> list[Unlabelled]:
    vector = np.ones(32, dtype=np.float32) / np.sqrt(32)
    return [Unlabelled(feeder.row(one, tagged=False), vector) for one in lines()[:2]]


def test_the_shipped_recipe_can_be_read() -> None:
    assert params.load(RECIPE).vocabulary == 45_000


def test_a_piece_is_tagged_by_the_name_it_stands_in() -> None:
    example = Example("I Ny Ort", ((2, 8, "LOC"),), "ours", "a")
    tags = tags_of(example, [(0, 1), (2, 3), (3, 4), (5, 8)])
    assert tags == [0, 5, 6, 6]


def test_a_training_that_was_cut_off_gives_the_same_network(
    base: Base, settings: FitParams, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.train.fit.KEPT_EVERY", 3)
    feeder = Feeder(base.tokenizer, 64)
    whole = fit(base, feeder, lines(), unlabelled(feeder), settings, tmp_path)
    (tmp_path / "network.safetensors").unlink()  # what is left is the last checkpoint, some steps before the end
    again = fit(base, feeder, lines(), unlabelled(feeder), settings, tmp_path)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, again.state_dict()[name]), name


def test_the_shipped_pipeline_sees_what_the_network_does(base: Base, settings: FitParams, tmp_path: Path) -> None:
    feeder = Feeder(base.tokenizer, 64)
    network = fit(base, feeder, lines(), unlabelled(feeder), settings, tmp_path / "build")
    recipe = params.load(RECIPE)
    texts = [line.text for line in lines()[:2]]
    parts = Ingredients(
        base, feeder, Split(lines(), {"ours": lines()}), texts, own_vectors(network, feeder, texts)
    )
    package.write(network, tmp_path / "names", parts, recipe)
    nlp = spacy.load(tmp_path / "names")
    doc = nlp("Anna bor i Ystad.")
    shipped = next(Encoder(tmp_path / "names" / "names").encode([doc.text]))
    vectors, sentence = own(network, feeder, doc.text)
    assert float(shipped.sentence @ sentence) > 0.99
    assert np.abs(shipped.vectors - vectors).mean() < 0.05


def own(network: Network, feeder: Feeder, text: str) -> tuple[np.ndarray, np.ndarray]:
    """What the network itself says of a text: its pieces' vectors, and its own."""
    ids = torch.tensor([feeder.ids(text)])
    mask = torch.ones_like(ids, dtype=torch.bool)
    with torch.inference_mode():
        vectors = network.vectors(ids, mask, torch.tensor([0]))
        return vectors[0, 1:-1].numpy(), network.sentences(vectors, mask)[0].numpy()


def own_vectors(network: Network, feeder: Feeder, texts: list[str]) -> np.ndarray:
    return np.stack([own(network, feeder, text)[1] for text in texts])
