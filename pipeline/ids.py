"""Stable identifiers: the same document gives the same ids in any run, on any machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata

DIGEST_LENGTH = 10
SLUG_LENGTH = 48

_FOLD = str.maketrans({"å": "a", "ä": "a", "ö": "o", "æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l"})


def slug(text: str, length: int = SLUG_LENGTH) -> str:
    """``text`` in lower-case ASCII letters, digits and hyphens, at most ``length`` long.

    >>> slug("Länsstyrelsen i Skåne län")
    'lansstyrelsen-i-skane-lan'
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_FOLD)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:length].rstrip("-")


def digest(text: str, length: int = DIGEST_LENGTH) -> str:
    """The first ``length`` hex digits of the SHA-256 of ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def text_digest(text: str) -> str:
    """Names a sentence without copying it: 16 hex digits of the SHA-256 of its words, one space between them."""
    return digest(" ".join(text.split()), 16)


def document_id(stem: str, sha256: str) -> str:
    """Id of a document: its file name, to be readable, and its content's checksum, to be unique."""
    return f"{slug(stem) or 'dokument'}-{sha256[:DIGEST_LENGTH]}"


def span_id(doc_id: str, letter: str, start: int, end: int) -> str:
    """Id of a row that is a span: the content's checksum, a letter for the table, and the span itself."""
    return f"{doc_id[-DIGEST_LENGTH:]}-{letter}{start}-{end}"


def entity_id(type_: str, key: str) -> str:
    """Id of an entity: its type, its normalised name, and a checksum that keeps å and a apart."""
    return f"{type_.lower()}-{slug(key, 40) or 'x'}-{digest(f'{type_}:{key}', 6)}"
