"""Entity linking: which mentions are of one and the same person, organisation or place, and what is known of it.

``table.py`` makes the tables; ``identity.py`` decides, with the help of ``abbreviations.py``, ``spelling.py``,
``members.py`` and ``place_context.py``; what is known lies in ``organisations.py`` and ``places.py``.
"""

from pipeline.link.entities.table import Linked, link_entities

__all__ = ["Linked", "link_entities"]
