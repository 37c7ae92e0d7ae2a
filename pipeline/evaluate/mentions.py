"""Mentions against gold: exact span and type, and what was made of those that are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluate.align import Span, align
from pipeline.evaluate.gold import Gold, GoldMention
from pipeline.evaluate.linking import b_cubed, canonical_is_right
from pipeline.evaluate.scores import Tally, ratio, total
from pipeline.evaluate.tables import Mined, Row
from pipeline.evaluate.values import amount_checks, date_is_right
from pipeline.schema import MENTION_TYPES

NAMES = ("PER", "ORG", "LOC")
DAY_BEFORE_DATE = re.compile(r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,?\s+)?(?:den\s+)?", re.IGNORECASE)
"""What the rules of the gold let a date begin with or not."""
ALTERNATIVE_REACH = 60
"""How far outside a mention another way to cut it may reach."""

Key = tuple[str, int, int]


@dataclass
class Judged:
    """What came of comparing the mentions of one document."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {type_: Tally() for type_ in MENTION_TYPES})
    right: list[tuple[GoldMention, Row]] = field(default_factory=list)
    """Gold mentions found with exact span and type, and our rows for them."""
    unaligned: int = 0
    """Gold mentions whose words are not in our text where they should be; they count as missed."""


def mention_scores(gold: Gold, mined: Mined) -> dict[str, Any]:
    """Scores by type, of names (PER, ORG and LOC) and of all; values and linking; unaligned by document."""
    scored = scored_types(gold)
    judged = {
        stem: judge(answers, mined.of("mentions", mined.documents.get(stem)), _text(mined, stem), scored)
        for stem, answers in gold.mentions.items()
    }
    by_type = {type_: total([one.tallies[type_] for one in judged.values()]) for type_ in scored}
    right = [pair for one in judged.values() for pair in one.right]
    return {
        "mentions": {
            **{type_: tally.scores() for type_, tally in by_type.items()},
            "names": total([by_type[type_] for type_ in scored if type_ in NAMES]).scores(),
            "all": total(list(by_type.values())).scores(),
        },
        "mentions_by_document": {
            stem: {"f1": total(list(one.tallies.values())).scores()["f1"], "unaligned": one.unaligned}
            for stem, one in judged.items()
        },
        "unaligned": sum(one.unaligned for one in judged.values()),
        "values": _values(right),
        "linking": _linking(right, mined),
    }


def scored_types(gold: Gold) -> list[str]:
    """The types that the gold annotates at all; contacts it may pass over."""
    annotated = {mention.type for mentions in gold.mentions.values() for mention in mentions}
    return [type_ for type_ in MENTION_TYPES if type_ != "CONTACT" or type_ in annotated]


def _text(mined: Mined, stem: str) -> str:
    doc_id = mined.documents.get(stem)
    return mined.texts[doc_id] if doc_id and doc_id in mined.texts else ""


def judge(answers: list[GoldMention], rows: list[Row], text: str, scored: list[str]) -> Judged:
    """Our mentions of one document against its gold.

    Gold marked ambiguous counts neither way, nor does a mention of ours that overlaps it. An amount without digits
    is no error. Another way to cut the same words is right where all its parts are ours, and never an error.
    """
    judged = Judged()
    ours = {
        tight(row["type"], row["char_start"], row["char_end"], text): row for row in rows if _counts(row, scored)
    }
    placed = list(zip(answers, align(answers, text), strict=True))
    excused = {key for answer, span in placed if span for key in _alternatives(answer, span, text)}
    unsure = [span for answer, span in placed if span and answer.ambiguous]
    taken: set[Key] = set()
    for answer, span in placed:
        if answer.ambiguous or answer.type not in scored:
            continue
        judged.unaligned += span is None
        exact = _exact(answer, span, text, ours) if span else []
        keys = exact or (_cut_otherwise(answer, span, text, ours) if span else [])
        taken.update(keys)
        judged.tallies[answer.type].add(gold=1, found=bool(keys), predicted=bool(keys), correct=bool(keys))
        judged.right += [(answer, ours[key]) for key in exact]
    for key in ours.keys() - taken - excused:
        if not any(start < key[2] and key[1] < end for start, end in unsure):
            judged.tallies[key[0]].add(predicted=1)
    return judged


def _counts(row: Row, scored: list[str]) -> bool:
    return row["type"] in scored and not (row["type"] == "AMOUNT" and not re.search(r"\d", row["text"]))


def tight(type_: str, start: int, end: int, text: str) -> Key:
    """Type and span, a date without a leading weekday or "den"."""
    if type_ != "DATE":
        return type_, start, end
    lead = DAY_BEFORE_DATE.match(text[start:end])
    return type_, start + (lead.end() if lead and lead.end() < end - start else 0), end


def _exact(answer: GoldMention, span: Span, text: str, ours: dict[Key, Row]) -> list[Key]:
    """The key of our mention with just this span and type (or the other type that is right); none where missed."""
    keys = (tight(type_, *span, text) for type_ in (answer.type, answer.other_type) if type_)
    return [key for key in keys if key in ours][:1]


def _cut_otherwise(answer: GoldMention, span: Span, text: str, ours: dict[Key, Row]) -> list[Key]:
    """The keys of our mentions that cut the same words another right way; none where a part is missing."""
    other = list(_alternatives(answer, span, text))
    return other if other and len(other) == len(answer.alternatives) and all(key in ours for key in other) else []


def _alternatives(answer: GoldMention, span: Span, text: str) -> Iterator[Key]:
    """Type and span of each part of another way to cut the mention, where the text has it."""
    low, high = max(0, span[0] - ALTERNATIVE_REACH), span[1] + ALTERNATIVE_REACH
    for type_, wording in answer.alternatives:
        starts = [m.start() + low for m in re.finditer(re.escape(wording), text[low:high])]
        touching = [start for start in starts if start < span[1] and span[0] < start + len(wording)]
        if touching:
            yield tight(type_, touching[0], touching[0] + len(wording), text)


def _values(right: list[tuple[GoldMention, Row]]) -> dict[str, Any]:
    """Share of the right spans whose value is right too."""
    dates = [date_is_right(answer, row) for answer, row in right if answer.type == "DATE"]
    amounts = [
        amount_checks(answer, row)
        for answer, row in right
        if answer.type == "AMOUNT" and isinstance(answer.value, dict)
    ]
    parts = {name: ratio(sum(a[name] for a in amounts), len(amounts)) for name in (amounts[0] if amounts else ())}
    return {
        "DATE": {"accuracy": ratio(sum(dates), len(dates)), "scored": len(dates)},
        "AMOUNT": {
            "accuracy": ratio(sum(all(a.values()) for a in amounts), len(amounts)),
            **parts,
            "scored": len(amounts),
        },
    }


def _linking(right: list[tuple[GoldMention, Row]], mined: Mined) -> dict[str, Any]:
    """Share of the right names whose canonical name is right, and B-cubed scores of who is the same."""
    scores: dict[str, Any] = {}
    for type_ in NAMES:
        own = [(answer, row) for answer, row in right if answer.type == type_]
        named = [
            canonical_is_right(answer, row, mined.entities.get(row["entity_id"] or "")) for answer, row in own
        ]
        scores[type_] = {"canonical_accuracy": ratio(sum(named), len(named)), **b_cubed(own), "scored": len(own)}
    return scores | {
        "all": b_cubed([pair for pair in right if pair[0].type in NAMES]),
        "codes": _codes(right, mined),
    }


def _codes(right: list[tuple[GoldMention, Row]], mined: Mined) -> dict[str, Any]:
    """Share of the right names with a gold code whose entity has it, as municipality or as county."""
    coded = [(answer.code, mined.entities.get(row["entity_id"] or "", {})) for answer, row in right if answer.code]
    hits = [code in {entity.get("municipality_code"), entity.get("county_code")} for code, entity in coded]
    return {"accuracy": ratio(sum(hits), len(hits)), "scored": len(hits)}
