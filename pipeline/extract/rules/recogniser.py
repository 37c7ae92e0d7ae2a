"""The rules' first pass over each piece of a document, and the second with what the document itself taught."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.resolve import resolve
from pipeline.extract.rules import discourse, organisations, persons, places
from pipeline.extract.rules.context import Context, build_all
from pipeline.extract.rules.tokens import trie
from pipeline.extract.spans import Piece, Span, shift_all


class RuleRecogniser:
    """Names by data files and rules: a first pass over each piece, then what the document itself taught."""

    def spans(self, text: str, pieces: Sequence[Piece]) -> list[Span]:
        """PER, ORG and LOC spans in offsets of ``text``; they may overlap."""
        contexts = build_all(list(pieces))
        first = [_first_pass(context) for context in contexts]
        settled = [resolve(spans) for spans in first]
        extra = [_from_neighbours(*both) for both in zip(contexts, settled, strict=True)]
        settled = [resolve([*a, *b]) for a, b in zip(first, extra, strict=True)]
        known = [(span, context.piece.text[span.start : span.end])
                 for context, spans in zip(contexts, settled, strict=True) for span in spans]  # fmt: skip
        learned = discourse.learn([span for span, _ in known], [written for _, written in known])
        names = trie((written, (written, *rest)) for written, rest in learned.organisations.items())
        found: list[Span] = []
        for context, one, two in zip(contexts, first, extra, strict=True):
            spans = [*one, *two, *discourse.later(context, learned, names)]
            found += shift_all(spans, context.piece.start)
        return discourse.settle_values(found)


def _first_pass(context: Context) -> list[Span]:
    piece = context.piece
    located = list(places.find(piece.text, context.tokens, context.places, context.lower_words, piece.key))
    organised = list(organisations.find(context))
    taken = _words_of(
        context, [span for span in organised if span.confidence >= 0.8 and not _surname(context, span)]
    )
    people = list(persons.find(context, taken))
    return [*located, *organised, *people, *persons.party_letters(context, people)]


def _from_neighbours(context: Context, settled: list[Span]) -> list[Span]:
    pairs = [span for pair in discourse.explained(context, settled) for span in pair]
    near = [*discourse.affiliations(context, settled), *discourse.after_slash(context, settled)]
    both = [*settled, *near]
    return [*pairs, *near, *discourse.partner_items(context), *discourse.enumerated(context, both)]


def _surname(context: Context, span: Span) -> bool:
    """Whether a company's name stands as a surname: ``Anna Skanska``."""
    text = context.piece.text[: span.start].rstrip().rsplit(" ", 1)[-1]
    return " " not in context.piece.text[span.start : span.end] and persons.is_given(text)


def _words_of(context: Context, spans: list[Span]) -> frozenset[int]:
    covered = [(span.start, span.end) for span in resolve(spans)]
    return frozenset(
        at for at, token in enumerate(context.tokens)
        if any(start <= token.start < end for start, end in covered)
    )  # fmt: skip
