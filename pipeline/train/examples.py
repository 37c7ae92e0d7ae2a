"""Annotated sentences out of the public sources and our own, as text with character spans.

The sources do not mean the same by an organisation or a place. Each example therefore names its guideline, and the
model learns what they share and what parts them (``pipeline.train.model``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TYPES = ("PER", "ORG", "LOC")
GUIDELINES = ("ours", "uner", "suc", "web")
MARK = re.compile(r"\[\[(PER|ORG|LOC)(\??)\|([^\[\]|]+)\]\]")
NO_SPACE_BEFORE = frozenset(",.;:!?)]}%»”")
NO_SPACE_AFTER = frozenset("([{«")


@dataclass(frozen=True)
class Example:
    """One sentence or line.

    spans: (start, end, type) in characters of ``text``, in order, no two overlapping. unsure: those of them that
    count neither way in a score. words: (start, end) of the source's own tokens; empty where it has none. group:
    the text it belongs to, whose examples stand in reading order.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    guideline: str
    group: str
    words: tuple[tuple[int, int], ...] = ()
    unsure: frozenset[tuple[int, int]] = frozenset()


def share(key: str, parts: int) -> int:
    """A number in ``range(parts)`` that depends on nothing but ``key``."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % parts


def universal(path: Path) -> list[Example]:
    """Universal NER: IOB2 with the raw sentence in a comment."""
    found = []
    for block in _blocks(path):
        raw = next((line[9:] for line in block if line.startswith("# text = ")), None)
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        words = [row[1] for row in rows]
        text, places = (raw, _align(words, raw)) if raw is not None else joined(words)
        found.append(Example(text, _spans([row[2] for row in rows], places), "uner", path.stem, tuple(places)))
    return found


def webbnyheter(path: Path) -> list[Example]:
    """Webbnyheter: a tag per token without B and I, so neighbours of one type are one name."""
    found = []
    for block in _blocks(path):
        rows = [row for row in (line.split() for line in block) if len(row) > 1]
        words = [row[0].replace("\u00ad", "") or "-" for row in rows]
        tags = [row[1] if row[1] in TYPES else "O" for row in rows]
        runs = ["O" if tag == "O" else ("I-" if at and tags[at - 1] == tag else "B-") + tag
                for at, tag in enumerate(tags)]  # fmt: skip
        text, places = joined(words)
        found.append(Example(text, _spans(runs, places), "web", path.stem, tuple(places)))
    return found


def suc(path: Path) -> list[Example]:
    """SUC 3.0: the tags made by hand. A group is the sentence's own id: the sentences come from many texts."""
    meaning = {"person": "PER", "inst": "ORG", "place": "LOC"}
    found = []
    for block in _blocks(path):
        if not block[1:]:
            continue
        rows = [line.split() for line in block[1:]]
        tags = [f"{tag[:2]}{meaning[tag[2:]]}" if tag[2:] in meaning else "O" for tag in (row[1] for row in rows)]
        text, places = joined([row[0].replace("_", " ") for row in rows])
        found.append(Example(text, _spans(tags, places), "suc", block[0].strip(), tuple(places)))
    return found


def annotated(path: Path) -> list[Example]:
    """Our own lines, with names marked ``[[TYPE|surface]]``; an excerpt, between blank lines, is a group."""
    found, excerpt = [], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            excerpt += 1
        elif not line.startswith("%%"):
            found.append(_marked(line.strip(), f"{path.stem}/{excerpt}"))
    return found


def _marked(line: str, group: str) -> Example:
    text, spans, unsure, at = "", [], set(), 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[3]), mark[1]))
        if mark[2]:
            unsure.add(spans[-1][:2])
        text += mark[3]
        at = mark.end()
    return Example(text + line[at:], tuple(spans), "ours", group, unsure=frozenset(unsure))


def _blocks(path: Path) -> Iterator[list[str]]:
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line.strip()]
        if lines:
            yield lines


def _align(words: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where each word stands in the raw sentence. Raises ValueError where one is not in it."""
    places, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        places.append((start, at))
    return places


def joined(words: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words as running text, spaced as Swedish is written, and where each stands."""
    text, places, quoted, glue = "", [], False, True
    for word in words:
        closing = word == '"' and quoted
        if not (glue or closing or word[0] in NO_SPACE_BEFORE):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        quoted ^= word == '"'
        glue = word in NO_SPACE_AFTER or (word == '"' and quoted)
    return text, places


def _spans(tags: list[str], places: list[tuple[int, int]]) -> tuple[tuple[int, int, str], ...]:
    """Spans of B/I tags; an I without its B opens a name."""
    spans: list[tuple[int, int, str]] = []
    before = "O"
    for tag, (start, end) in zip(tags, places, strict=True):
        kind = tag[2:] if tag[2:] in TYPES else ""
        if kind and tag[0] == "I" and before[2:] == kind:
            spans[-1] = (spans[-1][0], end, kind)
        elif kind:
            spans.append((start, end, kind))
        before = tag if kind else "O"
    return tuple(spans)
