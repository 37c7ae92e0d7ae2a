"""What spaCy's own recogniser, a small convolutional network, learns from the same examples: a baseline."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example as Pair
from spacy.util import fix_random_seed  # type: ignore[attr-defined]

from pipeline.train.examples import Example
from pipeline.train.scores import document

SEED = 7
EPOCHS = 8
BATCH = 32


def train(examples: Sequence[Example], folder: Path) -> Language:
    """A trained pipeline, also written to ``folder``."""
    fix_random_seed(SEED)
    rng = random.Random(SEED)
    nlp = spacy.blank("sv")
    nlp.add_pipe("ner")
    pairs = [_pair(nlp, example) for example in examples]
    optimiser = nlp.initialize(lambda: pairs)
    for number in range(EPOCHS):
        rng.shuffle(pairs)
        losses: dict[str, float] = {}
        for start in range(0, len(pairs), BATCH):
            nlp.update(pairs[start : start + BATCH], sgd=optimiser, drop=0.2, losses=losses)
        print(f"baseline, epoch {number + 1} of {EPOCHS}: loss {losses['ner']:.0f}", flush=True)
    with nlp.use_params(optimiser.averages):
        nlp.to_disk(folder)
    return spacy.load(folder)


def _pair(nlp: Language, example: Example) -> Pair:
    """The example as spaCy trains on it; names that its words cannot hold are left out."""
    doc = document(nlp, example)
    spans = [doc.char_span(start, end, label=kind) for start, end, kind in example.spans]
    reference = doc.copy()
    reference.ents = [span for span in spans if span is not None]
    return Pair(doc, reference)
