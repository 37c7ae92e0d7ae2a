"""Theme books of many fields: the network learns to tell the themes of a book that it has not met by a few texts.

As prototypical networks learn (Snell, Swersky and Zemel 2017): in an episode some texts of each theme of one book
make its prototype, and other statements of those themes have to find it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from pipeline.train.base import Base
from pipeline.train.statements.network import StatementNetwork, encoded
from pipeline.train.statements.params import FitParams
from pipeline.train.statements.rows import TaughtTheme

ASKED = 2
"""Statements of each theme that look for it."""
MOST_TOLD = 3
"""Texts of a theme that may stand for it: name, definition, or other statements."""
FEWEST = ASKED + MOST_TOLD - 2
"""Statements of a theme, so that with name and definition there is enough to tell."""


@dataclass(frozen=True)
class Episode:
    """told: texts that stand for themes, told_of: whose they are. asked: statements, asked_of: whose they are."""

    told: list[str]
    told_of: list[int]
    asked: list[str]
    asked_of: list[int]


def episodes(books: Sequence[Sequence[TaughtTheme]], params: FitParams, epoch: int) -> Iterator[Episode]:
    """Episodes of the books in turn, over and over, in an order of the epoch's own.

    Raises ValueError where there is no book, or one has a theme with too few statements.
    """
    if not books or any(len(theme.statements) < FEWEST for book in books for theme in book):
        raise ValueError(f"theme books to learn from: at least one, with {FEWEST} statements a theme")
    rng = random.Random(params.seed * 15_485_863 + epoch)
    while True:
        for book in rng.sample(list(books), len(books)):
            yield _episode(rng, rng.sample(list(book), min(params.book_themes, len(book))))


def _episode(rng: random.Random, themes: Sequence[TaughtTheme]) -> Episode:
    count = rng.randint(1, MOST_TOLD)
    made = Episode([], [], [], [])
    for number, theme in enumerate(themes):
        statements = rng.sample(theme.statements, len(theme.statements))
        made.asked.extend(statements[:ASKED])
        made.asked_of.extend([number] * ASKED)
        made.told.extend(rng.sample([theme.name, theme.definition, *statements[ASKED:]], count))
        made.told_of.extend([number] * count)
    return made


def episode_loss(network: StatementNetwork, base: Base, episode: Episode, params: FitParams) -> Tensor:
    """Cross entropy of the right theme among the episode's, by the cosine to its prototype."""
    found = encoded(network, base.tokenizer, [*episode.told, *episode.asked], params.max_pieces)
    told, asked = found.split([len(episode.told), len(episode.asked)])
    count = max(episode.told_of) + 1
    sums = torch.zeros(count, told.shape[1]).index_add(0, torch.tensor(episode.told_of), told)
    prototypes = nn.functional.normalize(sums, dim=-1)
    return nn.functional.cross_entropy(asked @ prototypes.T / params.temperature, torch.tensor(episode.asked_of))
