"""Money, percentages, counts and durations that a text states in digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import resources
from pipeline.extract.rules.words import LABELS, MEASURES, NOT_COUNTED
from pipeline.extract.spans import Span

BARE_SCALES = {"miljon": 1e6, "miljoner": 1e6, "miljard": 1e9, "miljarder": 1e9, "tusen": 1e3}
APPROXIMATE = frozenset(["approx", "above", "below"])
BOUNDS = frozenset(
    ["under", "mindre än", "färre än", "understigande", "överstigande", "överskrider", "större än", "inte mer än"]
)
"""Words before a number that bound it, or are prepositions too (``under 3 dagar``): outside the span."""
UNFIT_UNITS = frozenset(
    ["h", "v.", "p.e.", "året", "månaden", "veckan", "dagen", "timmen", "minuten", "dygnet", "terminen", "to"]
)
"""Units that stand in the data but would read too much into a text: definite singulars, and single letters."""


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def _approximators() -> list[str]:
    rows = resources.rows("approximators")
    return [row["word"] for row in rows if row["direction"] in APPROXIMATE and row["word"] not in BOUNDS]


def _units(kind: str) -> dict[str, tuple[float, str]]:
    """Units of one kind by their lower-case form: what one of them is worth, and in which unit."""
    return {
        row["unit"].lower(): (float(row["factor"]), row["canonical"])
        for row in resources.rows("units")
        if row["kind"] == kind
        and row["unit"] not in UNFIT_UNITS
        and not row["unit"].startswith("årig")
        and not (row["unit"].endswith(".") and " " not in row["unit"])
    }


def _bounded(word: str) -> str:
    return re.escape(word) + (r"\b" if word[-1].isalnum() else "")


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(_bounded(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


MONEY_UNITS, PERCENT_UNITS, DURATION_UNITS = _units("money"), _units("percent"), _units("duration")
CURRENCY_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "eur": "EUR", "sek": "SEK", "usd": "USD", "gbp": "GBP"}
INTEGER = r"(?:\d{1,3}(?:[ .]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|\d+)"
NUMBER = rf"{INTEGER}(?:,\d+|\.\d{{1,2}}(?!\d))?"
GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+")
APPROX_WORD = rf"(?:{_words(_approximators())})(?<=[\w.~><±]) "
APPROX = rf"(?:(?<![\w])(?i:{APPROX_WORD}))?"
LEFT = r"(?<![\w.,:/§$€£-])(?<!\d[ –])"
BETWEEN = r"(?P<between>(?<=\bmellan )|(?<=\bbetween ))?"
RANGE = (
    rf"{BETWEEN}(?P<a>{NUMBER})"
    rf"(?: ?(?:–|-|—|−|\btill\b|\ba\b|à|(?(between)(?:och|and)\b|(?!))) ?(?P<b>{NUMBER}))?"
)
FLAGS = re.IGNORECASE
MONEY = re.compile(
    rf"{LEFT}{APPROX}{RANGE} ?(?:(?P<scale>{alternatives(BARE_SCALES)}) )?"
    rf"(?P<unit>{alternatives(MONEY_UNITS)}|,-)",
    FLAGS,
)
MONEY_BEFORE = re.compile(
    rf"(?<![\w$€£]){APPROX}(?P<unit>{alternatives(CURRENCY_SIGNS)}) ?{RANGE}"
    rf"(?: ?(?P<scale>{alternatives(BARE_SCALES)}|million\b|billion\b))?(?!\w)",
    FLAGS,
)
BARE_SCALE = re.compile(rf"{LEFT}{APPROX}{RANGE} (?P<scale>miljoner|miljarder|miljon|miljard)\b", FLAGS)
MONEY_NEAR = re.compile(
    r"\b(?:kronor|kr|mkr|mnkr|mdkr|tkr|sek|euro|dollar)\b"
    r"|(?:anslag|budget|bidrag|medel|stöd|satsning|tillskott|kostnad|intäkt|investering|omsättning|ersättning|"
    r"lån|garanti|utgift|inkomst|finansiering|skatt)(?:en|et|er|erna|ar|arna|s|n)?\b"
    r"|\b(?:satsa|kosta|betala|avsätt|tillför|skjuter till|investera|bevilja|anslå|anslog|omsätt|omsatt|"
    r"finansiera|tjäna|budgetera|donera|låna)",
    FLAGS,
)
"""What tells that a bare ``3 miljoner`` is money: a currency, a word for money, or a verb of paying."""
PURPOSE = re.compile(r" (?:till|för) [a-zåäö]", FLAGS)
"""``3 miljoner till lokaler``: only money is given for something."""
PRICED = re.compile(r"\b(?:för|värda?) $", FLAGS)
PEOPLE_DO = frozenset(["befinner", "lever", "bor", "lider", "saknar", "flyr", "behöver", "svälter", "arbetar"])
REACH = 80
PERCENT = re.compile(rf"{LEFT}{APPROX}{RANGE} ?(?P<unit>{alternatives(PERCENT_UNITS)})(?![\w-])", FLAGS)
DURATION = re.compile(rf"{LEFT}{APPROX}{RANGE} (?P<unit>{alternatives(f'{u}s' for u in DURATION_UNITS)}"
                      rf"|{alternatives(DURATION_UNITS)})(?!-)", FLAGS)  # fmt: skip
NOUN = r"[a-zåäöéü]+(?:-[a-zåäöéü]+)*"
COUNT = re.compile(
    rf"{LEFT}{APPROX}{RANGE} (?:(?P<scale>miljoner|miljarder|tusen) )?(?=(?P<words>{NOUN}(?: {NOUN}){{0,3}}))"
)
ENGLISH_COUNT = re.compile(
    rf"{LEFT}{APPROX}{RANGE} (?:[a-z-]+ ){{0,2}}(?P<noun>[a-z-]{{3,}}s|people|children)\b(?! ?%)"
)
ELLIPTIC = re.compile(rf"{LEFT}(?P<lead>varav )?(?P<span>(?P<approx>(?i:{APPROX_WORD}))?{RANGE})(?=[ ,.;)])")
BREAKDOWN = re.compile(r" (?:från|ur|var|är|representerade|kom från|kom ifrån|företrädde|kvinnor|män)\b")
LABEL_BEFORE = re.compile(rf"(?:\b(?:{_words(LABELS)})\.?|§) $", FLAGS)
PLURAL = re.compile(r".{3,}(?:or|ar|er|are|arna|erna|orna|anden|enden)$")
ADJECTIVE = re.compile(r".{2,}(?:a|ade|ande|ende|aste|are)$")
YEAR = re.compile(r"(?:19|20)\d\d$")
DIGIT = re.compile(r"\d")


@cache
def _nouns() -> tuple[dict[str, str], tuple[str, ...]]:
    """Countable nouns with their number, and endings of compounds that are countable."""
    rows = resources.rows("count_nouns")
    single = {row["noun"]: row["number"] for row in rows if row["is_ending"] == "0"}
    return single, tuple(row["noun"].lstrip("-") for row in rows if row["is_ending"] == "1")


@dataclass(frozen=True, slots=True)
class _Numbers:
    low: float
    high: float | None


def find(text: str, language: str = "") -> list[Span]:
    """Every amount in ``text`` as AMOUNT spans that may not overlap: money, percent, durations, counts.

    ``language`` lets English plurals count in English text.
    """
    if not DIGIT.search(text):
        return []
    taken: list[Span] = []
    counts = _english_counts if language == "en" else _counts
    for finder in (_money, _percent, _durations, counts):
        taken += [span for span in finder(text) if not any(span.overlaps(other) for other in taken)]
    taken += [span for span in _elliptic(text, taken) if not any(span.overlaps(other) for other in taken)]
    return sorted(taken, key=lambda span: span.start)


def _money(text: str) -> Iterator[Span]:
    for match in MONEY.finditer(text):
        factor, currency = MONEY_UNITS.get(match["unit"].lower(), (1.0, "SEK"))
        if currency == "SEK" and match["unit"] == ",-" and match["b"]:
            continue
        yield _span(match, _numbers(match, factor * _scale(match["scale"])), "money", currency, 0.97)
    for match in MONEY_BEFORE.finditer(text):
        yield _span(
            match, _numbers(match, _scale(match["scale"])), "money", CURRENCY_SIGNS[match["unit"].lower()], 0.95
        )
    taken = [match.span() for match in MONEY.finditer(text)]
    for match in BARE_SCALE.finditer(text):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            kind = _bare_kind(match)
            if kind:
                unit = "SEK" if kind == "money" else ""
                yield _span(match, _numbers(match, _scale(match["scale"])), kind, unit, 0.6)


def _bare_kind(match: re.Match[str]) -> str | None:
    """What ``3 miljoner`` without a unit is: money where money is near, else a count; None before its own noun."""
    text, end = match.string, match.end()
    following = re.match(rf"(?: {NOUN}){{1,3}}", text[end:])
    words = following[0].split() if following else []
    if words and (words[0] in MEASURES or _noun_index(words) is not None):
        return None
    if words and words[0] in PEOPLE_DO:
        return "count"
    near = text[max(0, match.start() - REACH) : end + REACH]
    money = PRICED.search(text, 0, match.start()) or PURPOSE.match(text, end) or MONEY_NEAR.search(near)
    return "money" if money else "count"


def _scale(word: str | None) -> float:
    return {**BARE_SCALES, "million": 1e6, "billion": 1e9}[word.lower()] if word else 1


def _percent(text: str) -> Iterator[Span]:
    for match in PERCENT.finditer(text):
        factor, canonical = PERCENT_UNITS[match["unit"].lower()]
        points = canonical == "percentage_point"
        yield _span(match, _numbers(match, factor), "percent", "procentenheter" if points else "%", 0.98)


def _durations(text: str) -> Iterator[Span]:
    for match in DURATION.finditer(text):
        if YEAR.match(match["a"]) or _labelled(match):
            continue
        unit = match["unit"].lower()
        unit = unit.removesuffix("s") if unit not in DURATION_UNITS else unit
        yield _span(match, _numbers(match), "duration", unit, 0.95)


def _counts(text: str) -> Iterator[Span]:
    earlier = -1
    for match in COUNT.finditer(text):
        words = match["words"].split(" ")
        described = len(words) > 1 and is_noun(words[1])
        verb = (
            words[0].endswith("ade")
            and not described
            and earlier >= 0
            and "." not in text[earlier : match.start()]
        )
        at = None if verb else _noun_index(words)
        if at is None or _labelled(match) or words[at + 1 : at + 2] == ["sig"]:
            continue
        known = is_noun(words[at])
        if YEAR.match(match["a"]) and not (known and at == 0):
            continue
        earlier = match.start("words") + len(" ".join(words[: at + 1]))
        numbers = _numbers(match, _scale(match["scale"]))
        yield _span(match, numbers, "count", words[at], 0.95 if known else 0.75, earlier)


def _english_counts(text: str) -> Iterator[Span]:
    for match in ENGLISH_COUNT.finditer(text):
        if not _labelled(match) and not YEAR.match(match["a"]):
            yield _span(match, _numbers(match), "count", match["noun"], 0.75)


def _noun_index(words: list[str]) -> int | None:
    """Which of the words after a number is the noun that it counts: the first past the adjectives."""
    for at, word in enumerate(words):
        if word in NOT_COUNTED:
            return None
        if is_noun(word) or PLURAL.match(word):
            follows = words[at + 1] if at + 1 < len(words) else ""
            return at + 1 if _describes(word) and is_noun(follows) else at
        if not ADJECTIVE.match(word):
            return None
    return None


def _describes(word: str) -> bool:
    """Whether a word that could be a noun may also describe the next: ``40 äldre kvinnor``."""
    return word.endswith(("a", "ande", "ende", "are"))


def is_noun(word: str) -> bool:
    """Whether a word is a plural that reports count: known, or a compound of one that is."""
    single, endings = _nouns()
    if word in single:
        return single[word] != "singular"
    zero = next((word[at:] for at in range(3, len(word) - 3) if single.get(word[at:]) == "both"), None)
    return zero is not None or (
        word.endswith(endings) and (word.endswith(("r", "e", "n")) or word.endswith(_ZERO_PLURAL))
    )


_ZERO_PLURAL = (
    "barn",
    "företag",
    "bolag",
    "projekt",
    "förbund",
    "samfund",
    "nätverk",
    "jobb",
    "fordon",
    "hem",
    "hus",
    "språk",
)


def _elliptic(text: str, found: list[Span]) -> Iterator[Span]:
    """Counts whose noun stands earlier in the sentence: ``90 gäster, ca 50 från byalag``."""
    counts = [span for span in found if span.kind == "count"]
    for match in ELLIPTIC.finditer(text):
        start, end = match.span("span")
        earlier = [span for span in counts if span.end <= start]
        split = bool(BREAKDOWN.match(text, end))
        clear = (match["approx"] or match["lead"] or split) and (earlier or (match["approx"] and split))
        measured = text[end:].lstrip().split(" ", 1)[0].rstrip(".,") in MEASURES
        if clear and not measured and not YEAR.match(match["a"]) and not _labelled(match):
            unit = earlier[-1].unit if earlier else "personer"
            numbers = _numbers(match)
            yield Span(
                start, end, "AMOUNT", value=plain(numbers.low), value_max=numbers.high, unit=unit, kind="count",
                confidence=0.8, source="rules:amount+elliptic",
            )  # fmt: skip


def _labelled(match: re.Match[str]) -> bool:
    return bool(LABEL_BEFORE.search(match.string[max(0, match.start() - 20) : match.start()]))


def _numbers(match: re.Match[str], scale: float = 1) -> _Numbers:
    low, high = number(match["a"]), number(match["b"]) if match["b"] else None
    return _Numbers(_exact(low * scale), _exact(high * scale) if high is not None else None)


def number(digits: str) -> float:
    """Groups of three digits are thousands; else a comma or full stop is the decimal mark."""
    if GROUPED.fullmatch(digits):
        digits = digits.replace(" ", "").replace(".", "")
        digits = digits if re.fullmatch(r"\d+(?:,\d{1,2}|,\d{4,})?", digits) else digits.replace(",", "")
    return float(digits.replace(" ", "").replace(",", "."))


def _exact(value: float) -> float:
    return round(value, 6)


def plain(value: float) -> str:
    """A number as a cell of the table holds it: no decimals where there are none."""
    return str(int(value)) if value.is_integer() else repr(value)


def _span(  # noqa: PLR0913, PLR0917 - one argument a column
    match: re.Match[str], numbers: _Numbers, kind: str, unit: str, confidence: float, end: int | None = None
) -> Span:
    return Span(
        match.start(), match.end() if end is None else end, "AMOUNT", value=plain(numbers.low),
        value_max=numbers.high, unit=unit, kind=kind, confidence=confidence, source="rules:amount",
    )  # fmt: skip
