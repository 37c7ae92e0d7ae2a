"""How many: numbers before a noun that reports count, and numbers whose noun stands earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline import resources
from pipeline.extract.rules.words import MEASURES, NOT_COUNTED
from pipeline.extract.spans import Span
from pipeline.extract.values.quantities import (
    APPROX,
    APPROX_WORD,
    DIGITS,
    LEFT,
    SPELLED,
    WORDS,
    YEAR,
    Grammar,
    Numbers,
    labelled,
    number,
    numbers,
    scale,
    span,
)

NOUN = r"[a-zåäöéü]+(?:-[a-zåäöéü]+)*"
NOUNS = re.compile(rf"(?: {NOUN}){{1,4}}")
COUNT = {
    grammar: re.compile(
        rf"{grammar.quantity} (?:(?P<scale>miljoner|miljarder|tusen) )?(?=(?P<words>{NOUN}(?: {NOUN}){{0,3}}))",
        re.IGNORECASE if grammar.words else 0,
    )
    for grammar in (DIGITS, SPELLED)
}
ENGLISH = re.compile(rf"{DIGITS.quantity} (?:[a-z-]+ ){{0,2}}?(?P<noun>[a-z-]{{3,}}s|people|children)\b(?! ?%)")
SOME = re.compile(
    rf"(?<![\w-]){APPROX}ett (?:(?P<digits>\d{{2,}})-|(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))}|"
    rf"dussin))"
    r"(?:tal|(?<=dussin))\b",
    re.IGNORECASE,
)
"""``ett femtontal``, ``ett 50-tal``, ``ett dussin``."""
ELLIPTIC = re.compile(
    rf"{LEFT}(?P<lead>varav )?(?P<span>(?P<approx>(?i:{APPROX_WORD}))?{DIGITS.range})(?=[ ,.;)]|$)"
)
HEADED = re.compile(
    rf"\b[Aa]ntal(?:et)? (?P<what>{NOUN}(?: {NOUN}){{0,2}}?)(?:(?: var| är| blev| uppgick till| uppgår till)|:) "
    rf"(?P<span>(?P<approx>(?i:{APPROX_WORD}))?{DIGITS.range})(?![\w:/-]|[.,]\d| (?:kr|procent|%))"
)
SUMS = re.compile(r"(?<![\w.,:/-])(?P<a>\d{1,3}(?: \d{3})+)(?P<b>)(?=[.,;)]|$| och\b)")
BREAKDOWN = re.compile(
    r" (?:från|ur|var|är|representerade|kom från|kom ifrån|företrädde|arbetade|kvinnor|män|övriga|näringslivet|"
    r"(?:den|det) (?:ideella|offentliga|privata)|i (?:offentlig|privat|ideell|näringsliv\w*))\b"
)
PROPORTION = re.compile(r" av \d")
FURTHEST = 1
"""Sentence ends between a number and the noun that it leaves out."""
SEXES = re.compile(r"\b(?:kvinnorna|männen|flickorna|pojkarna)(?: var| är)? $", re.IGNORECASE)
PARTICIPANTS = frozenset(["deltagare", "deltagande", "närvarande"])
AMONG = re.compile(
    r"(?:\bav (?:vilka|dem|dessa) |\b(?:svarade|deltog|deltar|kom|återstod|återstår|fullföljde|slutförde|"
    r"tackade ja|företrädde|"
    r"bor|bodde|fick|blev|blivit|blir|är|var|hade|har)(?: vi| de| dem| ni| nu| i dag| bara| hela| kvar)* |"
    r"\b(?:en|med en) (?:ökning|minskning) med )$"
)
ELSEWHERE = re.compile(r" (?:i|på|vid) [A-ZÅÄÖ]")
JOINED = re.compile(r"(?:,| och| samt| mot| respektive) $")
PEOPLE_DO = frozenset([
    "deltog", "kom", "samlades", "besökte", "var", "närvarade", "mötte", "hade", "arbetar", "är", "deltar",
    "kommer", "bjöds",
])  # fmt: skip
REPRESENT = frozenset(["representerade", "företrädde"])
COMPARED = re.compile(r"så|fler|mer|mindre|.{2,}re")
ACTING = ("ande", "ende", "berättigade")
"""``54 startande på plats``: those who do it are counted, where no noun follows."""
PIECES = frozenset(["st", "stycken"])
PLURAL = re.compile(r".{3,}(?:or|ar|er|are|arna|erna|orna|anden|enden)$")
ADJECTIVE = re.compile(r".{2,}(?:a|ade|ande|ende|aste|are)$")
PERSONS = "personer"
DOZEN = 12.0
_ZERO_PLURAL = (
    "barn", "företag", "bolag", "projekt", "förbund", "samfund", "nätverk", "jobb", "fordon", "hem", "hus",
    "språk", "bord",
)  # fmt: skip


def find(text: str, grammar: Grammar) -> Iterator[Span]:
    """Counts with their noun, written in ``grammar``. In words only nouns that reports are known to count do."""
    earlier = -1
    for match in COUNT[grammar].finditer(text):
        words = match["words"].split(" ")
        since = text[earlier : match.start()] if earlier >= 0 else "."
        at = None if _is_verb(words, since) else counted_word(words, single=match["a"] == "1")
        if at is None or labelled(match) or words[at + 1 : at + 2] == ["sig"] or _multiplies(words[at:]):
            continue
        known = is_noun(words[at]) or match["a"] == "1"
        if (not known and grammar.words) or (YEAR.match(match["a"]) and not (known and at == 0)):
            continue
        earlier = match.start("words") + len(" ".join(words[: at + 1]))
        found, also = numbers(match, scale(match["scale"])), ("words",) if grammar.words else ()
        yield span(match, found, "count", unit_of(words[at]), 0.95 if known else 0.75, end=earlier, also=also)


def _is_verb(words: Sequence[str], since: str) -> bool:
    """Whether ``ca 80 representerade …`` goes on with a verb: after another count, and before no noun."""
    described = len(words) > 1 and is_noun(words[1]) and words[0] not in REPRESENT
    return words[0].endswith(("ade", "dde")) and "." not in since and not described


def _multiplies(words: Sequence[str]) -> bool:
    """Whether ``tre gånger`` compares: ``tre gånger så många``."""
    return words[0] in {"gånger", "gång"} and words[1:2] != [] and bool(COMPARED.fullmatch(words[1]))


def english(text: str) -> Iterator[Span]:
    """Counts of English plurals."""
    for match in ENGLISH.finditer(text):
        if not labelled(match) and not YEAR.match(match["a"]):
            yield span(match, numbers(match), "count", match["noun"], 0.75)


def some(text: str) -> Iterator[Span]:
    """``ett femtontal föreningar``, and ``ett hundratal`` alone; about that many."""
    for match in SOME.finditer(text):
        word = (match["word"] or "").lower()
        value = float(match["digits"]) if match["digits"] else DOZEN if word == "dussin" else number(word)
        words = following(text, match.end())
        at = counted_word(words) if words else None
        end = match.end() + len(" ".join(["", *words[: at + 1]])) if at is not None else match.end()
        also = ["approximate"] if not match["approx"] else []
        also += [] if match["digits"] else ["words"]
        unit = unit_of(words[at]) if at is not None else PERSONS if words and words[0] in PEOPLE_DO else ""
        yield span(match, Numbers(value), "count", unit, 0.85 if unit else 0.6, end=end, also=also)


def headed(text: str) -> Iterator[Span]:
    """Counts after what they count: ``Antal deltagare: 34``, ``antalet besökare uppgick till 1 870``."""
    for match in HEADED.finditer(text):
        words = match["what"].lower().split()
        if (
            is_noun(words[-1])
            and not YEAR.match(match["a"])
            and counted_word(following(text, match.end())) is None
        ):
            begin = match.start("span")
            yield span(
                match, numbers(match), "count", unit_of(words[-1]), 0.85, start=begin, end=match.end("span")
            )


def elliptic(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """Counts whose noun stands earlier in the sentence: ``90 gäster, ca 50 från byalag``."""
    near = sorted(
        (one for one in found if one.kind in {"count", "percent"} and one.unit), key=lambda one: one.start
    )
    for match in ELLIPTIC.finditer(text):
        start, end = match.span("span")
        if "." in match["a"] or PROPORTION.match(text, end):
            continue
        before = [one for one in near if one.end <= start and text.count(". ", one.end, start) <= FURTHEST]
        if before and before[-1].kind == "percent" and (share := _other_share(match, before[-1])):
            yield share
            continue
        earlier = [one for one in before if one.kind == "count"]
        split = bool(BREAKDOWN.match(text, end) or SEXES.search(text, 0, start))
        among = match["lead"] or AMONG.search(text, 0, start)
        joined = ELSEWHERE.match(text, end) and JOINED.search(text, 0, start) and earlier
        alone = split and (match["approx"] or SEXES.search(text, 0, start))
        clear = (match["approx"] or among or split or joined) and (earlier or alone)
        measured = text[end:].lstrip().split(" ", 1)[0].rstrip(".,") in MEASURES
        if clear and not measured and not YEAR.match(match["a"]) and not labelled(match):
            unit = earlier[-1].unit if earlier else PERSONS
            unit = PERSONS if split and unit in PARTICIPANTS else unit
            yield span(match, numbers(match), "count", unit, 0.8, start=start, end=end, also=("elliptic",))


def _other_share(match: re.Match[str], earlier: Span) -> Span | None:
    """``24 procent i städerna, mot 58 i byarna``."""
    start, end = match.span("span")
    since = match.string[earlier.end : start]
    if "." not in since and re.search(r"(?:\bmot|\boch|,|[A-ZÅÄÖ]\w+) $", since) and not YEAR.match(match["a"]):
        return span(match, numbers(match), "percent", earlier.unit, 0.7, start=start, end=end, also=("elliptic",))
    return None


def elided_sums(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """Sums whose currency stands earlier: ``hyran 12 000 kr och maten 8 500``; written with a space at least."""
    money = [one for one in found if one.kind == "money"]
    for match in SUMS.finditer(text):
        earlier = [one for one in money if one.end <= match.start() and "." not in text[one.end : match.start()]]
        if earlier and not labelled(match):
            yield span(match, numbers(match), "money", earlier[-1].unit, 0.6, also=("elliptic",))


def following(text: str, end: int) -> list[str]:
    """The lower-case words, four at most, that stand right after ``end``."""
    match = NOUNS.match(text, end)
    return match[0].split() if match else []


def counted_word(words: Sequence[str], single: bool = False) -> int | None:
    """Which of the words after a number is the noun that it counts: the first past the adjectives.

    ``single`` lets a noun in the singular be it: ``1 ekonom``.
    """
    for at, word in enumerate(words):
        if word in PIECES:
            after = counted_word(words[at + 1 :])
            return at if after is None else at + 1 + after
        if single and _nouns()[0].get(word) == "singular":
            return at
        if word in NOT_COUNTED:
            break
        follows = words[at + 1] if at + 1 < len(words) else ""
        if is_noun(word) or PLURAL.match(word):
            return at + 1 if _describes(word) and is_noun(follows) else at
        if not ADJECTIVE.match(word):
            break
        if word.endswith(ACTING) and (not follows or follows in NOT_COUNTED):
            return at
    return None


def _describes(word: str) -> bool:
    """Whether a word that could be a noun may also describe the next: ``40 äldre kvinnor``."""
    return word.endswith(("a", "ande", "ende", "are"))


@cache
def is_noun(word: str) -> bool:
    """Whether a word is a plural that reports count: known, or a compound of one that is."""
    single, endings = _nouns()
    if word in single:
        return single[word] != "singular"
    zero = next((word[at:] for at in range(3, len(word) - 3) if single.get(word[at:]) == "both"), None)
    return zero is not None or (word.endswith(endings) and word.endswith(("r", "e", "n", *_ZERO_PLURAL)))


@cache
def unit_of(word: str) -> str:
    """The plural that stands for a counted noun: ``deltagare`` for ``deltagarna``; otherwise the word itself."""
    word = word.lower()
    return _indefinite().get(word, word)


@cache
def _indefinite() -> dict[str, str]:
    """Indefinite plurals by the definite ones."""
    found = [row for row in resources.rows("count_nouns") if row["is_ending"] == "0"]
    plurals = {row["lemma"]: row["noun"] for row in found if row["number"] in {"plural", "both"}}
    return {
        row["noun"]: plurals.get(row["lemma"], row["noun"]) for row in found if row["number"] == "definite_plural"
    }


@cache
def _nouns() -> tuple[dict[str, str], tuple[str, ...]]:
    """Countable nouns with their number, and endings of compounds that are countable."""
    found = resources.rows("count_nouns")
    single = {row["noun"]: row["number"] for row in found if row["is_ending"] == "0"}
    return single, tuple(row["noun"].lstrip("-") for row in found if row["is_ending"] == "1")
