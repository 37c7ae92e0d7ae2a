"""One piece of text as the rules for names see it: its words, and the places and organisations known by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.rules import lexicon, places, words
from pipeline.extract.rules.places import Found
from pipeline.extract.rules.tokens import Token, tokenise
from pipeline.extract.spans import Piece, Span

ADDRESS = re.compile(r"(?<!\S)(?=\S*?(?:@|www\.|https?:))\S+")
LOWER_WORD = re.compile(r"(?<![\w-])[a-zåäöéü][a-zåäöéü-]*(?![\w])")


@dataclass
class Context:
    """A piece, cut into words. Indexes of words go from 0; ``last`` is always the index after the last word."""

    piece: Piece
    tokens: list[Token]
    places: dict[int, Found]
    lower_words: frozenset[str]
    """Words that the document has in lower case: a capital on one of these may only start a sentence."""
    inside_place: frozenset[int] = field(default_factory=frozenset)

    def token(self, at: int) -> Token | None:
        """The word at an index, None beyond the ends."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def lower(self, at: int) -> str:
        """The word at an index in lower case, empty beyond the ends."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def span(  # noqa: PLR0913, PLR0917 - one argument a column
        self,
        first: int,
        last: int,
        type_: str,
        value: str | None = None,
        confidence: float = 0.8,
        source: str = "rules:pattern",
    ) -> Span:
        """The span of words ``first`` to before ``last``, in offsets of the piece."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Span(start, end, type_, value=value or self.text(first, last), confidence=confidence, source=source)

    def text(self, first: int, last: int) -> str:
        """The words as written, with runs of blanks made one."""
        return " ".join(self.piece.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def namelike(self, at: int) -> bool:
        """Whether the word may be part of a proper name: a capital not owed to a sentence's start."""
        token = self.token(at)
        if token is None or not token.capital:
            return False
        if token.lower in lexicon.stop_words() and (token.initial or token.lower not in words.NAME_ADJECTIVES):
            return False
        return not (token.initial and token.lower in self.lower_words and at not in self.inside_place)

    def run(self, at: int) -> int:
        """The index after the name-like words that begin at ``at``."""
        while self.namelike(at):
            at += 1
        return at


def build(piece: Piece, tokens: list[Token], lower_words: frozenset[str]) -> Context:
    """The piece with its known places."""
    found = places.match(tokens)
    inside = frozenset(at for hit in found.values() for at in range(hit.first, hit.last))
    return Context(piece, tokens, found, lower_words, inside)


def build_all(pieces: list[Piece]) -> list[Context]:
    """All pieces of a document; which words it writes in lower case is known from all of them."""
    tokens = [tokenise(piece.text) for piece in pieces]
    lower_words = frozenset(word for piece in pieces for word in LOWER_WORD.findall(ADDRESS.sub(" ", piece.text)))
    return [build(piece, row, lower_words) for piece, row in zip(pieces, tokens, strict=True)]
