"""Themes: how stable they are, and how they agree with what people coded by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sklearn.metrics import adjusted_mutual_info_score

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.scores import ratio
from pipeline.evaluate.tables import Mined
from pipeline.evaluate.wording import collapsed

Coding = list[str]
"""What a coder gave a statement: a theme id and, where a second is nearly as good, that too."""


def theme_scores(gold: Gold | None, mined: Mined) -> dict[str, Any]:
    """Shares of statements by where their theme comes from, stability, and agreement with hand codings.

    Empty where no statement has a theme.
    """
    if not mined.rows["themes"]:
        return {}
    status = {row["theme_id"]: row["status"] for row in mined.rows["themes"]}
    taken = [row for row in mined.rows["statements"] if row["label"] != "neutral" and row["review"] is None]
    found: dict[str, Any] = {
        f"share_{kind}": ratio(sum(status.get(row["theme_id"]) == kind for row in taken), len(taken))
        for kind in ("book", "proposed")
    }
    found["stability"] = {
        row["change"]: {"same": row["same"], "agreement": row["agreement"]}
        for row in mined.stage("theme_stability")
    }
    return found | (_codings(gold, mined) if gold is not None else {})


def _codings(gold: Gold, mined: Mined) -> dict[str, Any]:
    """Agreement of coders with each other and with us, on gold statements that we have word for word.

    first: share with the same first choice. either: share where our theme is one of the coder's two.
    ami: adjusted mutual information of the first choices.
    """
    coded: list[tuple[str, list[Coding]]] = []
    for stem, answers in gold.themes.items():
        rows = mined.of("statements", mined.documents.get(stem))
        ours = {collapsed(row["text"]): row["theme_id"] or "" for row in rows}
        texts = [(collapsed(answer["text"]), answer["themes"]) for answer in answers]
        coded += [(ours[text], themes) for text, themes in texts if text in ours]
    if not coded:
        return {}
    said = [[theme] for theme, _ in coded]
    coders = list(zip(*(codings for _, codings in coded), strict=True))
    return {
        "coded": len(coded),
        "coders": _agreement(coders[0], coders[1]) if len(coders) > 1 else None,
        "model": {
            f"coder_{letter}": _agreement(said, coder) for letter, coder in zip("abc", coders, strict=False)
        },
    }


def _agreement(said: Sequence[Coding], wanted: Sequence[Coding]) -> dict[str, float]:
    both = list(zip(said, wanted, strict=True))
    return {
        "first": sum(a[0] == b[0] for a, b in both) / len(both),
        "either": sum(a[0] in b for a, b in both) / len(both),
        "ami": float(adjusted_mutual_info_score([one[0] for one in wanted], [one[0] for one in said])),
    }
