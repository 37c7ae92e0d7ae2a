"""Text of one line with its bold parts and its annotated mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.values import check_date, parse_amount

TYPES = frozenset({"PER", "ORG", "LOC", "DATE", "AMOUNT", "CONTACT"})
CONTACT_KINDS = frozenset({"email", "phone", "url", "personnummer", "organisationsnummer"})
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

_PIECE = re.compile(r"\[\[(?P<mention>[^\[\]]*)\]\]|(?P<bold>\*\*)")
_AFTER_DIGIT = re.compile(r"(?<=\d) ")
_STRAY = re.compile(r"[\[\]*]|<!--|-->")


@dataclass(frozen=True)
class Mention:
    """One annotated mention; `start` and `end` count characters in the text that holds it."""

    type: str
    text: str
    start: int
    end: int
    canonical: str
    kind: str | None = None  # CONTACT only
    ambiguous: bool = False
    inferred: bool = False  # DATE only: the year is not written there

    def shifted(self, by: int) -> "Mention":
        """Give the same mention `by` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True)
class Inline:
    """Printed text without marks, the (start, end) of its bold parts, and its mentions."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()

    def runs(self) -> list[tuple[str, bool]]:
        """Give the text cut into (piece, is bold), in order."""
        runs, end = [], 0
        for start, stop in self.bold:
            runs += [(self.text[end:start], False), (self.text[start:stop], True)]
            end = stop
        runs.append((self.text[end:], False))
        return [(piece, bold) for piece, bold in runs if piece]

    def with_fixed_amounts(self) -> "Inline":
        """Give the same line with no-break spaces after the digits of amounts, as careful editors write."""
        text = self.text
        for mention in self.mentions:
            if mention.type == "AMOUNT":
                fixed = _AFTER_DIGIT.sub(NO_BREAK_SPACE, mention.text)
                text = text[: mention.start] + fixed + text[mention.end :]
        return replace(self, text=text)


def joined(parts: Sequence[Inline], separator: str) -> Inline:
    """Give one Inline of all parts with `separator` between them; bold parts and mentions move along."""
    text, bold, mentions = "", [], []
    for number, part in enumerate(parts):
        text += separator if number else ""
        bold += [(start + len(text), end + len(text)) for start, end in part.bold]
        mentions += [mention.shifted(len(text)) for mention in part.mentions]
        text += part.text
    return Inline(text, tuple(bold), tuple(mentions))


def parse_inline(raw: str) -> Inline:
    """Give the printed text of one source line, its bold parts and its mentions.

    Raises ValueError on a markup slip.
    """
    text, bold, mentions, bold_from, done = "", [], [], None, 0
    for piece in _PIECE.finditer(raw):
        text += _literal(raw[done : piece.start()])
        done = piece.end()
        if piece["bold"] is None:
            mentions.append(_mention(piece["mention"], len(text)))
            text += mentions[-1].text
        elif bold_from is None:
            bold_from = len(text)
        else:
            bold.append((bold_from, len(text)))
            bold_from = None
    if bold_from is not None:
        raise ValueError("bold is opened with ** and not closed")
    return Inline(text + _literal(raw[done:]), tuple(bold), tuple(mentions))


def _literal(text: str) -> str:
    if stray := _STRAY.search(text):
        around = text[max(0, stray.start() - 15) : stray.end() + 25]
        raise ValueError(f"unbalanced or stray {stray[0]!r} near {around!r}")
    return text


def _mention(body: str, start: int) -> Mention:
    head, *parts = body.split("|")
    kind_of_mention, ambiguous = head.removesuffix("?"), head.endswith("?")
    if kind_of_mention not in TYPES:
        raise ValueError(f"unknown mention type {head!r} in [[{body}]]")
    if not parts or not parts[0] or parts[0] != parts[0].strip():
        raise ValueError(f"[[{body}]] has no surface, or one with a space at its edge")
    try:
        end = start + len(parts[0])
        mention = Mention(kind_of_mention, parts[0], start, end, canonical=parts[0], ambiguous=ambiguous)
        return _with_value(mention, parts[1:])
    except ValueError as error:
        raise ValueError(f"[[{body}]]: {error}") from error


def _with_value(mention: Mention, extra: list[str]) -> Mention:
    """Give the mention with what follows its surface; each type has its own rule for that."""
    if mention.type == "CONTACT":
        if len(extra) != 1 or extra[0] not in CONTACT_KINDS:
            raise ValueError(f"a CONTACT ends with its kind, one of {', '.join(sorted(CONTACT_KINDS))}")
        return replace(mention, kind=extra[0])
    inferred = mention.type == "DATE" and extra[1:] == ["inferred"]
    if len(extra) > 1 + inferred or "" in extra:
        raise ValueError("too many or empty parts after the surface")
    if mention.type in {"DATE", "AMOUNT"} and not extra:
        raise ValueError(f"a {mention.type} needs a canonical value")
    canonical = extra[0] if extra else mention.text
    if mention.type == "DATE":
        check_date(canonical)
    elif mention.type == "AMOUNT":
        parse_amount(canonical, mention.text)
    return replace(mention, canonical=canonical, inferred=inferred)
