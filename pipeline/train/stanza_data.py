"""What Stanza's trainers read: paragraphs with a label per character, and sentences with a tag per word."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.train.augment import Pool, varied
from pipeline.train.examples import Example, share, universal

Words = Sequence[tuple[int, int]]

WORD = re.compile(
    r"[\w.+-]+@[\w.-]+\w|(?:https?://|www\.)[^\s)]*[\w/]|\d+(?:[ .,:]\d+)*|\w+(?:[-:’'.]\w+)*|[^\w\s]"
)
"""A word of text that has no tokens of its own."""
ENDS = re.compile(r"[.!?:] ")
"""Where a line may hold more than one sentence."""
HELD_OUT = 12
"""One in so many examples decides when the training stops."""
PARAGRAPHS = (1, 1, 2, 3, 3, 4, 6)
"""Numbers of sentences that make a paragraph, where the source does not say."""
INSIDE, WORD_END, SENTENCE_END = "0", "1", "2"


@dataclass(frozen=True)
class Paragraph:
    """Running text, and a digit per character: inside a word or between two, end of a word, end of a sentence."""

    text: str
    labels: str


def words_of(example: Example) -> list[tuple[int, int]]:
    """(start, end) of each word: the source's own, or by a pattern; none crosses the border of a name."""
    words = example.words or [match.span() for match in WORD.finditer(example.text)]
    borders = sorted({border for start, end, _ in example.spans for border in (start, end)})
    return [part for word in words for part in _parted(word, borders)]


def _parted(word: tuple[int, int], borders: Iterable[int]) -> Iterator[tuple[int, int]]:
    start, end = word
    for border in borders:
        if start < border < end:
            yield start, border
            start = border
    yield start, end


def tagged(example: Example) -> list[dict[str, str]]:
    """One sentence as Stanza's JSON has it: words with their B, I and O tags."""
    rows = []
    for start, end in words_of(example):
        span = next((one for one in example.spans if one[0] <= start and end <= one[1]), None)
        tag = "O" if span is None else f"{'B' if start == span[0] else 'I'}-{span[2]}"
        rows.append({"text": example.text[start:end], "ner": tag})
    return rows


def write_tagged(examples: Sequence[Example], empty: float, variants: int, seed: int, folder: Path) -> None:
    """Writes ``ner.train.json`` and ``ner.dev.json``.

    empty: share of the training examples without names that is kept, of all but our own. variants: how many more
    there are of each training example with names, with other names, case or spacing.
    """
    rng = random.Random(seed)
    held = [one for one in examples if share(one.text, HELD_OUT) == 0]
    train = [one for one in examples if share(one.text, HELD_OUT)]
    pool = Pool(train)
    chosen = [one for one in train if one.spans or one.guideline == "ours" or rng.random() < empty]
    chosen += [varied(one, pool, rng) for one in train if one.spans for _ in range(variants)]
    for name, part in (("train", chosen), ("dev", held)):
        rows = [row for row in map(tagged, part) if row]
        (folder / f"ner.{name}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def write_paragraphs(shared: Path, lines: Sequence[Example], seed: int, folder: Path) -> None:
    """Writes ``tokens.train.txt`` and ``.toklabels``, the same for ``dev``, and an empty ``tokens.mwt.json``.

    Talbanken in running order; and ``lines`` that are one sentence each, as paragraphs of their own, because
    reports are full of headings, list items and addresses that Talbanken has not.
    """
    rng = random.Random(seed)
    ner = shared / "data" / "ner"
    found = [*_running(universal(ner / "uner-talbanken-train.iob2"), rng),
             *_running(universal(ner / "uner-talbanken-dev.iob2"), rng),
             *(paragraph([line]) for line in lines if line.text and not ENDS.search(line.text))]  # fmt: skip
    for name, held in (("train", False), ("dev", True)):
        part = [one for one in found if (share(one.text, HELD_OUT) == 0) == held]
        rng.shuffle(part)
        _write(folder / f"tokens.{name}.txt", [one.text for one in part])
        _write(folder / f"tokens.{name}.toklabels", [one.labels for one in part])
    (folder / "tokens.mwt.json").write_text("[]", encoding="utf-8")


def _write(path: Path, paragraphs: Iterable[str]) -> None:
    path.write_text("\n\n".join(paragraphs) + "\n\n", encoding="utf-8")


def _running(examples: Sequence[Example], rng: random.Random) -> Iterator[Paragraph]:
    at = 0
    while at < len(examples):
        count = rng.choice(PARAGRAPHS)
        yield paragraph(examples[at : at + count])
        at += count


def paragraph(examples: Sequence[Example]) -> Paragraph:
    """Sentences as one paragraph, parted by spaces."""
    texts, labels = [], []
    for example in examples:
        marks = [INSIDE] * len(example.text)
        words = words_of(example)
        for _, end in words:
            marks[end - 1] = WORD_END
        marks[words[-1][1] - 1] = SENTENCE_END
        texts.append(example.text)
        labels.append("".join(marks))
    return Paragraph(" ".join(texts), INSIDE.join(labels))
