"""Words that speak for a stance."""

from __future__ import annotations

import pytest

from pipeline.classify.cues import cues, names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Det råder brist på tolkar.", "lack"),
        ("För få vågar fråga.", "lack"),
        ("Ingen svarar.", "negation"),
        ("Fler bord behövs.", "need"),
        ("Kommunen bör öppna hallen.", "proposal"),
        ("Föreningen kan låna bussen.", "ability"),
        ("Krångliga blanketter", "difficulty"),
        ("Intresset finns, men tiden tryter.", "contrast"),
        ("Vem bestämmer?", "question"),
        ("Att våga prova", "starts_with_att"),
    ],
)
def test_a_cue_is_seen(text: str, said: str) -> None:
    assert dict(zip(names(), cues(text), strict=True))[said] == 1


def test_a_part_of_a_word_is_no_cue() -> None:
    assert dict(zip(names(), cues("Brandkåren kom."), strict=True))["ability"] == 0
