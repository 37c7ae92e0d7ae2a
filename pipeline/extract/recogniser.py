"""Who finds people, organisations and places: rules, a spaCy pipeline, Stanza's, or both of these side by side."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from pipeline import resources
from pipeline.extract.rules import RuleRecogniser
from pipeline.extract.spans import Piece, Span
from pipeline.resources import ModelError

ALONE = 0.5
"""How far a name that only the second engine saw is believed."""


class Recogniser(Protocol):
    """Finds names in one document."""

    def spans(self, text: str, pieces: Sequence[Piece]) -> list[Span]:
        """PER, ORG and LOC spans in offsets of ``text``, each inside one piece; they may overlap."""
        ...


class Both:
    """Two recognisers side by side. ``source`` says which saw a name: ``spacy``, ``stanza`` or ``spacy+stanza``.

    Where they see different borders or types in the same words, the first has it.
    """

    def __init__(self, first: Recogniser, second: Recogniser) -> None:
        self.first = first
        self.second = second

    def spans(self, text: str, pieces: Sequence[Piece]) -> list[Span]:
        """What the first saw, and what only the second saw; no span of the second overlaps one of the first."""
        main = self.first.spans(text, pieces)
        other = {(span.start, span.end, span.type): span for span in self.second.spans(text, pieces)}
        found = []
        for span in main:
            twin = other.get((span.start, span.end, span.type))
            found.append(replace(span, source=f"{span.source}+{twin.source}") if twin else span)
        taken = sorted(main, key=lambda span: span.start)
        extra = [span for span in other.values() if not _overlaps(span, taken)]
        return [*found, *(replace(span, confidence=min(span.confidence, ALONE)) for span in extra)]


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    """Whether the span shares a character with one of ``taken``, which are in text order and do not overlap."""
    at = bisect_left(taken, span.end, key=lambda one: one.start)
    return at > 0 and taken[at - 1].end > span.start


def _rules(_: str) -> Recogniser:
    return RuleRecogniser()


def _spacy(model: str) -> Recogniser:
    from pipeline.extract.model.recogniser import SpacyRecogniser  # noqa: PLC0415 - onnxruntime, only where it is used

    return SpacyRecogniser(model)


def _stanza(model: str) -> Recogniser:
    from pipeline.extract.stanza_engine import StanzaRecogniser  # noqa: PLC0415 - an extra, and it brings torch

    return StanzaRecogniser(model)


def _both(model: str) -> Recogniser:
    return Both(_spacy(model), _stanza(""))


ENGINES: dict[str, Callable[[str], Recogniser]] = {
    "rules": _rules, "spacy": _spacy, "stanza": _stanza, "both": _both,
}  # fmt: skip
"""Recognisers by the name that ``params.engine`` gives; each takes ``params.model``."""


@cache
def recogniser(engine: str, model: str = "") -> Recogniser:
    """The recogniser called ``engine``, opened once in a process.

    Raises KeyError, naming those there are; ModelError where its model or its package is not on this machine.
    """
    if engine not in ENGINES:
        raise KeyError(f"no recogniser {engine!r}; there is {', '.join(sorted(ENGINES))}")
    return ENGINES[engine](model)


def digest(engine: str, model: str = "") -> str:
    """A checksum of what the engine runs on, without opening it: file names and bytes, or a package's version.

    Raises ModelError where that is not on this machine.
    """
    checksum = hashlib.sha256()
    if engine in {"spacy", "both"}:
        _add_spacy(checksum, model)
    if engine in {"stanza", "both"}:
        _add_package(checksum, "stanza", "pip install 'rapportgruvan[stanza]'")
        _add_folder(checksum, resources.models_folder() / "stanza")
    return checksum.hexdigest()


def _add_spacy(checksum: hashlib._Hash, model: str) -> None:
    folder = Path(model) if model else resources.models_folder() / "names"
    if folder.is_dir():
        _add_folder(checksum, folder)
    else:
        _add_package(checksum, model or "names", f"{folder}: no spaCy pipeline there, and no package of that name")


def _add_folder(checksum: hashlib._Hash, folder: Path) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        checksum.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())


def _add_package(checksum: hashlib._Hash, name: str, advice: str) -> None:
    try:
        checksum.update(f"{name}={version(name)}".encode())
    except PackageNotFoundError as error:
        raise ModelError(f"extract: the engine {name} is not installed; {advice}") from error
