"""What the finders of this stage pass to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Span:
    """One mention: where it stands (offsets in the text it was sought in) and what it says."""

    start: int
    end: int
    type: str
    value: str = ""
    value_max: float | None = None
    unit: str = ""
    kind: str = ""
    date_start: str = ""
    date_end: str = ""
    confidence: float = 1.0
    source: str = ""

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start

    def shifted(self, offset: int) -> Span:
        """The same span, ``offset`` characters further on."""
        return replace(self, start=self.start + offset, end=self.end + offset) if offset else self

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that no mention crosses: a whole block, or a field's key or value.

    ``start`` is its offset in the document; ``key`` is the field's name where the piece is a field's value.
    """

    start: int
    text: str
    kind: str
    section: str
    key: str = ""
    language: str = ""


def shift_all(spans: Iterable[Span], offset: int) -> list[Span]:
    """All spans, moved by ``offset`` characters."""
    return [span.shifted(offset) for span in spans]
