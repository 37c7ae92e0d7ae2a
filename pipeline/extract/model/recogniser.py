"""A spaCy pipeline as a recogniser: ours, or any other that is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import spacy
from spacy.tokens import Doc

from pipeline import resources
from pipeline.extract.model.naming import named
from pipeline.extract.rules import RuleRecogniser
from pipeline.extract.spans import Piece, Span
from pipeline.resources import ModelError

LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "PERSON": "PER", "GPE": "LOC", "PRS": "PER"}
"""Our types by the labels of spaCy's pipelines; others are dropped."""
UNSTATED = 0.8
"""The confidence of a name whose pipeline states none."""


class SpacyRecogniser:
    """Names as a spaCy pipeline sees them; the rules give it features, and canonical names to what it finds.

    model: a path, or the name of an installed package such as ``sv_core_news_lg``; empty for the one that ships.
    Raises ModelError where there is no such pipeline.
    """

    def __init__(self, model: str = "") -> None:
        path = model or str(resources.models_folder() / "names")
        try:
            self.nlp = spacy.load(path)
        except OSError as error:
            raise ModelError(f"{path}: no spaCy pipeline; install it, or leave extract.model empty") from error
        self.rules = RuleRecogniser()

    def spans(self, text: str, pieces: Sequence[Piece]) -> list[Span]:
        """PER, ORG and LOC spans in offsets of ``text``, each inside one piece."""
        seen = sorted(self.rules.spans(text, pieces), key=lambda span: span.start)
        docs = (self._doc(piece, within) for piece, within in zip(pieces, _by_piece(pieces, seen), strict=True))
        found = [
            span for piece, doc in zip(pieces, self.nlp.pipe(docs), strict=True) for span in _names(piece, doc)
        ]
        return named(found, seen)

    def _doc(self, piece: Piece, seen: list[Span]) -> Doc:
        doc = self.nlp.make_doc(piece.text)
        if Doc.has_extension("rule_spans"):
            doc._.rule_spans = [span.shifted(-piece.start) for span in seen]
        return doc


def _by_piece(pieces: Sequence[Piece], spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans inside each piece; both are in text order."""
    at = 0
    for piece in pieces:
        end = piece.start + len(piece.text)
        inside = []
        while at < len(spans) and spans[at].start < end:
            inside.append(spans[at])
            at += 1
        yield inside


def _names(piece: Piece, doc: Doc) -> Iterable[Span]:
    for entity in doc.ents:
        if entity.label_ in LABELS:
            confidence = entity._.confidence if entity.has_extension("confidence") else None
            start, end = piece.start + entity.start_char, piece.start + entity.end_char
            yield Span(
                start, end, LABELS[entity.label_], value=" ".join(entity.text.split()),
                confidence=UNSTATED if confidence is None else confidence, source="spacy",
            )  # fmt: skip
