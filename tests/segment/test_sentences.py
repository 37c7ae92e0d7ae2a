"""Sentences end where a Swedish reader says they do."""

from __future__ import annotations

import pytest

from pipeline.segment.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Det gäller bl.a. skolor, vårdcentraler m.fl. i länet.",
        "Mötet leddes av K. Andersson från kommunen.",
        "Se t.ex. bilaga 2, s. 14.",
        "Stödet är 2,5 mnkr per år fr.o.m. 2018.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_sentences_of_a_paragraph() -> None:
    assert sentences("Bussen går sällan. Vem tar då ansvar? Ingen!") == [
        "Bussen går sällan.",
        "Vem tar då ansvar?",
        "Ingen!",
    ]
