"""Evaluate: the tables against gold answers where there are any, and counts where there are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.evaluate.counts import count_tables
from pipeline.evaluate.engines import engine_agreement
from pipeline.evaluate.fields import conference_scores, project_scores
from pipeline.evaluate.gold import Gold, GoldError, read_gold
from pipeline.evaluate.mentions import mention_scores
from pipeline.evaluate.plots import write_plots
from pipeline.evaluate.roles import role_scores
from pipeline.evaluate.stance import WAYS, hidden_headings, prose_scores
from pipeline.evaluate.statements import statement_scores
from pipeline.evaluate.tables import Mined
from pipeline.evaluate.themes import theme_scores
from pipeline.params import EvaluateParams
from pipeline.workspace import replacing

__all__ = ["GoldError", "headline", "run", "write_metrics"]

DECIMALS = 4
SCORE_NAMES = ("precision", "recall", "f1")


def run(out: Path, gold: Path | None, params: EvaluateParams) -> dict[str, Any]:
    """Scores and counts of an output folder, as nested dicts; writes nothing.

    Without gold there are counts only. What gold cannot judge is left out. ``params`` names the gold folder of a
    corpus and is the caller's to resolve. Raises FileNotFoundError where ``out`` holds no tables or ``gold`` no
    answers, GoldError for a gold file that cannot be read.
    """
    mined = Mined.read(out)
    metrics: dict[str, Any] = {"counts": count_tables(mined)}
    if agreement := engine_agreement(mined.rows["mentions"]):
        metrics["engines"] = agreement
    if hidden := hidden_headings(mined):
        metrics["stance"] = hidden
    answers = None if gold is None else read_gold(gold)
    if themes := theme_scores(answers, mined):
        metrics["themes"] = themes
    if answers is not None:
        metrics |= _scores(answers, mined)
    kept: dict[str, Any] = _tidy(metrics)
    return kept


def _scores(gold: Gold, mined: Mined) -> dict[str, Any]:
    missing = [stem for stem in gold.stems if stem not in mined.documents]
    scores: dict[str, Any] = {"gold": {"documents": len(gold.stems), "documents_not_mined": len(missing)}}
    if gold.mentions:
        scores |= mention_scores(gold, mined)
    if gold.statements:
        scores["statements"] = statement_scores(gold, mined)
    if prose := prose_scores(gold, mined):
        scores["prose_statements"] = prose
    if gold.projects:
        scores["projects"] = project_scores(gold, mined)
    if gold.conferences:
        scores["conferences"] = conference_scores(gold, mined)
    if gold.roles:
        scores["roles"] = role_scores(gold, mined)
    return scores


def headline(metrics: dict[str, Any]) -> dict[str, Any]:
    """The figures that stand for the rest: few enough for ``dvc metrics show`` to fit them in."""
    mentions, values, linking = (metrics.get(name, {}) for name in ("mentions", "values", "linking"))
    shown = {
        "rows": {name: metrics["counts"]["rows"][name] for name in ("documents", "mentions", "statements")},
        "mentions": {type_: _named(scores, *SCORE_NAMES) for type_, scores in mentions.items()},
        "values": {type_: _named(scores, "accuracy") for type_, scores in values.items()},
        "linking": _named(linking.get("all", {}), "b_cubed_f1"),
        "statements": _named(metrics.get("statements", {}), "recall", "label_accuracy", "conference_accuracy"),
        "stance": {way: metrics["stance"][way] for way in WAYS} if "stance" in metrics else {},
        "prose_statements": _named(metrics.get("prose_statements", {}), "macro_f1", "ece"),
        "themes": _named(metrics.get("themes", {}), "stability", "model"),
        "fields": {
            table: _named(metrics[table].get("all", {}), *SCORE_NAMES)
            for table in ("projects", "conferences")
            if table in metrics
        },
        "roles": _named(metrics.get("roles", {}), *SCORE_NAMES),
        "engines": _named(metrics.get("engines", {}).get("all", {}), "agreement"),
    }
    return {name: figures for name, figures in shown.items() if figures}


def _named(scores: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: scores[name] for name in names if scores.get(name) is not None}


def write_metrics(out: Path, metrics: dict[str, Any]) -> None:
    """Writes ``metrics.json`` (the headline), ``scores.json`` (all) and the data of the plots, ``plots/*.csv``."""
    _write_json(out / "metrics.json", headline(metrics))
    _write_json(out / "scores.json", metrics)
    write_plots(out / "plots", Mined.read(out), metrics)


def _write_json(path: Path, data: dict[str, Any]) -> None:
    text = json.dumps(_tidy(data), ensure_ascii=False, indent=2, sort_keys=True)
    with replacing(path) as temporary:
        temporary.write_text(text + "\n", encoding="utf-8", newline="\n")


def _tidy(value: Any) -> Any:
    """``value`` with numbers rounded, and without what could not be measured (None)."""
    if isinstance(value, dict):
        return {key: _tidy(inner) for key, inner in value.items() if inner is not None}
    return round(value, DECIMALS) if isinstance(value, float) else value
