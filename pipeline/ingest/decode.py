"""Bytes → text: which encoding a file has."""

from __future__ import annotations

import codecs
import re

from pipeline.ingest.model import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_SAMPLE = 65536
_MAX_CONTROL_SHARE = 0.005


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``: by its byte order mark, else UTF-8, UTF-16, ``declared``, CP1252 or Latin-1.

    Raises UnreadableError where the bytes are not text at all.
    """
    text = _decode(data, declared)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(2, _MAX_CONTROL_SHARE * len(sample)):
        raise UnreadableError(
            "The content is binary data, not text.",
            "Open the file in the program that made it and save it as text, PDF or DOCX.",
        )
    return text


def declared_charset(data: bytes) -> str | None:
    """The encoding that an HTML or XML file states in its first 4,096 bytes, where Python knows it."""
    match = _META_CHARSET.search(data[:4096])
    if not match:
        return None
    try:
        return codecs.lookup(match.group(1).decode("ascii", "replace")).name
    except LookupError:
        return None


def _decode(data: bytes, declared: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    for name in _candidates(data, declared):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _candidates(data: bytes, declared: str | None) -> list[str]:
    """Encodings in the order in which they are tried. Swedish in Latin-1 is practically never valid UTF-8."""
    utf16 = _utf16_by_nuls(data)
    first = [utf16] if utf16 else []
    # browsers read "iso-8859-1" as CP1252, and so do we: the two differ only where Latin-1 has control characters
    stated = [] if declared in (None, "iso8859-1", "utf-8", "utf-16", "ascii") else [str(declared)]
    return [*first, "utf-8", *stated, "cp1252"]


def _utf16_by_nuls(data: bytes) -> str | None:
    """The UTF-16 variety whose NUL bytes ``data`` shows: every other byte, for Western text."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None
