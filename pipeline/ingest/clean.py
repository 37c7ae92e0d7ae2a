"""Characters: one way to write each, in each line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import ftfy
from ftfy.badness import is_bad

from pipeline.ingest.model import RawLine
from pipeline.ingest.words import HYPHEN_STAYS_BEFORE, MENDED_ALL_THE_SAME, NUMBER_WORDS

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufe0e\ufe0f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SOFT_AT_END = re.compile(r"(?<=\w)[\u00ad\u00ac]\s*$")
_LIGATURES = re.compile(r"[\ufb00-\ufb06]")
_SYMBOL_BULLETS = re.compile(r"[\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf06e\uf02d\uf0de]")
_TABS = re.compile(r" *\t[ \t]*")
_MANY_SPACES = re.compile(r" {2,}")
_MOJIBAKE = re.compile(r"[ÂÃâ][\x80-\xbf\u2018-\u203a\u20ac\u2122\u0152-\u0192\u02c6\u02dc]|ï¿½")
_SEPARATOR = re.compile(r"^(?:[*_=~–—-] ?){3,}$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPLIT_WORD = re.compile(r"(?<![\w-])([^\W\d_]{2,})- ([a-zà-öø-ÿ]{2,})(?![\w]*-(?:\s|,|$))\b")


def clean_lines(lines: Iterable[RawLine]) -> list[RawLine]:
    """``lines`` with clean text and, where a line has become empty, its gap handed to the next line."""
    kept: list[RawLine] = []
    gap, page_break = 0, False
    for line in lines:
        text = clean_text(line.text)
        if not text or _SEPARATOR.match(text):
            gap, page_break = gap + line.gap + 1, page_break or line.page_break
            continue
        kept.append(
            replace(line, text=text, gap=line.gap + gap, page_break=line.page_break or page_break)
            if text != line.text or gap or page_break
            else line
        )
        gap, page_break = 0, False
    return kept


def clean_text(text: str) -> str:
    """``text`` in NFC, with ordinary spaces, no soft hyphens, no control characters, mojibake mended.

    A soft hyphen at the very end is where the word was broken, so it becomes a hyphen for ``unwrap`` to mend.
    """
    if text.isascii() and text.isprintable():
        return _MANY_SPACES.sub(" ", text).strip()
    text = mend_mojibake(text)
    text = _SOFT_AT_END.sub("-", text).replace("\u00ad", "")
    text = _SYMBOL_BULLETS.sub("•", _INVISIBLE.sub("", _SPACES.sub(" ", text)))
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    return _MANY_SPACES.sub(" ", _TABS.sub("\t", text)).strip()


def mend_mojibake(text: str) -> str:
    """``text`` as it was meant, where it shows the marks of UTF-8 read as another encoding."""
    if not _MOJIBAKE.search(text) or not is_bad(text):
        return text
    mended = ftfy.fix_encoding(text)
    return mended if "\ufffd" in text or "\ufffd" not in mended else text


class Hyphens:
    """Decides what a hyphen at the end of a line, or before a space, stands for.

    ``words`` counts the words of the document: what it writes elsewhere (``icke-formell``) decides.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.words: Counter[str] = Counter()
        for text in texts:
            self.words.update(word.lower() for word in _WORD.findall(text))

    def mend_inside(self, text: str) -> str:
        """``text`` with words that a lost line break split put together: ``uppmunt- rar`` → ``uppmuntrar``."""
        if "- " not in text:
            return text
        return _SPLIT_WORD.sub(lambda match: self._mended(match.group(1), match.group(2)), text)

    def _mended(self, left: str, right: str) -> str:
        if _stays(left, right) or (left.lower() in NUMBER_WORDS and right in NUMBER_WORDS):
            return f"{left}- {right}"
        return left + self._joint(left, right) + right

    def join(self, left: str, right: str) -> str:
        """Two lines as one: a space between, or none where a hyphen broke a word."""
        if not re.search(r"[^\W_]-$", left):
            return f"{left} {right}"
        first = re.match(r"[^\W\d_]+", right)
        half = re.search(r"([^\W_]+)-$", left)
        if not first or not half:
            return left + right if right[:1].isdigit() and half and half.group(1).isdigit() else f"{left} {right}"
        if _stays(half.group(1), first.group()) or re.match(r"[^\W\d_]+-(?:\s|,|$)", right):
            return f"{left} {right}"
        if not first.group()[0].islower():
            return left + right
        return left[:-1] + self._joint(half.group(1), first.group()) + right

    def _joint(self, left: str, right: str) -> str:
        """Either nothing or the hyphen: acronyms, figures and single letters keep it, as does usage elsewhere."""
        if len(left) == 1 or left[-1].isdigit() or (len(left) > 1 and left.isupper() and right.islower()):
            return "-"
        whole, parted = self.words[(left + right).lower()], self.words[f"{left}-{right}".lower()]
        return "-" if parted > whole else ""


def _stays(left: str, right: str) -> bool:
    """Whether the hyphen stands for the rest of a word, as in ``läns- och``."""
    return right in HYPHEN_STAYS_BEFORE and (left + right).lower() not in MENDED_ALL_THE_SAME
