"""What a reader gives: pages of raw lines with the layout it saw, before anything is joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["text", "heading", "list_item", "table_row"]


@dataclass(frozen=True, slots=True)
class RawLine:
    """One physical line (text, Markdown, PDF) or one whole paragraph (HTML, DOCX)."""

    text: str
    role: Role = "text"
    level: int | None = None
    """Heading level or list depth, where the format states it."""
    marker: str = ""
    """List marker at the start of ``text``; filled for every list item by ``unwrap.py``."""
    bold: bool = False
    size: float | None = None
    """Font size relative to body text."""
    gap: int = 0
    """Blank lines before."""
    left: float = 0.0
    right: float = 0.0
    """Where the line starts and ends, in the unit of ``char``."""
    char: float = 1.0
    """Mean width of a character."""
    first: float | None = None
    """Width of the first word, where that is known better than by counting its letters."""
    limit: float | None = None
    """Where lines of this column are broken; None where that is not known."""
    run: int = 0
    """Lines with the same number (not 0) stand in one bold span or one large heading."""
    whole: bool = False
    """Whether the format says that this is a whole paragraph, so that nothing may be joined to it."""
    page_break: bool = False
    """Whether a page or a column begins with this line."""


@dataclass(slots=True)
class RawPage:
    """One page: its lines, and what was taken out of them."""

    lines: list[RawLine]
    label: str = ""
    header: str = ""
    footer: str = ""


@dataclass(slots=True)
class RawDocument:
    """A file as its reader understood it."""

    media_type: str
    pages: list[RawPage]
    title: str = ""
    """Title in the file's own metadata, which may be wrong."""
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Options:
    """What readers need to know beside the bytes; see ``IngestParams``."""

    max_pages: int = 5000
    furniture_share: float = 0.4


class UnreadableError(Exception):
    """A file that cannot be read: a sentence on what is wrong, and one on what to do."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
