"""What kind of document it is, where the document says so plainly; ``data/document_kinds.csv`` holds the cues.

A wrong kind is worse than none: words that merely stand in the text prove nothing, since a press release speaks of
reports and a report of press releases. What counts is the name of a kind where a document names itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline import resources
from pipeline.ingest.words import SPEECH_VERBS

FIRST_LINES = 40
LABEL_LINES = 6
"""Lines in which a document may name its kind (``Pressmeddelande 2020-03-04``)."""
PHRASE_LINES = 10
LABEL_LENGTH = 130
SHORT_LINE = 80
LEAST_FIELDS = 3
LEAST_APPEALS = 2
LEAST_TIMES = 3
NEWS_WORDS = 1000
"""A longer text that quotes people may still be a report."""
SELF_SPEAKING = frozenset(
    {"press_release", "minutes", "conference_report", "opinion", "article", "speech", "statement"}
)
"""Kinds that may quote people; a news item about a strategy does so too, a strategy does not."""

_QUOTES = " \"”“»'"
_SEGMENT = re.compile(r"\s[–—-]\s|[:.;(|]\s*|[?!]\s")
_ADJECTIVE = (
    r"(?!ny(?:tt|a)?\b)[\w-]+(?:sk[ta]?|ell[ta]?|al[ta]?|[ae]nde|sam(?:t|ma)|iv[ta]?|är[ta]?|ig[ta]?|[ao]d|at|erad|"
    r"erat|ta|dje|rde|nde)"
)
_LEAD = rf"(?:(?:en|ett|an?|the)\s+)?(?:{_ADJECTIVE}\s+){{0,2}}"
_OWNER = (
    r"(?:(?:(?-i:[A-ZÅÄÖ])\S*|och|för|\w*(?:minister|sekreterare|direktör|ordförande|chef)\w*)\s+){0,10}?"
    rf"(?-i:[A-ZÅÄÖ])\S*s\s+(?:{_ADJECTIVE}\s+){{0,2}}"
)
_FOLLOWERS = (
    "om|av|från|för|till|vid|på|i|över|mellan|med|angående|avseende|rörande|att|inför|under|den|efter|mot|kring|som"
    "|of|on|from|for|by|to|about|at|in|with"
)
# a verb after the name means that the line tells of the document: ”Rapport visar …”
_AFTER = rf"(?=\s*$|,|\s*[\"”“»'\d]|\s+(?:{_FOLLOWERS})\b|\s+(?-i:[A-ZÅÄÖ]))"
_CLAUSE = re.compile(
    r"\b(?:ska|är|blir|får|har|ger|visar|föreslås|förlängs|införs|presenteras|presenterades|klar[at]?|underteckna\w+)\b"
)
_SPOKEN = re.compile(rf"^\W*[–—-]\s.*\b(?:{'|'.join(map(re.escape, SPEECH_VERBS))})\b", re.IGNORECASE)
_PRESENT = re.compile(r"^(?:närvarande|deltagare|present)\b", re.IGNORECASE)
_PARAGRAPH_SIGN = re.compile(r"^§+\s*\d|^\d+\s*§")
_TIME = re.compile(r"^(?:kl\.?\s*)?[012]?\d[.:][0-5]\d\b")


def kind(title: str, lines: Sequence[str]) -> str | None:
    """The kind of a document with this title and these lines; None where nothing in them says it plainly."""
    labels = _labels(lines)
    found = (
        _account([title, *labels])
        or phrased(lines[:PHRASE_LINES])
        or named_kind(title)
        or next(filter(None, map(_labelled, labels)), None)
        or ("minutes" if _has(lines, _PRESENT) and _has(lines, _PARAGRAPH_SIGN) else None)
    )
    if found and found not in SELF_SPEAKING and _is_news(lines):
        found = None
    # a page called news may still be the account of a conference
    return found if found and found != "article" else _built_like([title, *labels], lines) or found


def named_kind(line: str) -> str | None:
    """The kind that ``line`` names as its subject (``Slutrapport om …``, ``Ministerns tal vid …``), or None."""
    if _CLAUSE.search(line):
        return None
    segments = [segment.strip(_QUOTES) for segment in _SEGMENT.split(line)]
    return next(
        (cue for segment in segments for cue, pattern in _names("title", "name") if pattern.match(segment)), None
    )


def _labelled(line: str) -> str | None:
    """The kind of which ``line``, below the title, is the label: ``Pressmeddelande 2020-03-04``."""
    names = (cue for cue, pattern in _names("name") if pattern.match(line.strip(_QUOTES)))
    return None if _CLAUSE.search(line) else next(names, None)


def _labels(lines: Sequence[str]) -> list[str]:
    """The short lines with which a document begins, up to its first paragraph."""
    top = lines[:LABEL_LINES]
    long = (index for index, line in enumerate(top) if len(line) > LABEL_LENGTH)
    return list(top[: next(long, LABEL_LINES)])


def describes_project(line: str) -> str | None:
    """The subject of a line that says ``… är ett projekt``, or None."""
    match = _is_project().match(line)
    return match["subject"] if match else None


def _account(labels: Iterable[str]) -> str | None:
    """``conference_report`` where a label is an account of a conference: ``Anteckningar från seminariet om …``."""
    return "conference_report" if any(_accounts().search(label) for label in labels) else None


def phrased(lines: Sequence[str]) -> str | None:
    """The kind of which a phrase in ``lines`` tells for sure (``Det talade ordet gäller``), or None."""
    return next((cue["kind"] for cue in _cues("phrase") if _has(lines, _word(cue["cue"]))), None)


def _built_like(labels: Sequence[str], lines: Sequence[str]) -> str | None:
    """The kind that the parts of a document show: fields of a project, a programme, headings."""
    if _count("field", lines[:FIRST_LINES]) >= LEAST_FIELDS or any(map(describes_project, lines[:2])):
        return "project_page"
    programme = sum(1 for line in lines if _TIME.match(line)) >= LEAST_TIMES
    if _tells_of_event(labels, lines[:PHRASE_LINES]) and (programme or _weighs_both(lines)):
        return "conference_report"
    if _count("appeal", lines) >= LEAST_APPEALS and (programme or any(map(_event().search, labels))):
        return "invitation"
    return None


def _tells_of_event(labels: Iterable[str], opening: Iterable[str]) -> bool:
    return any(map(_event().match, labels)) or any(map(_held().search, opening))


def _weighs_both(lines: Iterable[str]) -> bool:
    """Whether some headings speak of obstacles and others of opportunities."""
    headings = [line for line in lines if len(line) <= SHORT_LINE and not line.endswith(".")]
    spoken_of = [[label for label, stems in _stances() if stems.search(line)] for line in headings]
    return ["hinder"] in spoken_of and ["möjlighet"] in spoken_of


def _is_news(lines: Sequence[str]) -> bool:
    """Whether it is a short text that quotes people, as a news item about a document does."""
    return sum(len(line.split()) for line in lines) <= NEWS_WORDS and _has(lines, _SPOKEN)


def _has(lines: Iterable[str], pattern: re.Pattern[str]) -> bool:
    return any(map(pattern.search, lines))


def _count(place: str, lines: Iterable[str]) -> int:
    """How many different cues of a place stand in ``lines``; a field's name begins its line."""
    text = "\n".join(lines)
    start = r"^" if place == "field" else r"\b"
    # in a glued field (``ProjektägareUmeå kommun``) a capital follows at once
    end = r"(?-i:(?![a-zåäö]))"
    cues = {cue["cue"] for cue in _cues(place)}
    return sum(bool(re.search(start + re.escape(cue) + end, text, re.IGNORECASE | re.MULTILINE)) for cue in cues)


def _cues(place: str) -> tuple[resources.Row, ...]:
    return tuple(row for row in resources.rows("document_kinds") if row["place"] == place)


def _pattern(cue: str) -> str:
    """A cue as a pattern; one that begins with a hyphen may end a compound."""
    return rf"(?:[\w-]*){re.escape(cue[1:])}" if cue.startswith("-") else re.escape(cue)


@cache
def _word(cue: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(cue)}\b", re.IGNORECASE)


@cache
def _names(*places: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (cue["kind"], re.compile(rf"(?:{_LEAD}|{_OWNER})(?:{_pattern(cue['cue'])}){_AFTER}", re.IGNORECASE))
        for place in places
        for cue in _cues(place)
    )


@cache
def _is_project() -> re.Pattern[str]:
    cues = "|".join(_pattern(cue["cue"]) for cue in _cues("is_a"))
    return re.compile(rf"(?P<subject>[^.:]{{3,100}}?) är (?:ett|en) (?:\w+ )?(?:{cues})\b")


@cache
def _events() -> str:
    words = (row["word"] for row in resources.rows("event_words") if row["conference"] == "1")
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def _event() -> re.Pattern[str]:
    return re.compile(rf"{_LEAD}[\w-]{{0,40}}(?:{_events()})\b", re.IGNORECASE)


@cache
def _held() -> re.Pattern[str]:
    verbs = "hölls|ordnades|arrangerades|anordnades|genomfördes|ägde rum|samlade|was held|took place"
    return re.compile(rf"\b[\w-]{{0,40}}(?:{_events()})\b[^.]{{0,60}}\b(?:{verbs})\b", re.IGNORECASE)


@cache
def _accounts() -> re.Pattern[str]:
    cues = "|".join(_pattern(cue["cue"]) for cue in _cues("account"))
    event = rf"(?:\s+[\w-]+){{0,3}}?\s+[\w-]{{0,40}}(?:{_events()})\b"
    return re.compile(rf"(?:^|[–—:-]\s+){_LEAD}(?:{cues})\s+(?:från|av|efter|from|of){event}", re.IGNORECASE)


@cache
def _stances() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in resources.rows("stance_headings") if row["strength"] == "strong"]
    return tuple(
        (
            label,
            re.compile("|".join(re.escape(row["stem"]) for row in rows if row["label"] == label), re.IGNORECASE),
        )
        for label in ("hinder", "möjlighet")
    )
