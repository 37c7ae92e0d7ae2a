"""The recogniser as a spaCy component, so that ``spacy.load("models/names")`` opens it like any other pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab
from threadpoolctl import ThreadpoolController

from pipeline.encoder import Encoded, Encoder
from pipeline.extract import spans as own
from pipeline.extract.model.corrections import settled, tidied
from pipeline.extract.model.features import TYPES, Offsets, features
from pipeline.extract.model.tagger import Name, Tagger, first_pieces
from pipeline.extract.resolve import resolve
from pipeline.extract.rules import RuleRecogniser
from pipeline.resources import ModelError

FACTORY = "rapportgruvan_names"
BATCH = 64
"""Documents encoded side by side."""
BLAS = ThreadpoolController()
"""The libraries that multiply matrices."""


@Language.factory(FACTORY, assigns=["doc.ents"], default_config={"threads": 1})
def make_names(nlp: Language, name: str, threads: int) -> Names:
    """An empty component; ``spacy.load`` or ``from_disk`` fills it. threads: documents encoded at a time."""
    return Names(nlp.vocab, name, threads)


class Names:
    """Sets ``doc.ents`` to people (PER), organisations (ORG) and places (LOC), on the document's own tokens.

    ``span._.confidence`` is the chance that span and type are right. ``doc._.sentence_vector`` is the text's
    vector, (384,), length one, from the same pass. ``doc._.rule_spans``, where set, are the names that the rules
    see in the whole report that the text comes from; otherwise the rules are asked about the text alone.
    """

    def __init__(self, vocab: Vocab, name: str = FACTORY, threads: int = 1) -> None:
        self.vocab = vocab
        self.name = name
        self.threads = threads
        self.encoder: Encoder | None = None
        self.tagger: Tagger | None = None
        self.rules = RuleRecogniser()

    def __call__(self, doc: Doc) -> Doc:
        """The document with its names."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """The documents with their names, in order."""
        if self.encoder is None or self.tagger is None:
            raise ModelError(f"the component {self.name} has no model; open it with spacy.load('models/names')")
        for batch in batched(docs, batch_size):
            encoded = self.encoder.encode(doc.text for doc in batch)
            # matrices as small as a line's are slower on several threads, much slower where others compute too
            with BLAS.limit(limits=1, user_api="blas"):
                for doc, one in zip(batch, encoded, strict=True):
                    tokens = [token for token in doc if not token.is_space]
                    _mark(doc, tokens, self._names(self.tagger, doc, tokens, one))
                    doc._.sentence_vector = one.sentence
            yield from batch

    def _names(self, tagger: Tagger, doc: Doc, tokens: Sequence[Token], encoded: Encoded) -> list[Name]:
        words = [(token.idx, token.idx + len(token)) for token in tokens]
        if not words or not encoded.offsets:
            return []
        seen = self._seen(doc)
        vectors = encoded.vectors[first_pieces(encoded.offsets, words)]
        found = tagger.names(tagger.scores(vectors, features(doc.text, words, seen)))
        return settled(tidied(found, [token.text for token in tokens]), on_words(seen, words))

    def _seen(self, doc: Doc) -> Sequence[own.Span]:
        if doc._.rule_spans is not None:
            seen: Sequence[own.Span] = doc._.rule_spans
            return seen
        return self.rules.spans(doc.text, [own.Piece(0, doc.text, "paragraph", "")])

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Copies encoder and head into the folder ``path``."""
        if self.encoder is None or self.tagger is None:
            raise ModelError(f"the component {self.name} has no model to save")
        folder = spacy.util.ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        self.encoder.to_disk(folder)
        self.tagger.to_disk(folder)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Names:
        """Opens encoder and head. Raises ModelError where one is missing or broken."""
        folder = spacy.util.ensure_path(path)
        self.encoder = Encoder(folder, self.threads)
        self.tagger = Tagger.from_disk(folder)
        return self


def on_words(spans: Iterable[own.Span], words: Offsets) -> list[Name]:
    """The rules' names, none overlapping, as runs of words; those whose borders are no words' are left out."""
    starts = {start: at for at, (start, _) in enumerate(words)}
    ends = {end: at + 1 for at, (_, end) in enumerate(words)}
    return [
        Name(starts[span.start], ends[span.end], span.type, span.confidence)
        for span in resolve(span for span in spans if span.type in TYPES)
        if span.start in starts and span.end in ends
    ]


def batched(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """The documents in groups; itertools has this from Python 3.12."""
    source = iter(docs)
    while group := list(islice(source, size)):
        yield group


def _mark(doc: Doc, tokens: Sequence[Token], names: Sequence[Name]) -> None:
    marked = [Span(doc, tokens[one.first].i, tokens[one.last - 1].i + 1, label=one.type) for one in names]
    doc.ents = marked
    for span, one in zip(marked, names, strict=True):
        span._.confidence = one.confidence


Doc.set_extension("rule_spans", default=None, force=True)
Doc.set_extension("sentence_vector", default=None, force=True)
Span.set_extension("confidence", default=None, force=True)
