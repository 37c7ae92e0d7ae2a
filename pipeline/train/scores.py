"""Exact-span scores of names, by type and over all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.model.features import TYPES
from pipeline.extract.recogniser import Recogniser, recogniser
from pipeline.extract.resolve import resolve
from pipeline.extract.spans import Piece
from pipeline.resources import models_folder
from pipeline.train.examples import Example

Spans = list[tuple[int, int, str]]


def f1(pairs: Iterable[tuple[Example, Spans]]) -> dict[str, float]:
    """F1 of (gold, found) by type and ``all``: exact span and type. Names marked unsure count neither way."""
    counts = {kind: [0, 0, 0] for kind in TYPES}
    for example, found in pairs:
        gold, seen = set(example.spans), set(found)
        for span in gold | seen:
            if span[:2] not in example.unsure:
                counts[span[2]][0 if span in gold and span in seen else 1 if span in seen else 2] += 1
    counts["all"] = [sum(column) for column in zip(*counts.values(), strict=True)]
    return {kind: round(_f1(*three), 4) for kind, three in counts.items()}


def _f1(hit: int, wrong: int, missed: int) -> float:
    return 2 * hit / max(1, 2 * hit + wrong + missed)


def of_engine(engine: str, model: str, tests: Sequence[Example]) -> dict[str, float]:
    """Scores of a recogniser by its name; of our spaCy pipeline on the tests' own tokens."""
    if engine == "spacy":
        return of_pipeline(spacy.load(model or models_folder() / "names"), tests)
    return of_recogniser(recogniser(engine, model), tests)


def of_pipeline(nlp: Language, tests: Sequence[Example]) -> dict[str, float]:
    """Scores of a spaCy pipeline, on the tests' own tokens where they have any."""
    docs = nlp.pipe(document(nlp, example) for example in tests)
    found = [[(name.start_char, name.end_char, name.label_) for name in doc.ents] for doc in docs]
    return f1(zip(tests, found, strict=True))


def of_recogniser(engine: Recogniser, tests: Sequence[Example]) -> dict[str, float]:
    """Scores of a recogniser of ours, each test as a document of one piece."""
    found: list[Spans] = []
    for example in tests:
        spans = engine.spans(example.text, [Piece(0, example.text, "paragraph", "")])
        found.append([(span.start, span.end, span.type) for span in resolve(spans)])
    return f1(zip(tests, found, strict=True))


def document(nlp: Language, example: Example) -> Doc:
    """The example as a document: of its own tokens, or cut by the pipeline where it has none."""
    words, text = example.words, example.text
    if not words:
        return nlp.make_doc(text)
    spaces = [end < len(text) and text[end].isspace() for _, end in words]
    doc = Doc(nlp.vocab, [text[start:end] for start, end in words], spaces)
    return doc if doc.text == text else nlp.make_doc(text)
