"""Which examples train, which test, and which text has no annotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import resources
from pipeline.train import examples as sources
from pipeline.train.examples import Example, share

HELD_OUT = 5
"""One in five SUC sentences is never trained on."""
OURS_HELD_OUT = 20
"""Nor is one in twenty excerpts of our own text: they calibrate, and show how well their like is read."""


@dataclass(frozen=True)
class Split:
    """Examples by what they are for: train, and tests by name."""

    train: list[Example]
    tests: dict[str, list[Example]]


def split(shared: Path, annotated: Path, leave_out: Sequence[str] = ()) -> Split:
    """All annotated text. ``leave_out`` are kinds of our own text that are to be a test instead."""
    folder = shared / "data" / "ner"
    suc = sources.suc(folder / "suc3-sentences.txt")
    ours = {path.stem: sources.annotated(path) for path in sorted(annotated.glob("*.txt"))}
    known = [example for kind, found in ours.items() if kind not in leave_out for example in found]
    train = [
        *(example for example in known if share(example.group, OURS_HELD_OUT)),
        *sources.universal(folder / "uner-talbanken-train.iob2"),
        *sources.universal(folder / "uner-talbanken-dev.iob2"),
        *sources.webbnyheter(folder / "webbnyheter-train.txt"),
        *(example for example in suc if share(example.group, HELD_OUT)),
    ]
    tests = {
        "ours": [example for example in known if not share(example.group, OURS_HELD_OUT)],
        "talbanken": sources.universal(folder / "uner-talbanken-test.iob2"),
        "suc": [example for example in suc if not share(example.group, HELD_OUT)],
        "webbnyheter": sources.webbnyheter(folder / "webbnyheter-test.txt"),
        **{kind: ours[kind] for kind in leave_out},
    }
    countries = _countries()
    return Split([_literal(example, countries) for example in train], tests)


def unannotated(shared: Path) -> list[str]:
    """Sentences of the unannotated pages, in an order that is random and the same in any run."""
    found: dict[str, None] = {}
    for path in sorted((shared / "corpus-large").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            clean = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line).strip("#*- \t>")
            found.update(
                dict.fromkeys(part for part in re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ])", clean) if len(part) > 12)
            )
    return sorted(found, key=lambda text: (share(text, 1 << 30), text))


def _countries() -> frozenset[str]:
    """Places that stand for states and cities, as a name and in the genitive."""
    names = {*resources.column("places", "name"), *resources.column("municipalities", "name")}
    return frozenset(names | {f"{name}s" for name in names})


def _literal(example: Example, places: frozenset[str]) -> Example:
    """SUC tags a state or a city that acts as an institution; the other guidelines call it a place throughout."""
    if example.guideline not in {"suc", "web"}:
        return example
    spans = tuple(
        (start, end, "LOC" if kind == "ORG" and example.text[start:end] in places else kind)
        for start, end, kind in example.spans
    )
    return Example(example.text, spans, example.guideline, example.group, example.words, example.unsure)
