"""A content-addressed cache of what a stage made of one document.

The key covers the document, the stage's code, the data files, the parameters and the versions of the libraries, so
a hit is what a fresh run would give. Entries are gzipped JSON; deleting the folder is always safe.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from pipeline.workspace import replacing

PACKAGE = Path(__file__).parent
LIBRARIES = (
    "ftfy", "lxml", "mammoth", "markdown-it-py", "numpy", "onnxruntime", "pdfplumber", "phonenumbers", "py3langid",
    "scikit-learn", "scipy", "skops", "spacy", "tokenizers",
)  # fmt: skip
FOLDER_VARIABLE = "RAPPORTGRUVAN_CACHE"


def default_folder() -> Path:
    """The folder that $RAPPORTGRUVAN_CACHE names, else the user's cache folder."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else user_cache_path("rapportgruvan")


class DocumentCache:
    """What stages made of documents; ``folder=None`` remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, key: str) -> Any | None:
        """The stored value, or None where there is none (or it cannot be read)."""
        if self.folder is None:
            return None
        try:
            with gzip.open(self._path(key), "rt", encoding="utf-8") as file:
                return json.load(file)
        except (OSError, EOFError, ValueError):
            return None

    def put(self, key: str, value: Any) -> None:
        """Stores a value that JSON can hold."""
        if self.folder is None:
            return
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as temporary:
            temporary.write_bytes(gzip.compress(json.dumps(value, ensure_ascii=False).encode(), 1, mtime=0))

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / key[:2] / f"{key}.json.gz"


def cache_key(stage: str, params: str, *inputs: str) -> str:
    """SHA-256 over all that can change what ``stage`` makes of ``inputs``."""
    return hashlib.sha256("\0".join([stage, code_version(stage), params, *inputs]).encode()).hexdigest()


@cache
def code_version(stage: str) -> str:
    """Checksum of a stage's code, the shared modules, the data files and the libraries' versions."""
    checksum = hashlib.sha256()
    files = [*PACKAGE.glob("*.py"), *(PACKAGE / stage).rglob("*.py"), *(PACKAGE / "data").rglob("*.*")]
    for path in sorted(files):
        checksum.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    checksum.update(" ".join(f"{name}={version(name)}" for name in LIBRARIES).encode())
    return checksum.hexdigest()
