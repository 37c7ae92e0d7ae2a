"""Short ways to what the tests look at."""

from __future__ import annotations

from pathlib import Path

from pipeline.executor import Runtime
from pipeline.ingest import run
from pipeline.ingest.canonical import Canonical, assemble
from pipeline.ingest.model import Options
from pipeline.ingest.reader import read
from pipeline.params import IngestParams
from pipeline.tables import Tables


def canonical(source: str | bytes, name: str = "rapport.txt") -> Canonical:
    """What ingest makes of a file's content."""
    data = source.encode() if isinstance(source, str) else source
    return assemble(read(data, name, Options()).pages)


def lines(source: str | bytes, name: str = "rapport.txt") -> list[str]:
    """The logical lines of a file's content."""
    return [line.text for line in canonical(source, name).logical]


def ingest(corpus: Path, jobs: int = 1) -> tuple[Tables, dict[str, str]]:
    """The whole stage over a folder."""
    return run(corpus, IngestParams(), Runtime(jobs=jobs))
