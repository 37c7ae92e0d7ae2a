"""Hinder, möjlighet or neutral: listed statements with their heading hidden, and sentences of running text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sklearn.metrics import confusion_matrix, f1_score

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.tables import Mined, Row
from pipeline.evaluate.wording import collapsed
from pipeline.schema import LABELS

WAYS = ("alone", "around", "taught")
"""Text alone; with its neighbours; with these and what other conferences' lists teach."""
BINS = 10
STANCES = ("hinder", "möjlighet")


def hidden_headings(mined: Mined) -> dict[str, Any]:
    """How often the model agrees with the heading of a list when that is hidden, in each of three ``WAYS``.

    macro_f1 and expected calibration error (ece) over hinder and möjlighet; empty where no list was found. What
    other conferences' lists teach is learnt with the item's own conference left out.
    """
    checks = mined.stage("stance_checks")
    if not checks:
        return {}
    wanted = [row["label"] for row in checks]
    return {"items": len(checks)} | {way: _two_way(wanted, [row[way] for row in checks]) for way in WAYS}


def _two_way(wanted: Sequence[str], chances: Sequence[float]) -> dict[str, float]:
    said = [STANCES[chance < 0.5] for chance in chances]
    sure = [max(chance, 1 - chance) for chance in chances]
    return {
        "macro_f1": float(f1_score(wanted, said, average="macro", labels=list(STANCES))),
        "ece": calibration_error(sure, [a == b for a, b in zip(wanted, said, strict=True)]),
    }


def prose_scores(gold: Gold, mined: Mined) -> dict[str, Any]:
    """How our labels of running text agree with gold's (``prose_statements.jsonl``); empty where gold has none.

    A gold sentence is met by our statement that reads so, else by the longest one inside it or around it. Rows
    that gold calls mixed count neither way. Recall is the share of gold sentences that were met.
    """
    wanted, met = [], []
    for stem, answers in gold.prose.items():
        rows = [(collapsed(row["text"]), row) for row in mined.of("statements", mined.documents.get(stem))]
        for answer in answers:
            if answer["label"] in LABELS:
                wanted.append(answer["label"])
                met.append(_meeting(collapsed(answer["text"]), rows))
    pairs = [(label, row) for label, row in zip(wanted, met, strict=True) if row is not None]
    if not pairs:
        return {}
    labels, said = [label for label, _ in pairs], [row["label"] for _, row in pairs]
    stated = [(label, row) for label, row in pairs if row["probability"] is not None]
    return {
        "gold": len(wanted),
        "recall": len(pairs) / len(wanted),
        "macro_f1": float(f1_score(labels, said, average="macro", labels=sorted(set(labels)))),
        "accuracy": sum(a == b for a, b in zip(labels, said, strict=True)) / len(pairs),
        "ece": calibration_error(
            [row["probability"] for _, row in stated], [label == row["label"] for label, row in stated]
        ),
        "review_share": sum(row["review"] is not None for _, row in pairs) / len(pairs),
        "confusion": confusion_matrix(labels, said, labels=list(LABELS)).tolist(),
    }


def _meeting(text: str, rows: Sequence[tuple[str, Row]]) -> Row | None:
    same = [row for own, row in rows if own == text]
    if same:
        return same[0]
    beside = [(len(own), row) for own, row in rows if own in text or text in own]
    return max(beside, key=lambda one: one[0], default=(0, None))[1]


def calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error in ten bins: how far, on average, a probability is from how often it is right."""
    return sum(count / len(sure) * abs(mean - share) for _, count, mean, share in calibration_bins(sure, right))


def calibration_bins(sure: Sequence[float], right: Sequence[bool]) -> list[tuple[float, int, float, float]]:
    """For each tenth that has rows: its lower end, rows, mean probability, share that is right."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, hit in zip(sure, right, strict=True):
        bins.setdefault(min(int(chance * BINS), BINS - 1), []).append((chance, hit))
    return [
        (
            at / BINS,
            len(held),
            sum(chance for chance, _ in held) / len(held),
            sum(hit for _, hit in held) / len(held),
        )
        for at, held in sorted(bins.items())
    ]
