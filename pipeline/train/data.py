"""Which examples train, which test, and which text has no annotation; as batches of tensors."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from pipeline import resources
from pipeline.encoder import ends_of, pieces_of
from pipeline.extract.model.features import FEATURES, features
from pipeline.extract.model.tagger import TAGS
from pipeline.extract.rules import RuleRecogniser
from pipeline.extract.spans import Piece
from pipeline.train import examples as sources
from pipeline.train.augment import Pool, together, varied
from pipeline.train.examples import GUIDELINES, Example, share
from pipeline.train.model import Batch

HELD_OUT = 5
"""One in five SUC sentences is never trained on."""
OURS_HELD_OUT = 20
"""Nor is one in twenty excerpts of our own text: they calibrate, and show how well their like is read."""
IGNORED = -100


@dataclass(frozen=True)
class Split:
    """Examples by what they are for: train, and tests by name."""

    train: list[Example]
    tests: dict[str, list[Example]]


def split(shared: Path, annotated: Path, leave_out: Sequence[str] = ()) -> Split:
    """All annotated text. ``leave_out`` are kinds of our own text that are to be a test instead."""
    folder = shared / "data" / "ner"
    suc = sources.suc(folder / "suc3-sentences.txt")
    ours = {path.stem: sources.annotated(path) for path in sorted(annotated.glob("*.txt"))}
    known = [example for kind, found in ours.items() if kind not in leave_out for example in found]
    train = [
        *(example for example in known if share(example.group, OURS_HELD_OUT)),
        *sources.universal(folder / "uner-talbanken-train.iob2"),
        *sources.universal(folder / "uner-talbanken-dev.iob2"),
        *sources.webbnyheter(folder / "webbnyheter-train.txt"),
        *(example for example in suc if share(example.group, HELD_OUT)),
    ]
    tests = {
        "ours": [example for example in known if not share(example.group, OURS_HELD_OUT)],
        "talbanken": sources.universal(folder / "uner-talbanken-test.iob2"),
        "suc": [example for example in suc if not share(example.group, HELD_OUT)],
        "webbnyheter": sources.webbnyheter(folder / "webbnyheter-test.txt"),
        **{kind: ours[kind] for kind in leave_out},
    }
    countries = _countries()
    return Split([_literal(example, countries) for example in train], tests)


def unannotated(shared: Path) -> list[str]:
    """Sentences of the unannotated pages, in an order that is random and the same in any run."""
    found: dict[str, None] = {}
    for path in sorted((shared / "corpus-large").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            clean = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line).strip("#*- \t>")
            found.update(
                dict.fromkeys(part for part in re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ])", clean) if len(part) > 12)
            )
    return sorted(found, key=lambda text: (share(text, 1 << 30), text))


def _countries() -> frozenset[str]:
    """Places that stand for states and cities, as a name and in the genitive."""
    names = {*resources.column("places", "name"), *resources.column("municipalities", "name")}
    return frozenset(names | {f"{name}s" for name in names})


def _literal(example: Example, places: frozenset[str]) -> Example:
    """SUC tags a state or a city that acts as an institution; the other guidelines call it a place throughout."""
    if example.guideline not in {"suc", "web"}:
        return example
    spans = tuple(
        (start, end, "LOC" if kind == "ORG" and example.text[start:end] in places else kind)
        for start, end, kind in example.spans
    )
    return Example(example.text, spans, example.guideline, example.group, example.words, example.unsure)


class Feeder:
    """Examples to tensors."""

    def __init__(self, tokenizer: Tokenizer, max_pieces: int) -> None:
        self.tokenizer = tokenizer
        self.max_pieces = max_pieces
        self.rules = RuleRecogniser()
        self.start, self.end = ends_of(tokenizer)

    def ids(self, text: str) -> list[int]:
        """The text's pieces between the marks of its start and end; pieces beyond the longest allowed are cut."""
        ids, _ = pieces_of(self.tokenizer, text)
        return [self.start, *ids[: self.max_pieces], self.end]

    def row(self, example: Example, tagged: bool = True) -> Row:
        """One text as arrays; pieces beyond the longest allowed are cut."""
        ids, offsets = pieces_of(self.tokenizer, example.text)
        ids, offsets = ids[: self.max_pieces], offsets[: self.max_pieces]
        spans = self.rules.spans(example.text, [Piece(0, example.text, "paragraph", "")])
        tags = tags_of(example, offsets) if tagged else [IGNORED] * len(ids)
        return Row(
            np.array([self.start, *ids, self.end]),
            np.pad(features(example.text, offsets, spans), ((1, 1), (0, 0))),
            np.array([IGNORED, *tags, IGNORED]),
            GUIDELINES.index(example.guideline),
        )


@dataclass(frozen=True)
class Row:
    """One text: ids (length), features (length, features), tags (length), guideline."""

    ids: np.ndarray
    features: np.ndarray
    tags: np.ndarray
    guideline: int


def tags_of(example: Example, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """The tag of each piece: B on the first piece of a name, I on its others."""
    tags, spans, at = [0] * len(offsets), example.spans, 0
    opened = False
    for row, (start, end) in enumerate(offsets):
        while at < len(spans) and spans[at][1] <= start:
            at, opened = at + 1, False
        if at < len(spans) and start < spans[at][1] and end > spans[at][0] and end > start:
            tags[row] = TAGS.index(f"{'I' if opened else 'B'}-{spans[at][2]}")
            opened = True
    return tags


def batch(rows: Sequence[Row]) -> Batch:
    """Rows as one padded batch; what fills it up is masked, so its id does not matter."""
    length = max(len(row.ids) for row in rows)
    ids = torch.zeros((len(rows), length), dtype=torch.int64)
    mask = torch.zeros((len(rows), length), dtype=torch.bool)
    known = torch.zeros((len(rows), length, len(FEATURES)))
    tags = torch.full((len(rows), length), IGNORED)
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.from_numpy(row.ids)
        mask[at, : len(row.ids)] = True
        known[at, : len(row.ids)] = torch.from_numpy(row.features)
        tags[at, : len(row.ids)] = torch.from_numpy(row.tags)
    return Batch(ids, mask, known, torch.tensor([row.guideline for row in rows]), tags)


def epoch(train: Sequence[Example], pool: Pool, weights: dict[str, int], empty: float, seed: int) -> list[Example]:
    """What one epoch sees, in random order: variants, some joined with their neighbours."""
    rng = random.Random(seed)
    seen: list[Example] = []
    at = 0
    while at < len(train):
        count = rng.choice((1, 1, 1, 2, 2, 3, 4)) if train[at].guideline in {"ours", "uner"} else 1
        group = [one for one in train[at : at + count] if one.group == train[at].group]
        at += len(group)
        names = any(one.spans for one in group)
        ours = group[0].guideline == "ours"
        if not names and not ours and rng.random() > empty:
            continue
        for _ in range(weights[group[0].guideline] if names or ours else 1):
            seen.append(together([varied(one, pool, rng) for one in group]))
    rng.shuffle(seen)
    return seen


def batches(rows: Sequence[Row], tokens: int, seed: int) -> Iterator[list[Row]]:
    """Rows of like length together, about ``tokens`` pieces a batch, in random order."""
    rng = random.Random(seed)
    made: list[list[Row]] = []
    for chunk in range(0, len(rows), 512):
        held: list[Row] = []
        for row in sorted(rows[chunk : chunk + 512], key=lambda one: len(one.ids)):
            if held and (len(held) + 1) * len(row.ids) > tokens:
                made.append(held)
                held = []
            held.append(row)
        made.append(held)
    rng.shuffle(made)
    yield from made
