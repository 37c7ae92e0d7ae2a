"""Listed statements against gold."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from pipeline.evaluate.gold import Gold, Row
from pipeline.evaluate.scores import f1, ratio
from pipeline.evaluate.tables import Mined
from pipeline.evaluate.wording import collapsed, plain

INSIDE_PARENTHESES = re.compile(r"\(([^)]*)\)")
BETWEEN_PLACES = re.compile(r"\s*[,;]\s*|\s+och\s+")


def gold_places(conference: str | None) -> frozenset[str]:
    """The places that a gold answer names: "2018 (Växjö, Tranås)" names two.

    >>> sorted(gold_places("2018 (Växjö, Tranås)")), sorted(gold_places("Växjö"))
    (['tranås', 'växjö'], ['växjö'])
    """
    inside = INSIDE_PARENTHESES.search(conference or "")
    return frozenset(
        plain(place) for place in BETWEEN_PLACES.split(inside[1] if inside else conference or "") if place
    )


def statement_scores(gold: Gold, mined: Mined) -> dict[str, Any]:
    """How many gold statements we have word for word, and whether label and conferences are right.

    ``precision`` is over our statements with label_source heading in the documents that have gold statements;
    ``precision_gold_conferences`` only over those that we attribute as gold attributes some of its own, for gold
    that covers a part of a document's lists.
    """
    found: list[tuple[Row, Row]] = []
    listed: list[Row] = []
    within: list[Row] = []
    for stem, answers in gold.statements.items():
        rows = mined.of("statements", mined.documents.get(stem))
        found += _matched(answers, rows, mined)
        headed = [row for row in rows if row["label_source"] == "heading"]
        covered = {gold_places(answer.get("conference")) for answer in answers}
        listed += headed
        within += [row for row in headed if mined.places(row["conference_id"]) in covered]
    right = {row["statement_id"] for _, row in found}
    count = sum(len(answers) for answers in gold.statements.values())
    precision = ratio(sum(row["statement_id"] in right for row in listed), len(listed))
    recall = ratio(len(found), count)
    return {
        "recall": recall,
        "precision": precision,
        "precision_gold_conferences": ratio(sum(row["statement_id"] in right for row in within), len(within)),
        "f1": f1(precision or 0.0, recall or 0.0) if count else None,
        "label_accuracy": ratio(sum(answer["label"] == row["label"] for answer, row in found), len(found)),
        "conference_accuracy": ratio(sum(_same_conferences(a, row, mined) for a, row in found), len(found)),
        "gold": count,
        "predicted": len(listed),
    }


def _matched(answers: list[Row], rows: list[Row], mined: Mined) -> list[tuple[Row, Row]]:
    """Gold answers with our rows that read the same, each row once; of several, the one that fits best."""
    free: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        free[collapsed(row["text"])].append(row)
    found = []
    for answer in answers:
        alike = free[collapsed(answer["text"])]
        if alike:
            best = max(
                alike, key=lambda row: (answer["label"] == row["label"], _same_conferences(answer, row, mined))
            )
            alike.remove(best)
            found.append((answer, best))
    return found


def _same_conferences(answer: Row, row: Row, mined: Mined) -> bool:
    return gold_places(answer.get("conference")) == mined.places(row["conference_id"])
