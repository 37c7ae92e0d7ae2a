"""Words of a text with their offsets, and a trie that finds the longest known name at a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

WORD = re.compile(r"[^\W_]+(?:[-‑'’´&][^\W_]+)*(?::[a-zåäö]+)?(?:-(?=\s(?:och|eller|samt|&)\s))?|[\n\t]|[^\w\s]|_")
SENTENCE_END = frozenset(".!?…")
OPENERS = frozenset("-–—−•*·▪◦\"”“»«'’(⇒→◆■\n\t")
GENITIVE = re.compile(r"(?::s|['’´]s|s)$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. ``initial``: it begins a sentence or an item, so its capital says nothing."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    initial: bool

    @property
    def upper(self) -> bool:
        """Whether it is written in capitals only, as abbreviations are."""
        return len(self.text) > 1 and self.text.isupper()


def tokenise(text: str) -> list[Token]:
    """Words, marks and line breaks of ``text``, in order."""
    tokens: list[Token] = []
    initial = True
    for match in WORD.finditer(text):
        word = match[0]
        is_word = word[0].isalnum()
        tokens.append(
            Token(match.start(), match.end(), word, word.lower(), word[0].isupper(), initial and is_word)
        )
        if is_word:
            initial = word.isdigit() and initial
        elif word in SENTENCE_END or word in "\n\t":
            initial = True
        elif word not in OPENERS:
            initial = False
    return tokens


def stems(lower: str) -> Iterator[str]:
    """The word itself, and what it is the genitive of."""
    yield lower
    match = GENITIVE.search(lower)
    if match and match.start() > 1:
        yield lower[: match.start()]


@dataclass
class Trie(Generic[Value]):
    """Names by their lower-case words; the last word may stand in the genitive."""

    root: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, value: Value) -> None:
        """Adds a name; an earlier one with the same words stays."""
        node = self.root
        for word in split(name):
            node = node.setdefault(word, {})
        node.setdefault("", value)

    def longest(self, tokens: list[Token], at: int) -> tuple[int, Value, bool] | None:
        """The longest name that begins at token ``at``: index after it, its value, whether it is a genitive."""
        node, best = self.root, None
        for index in range(at, len(tokens)):
            lower = tokens[index].lower
            for genitive, stem in enumerate(stems(lower)):
                child = node.get(stem)
                if child is not None and "" in child:
                    best = (index + 1, child[""], bool(genitive))
                    break
            following = node.get(lower)
            if following is None:
                break
            node = following
        return best


def split(name: str) -> list[str]:
    """The lower-case words of a name."""
    return [match[0].lower() for match in WORD.finditer(name)]


def trie(entries: Iterable[tuple[str, Value]]) -> Trie[Value]:
    """A trie of names and their values."""
    made: Trie[Value] = Trie()
    for name, value in entries:
        made.add(name, value)
    return made
