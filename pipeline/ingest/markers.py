"""What kind of line it is by its looks: list item, programme entry, field; and whether a sentence goes on."""

from __future__ import annotations

import re

from pipeline.ingest.words import (
    CONTINUING_STARTS,
    OPEN_ABBREVIATIONS,
    SPEECH_VERBS,
    UNFINISHED_ENDS,
)

_MARKER = re.compile(
    r"^(?P<dash>[-–—−]\s+(?=[⇒•●→]))?"
    r"(?P<marker>[-–—−•●○▪■◦‣⁃·*+⇒→➢►✓✔❖]|o(?=\s+\S)|\(?\d{1,2}[.)]|\(?[a-zA-ZåäöÅÄÖ]\)|\(?[ivxIVX]{1,4}\))\s+(?=\S)"
)
_GLUED_BULLET = re.compile(r"^[•●▪■◦‣⇒→➢►✓✔❖](?=\S)")
_TIME = re.compile(r"^(?:kl\.?|klockan)?\s*(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d.,]|-?[a-zåäö])", re.IGNORECASE)
_KEY = re.compile(r"^[A-ZÅÄÖ0-9][\w /&()åäöÅÄÖ.,-]{0,45}?:(?:\s+\S|$)")
_PERSON = re.compile(
    r"^(?:[\w.]+\s)?[A-ZÅÄÖ][\w’'-]+(?:\s(?:[A-ZÅÄÖ][\w’'.-]*|von|de|af|van|der|al))+\s?(?:,|\(|\s[-–—]\s)\s*\S"
)
_ADDRESS = re.compile(r"^(?:https?://|www\.|[\w.+-]+@[\w-]+\.)", re.IGNORECASE)
_TERMINAL = re.compile(r"""[.!?…:]["”’»')\]]*$""")
_OPENERS = "\"”“’'«»(["
_JUST_BEGUN = re.compile(r"[^\W\d_]{3}[.!?] [A-ZÅÄÖ][a-zåäö]+$")
"""A sentence that stops after its first word."""
_LAST_WORD = re.compile(r"([^\W\d_]+\.?)$")


def marker(text: str) -> str:
    """The list marker at the start of ``text``, or nothing. A decimal number or a date is none."""
    match = _MARKER.match(text)
    if match:
        return match.group("marker")
    glued = _GLUED_BULLET.match(text)
    return glued.group() if glued else ""


def normal_marker(text: str) -> str:
    """``text`` with one marker and one space at its start: ``- ⇒  mål`` → ``⇒ mål``, ``•mål`` → ``• mål``."""
    match = _MARKER.match(text)
    if match:
        return f"{match.group('marker')} {text[match.end() :]}"
    glued = _GLUED_BULLET.match(text)
    return f"{glued.group()} {text[glued.end() :]}" if glued else text


def is_speech(text: str) -> bool:
    """Whether a line that begins with a dash is what somebody says rather than an item of a list."""
    return text[:1] in "–—-" and any(re.search(rf",? \b{verb}\b", text) for verb in SPEECH_VERBS)


def is_entry(text: str) -> bool:
    """Whether ``text`` is a programme line, a field or a line of a list of people, so a line by its own right."""
    return bool(_TIME.match(text) or is_field(text) or _PERSON.match(text))


def is_time(text: str) -> bool:
    """Whether ``text`` begins with a time of day."""
    return bool(_TIME.match(text))


def is_field(text: str) -> bool:
    """Whether ``text`` is ``Nyckel: värde``, the key at most five words long."""
    key = text.split(":", maxsplit=1)[0]
    return bool(_KEY.match(text)) and len(key.split()) <= 5 and not re.search(r"[a-zåäö]{3}[.!?] ", key)


def is_address(text: str) -> bool:
    """Whether ``text`` begins with a web or e-mail address."""
    return bool(_ADDRESS.match(text))


def starts_lower(text: str) -> bool:
    """Whether ``text`` begins with a lower-case letter, a quotation mark before it aside."""
    first = text.lstrip(_OPENERS)[:1] if text[:1] != "(" else ""
    return first.islower()


def starts_continuing(text: str) -> bool:
    """Whether ``text`` begins with a small word that goes on from what came before."""
    word = re.match(r"[a-zåäö]+", text)
    return bool(word and word.group() in CONTINUING_STARTS)


def is_terminal(text: str) -> bool:
    """Whether ``text`` ends as a sentence or an introduction does; ``t.ex.`` is no such end."""
    return bool(_TERMINAL.search(text)) and not text.lower().endswith(OPEN_ABBREVIATIONS)


def is_unfinished(text: str) -> bool:
    """Whether ``text`` must go on: it ends with a comma, a hyphen, a conjunction, a preposition, an article."""
    if text.endswith((",", ";", "-", "/", "&", "(")) or text.lower().endswith(OPEN_ABBREVIATIONS):
        return not re.search(r"(?:^|\s)-$", text)
    return ends_in_small_word(text) or bool(_JUST_BEGUN.search(text))


def ends_in_small_word(text: str) -> bool:
    """Whether ``text`` ends with a conjunction, a preposition, an article or the like."""
    word = _LAST_WORD.search(text)
    return bool(word and word.group(1) in UNFINISHED_ENDS)
