"""Variants of annotated sentences: other names in the same places, other case and spacing, remains of layout."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from pipeline import resources
from pipeline.train.examples import TYPES, Example

Spans = list[tuple[int, int, str]]


class Pool:
    """Names to put in the place of others: those of the training examples, and of the data files."""

    def __init__(self, examples: Iterable[Example]) -> None:
        found: dict[tuple[str, bool], dict[str, None]] = defaultdict(dict)
        for example in examples:
            for start, end, kind in example.spans:
                surface = example.text[start:end]
                found[kind, surface.endswith("s")][surface] = None
        self.seen = {key: list(names) for key, names in found.items()}
        self.given = list(resources.column("given_names", "name"))
        self.surnames = list(resources.column("surnames", "name"))
        self.places = [*resources.column("municipalities", "name"), *resources.column("places", "name")]
        self.organisations = list(resources.column("organisations", "name"))

    def other(self, surface: str, kind: str, rng: random.Random) -> str:
        """Another name of the same type, in the genitive where ``surface`` seems to be."""
        genitive = surface.endswith("s")
        if rng.random() < 0.4:
            return rng.choice(self.seen.get((kind, genitive)) or [surface])
        if kind == "PER":
            made = self._person(surface, rng)
        else:
            made = rng.choice(self.places if kind == "LOC" else self.organisations)
        return made + "s" if genitive and made[-1] not in "sxz" else made

    def _person(self, surface: str, rng: random.Random) -> str:
        given, surname = rng.choice(self.given), rng.choice(self.surnames)
        if " " not in surface:
            return rng.choice((given, surname))
        if rng.random() < 0.15:
            return f"{given[0]}{rng.choice(('.', ''))} {surname}"
        if rng.random() < 0.15:
            given = f"{given}{rng.choice('- ')}{rng.choice(self.given)}"
        if rng.random() < 0.15:
            surname = f"{surname}{rng.choice('- ')}{rng.choice(self.surnames)}"
        return f"{given} {surname}"


def rewritten(example: Example, change: Callable[[str, str], str]) -> Example:
    """The example with each name put through ``change(surface, type)``; the text between stays."""
    text, spans, at = "", [], 0
    for start, end, kind in example.spans:
        text += example.text[at:start]
        name = change(example.text[start:end], kind)
        spans.append((len(text), len(text) + len(name), kind))
        text += name
        at = end
    return Example(text + example.text[at:], tuple(spans), example.guideline, example.group)


def swapped(example: Example, pool: Pool, share: float, rng: random.Random) -> Example:
    """The example with about ``share`` of its names replaced."""

    def change(surface: str, kind: str) -> str:
        return pool.other(surface, kind, rng) if kind in TYPES and rng.random() < share else surface

    return rewritten(example, change)


def shouted(example: Example) -> Example:
    """The example in capitals, where that changes no length."""
    upper = example.text.upper()
    same = len(upper) == len(example.text)
    return Example(upper if same else example.text, example.spans, example.guideline, example.group)


def spaced(example: Example) -> Example:
    """The example with a space before each mark of punctuation, as tokens joined by spaces have it."""
    text, new = "", []
    for at, letter in enumerate(example.text):
        if letter in ",.;:!?()" and text and text[-1] != " " and _ends_word(example.text, at):
            text += " "
        new.append(len(text))
        text += letter
    new.append(len(text))
    spans = tuple((new[start], new[end - 1] + 1, kind) for start, end, kind in example.spans)
    return Example(text, spans, example.guideline, example.group)


def _ends_word(text: str, at: int) -> bool:
    return at + 1 == len(text) or not text[at + 1].isalnum()


def dressed(example: Example, rng: random.Random) -> Example:
    """The example with remains of layout: a bullet or number before it, stars round a name, no full stop."""
    choice = rng.randrange(3)
    if choice == 0:
        return shifted(example, rng.choice(("- ", "• ", "* ", "1. ", "## ", "– ", "o ")))
    if choice == 1 and example.spans:
        return _starred(example, rng.choice(example.spans))
    bare = example.text.rstrip(".")
    keep = bare if not example.spans or example.spans[-1][1] <= len(bare) else example.text
    return Example(keep, example.spans, example.guideline, example.group)


def _starred(example: Example, chosen: tuple[int, int, str]) -> Example:
    start, end, _ = chosen
    text = f"{example.text[:start]}**{example.text[start:end]}**{example.text[end:]}"
    spans = [(a + 2 * (a >= start) + 2 * (a >= end), b + 2 * (b > start) + 2 * (b > end), kind)
             for a, b, kind in example.spans]  # fmt: skip
    return Example(text, tuple(spans), example.guideline, example.group)


def shifted(example: Example, before: str) -> Example:
    """The example after some text without names."""
    spans = tuple((a + len(before), b + len(before), kind) for a, b, kind in example.spans)
    return Example(before + example.text, spans, example.guideline, example.group)


def together(examples: Sequence[Example]) -> Example:
    """Neighbouring examples as one text, parted by spaces."""
    text, spans = "", list[tuple[int, int, str]]()
    for example in examples:
        text += " " if text else ""
        spans += shifted(example, text).spans if text else example.spans
        text += example.text
    return Example(text, tuple(spans), examples[0].guideline, examples[0].group)


def varied(example: Example, pool: Pool, rng: random.Random) -> Example:
    """One random variant; more often than not the example as it is."""
    if rng.random() < 0.35:
        example = swapped(example, pool, 0.5, rng)
    throw = rng.random()
    if throw < 0.04:
        return shouted(example)
    if throw < 0.10:
        return spaced(example)
    if throw < 0.15:
        return dressed(example, rng)
    return example
