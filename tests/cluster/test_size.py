"""Many statements: bounded time and memory, and the same answer twice."""

from __future__ import annotations

import base64
import random
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline import cluster, tables
from pipeline.params import ClusterParams

TOPICS = ("buss", "lokal", "språk", "tolk", "avtal", "vård", "skola", "bidrag")
ENDINGS = ("brist", "frågor", "stöd", "kostnader", "planer", "grupper", "kvällar", "nätverk")


def many(count: int) -> pd.DataFrame:
    pick = random.Random(11)
    return tables.frame("statements", [
        {
            "statement_id": f"s{number:06d}",
            "label": pick.choice(("hinder", "möjlighet")),
            "text": f"{(topic := pick.choice(TOPICS))} {topic}{pick.choice(ENDINGS)} ord{pick.randrange(count)}",
            "label_source": "heading",
            "doc_id": "d",
            "page": 1,
            "char_start": 0,
            "char_end": 1,
        }
        for number in range(count)
    ])  # fmt: skip


def any_vectors(statements: pd.DataFrame) -> pd.DataFrame:
    """Vectors that mean nothing, as classify stores them, so that none has to be made."""
    rng = np.random.default_rng(5)
    return tables.frame("statement_vectors", [
        {"statement_id": one, "vector": base64.b64encode(rng.normal(size=384).astype("<f2").tobytes()).decode()}
        for one in statements["statement_id"]
    ])  # fmt: skip


def test_more_statements_than_the_whole_method_takes_are_grouped_in_batches() -> None:
    params = ClusterParams(mode="discover", themes=8, pair_similarity=0.0)
    table = many(10_500)
    vectors, none = any_vectors(table), tables.frame("conferences")
    made = cluster.run(table, vectors, none, Path("none"), params)
    again = cluster.run(table.sample(frac=1, random_state=1), vectors, none, Path("none"), params)
    assert len(made["themes"]) == 8
    assert len(made["statement_themes"]) > 10_000
    assert made["pairs"].groupby("hinder_id").size().max() <= params.pairs_per_hinder
    for name in made:
        pd.testing.assert_frame_equal(made[name], again[name])
