"""Numbers in digits and in words, their ranges, and the words that qualify them: what all amounts are built of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import resources
from pipeline.extract.rules.words import LABELS
from pipeline.extract.spans import Span

FLAGS = re.IGNORECASE
SCALES = {
    "miljon": 1e6, "miljoner": 1e6, "miljard": 1e9, "miljarder": 1e9, "biljoner": 1e12, "tusen": 1e3,
    "million": 1e6, "billion": 1e9,
}  # fmt: skip
SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
"""No-break, figure, thin and narrow no-break space: each as long as the space that stands for it."""
LEAST_WORD = 2
"""``en`` and ``ett`` are articles, so that a number in words starts at two."""


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, each whole."""
    return "|".join(_bounded(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def _bounded(word: str) -> str:
    return re.escape(word) + (r"\b" if word[-1].isalnum() else "")


def _words_of_numbers() -> dict[str, float]:
    """Number words from two up, and the halves above one: no scales, articles, fractions or words for both."""
    found = {row["word"]: float(row["value"]) for row in resources.rows("number_words")}
    return {
        word: value
        for word, value in found.items()
        if (LEAST_WORD <= value < 1e6 or (1 < value < LEAST_WORD and " och " in word))
        and not word.endswith(("tal", "talet", "dussin", "tjog"))
        and word not in {"bägge", "båda", "tvenne", "trenne"}
    }


WORDS = _words_of_numbers()
INTEGER = r"(?:\d{1,3}(?:[ .]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|\d+)"
NUMBER = rf"{INTEGER}(?:,\d+|\.\d{{1,2}}(?!\d))?"
WORD_NUMBER = rf"(?:{alternatives(WORDS)})"
VAGUE = r"(?<!\bpar )(?<!\bnågra )(?<!\bflera )(?<!\bmånga )"
"""``några hundra`` is no number."""
LEFT = r"(?<![\w.,:/§$€£+-])(?<!\d[ –])"
GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+")
YEAR = re.compile(r"(?:19|20)\d\d$")

_QUALIFIERS = {row["word"]: row["mark"] for row in resources.rows("approximators")}
_INSIDE = [row["word"] for row in resources.rows("approximators") if row["outside"] == "0"]
_OUTSIDE = [row["word"] for row in resources.rows("approximators") if row["outside"] == "1"]


def _plain(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


APPROX_WORD = rf"(?:{_plain(_INSIDE)})(?:(?<=[\w.~><±]) |(?<=[~><±]))"
APPROX = rf"(?:(?<![\w])(?P<approx>(?i:{APPROX_WORD})))?"
_BOUND = re.compile(rf"(?<!\w)(?P<word>{_plain(_OUTSIDE)}) ?(?:mellan )?$", FLAGS)
_BETWEEN = r"(?P<between>(?<=\bmellan )|(?<=\bbetween ))?"
_TO = r"(?:–|-|—|−|\btill\b|\ba\b|à|\beller\b|(?(between)(?:och|and)\b|(?!)))"
_FIRST_UNIT = r"(?: ?(?:kr|kronor|:-|%|procent)(?= ?(?:–|-|—|till\b|och\b|à)))?"
_RATES = {row["phrase"]: row["mark"] for row in resources.rows("rates")}
_RATE = re.compile(rf" ?(?:i snitt )?(?P<rate>{alternatives(_RATES)})", FLAGS)
_LABEL = re.compile(rf"(?:\b(?:{_plain(LABELS)})\.?|§) $", FLAGS)


@dataclass(frozen=True)
class Grammar:
    """How numbers are written: ``number`` matches one, ``quantity`` one or a range, qualified or not."""

    number: str
    words: bool

    @property
    def quantity(self) -> str:
        """One number or two, with an approximator: groups ``approx``, ``a`` and ``b``."""
        left = VAGUE + r"(?<![\w-])" if self.words else LEFT
        return rf"{left}{APPROX}{self.range}"

    @property
    def range(self) -> str:
        """One number or two: groups ``a`` and ``b``."""
        return rf"{_BETWEEN}(?P<a>{self.number})(?:{_FIRST_UNIT} ?{_TO} ?(?P<b>{self.number}))?"


DIGITS = Grammar(NUMBER, words=False)
SPELLED = Grammar(WORD_NUMBER, words=True)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number, or the ends of a range."""

    low: float
    high: float | None = None


def numbers(match: re.Match[str], scale: float = 1) -> Numbers:
    """What the groups ``a`` and ``b`` say, times ``scale``."""
    return Numbers(_scaled(match["a"], scale), _scaled(match["b"], scale) if match["b"] else None)


def _scaled(written: str, scale: float) -> float:
    """The number times ``scale``; millions are counted in whole ones and hundredths, as floats would not."""
    return round(number(written) * scale, 6 if scale < 1e3 else 2)


@cache
def number(written: str) -> float:
    """The value of a number in words, or in digits.

    Groups of three digits are thousands; else a comma or full stop is the decimal mark.
    """
    if not written[0].isdigit():
        return WORDS[written.lower()]
    digits = written
    if GROUPED.fullmatch(digits):
        digits = digits.replace(" ", "").replace(".", "")
        digits = digits if re.fullmatch(r"\d+(?:,\d{1,2}|,\d{4,})?", digits) else digits.replace(",", "")
    return float(digits.replace(" ", "").replace(",", "."))


def plain(value: float) -> str:
    """A number as a cell of the table holds it: no decimals where there are none."""
    return str(int(value)) if value.is_integer() else repr(value)


def scale(word: str | None) -> float:
    """What a word like ``miljoner`` is worth; 1 for none."""
    return SCALES[word.lower()] if word else 1


def labelled(match: re.Match[str]) -> bool:
    """Whether the number says which, not how many: ``bilaga 2``."""
    return bool(_LABEL.search(match.string, max(0, match.start() - 20), match.start()))


def span(  # noqa: PLR0913 - one argument a column
    match: re.Match[str], found: Numbers, kind: str, unit: str, confidence: float, *,
    start: int | None = None, end: int | None = None, also: Sequence[str] = (),
) -> Span:  # fmt: skip
    """The AMOUNT span of a match, with the marks that its qualifiers give and those of ``also``."""
    stop = match.end() if end is None else end
    marks = [*_qualified(match, kind), *_rates(match.string, stop), *also]
    return Span(
        match.start() if start is None else start, stop, "AMOUNT", value=plain(found.low), value_max=found.high,
        unit=unit, kind=kind, confidence=confidence, source="+".join(["rules:amount", *marks]),
    )  # fmt: skip


def _qualified(match: re.Match[str], kind: str) -> list[str]:
    approx = match.groupdict().get("approx")
    inside = [_QUALIFIERS[approx.strip().lower()]] if approx else []
    bound = _BOUND.search(match.string, max(0, match.start() - 20), match.start())
    if bound is None or (kind == "duration" and bound["word"].lower() == "under"):  # ``under 3 år``: during
        return inside
    return [*inside, _QUALIFIERS[bound["word"].lower()]]


def _rates(text: str, end: int) -> list[str]:
    marks: dict[str, None] = {}
    while (rate := _RATE.match(text, end)) is not None:
        marks[_RATES[rate["rate"].lower()]] = None
        end = rate.end()
    return list(marks)
