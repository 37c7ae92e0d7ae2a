"""E-mail and web addresses, phone numbers, and the numbers of people and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from stdnum.se import orgnr, personnummer

from pipeline.extract.spans import Span

REGION = "SE"
EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9ÅÄÖåäö_][\wåäöÅÄÖ.+-]*@[A-Za-z0-9åäö](?:[\w-]*\.)+[A-Za-z]{2,}(?!\w)")
URL = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"”“|]+[^\s<>\"”“|.,;:!?)\]}'’»]"
    r"|(?<![\w@./-])(?:[a-zåäö0-9][a-zåäö0-9-]*\.)+(?:se|nu|com|org|eu|net)(?:/[^\s<>\"”“|]*[^\s<>\"”“|.,;:!?)\]}'’»])?"
    r"(?![\w@-])"
)
IDENTITY = re.compile(r"(?<![\w/:.-])(?:(?:16|18|19|20)?\d{6}[-+]?\d{4}|\d{6} \d{4})(?![\w/-])")
PHONE_HINT = re.compile(r"(?:\+|\b0|\(0)[\d ()/–-]{6,}")
CLOCK_OR_DATE = re.compile(r"^\d{1,2}[.:]\d{2}(?!\d)|^\d{4}-\d{2}-\d{2}|^0\d{3}-\d{2}$")
DASHES = str.maketrans("–‑−—", "----")
DOTTED = re.compile(r"(?<![\d.])0\d{1,3}(?:\.\d{2,4}){2,4}(?![\d.]\d)")
"""A number in groups parted by full stops; the library reads spaces."""
EXTENSION = re.compile(r",?\s*(?:ext|ankn|x)\w*\.?:?\s*\d+$", re.IGNORECASE)


def find(text: str) -> list[Span]:
    """Every contact in ``text``, as CONTACT spans that may not overlap each other."""
    taken: list[Span] = []
    for found in (_emails(text), _urls(text), _identities(text), _phones(text)):
        taken += [span for span in found if not any(span.overlaps(other) for other in taken)]
    return sorted(taken, key=lambda span: span.start)


def _emails(text: str) -> Iterator[Span]:
    if "@" not in text:
        return
    for match in EMAIL.finditer(text):
        yield _contact(match.start(), match.end(), match[0].lower(), "email", 0.99)


def _urls(text: str) -> Iterator[Span]:
    for match in URL.finditer(text):
        value = match[0] if match[0].startswith("http") else f"http://{match[0]}"
        yield _contact(match.start(), match.end(), value, "url", 0.98)


def _identities(text: str) -> Iterator[Span]:
    """Numbers whose check digit is right; the third digit of an organisation's number is at least 2."""
    for match in IDENTITY.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        digits = digits.removeprefix("16") if len(digits) == len("16NNNNNNNNNN") else digits
        if len(digits) == 10 and digits[2] >= "2" and orgnr.is_valid(digits):
            yield _contact(match.start(), match.end(), orgnr.format(digits), "organisationsnummer", 0.9)
        elif " " not in match[0] and personnummer.is_valid(match[0]):
            yield _contact(match.start(), match.end(), _person_number(match[0]), "personnummer", 0.9)


def _person_number(number: str) -> str:
    return number if len(number) > 11 or "-" in number or "+" in number else f"{number[:-4]}-{number[-4:]}"


def _phones(text: str) -> Iterator[Span]:
    # Same length, so offsets hold: the library reads hyphens, reports also hold en dashes.
    text = DOTTED.sub(lambda found: found[0].replace(".", " "), text.translate(DASHES))
    if not PHONE_HINT.search(text):
        return
    for match in phonenumbers.PhoneNumberMatcher(text, REGION):
        raw = match.raw_string
        if raw[0] in "+0(" and not CLOCK_OR_DATE.match(raw):
            value = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            end = match.start + len(EXTENSION.sub("", raw)) if match.number.extension else match.end
            yield _contact(match.start, end, value, "phone", 0.95)


def _contact(start: int, end: int, value: str, kind: str, confidence: float) -> Span:
    return Span(start, end, "CONTACT", value=value, kind=kind, confidence=confidence, source="rules:contact")
