"""Where a sentence turns."""

from __future__ import annotations

import pytest

from pipeline.classify.clauses import clauses


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Viljan finns hos alla, men tiden är slut.", ["Viljan finns hos alla", "men tiden är slut."]),
        ("Lokalen är bra – däremot saknas en ledare.", ["Lokalen är bra", "däremot saknas en ledare."]),
        ("Vi har gott om idéer medan grannen klagar.", ["Vi har gott om idéer medan grannen klagar."]),
        ("Alla men inte vi.", ["Alla men inte vi."]),
        ("Ingen sade något.", ["Ingen sade något."]),
    ],
)  # fmt: skip
def test_clauses_begin_with_their_word_of_contrast(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == parts
