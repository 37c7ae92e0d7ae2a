"""Who took part where and for whom, against gold."""

from __future__ import annotations

from typing import Any

from pipeline.evaluate.gold import Gold, Row
from pipeline.evaluate.scores import Tally, ratio
from pipeline.evaluate.tables import Mined
from pipeline.evaluate.wording import Names, plain


def role_scores(gold: Gold, mined: Mined) -> dict[str, Any]:
    """Scores of (person, organisation, conference) triples, and the share of right ones whose role is right.

    Each triple counts once. Precision is over participations at conferences that the document's gold speaks of.
    """
    tally, roles = Tally(), []
    for stem, answers in gold.roles.items():
        contexts = {plain(answer.get("context")) for answer in answers}
        rows = [
            row for row in mined.of("participations", mined.documents.get(stem)) if _where(row, mined) & contexts
        ]
        wanted = list({_triple(answer): answer for answer in answers}.values())
        given = list(
            {(plain(r["person"]), plain(r["organisation"]), r["conference_id"]): r for r in rows}.values()
        )
        tally.add(
            gold=len(wanted),
            found=sum(any(_same(answer, row, mined) for row in given) for answer in wanted),
            predicted=len(given),
            correct=sum(any(_same(answer, row, mined) for answer in wanted) for row in given),
        )
        roles += [
            any(_same_role(answer, row) for row in rows if _same(answer, row, mined))
            for answer in answers
            if answer.get("role") and any(_same(answer, row, mined) for row in given)
        ]
    return {**tally.scores(), "role_accuracy": ratio(sum(roles), len(roles))}


def _triple(answer: Row) -> tuple[str, str, str]:
    return plain(answer["person"]), plain(answer.get("organisation")), plain(answer.get("context"))


def _where(row: Row, mined: Mined) -> frozenset[str]:
    """The places of a participation's conferences; "" where it has none."""
    return mined.places(row["conference_id"]) or frozenset({""})


def _same(answer: Row, row: Row, mined: Mined) -> bool:
    return (
        _same_name(answer, row, "person", mined.names)
        and _same_name(answer, row, "organisation", mined.names)
        and plain(answer.get("context")) in _where(row, mined)
    )


def _same_name(answer: Row, row: Row, column: str, names: Names) -> bool:
    if not answer.get(column) or not row[column]:
        return not answer.get(column) and not row[column]
    return names.same(row[column], answer[column], answer.get(f"{column}_canonical"))


def _same_role(answer: Row, row: Row) -> bool:
    return plain(row["role"]) in {plain(answer["role"]), plain(answer.get("role_canonical"))}
