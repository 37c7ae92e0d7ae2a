"""What kind of document it is, by the cue words of ``data/document_kinds.csv``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline import resources

TITLE_WEIGHT = 5
"""A cue in the title says five times as much as one in the first lines."""
SHORT_LINE = 80
LEAST_SCORE = 3
# a cue may be inflected, and in a glued field (``ProjektägareUmeå kommun``) a capital follows at once
_ENDING = r"(?:e?ns?|e?ts?|s|er|erna|ar|arna|or|orna)?(?-i:(?![a-zåäöéü]))"


class Cue(NamedTuple):
    """A word or phrase that speaks for a kind."""

    kind: str
    language: str
    weight: int
    folded: str
    pattern: re.Pattern[str]

    def stands_in(self, text: str) -> bool:
        """Whether ``text`` has the cue as a word of its own."""
        return self.folded in text.casefold() and bool(self.pattern.search(text))


def kind(title: str, lines: Sequence[str], language: str | None) -> str | None:
    """The kind whose cues weigh most in the title and the first lines; None where they weigh too little.

    A report about an event (``Rapport från tre seminarier``) is a conference report.
    """
    scores: dict[str, int] = {}
    # paragraphs may speak of any report; fields, headings and programme lines speak of this one
    text = "\n".join(line for line in lines if len(line) <= SHORT_LINE)
    for cue in _cues():
        if cue.language in (language or "sv", "sv"):
            times = TITLE_WEIGHT if cue.stands_in(title) else int(cue.stands_in(text))
            scores[cue.kind] = scores.get(cue.kind, 0) + times * cue.weight
    # max keeps the first of equals, and the order is the data file's
    best = max(scores, key=lambda name: scores[name], default=None)
    if best is None or scores[best] < LEAST_SCORE:
        return None
    return "conference_report" if best == "report" and _event().search(title) else best


def names_a_report(line: str) -> bool:
    """Whether ``line`` calls the document a report, an evaluation, minutes … as the line with its title does."""
    return any(cue.weight >= 2 and cue.kind != "agreement" and cue.stands_in(line) for cue in _cues())


@cache
def _cues() -> tuple[Cue, ...]:
    return tuple(
        Cue(row["kind"], row["language"], int(row["weight"]), row["cue"].casefold(), _pattern(row["cue"]))
        for row in resources.rows("document_kinds")
    )


def _pattern(cue: str) -> re.Pattern[str]:
    # SOU, ISBN and OSA are cues only in capitals
    flags = re.IGNORECASE if cue.islower() else 0
    ending = _ENDING if cue[-1:].isalpha() and cue.islower() else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(cue)}{ending}", flags)


@cache
def _event() -> re.Pattern[str]:
    words = sorted(resources.column("event_words", "word"), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
