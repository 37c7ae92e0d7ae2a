"""Which spans stay where several lay claim to the same characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from pipeline.extract.spans import Span

TIER = {"CONTACT": 0, "LOC": 2, "ORG": 2, "PER": 2, "DATE": 1, "AMOUNT": 1}
"""A phone number is no amount and an address inside an e-mail no place; names outrank nothing but each other."""


def resolve(spans: Iterable[Span]) -> list[Span]:
    """The spans that win, in text order: none overlaps or holds another.

    First by tier, then the longer, then the surer; type and start settle the rest, so order never matters.
    """
    starts: list[int] = []
    kept: list[Span] = []
    for span in sorted(set(spans), key=_rank):
        at = bisect_right(starts, span.start)
        if at and kept[at - 1].end > span.start:
            continue
        if at < len(kept) and kept[at].start < span.end:
            continue
        starts.insert(at, span.start)
        kept.insert(at, span)
    return kept


def _rank(span: Span) -> tuple[int, int, float, int, str]:
    return (_tier(span), -span.length, -span.confidence, span.start, repr(span))


def _tier(span: Span) -> int:
    # A street address or a name that holds a year ("Malmgatan 12") beats the number inside it.
    return 1 if span.type == "LOC" and span.source == "rules:address" else TIER[span.type]
