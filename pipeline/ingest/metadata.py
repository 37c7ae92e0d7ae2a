"""What a document says of itself: title, kind, date; and how good its text is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pipeline.ingest.dates import is_date
from pipeline.ingest.kinds import describes_project, named_kind
from pipeline.ingest.unwrap import LogicalLine

FIRST_LINES = 40
"""Lines in which a document's title and date are looked for."""
TOP_LINES = 6
LONGEST_TITLE = 220
LONG_LINE = 130
LEAST_WORDS = 20

_CHROME = re.compile(
    r"^(?:logotyp\w*|logga|logo|lyssna|skriv ut|dela|meny|sök|till(?:baka)? (?:innehåll|toppen|start)\w*"
    r"|hoppa (?:till|över)|start(?:sida)?|hem|om oss|vilka vi är|kontakt(?:a oss)?|in english|english|skip to"
    r"|innehåll(?:sförteckning)?"
    r"|cookies?|kakor|läs mer|mer information|facebook|twitter|linkedin|print|share|välkommen!?)\b.{0,40}$"
    r"|\b(?:webbplatsen|sidan|vi) använder (?:cookies|kakor)\b|\bgodkänn (?:alla )?(?:cookies|kakor)\b"
    r"|^(?:uppdaterad |viktig )?information (?:med anledning av|om) (?:covid|corona|driftstörning)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^(?:\d+\.?\s+)?(?:inledning|förord|sammanfattning|bakgrund|introduktion|syfte|introduction|summary|preface)$",
    re.IGNORECASE,
)
_SITE = re.compile(r"^(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)*\.(?:se|nu|eu|org|com|net)(?:/\S*)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"^[\W\d_]*[^\W\d_]+(?:[-–’'/:.&][^\W\d_]+|\d+)*[\W\d_]*$")
_VOWEL = re.compile(r"[aeiouyåäöéèüáøæ]", re.IGNORECASE)
_COUNTED = re.compile(r"\w+(?:[-’':.]\w+)*")
_CASE_BREAK = re.compile(r"[a-zåäö][A-ZÅÄÖ]{2,}[a-zåäö]")


def title(lines: Sequence[LogicalLine], stated: str) -> str | None:
    """The document's title: its first heading, or the line of the title page that says what kind of report it is.

    ``stated`` is what the file's own metadata says, used where the text has no line that could be a title.
    """
    first = _before_sections([line for line in lines[:FIRST_LINES] if not _is_chrome(line.text)])
    for line in first:
        if line.role == "heading" and line.level == 1:
            return _as_title(line.text)
    candidates = _title_page(first) or _short_lines_on_top(first)[:1]
    named = [line for line in candidates if named_kind(line.text) not in (None, "agreement")]
    for line in [*named, *candidates]:
        return _as_title(_with_subject(line, first))
    if first and (subject := describes_project(first[0].text)):
        return _as_title(subject)
    if stated.strip():
        return _as_title(stated)
    return _as_title(first[0].text) if first else None


def _with_subject(line: LogicalLine, lines: Sequence[LogicalLine]) -> str:
    """The text of ``line``; where it is but the name of a kind (``Protokoll``), the next line says of what."""
    after = lines[lines.index(line) + 1 :][:1]
    bare = " " not in line.text and named_kind(line.text) is not None
    return f"{line.text} – {after[0].text}" if bare and after and _may_be_title(after[0]) else line.text


def _before_sections(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """``lines`` up to the first heading of a section that any document may have, as ``Inledning``."""
    page = list(takewhile(lambda line: not _SECTION.match(line.text), lines))
    return page or [line for line in lines if not _SECTION.match(line.text)]


def _short_lines_on_top(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The lines before the first paragraph that could be a title."""
    prose = (index for index, line in enumerate(lines) if len(line.text) > LONG_LINE)
    return [line for line in lines[: next(prose, TOP_LINES)] if _may_be_title(line)]


def _title_page(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The headings and bold lines with which a document begins."""
    page: list[LogicalLine] = []
    for line in lines:
        emphasised = line.role == "heading" or line.bold
        if not emphasised and (page or len(line.text) > LONGEST_TITLE):
            break
        if emphasised and _may_be_title(line):
            page.append(line)
        elif not emphasised:
            # plain lines before the first bold one: the title is the first line then
            break
    return page


def _may_be_title(line: LogicalLine) -> bool:
    """Whether a line is short, has letters, and is no sentence."""
    sentence = line.text.endswith(".") or (line.role == "text" and len(line.text) > LONG_LINE and not line.bold)
    fits = 3 <= len(line.text) <= LONGEST_TITLE and any(map(str.isalpha, line.text))
    return line.role in ("text", "heading") and fits and not sentence


def _is_chrome(text: str) -> bool:
    return bool(_CHROME.search(text) or _SITE.match(text)) or is_date(text)


def _as_title(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= LONGEST_TITLE else f"{shown[:LONG_LINE].rsplit(' ', 1)[0]} …"


def word_count(text: str) -> int:
    """How many words ``text`` has; a number or an abbreviation is one."""
    return sum(1 for _ in _COUNTED.finditer(text))


def text_quality(text: str) -> float | None:
    """Share of the tokens with a letter that look like words, 0–1; None where there are none.

    Badly scanned or wrongly decoded text has words without vowels, with signs inside, or in single letters.
    """
    tokens = [token for token in text.split() if any(map(str.isalpha, token))]
    if not tokens:
        return None
    return round(sum(_looks_like_word(token) for token in tokens) / len(tokens), 4)


def _looks_like_word(token: str) -> bool:
    if "@" in token or "://" in token or token.startswith("www."):
        return True
    if "\ufffd" in token or not _PLAIN.match(token) or _CASE_BREAK.search(token):
        return False
    letters = "".join(_WORD.findall(token))
    if len(letters) == 1:
        return letters.lower() in "aiouåöe" or not token.isalpha()
    return len(letters) <= 45 and (bool(_VOWEL.search(letters)) or len(letters) <= 5)


def warnings(text: str, quality: float | None, language: str | None, least_quality: float) -> list[str]:
    """What about a document's text needs a look, one short sentence each."""
    found = []
    words = word_count(text)
    if words < LEAST_WORDS:
        found.append(f"The text is very short ({words} words)")
    if quality is not None and quality < least_quality:
        found.append(f"Only {quality:.0%} of the words look like words; the text may be badly scanned or decoded")
    if language not in ("sv", None):
        found.append(f"The main language is not Swedish but {language}")
    return found
