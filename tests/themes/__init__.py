"""How themes and pairs of the real reports agree with hand codings."""

from __future__ import annotations

import csv
from pathlib import Path

from sklearn.metrics import adjusted_mutual_info_score

from pipeline import load
from pipeline.ids import text_digest

HERE = Path(__file__).parent
FIRST = 3


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str) -> dict[str, str]:
    return {row["digest"]: row["theme"] for row in rows(f"codes_{name}")}


def agreements(out: Path) -> dict[str, float]:
    """AMI of our themes with each reader's, and of the reader of our book with the others; right pairs."""
    statements = load(out)["statements"]
    listed = statements[statements["label_source"] == "heading"]
    ours = dict(zip(map(text_digest, listed["text"]), listed["theme_id"].fillna(""), strict=True))
    found = {}
    for name in ("a", "b", "book"):
        coded = codes(name)
        ids = sorted(set(coded) & set(ours))
        found[f"ami_{name}"] = float(adjusted_mutual_info_score([coded[i] for i in ids], [ours[i] for i in ids]))
    book = codes("book")
    found["same_as_book"] = sum(book[i] == ours[i] for i in book if i in ours) / len(book)
    for name in ("a", "b"):
        coded = codes(name)
        found[f"ami_book_{name}"] = float(
            adjusted_mutual_info_score([coded[i] for i in book], list(book.values()))
        )
    return found | {f"pairs_{name}": right_pairs(out, name) for name in ("a", "b")}


def right_pairs(out: Path, name: str) -> float:
    """Share of the obstacles that some opportunity answers, with a right one among our first three."""
    tables = load(out)
    listed = tables["statements"][tables["statements"]["label_source"] == "heading"]
    name_of = dict(zip(listed["statement_id"], map(text_digest, listed["text"]), strict=True))
    ours: dict[str, list[str]] = {}
    for pair in tables["pairs"].itertuples():
        if pair.hinder_id in name_of:
            ours.setdefault(name_of[pair.hinder_id], []).append(name_of.get(pair.mojlighet_id, ""))
    answered = {row["hinder"]: set(row["answers"].split()) for row in rows(f"pairs_{name}") if row["answers"]}
    return sum(bool(right & set(ours.get(one, [])[:FIRST])) for one, right in answered.items()) / len(answered)
