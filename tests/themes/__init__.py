"""How themes and pairs of the real reports agree with hand codings."""

from __future__ import annotations

import csv
from pathlib import Path

from sklearn.metrics import adjusted_mutual_info_score

from pipeline import load
from pipeline.cluster.book import read
from pipeline.cluster.model import theme_model
from pipeline.cluster.theming import book_themes, statement_vectors
from pipeline.ids import text_digest
from pipeline.params import ClusterParams
from pipeline.resources import statement_model
from pipeline.workspace import Workspace

HERE = Path(__file__).parent
FIRST = 3


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str) -> dict[str, str]:
    return {row["digest"]: row["theme"] for row in rows(f"codes_{name}")}


def agreements(out: Path) -> dict[str, float]:
    """AMI with each reader: of our themes, of themes of a book of one's own, of a reader's with our book."""
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
    found |= {f"ami_own_{name}": own_agreement(out, name) for name in ("a", "b")}
    return found | {f"pairs_{name}": right_pairs(out, name) for name in ("a", "b")}


def own_agreement(out: Path, name: str) -> float:
    """AMI of a reader's themes with those that a book of the same theme names gives."""
    workspace, model = Workspace(out), theme_model(statement_model(""))
    statements = workspace.read("statements").query("label_source == 'heading'").reset_index(drop=True)
    texts = statements["text"].tolist()
    vectors = statement_vectors(statements, workspace.read("statement_vectors"), model)
    ours = book_themes(texts, vectors, model, read(HERE / f"own_{name}.yaml")).best(ClusterParams().least_fit)
    coded = codes(name)
    both = [
        (coded[digest], one) for digest, one in zip(map(text_digest, texts), ours, strict=True) if digest in coded
    ]
    return float(adjusted_mutual_info_score(*zip(*both, strict=True)))


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
