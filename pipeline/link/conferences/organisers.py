"""Who arranged a conference: the organisations that a sentence or field about arranging names."""

from __future__ import annotations

import re

from pipeline.link.conferences.passages import Passage, Passages
from pipeline.link.entities.members import members
from pipeline.link.reports import Record, Row
from pipeline.schema import LIST_SEPARATOR

PLURAL = re.compile(r"(?P<stem>[A-ZÅÄÖ]\w+(?:råd|förbund|distrikt|samfund))en")
SHARED = re.compile(r" i (?P<places>.+)$")
COLUMN = "organisers"
FIELD = re.compile(
    r"(?i)^\W{0,3}(?:arrangör(?:er)?|medarrangörer?|värd(?:ar)?|inbjudare|organisers?|"
    r"arrangerande organisationer)(?: är| var)?\s*[:\t]|^(?:arrangör(?:er)?|värd(?:ar)?) (?:är|var)\b"
)
AFTER = re.compile(
    r"(?i)\b(?:arrangera(?:des|ts|d|de)|anordna(?:des|ts|d)|ordna(?:des|ts|d)|organisera(?:des|ts|d)|"
    r"genomför(?:des|ts)|inbj[öu]\w+) (?:\w+ ){0,3}?av\b|"
    r"\bsamarrangemang (?:mellan|av)\b|\barrangör(?:er)?(?: är| var|:)|\bvärd(?:ar)? (?:för dagen )?(?:är|var)\b|"
    r"\bbakom (?:mötet|dagen|konferensen|arrangemanget) (?:stod|står)\b|"
    r"\bsamarbete mellan\b|\bbj(?:öd|uder)\b(?! in\b)|\bbeslutade\b(?=.{5,200}\batt (?:ordna|arrangera|anordna|"
    r"bjuda))|\bsamlade\b"
)
"""What stands before the organisers."""
BEFORE = re.compile(
    r"(?i)\b(?:bj[öu]d(?:er|it)? (?:\w+[ ,]+){0,9}?in\b|arrangera(?:r|de)\b|anordna(?:r|de)\b|ordnade\b|"
    r"(?:var|stod som) värd(?:ar)?\b|stod för\b|hälsar välkommen|slog upp)"
)
"""What stands after the organisers."""
PASSIVE_LIST = re.compile(r"(?:I|På) [A-ZÅÄÖ][\wåäö-]+(?: och [A-ZÅÄÖ][\wåäö-]+)? av\b")
"""``I Umeå av …``: a sentence that goes on with the one before it, which says what was done."""
TOGETHER = re.compile(r"\b(?:ihop|tillsammans|i samarbete|i samverkan) med\b")
END = re.compile(
    r"\batt\b|\bin till\b|[;.:](?=\s|$)|\bför att\b|\btill (?:en|ett|den|det)\b|\bmed stöd\b|\bdär\b|\bsom\b"
)


def name_organisers(record: Record, passages: Passages) -> None:
    """Fills ``organisers``, in the order of the text, from the passage that names most of them."""
    best: tuple[Passage, list[tuple[int, int, Row]]] | None = None
    for passage in passages.of(record):
        found = _named(passage)
        if found and (best is None or len(found) > len(best[1])):
            best = (passage, found)
    if best is None:
        return
    passage, found = best
    names = [
        name
        for (start, end, mention), following in zip(found, [*found[1:], None], strict=True)
        for name in _names(
            str(mention["value"]), following[2]["text"] if following and following[0] - end <= len(" och ") else ""
        )
    ]
    record.row[COLUMN] = LIST_SEPARATOR.join(dict.fromkeys(names))
    for start, end, _ in found:
        record.cite(COLUMN, passage.block, start, end)


def _names(name: str, beside: str) -> tuple[str, ...]:
    """The organisations in a name; ``Byaråden`` beside ``Länsstyrelserna i A och B län`` are those of A and B."""
    if several := members(name):
        return several
    plural = PLURAL.fullmatch(name)
    places = SHARED.search(beside) if plural and members(beside) else None
    if plural is None or places is None:
        return (name,)
    return tuple(f"{plural['stem']}et i {part}" for part in re.split(r", | och | samt ", places["places"]))


def _named(passage: Passage) -> list[tuple[int, int, Row]]:
    organisations = passage.mentions("ORG")
    text = passage.block.text
    if FIELD.match(passage.text):
        return organisations
    cue = AFTER.search(text, passage.start, passage.end)
    cue = cue or PASSIVE_LIST.match(text, passage.start, passage.end)
    if cue:
        stop = END.search(text, cue.end(), passage.end)
        limit = stop.start() if stop else passage.end
        if after := [one for one in organisations if cue.end() <= one[0] < limit]:
            return after
    cue = BEFORE.search(text, passage.start, passage.end)
    if cue is None:
        return []
    found = [one for one in organisations if one[1] <= cue.start()]
    together = TOGETHER.search(text, cue.end(), passage.end)
    return [*found, *(one for one in organisations if together and one[0] >= together.end())] if found else []
