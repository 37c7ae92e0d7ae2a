"""The shipped recogniser: encoder, head and calibration as a spaCy pipeline in ``models/names``."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
from sklearn.linear_model import LogisticRegression, Ridge
from spacy.language import Language
from spacy.tokenizer import Tokenizer as SpacyTokenizer
from spacy.util import compile_infix_regex

from pipeline import __version__
from pipeline.encoder import MODEL_FILE, TOKENIZER_FILE, Encoder
from pipeline.extract.model.component import FACTORY, Names
from pipeline.extract.model.tagger import TINY, Calibration, Tagger
from pipeline.train import export, head
from pipeline.train.examples import GUIDELINES, Example
from pipeline.train.ingredients import Ingredients
from pipeline.train.model import Network
from pipeline.train.params import TrainParams

POSITIONS = 256
RIDGE = 0.01
INFIXES = (r"(?<=\w)[–—](?=\w)",)
"""A dash between two words parts them, as Swedish writes routes and pairs: ``Malmö–Lund``."""


def write(network: Network, folder: Path, parts: Ingredients, params: TrainParams) -> None:
    """Writes the pipeline into ``folder``, in place of what is there (a README stays).

    The head is trained here, on the exported encoder; what was held out of our own text calibrates its confidence.
    """
    raw = folder.with_name(folder.name + ".parts")
    raw.mkdir(parents=True, exist_ok=True)
    parts.base.tokenizer.save(str(raw / TOKENIZER_FILE), pretty=False)
    export.encoder(network, raw / MODEL_FILE, POSITIONS, GUIDELINES.index("ours"), export.by_column)
    nlp = blank()
    component = nlp.get_pipe("names")
    assert isinstance(component, Names)
    component.encoder = Encoder(raw, threads=2)
    component.encoder.map_sentences(*sentence_map(component.encoder, parts.texts, parts.vectors))
    component.tagger = head.train(component.encoder, nlp, parts.split.train, params.fit, params.head)
    component.tagger = Tagger(component.tagger.weights, calibrated(nlp, parts.split.tests["ours"]))
    nlp.to_disk(folder)
    shutil.rmtree(raw)


def sentence_map(encoder: Encoder, texts: Sequence[str], vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weight (width, width) and bias (width,) that bring the vectors of ``texts`` nearest to ``vectors``.

    Ridge regression: what eight bits have moved, a linear map moves back.
    """
    fitted = Ridge(alpha=RIDGE).fit(encoder.sentences(texts), vectors)
    return np.asarray(fitted.coef_.T), np.asarray(fitted.intercept_)


def blank() -> Language:
    """A Swedish pipeline with an empty recogniser."""
    nlp = spacy.blank("sv")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, SpacyTokenizer)
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *INFIXES]).finditer
    nlp.add_pipe(FACTORY, name="names")
    nlp.meta.update({
        "name": "rapportgruvan_names", "version": __version__, "license": "MIT",
        "description": "People, organisations and places in Swedish reports",
        "author": "The Rapportgruvan team",
    })  # fmt: skip
    return nlp


def calibrated(nlp: Language, held_out: Sequence[Example]) -> Calibration:
    """The calibration under which the names' certainty comes nearest to how often they are right.

    None is needed where all are, or none.
    """
    certainties, right = [], []
    for example, doc in zip(held_out, nlp.pipe(example.text for example in held_out), strict=True):
        for name in doc.ents:
            if (name.start_char, name.end_char) not in example.unsure:
                certainties.append(name._.confidence)
                right.append((name.start_char, name.end_char, name.label_) in example.spans)
    if len(set(right)) < 2:
        return Calibration()
    held = np.clip(np.array(certainties), TINY, 1 - TINY)
    fitted = LogisticRegression(C=1e6).fit(np.log(held / (1 - held))[:, None], right)
    return Calibration(float(fitted.coef_[0, 0]), float(fitted.intercept_[0]))
