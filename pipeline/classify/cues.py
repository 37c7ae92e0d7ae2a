"""Words that speak for a stance, counted: negation, ``brist på``, ``behövs``, ``bör``, ``kan``, contrast."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.resources import rows

Floats = NDArray[np.float32]

LONG = 25
"""Words from which a text counts as wholly long."""


def names() -> tuple[str, ...]:
    """The features that ``cues`` gives, in its order."""
    return (*_patterns(), "question", "starts_with_att", "no_full_stop", "length")


def cues(text: str) -> Floats:
    """What the words of ``text`` say: 1 for a cue that it has, else 0; its length from 0 to 1.

    >>> dict(zip(names(), cues("Det saknas lokaler."), strict=True))["lack"]
    np.float32(1.0)
    """
    lowered = text.lower()
    found = [float(bool(pattern.search(lowered))) for pattern in _patterns().values()]
    ending = text.rstrip()[-1:]
    shape = [float(ending == "?"), float(lowered.startswith("att ")), float(ending not in ".!?")]
    return np.array([*found, *shape, min(1.0, len(text.split()) / LONG)], dtype=np.float32)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    parts: dict[str, list[str]] = {}
    for row in rows("stance_cues"):
        parts.setdefault(row["feature"], []).append(row["pattern"])
    return {name: re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)") for name, found in parts.items()}
