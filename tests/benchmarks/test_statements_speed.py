"""How time and memory grow from a thousand statements to a hundred thousand: stance, themes and pairs."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from itertools import islice, product
from pathlib import Path

import pytest

from pipeline import classify, cluster
from pipeline.executor import Runtime
from pipeline.params import ClassifyParams, ClusterParams
from pipeline.tables import frame
from pipeline.train.statements.rows import written

pytestmark = pytest.mark.benchmark

SIZES = (1_000, 10_000, 100_000)
NOWHERE = Path("none")
"""A corpus without corrections and ledger."""
DOCUMENT = 500
"""Sentences in a document."""


def report(number: int, texts: list[str]) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Blocks and sentences of one document, a paragraph a sentence."""
    doc_id = f"rapport-{number:010d}"
    blocks, sentences, at = [], [], 0
    for text in texts:
        place = {"doc_id": doc_id, "page": 1, "char_start": at, "char_end": at + len(text), "language": "sv"}
        block = f"{doc_id[-10:]}-b{at}"
        blocks.append({"block_id": block, "kind": "paragraph", "text": text, **place})
        sentences.append({"sentence_id": f"{doc_id[-10:]}-t{at}", "block_id": block, "text": text, **place})
        at += len(text) + 1
    return blocks, sentences


def measure(count: int) -> None:
    """Prints the seconds of both stages and the peak memory of the largest process in MiB."""
    rows = sorted({row.text.casefold().rstrip(".") for row in written()})
    # no two alike: what has been read is remembered
    joined = (f"{one}, {other[:1].lower()}{other[1:]}." for one, other in product(rows, rows[::-1]))
    texts = list(islice(joined, 0, 97 * count, 97))
    assert len(set(texts)) == count
    made = [report(number, texts[at : at + DOCUMENT]) for number, at in enumerate(range(0, count, DOCUMENT))]
    documents = [{"doc_id": blocks[0]["doc_id"], "source_file": f"{at}.md"} for at, (blocks, _) in enumerate(made)]
    started = time.monotonic()
    found = classify.run(
        frame("documents", documents), frame("blocks", (row for blocks, _ in made for row in blocks)),
        frame("sentences", (row for _, held in made for row in held)), frame("block_conferences"),
        NOWHERE, ClassifyParams(), Runtime(jobs=2),
    )  # fmt: skip
    stance = time.monotonic() - started
    cluster.run(found["statements"], found["statement_vectors"], frame("conferences"), NOWHERE, ClusterParams())
    whole = time.monotonic() - started
    peak = (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    )
    print(len(found["statements"]), stance, whole, peak)


def test_time_and_memory_grow_with_the_number_of_statements() -> None:
    figures = []
    for size in SIZES:
        code = f"from tests.benchmarks.test_statements_speed import measure; measure({size})"
        command = [sys.executable, "-c", code]
        rows, stance, whole, peak = map(float, subprocess.check_output(command, text=True).split())
        print(f"\n{rows:,.0f} statements: stance {stance:,.0f} s, all {whole:,.0f} s, peak {peak:,.0f} MiB")
        figures.append((rows, whole, peak))
    (_, _, least), (rows, seconds, middle), (many, longest, most) = figures
    assert longest / seconds < 1.5 * many / rows
    assert (most - least) / (middle - least) < 1.5 * (many - SIZES[0]) / (rows - SIZES[0])
