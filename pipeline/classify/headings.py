"""Whether a heading speaks of obstacles or of opportunities, or of a programme."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.resources import rows

MAX_WORDS_BEFORE = 4
"""The stance word heads the phrase: ``Exempel på hinder``, ``Vad deltagarna såg som hinder``."""
REMOVED = re.compile(
    r"(?i)\b(?:undanröj|motverk|övervinn|överbrygg|överkom|hanter|minsk|ta(?:r|s)?\s+bort|riv(?:a|er)\b|lös(?:a|er)\b|"
    r"förebygg|bemöt(?:a|er)\b|möta\b|ing(?:a|et|en)\b|utan\b|trots\b)"
)
"""``Så undanröjer vi hindren`` heads a list of remedies, ``Inga hinder`` an empty one."""
OFFERED = re.compile(r"(?i)^\W*möjlighet(?:(?:en)?\s+(?:till|att)\b|er\s+för\b.*\batt\b)")
"""``Möjlighet till ersättning`` is an offer."""
CHANGED = re.compile(
    r"(?i)\b(?:ökad|utökad|förbättrad|bättre|större|fler|lika|begränsad|minskad|nya)\w*\s+\w*möjlighet"
)
"""``Ökade möjligheter för företag`` announces a reform; what stands below is not a list of opportunities."""
ASKED = re.compile(r"(?i)^\W*(?!vad\b|vilka\b|vilket\b|vilken\b|finns\b|var\b).*\?\s*$")
"""``Vilka hinder finns?`` asks for a list, ``Hur ser du på klimatet som utmaning?`` for an opinion."""
OTHER_WORDS = re.compile(r"(?i)funktions-?hind|hinderban|hinderlöp|hindersprövning|omöjlig")


def stance(heading: str, *, weak: bool = False) -> str | None:
    """*hinder* or *möjlighet* where the heading speaks of one of them; None for neither, both, or hinder removed.

    ``weak`` lets words such as *lösning* count too. Any inflection counts, and any compound that ends in the word:
    ``Exempel på hinder:``, ``Möjligheterna``, ``Utvecklingsmöjligheter``.
    """
    labels = _labels(heading, weak=weak)
    not_meant = any(pattern.search(heading) for pattern in (REMOVED, OFFERED, CHANGED, ASKED))
    return None if not_meant or len(labels) != 1 else labels.pop()


def speaks_of_both(heading: str) -> bool:
    """Whether a heading names obstacles and opportunities together, so that lists below it need their own."""
    return len(_labels(heading)) > 1


def speaks_of_any(heading: str) -> bool:
    """Whether a heading names obstacles or opportunities in any way, also to say that they are gone or changed."""
    return bool(_labels(heading))


def _labels(heading: str, *, weak: bool = False) -> set[str]:
    text = OTHER_WORDS.sub("", heading)
    return {label for label, pattern in _patterns(weak) if _heads(text, pattern)}


def _heads(heading: str, pattern: re.Pattern[str]) -> bool:
    """Whether the word stands early enough, or last, or behind *följande*, to be what the heading is about."""
    for match in pattern.finditer(heading):
        before, after = heading[: match.start()].split(), heading[match.end() :].strip(" :.?!")
        if len(before) <= MAX_WORDS_BEFORE or not after or "följande" in " ".join(before[-3:]).casefold():
            return True
    return False


@cache
def _patterns(weak: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    stems: dict[str, list[str]] = {}
    for row in rows("stance_headings"):
        if weak or row["strength"] == "strong":
            stems.setdefault(row["label"], []).append(re.escape(row["stem"]))
    return tuple(
        (label, re.compile(rf"(?i)\b\w*(?:{'|'.join(words)})\w*")) for label, words in sorted(stems.items())
    )


OCCASION = r"\w*(?:dag(?:en|arna)?|(?:kväll|konferens|möte|seminari|träff|besök|workshop|forum)\w*)"
"""What a programme of hours is for: one for a policy is another thing."""
DAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|(?:den )?\d{1,2}[ /]\S+)"


@lru_cache(1024)
def is_programme(heading: str) -> bool:
    """Whether the heading is that of a programme or an agenda, not of a policy.

    >>> is_programme("2. Program för konferensen"), is_programme("Dagordning"), is_programme("Program 14 maj")
    (True, True, True)
    >>> is_programme("Program för jämställdhet"), is_programme("Handlingsprogram")
    (False, False)
    """
    text = re.sub(r"^(?:bilaga\s*)?\d*\W*(?:preliminärt )?", "", heading.casefold()).strip(" :.*_")
    return bool(_programme().fullmatch(text))


@cache
def _programme() -> re.Pattern[str]:
    cues = sorted(
        (re.escape(row["cue"]) for row in rows("participation_cues")
         if row["place"] == "heading" and row["context"] == "program"),
        key=len,
        reverse=True,
    )  # fmt: skip
    return re.compile(rf"(?:{'|'.join(cues)})(?:,? (?:för|till|under)\b.{{0,40}}?\b{OCCASION}\b.*|,? {DAY}\b.*)?")
