"""Who is who: canonical names, and which mentions are the same entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

from pipeline.evaluate.gold import GoldMention
from pipeline.evaluate.scores import f1, ratio
from pipeline.evaluate.tables import Row
from pipeline.evaluate.wording import plain
from pipeline.tables import cell_values


def canonical_is_right(answer: GoldMention, row: Row, entity: Row | None) -> bool:
    """Whether the mention's value, or its entity's name or one of its aliases, is the gold name."""
    ours = [row["value"], *([entity["name"], *cell_values(entity["aliases"])] if entity else [])]
    return not {plain(name) for name in ours if name}.isdisjoint(plain(name) for name in answer.names)


def b_cubed(right: list[tuple[GoldMention, Row]]) -> dict[str, float | None]:
    """B-cubed precision, recall and F1 over mentions that both sides have.

    For each mention: which share of the mentions in our entity belong to its gold entity (precision), and which
    share of the mentions of its gold entity are in ours (recall); then the mean. A mention that we gave no entity
    stands alone. Bagga and Baldwin 1998.
    """
    gold: list[Hashable] = [(answer.type, plain(answer.canonical)) for answer, _ in right]
    ours: list[Hashable] = [row["entity_id"] or ("alone", number) for number, (_, row) in enumerate(right)]
    both, of_gold, of_ours = Counter(zip(gold, ours, strict=True)), Counter(gold), Counter(ours)
    pairs = list(zip(gold, ours, strict=True))
    precision = ratio(sum(both[g, o] / of_ours[o] for g, o in pairs), len(pairs))
    recall = ratio(sum(both[g, o] / of_gold[g] for g, o in pairs), len(pairs))
    if precision is None or recall is None:
        return {"b_cubed_precision": None, "b_cubed_recall": None, "b_cubed_f1": None}
    return {"b_cubed_precision": precision, "b_cubed_recall": recall, "b_cubed_f1": f1(precision, recall)}
