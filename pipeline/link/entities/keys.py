"""What the parts of entity linking pass to each other: a mention of a name, and the identity of an entity."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.ids import entity_id


class Key(NamedTuple):
    """The identity of an entity. ``scope`` is where a name means what it means, if that is not everywhere.

    A place that shares its name has its municipality's or county's code as scope.
    """

    type: str
    name: str
    scope: str = ""

    @property
    def id(self) -> str:
        """The entity's id: the same whatever other documents there are."""
        return entity_id(self.type, f"{self.name} {self.scope}".strip())


class Named(NamedTuple):
    """A mention of a name: as written, in the nominative, and where; ``county`` is a code, or empty."""

    mention_id: str
    type: str
    text: str
    name: str
    doc_id: str
    section: str
    county: str = ""
    start: int = 0
    end: int = 0
    sentence_id: str = ""
