"""How fast amounts, dates and contacts are read, against the mere cutting of the same text into words."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import spacy

from pipeline.extract.values import amounts, contacts, dates
from pipeline.extract.values.dates import Years

pytestmark = pytest.mark.benchmark

FILES = 400


def words_a_second(lines: Sequence[str], work: Callable[[str], object]) -> float:
    started = time.process_time()
    for line in lines:
        work(line)
    return sum(len(line.split()) for line in lines) / (time.process_time() - started)


def test_values_against_cutting_into_words(real_data: Path) -> None:
    files = sorted((real_data.parent / "corpus-large").glob("*.md"))[:FILES]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    years, cut = Years((2012,)), spacy.blank("sv")
    ours = words_a_second(lines, lambda line: (amounts.find(line), dates.find(line, years), contacts.find(line)))
    theirs = words_a_second(lines, cut.make_doc)
    print(f"\nvalues {ours:,.0f} words/s on one core; spaCy's tokenizer {theirs:,.0f}; ratio {ours / theirs:.2f}")
    assert ours > theirs / 20
