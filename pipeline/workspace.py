"""Where things lie in an output folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline.tables import read_parquet, validate, write_parquet


@dataclass(frozen=True)
class Workspace:
    """An output folder: ``*.csv`` and friends for people, ``text/`` for quotes, ``stages/`` between stages."""

    root: Path

    @property
    def text_folder(self) -> Path:
        """Folder of the canonical texts, one ``<doc_id>.txt`` a document."""
        return self.root / "text"

    def parquet(self, table: str) -> Path:
        """Path of a table between stages."""
        return self.root / "stages" / f"{table}.parquet"

    def csv(self, table: str) -> Path:
        """Path of a table for people."""
        return self.root / f"{table}.csv"

    def read(self, table: str) -> pd.DataFrame:
        """A table that an earlier stage wrote. Raises FileNotFoundError, saying which stage to run."""
        path = self.parquet(table)
        if not path.is_file():
            raise FileNotFoundError(f"{path} is missing; run the stages before this one first")
        return read_parquet(table, path)

    def write(self, table: str, data: pd.DataFrame) -> None:
        """Validates a table and puts it in place in one step, so that a broken run leaves the old one."""
        path = self.parquet(table)
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as temporary:
            write_parquet(temporary, validate(table, data))

    @cached_property
    def texts(self) -> Texts:
        """The canonical texts."""
        return Texts(self.text_folder)


class Texts:
    """Canonical texts by document id, read when asked for; the last one is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: tuple[str, str] = ("", "")

    def __getitem__(self, doc_id: str) -> str:
        if self._last[0] != doc_id:
            # newline="" keeps every character where the offsets say it is
            with (self.folder / f"{doc_id}.txt").open(encoding="utf-8", newline="") as file:
                self._last = (doc_id, file.read())
        return self._last[1]

    def __contains__(self, doc_id: object) -> bool:
        return (self.folder / f"{doc_id}.txt").is_file()

    def write(self, texts: dict[str, str]) -> None:
        """Writes these texts and removes those of documents that are gone."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for doc_id, text in texts.items():
            with (
                replacing(self.folder / f"{doc_id}.txt") as temporary,
                temporary.open("w", encoding="utf-8", newline="") as file,
            ):
                file.write(text)
        for stale in set(self.folder.glob("*.txt")) - {self.folder / f"{doc_id}.txt" for doc_id in texts}:
            stale.unlink()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file that takes the place of ``path`` once the block has ended well."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
