"""Exact-span scores of names, by type and over all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.encoder import pieces_of
from pipeline.extract.model.features import TYPES
from pipeline.extract.model.tagger import TAGS, likeliest
from pipeline.extract.recogniser import Recogniser
from pipeline.extract.resolve import resolve
from pipeline.extract.spans import Piece
from pipeline.train.data import Feeder
from pipeline.train.examples import Example
from pipeline.train.losses import probabilities
from pipeline.train.model import Network

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


def of_network(network: Network, feeder: Feeder, tests: Sequence[Example]) -> dict[str, float]:
    """Scores of a network in training, under our guideline."""
    chances = probabilities([network], [feeder.row(example) for example in tests], guideline=0)
    found = []
    for example, rows in zip(tests, chances, strict=True):
        offsets = pieces_of(feeder.tokenizer, example.text)[1][: feeder.max_pieces]
        found.append(_spans(likeliest(rows[1:-1]) if offsets else [], offsets))
    return f1(zip(tests, found, strict=True))


def of_pipeline(nlp: Language, tests: Sequence[Example]) -> dict[str, float]:
    """Scores of a spaCy pipeline, on the tests' own tokens where they have any."""
    docs = nlp.pipe(document(nlp, example) for example in tests)
    found = [[(name.start_char, name.end_char, name.label_) for name in doc.ents] for doc in docs]
    return f1(zip(tests, found, strict=True))


def of_recogniser(recogniser: Recogniser, tests: Sequence[Example]) -> dict[str, float]:
    """Scores of a recogniser of ours, each test as a document of one piece."""
    found: list[Spans] = []
    for example in tests:
        spans = recogniser.spans(example.text, [Piece(0, example.text, "paragraph", "")])
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


def _spans(tags: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Spans:
    """Character spans of the tags of pieces."""
    found: Spans = []
    for tag, (start, end) in zip(tags, offsets, strict=True):
        name = TAGS[tag]
        if name[0] == "B":
            found.append((start, end, name[2:]))
        elif name[0] == "I" and found:
            found[-1] = (found[-1][0], end, name[2:])
    return found
