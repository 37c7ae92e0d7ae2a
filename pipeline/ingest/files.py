"""The files of a corpus folder, in an order that never changes, and those that cannot be reports."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf"})
READABLE = "PDF, DOCX, HTML, Markdown (.md) and text (.txt)"
_CHUNK = 1 << 20


class CorpusError(ValueError):
    """A corpus folder that cannot be read at all; the message is one line for the user."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it lies, what the tables call it (NFC, ``/``), and its checksum."""

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not read, and why."""

    name: str
    reason: str
    detail: str


@dataclass(slots=True)
class Found:
    """What a corpus folder holds."""

    files: list[SourceFile] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def find(corpus: Path, exclude: Sequence[str], max_bytes: float) -> Found:
    """The files below ``corpus`` by name, without those that a pattern in ``exclude`` matches.

    Raises CorpusError where ``corpus`` is no folder.
    """
    if not corpus.is_dir():
        what = "is not a folder" if corpus.exists() else "does not exist"
        raise CorpusError(f"The corpus folder {corpus} {what}.")
    found, first_with, names = Found(), dict[str, str](), set[str]()
    for path, relative in sorted(_walk(corpus, "", exclude), key=lambda item: item[1]):
        name = _unique(relative, names)
        if refusal := _refusal(path, name, max_bytes):
            found.refusals.append(refusal)
            continue
        try:
            sha256 = _checksum(path)
        except OSError as error:
            found.refusals.append(_unreadable(name, error))
            continue
        if sha256 in first_with:
            found.refusals.append(_duplicate(name, first_with[sha256]))
            continue
        first_with[sha256] = name
        found.files.append(SourceFile(path, name, sha256))
    return found


def _walk(folder: Path, prefix: str, exclude: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """All files, and the folders that get a row of their own, with their names inside the corpus."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder, prefix.rstrip("/")
        return
    for entry in entries:
        relative = prefix + _nfc(entry.name)
        if any(_glob(pattern).fullmatch(relative) for pattern in exclude):
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path), relative
            continue
        inside = list(_walk(Path(entry.path), f"{relative}/", exclude))
        if not inside or Path(entry.name).suffix.lower() in SUFFIXES:
            yield Path(entry.path), relative
        yield from inside


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


def _unique(name: str, taken: set[str]) -> str:
    """``name``, numbered where two files differ only in how their letters are composed."""
    chosen, number = name, 2
    while chosen in taken:
        chosen, number = f"{name} ({number})", number + 1
    taken.add(chosen)
    return chosen


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    """``pattern`` as a regular expression: ``**`` crosses folders, ``*`` and ``?`` do not."""
    tokens = {"**/": "(?:.*/)?", "/**": "(?:/.*)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(/\*\*$|\*\*/|\*\*|\*|\?)", unicodedata.normalize("NFC", pattern))
    return re.compile("".join(tokens.get(part, re.escape(part)) for part in parts), re.DOTALL)


def _refusal(path: Path, name: str, max_bytes: float) -> Refusal | None:
    """Why a file is not worth opening, or None."""
    if path.is_symlink() and not path.exists():
        return Refusal(name, "The link points to a file that does not exist.", "Mend or remove the link.")
    try:
        status = path.stat()
    except OSError as error:
        return _unreadable(name, error)
    if stat.S_ISDIR(status.st_mode):
        return _folder_refusal(path, name)
    return _content_refusal(status, name, max_bytes) or _unsupported(path, name)


def _content_refusal(status: os.stat_result, name: str, max_bytes: float) -> Refusal | None:
    """Why a file's kind or size rules it out, or None."""
    if not stat.S_ISREG(status.st_mode):
        return Refusal(name, "This is not an ordinary file.", "Replace it with the report itself.")
    if status.st_size == 0:
        return Refusal(name, "The file is empty.", "Fetch the report again; the download may have failed.")
    if status.st_size > max_bytes:
        megabytes = f"{status.st_size / 1e6:.0f} MB, the limit is {max_bytes / 1e6:g} MB"
        return Refusal(name, f"The file is too large ({megabytes}).", "Split it, or raise ingest.max_file_mb.")
    return None


def _folder_refusal(path: Path, name: str) -> Refusal:
    if path.is_symlink():
        return Refusal(
            name, "This is a link to a folder, which is not followed.", "Copy the folder into the corpus."
        )
    if path.suffix.lower() in SUFFIXES:
        return Refusal(
            name, "This is a folder, although it is named like a report.", "Its own files are read; rename it."
        )
    try:
        next(os.scandir(path), None)
    except OSError as error:
        return _unreadable(name, error)
    return Refusal(name, "The folder holds no files to read.", "Put reports into it, or remove it.")


def _unsupported(path: Path, name: str) -> Refusal | None:
    """A refusal for a name with an ending that no reader knows; a name without one is judged by its content."""
    suffix = path.suffix.lower()
    if not suffix or suffix in SUFFIXES or not re.fullmatch(r"\.[a-z][a-z0-9]{1,9}", suffix):
        return None
    hints = {
        ".doc": "Open it in Word or LibreOffice and save it as DOCX.",
        ".odt": "Open it in LibreOffice and save it as DOCX.",
        ".rtf": "Open it in Word or LibreOffice and save it as DOCX.",
        ".zip": "Unpack it into the corpus folder.",
    }
    detail = hints.get(suffix, f"Rapportgruvan reads {READABLE}; save it as one of these.")
    return Refusal(name, f"Files of the type {suffix} cannot be read.", detail)


def _duplicate(name: str, first: str) -> Refusal:
    return Refusal(name, f"The content is the same as in {first}.", "Nothing is lost; the first file is mined.")


def _unreadable(name: str, error: OSError) -> Refusal:
    reason = (error.strerror or type(error).__name__).lower()
    return Refusal(name, f"The file cannot be opened ({reason}).", "Check that you may read it.")


def _checksum(path: Path) -> str:
    checksum = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum.update(chunk)
    return checksum.hexdigest()
