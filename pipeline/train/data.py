"""Examples as what a network reads: rows of pieces, features and tags, in batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from pipeline.encoder import ends_of, pieces_of
from pipeline.extract.model.features import FEATURES, features
from pipeline.extract.model.tagger import TAGS
from pipeline.extract.rules import RuleRecogniser
from pipeline.extract.spans import Piece
from pipeline.train.augment import Pool, together, varied
from pipeline.train.examples import GUIDELINES, Example
from pipeline.train.model import Batch

IGNORED = -100


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
