"""Reader for Markdown: CommonMark with tables, by way of HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt

from pipeline.ingest.decode import decode
from pipeline.ingest.html import read_markup
from pipeline.ingest.model import Options, RawDocument, RawLine

MEDIA_TYPE = "text/markdown"
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?\n)(?:---|\.\.\.)\s*\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_LEFT_OVER = re.compile(r"\*\*+")
_MAX_NESTING = 50


def read(data: bytes, options: Options) -> RawDocument:
    """One page of lines. Line breaks inside a paragraph are kept for ``unwrap`` to judge.

    Raises UnreadableError for what is no text.
    """
    text = re.sub(r"\r\n?", "\n", decode(data))
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    if not body.strip():
        return RawDocument(MEDIA_TYPE, [])
    document = read_markup(_parser().render(body.replace("\f", "\n\n")), MEDIA_TYPE, clean=False)
    title = _FRONT_TITLE.search(front.group(1)) if front else None
    document.title = title.group(1) if title else ""
    for page in document.pages:
        page.lines = [_tidied(line) for line in page.lines]
    return document


@cache
def _parser() -> MarkdownIt:
    # breaks: a line break in the source stays visible; indented code: reports indent for other reasons
    options = {"breaks": True, "html": True, "maxNesting": _MAX_NESTING}
    return MarkdownIt("commonmark", options).enable("table").disable("code")


def _tidied(line: RawLine) -> RawLine:
    """``line`` without asterisks that CommonMark found no use for."""
    if "**" not in line.text:
        return line
    return replace(line, text=_LEFT_OVER.sub("", line.text).strip())
