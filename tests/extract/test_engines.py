"""Which recogniser a run asks, and what two of them say together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.extract.model.naming import named, nominative
from pipeline.extract.model.recogniser import SpacyRecogniser
from pipeline.extract.recogniser import Both, digest, recogniser
from pipeline.extract.rules import RuleRecogniser
from pipeline.extract.spans import Piece, Span
from pipeline.resources import ModelError

TEXT = "Kerstin Åhl, Region Gotland"
PIECES = [Piece(0, TEXT, "paragraph", "")]


class Says:
    """A recogniser that always says the same."""

    def __init__(self, *spans: Span) -> None:
        self.said = list(spans)

    def spans(self, text: str, pieces: Sequence[Piece]) -> list[Span]:
        return self.said


def span(start: int, end: int, type_: str, source: str) -> Span:
    return Span(start, end, type_, confidence=0.9, source=source)


def test_the_engine_is_chosen_by_name() -> None:
    assert isinstance(recogniser("rules"), RuleRecogniser)
    assert isinstance(recogniser("spacy"), SpacyRecogniser)
    with pytest.raises(KeyError, match="no recogniser 'x'"):
        recogniser("x")


def test_a_name_says_which_engines_saw_it() -> None:
    first = Says(span(0, 11, "PER", "spacy"), span(13, 27, "ORG", "spacy"))
    second = Says(span(0, 11, "PER", "stanza"), span(20, 27, "LOC", "stanza"))
    found = Both(first, second).spans(TEXT, PIECES)
    assert [(one.type, one.source) for one in found] == [("PER", "spacy+stanza"), ("ORG", "spacy")]


def test_what_only_the_second_engine_saw_is_kept_and_believed_less() -> None:
    (found,) = Both(Says(), Says(span(13, 27, "ORG", "stanza"))).spans(TEXT, PIECES)
    assert (found.source, found.confidence) == ("stanza", 0.5)


def test_names_stand_in_the_document_where_they_say() -> None:
    text = f"Deltagare\n{TEXT}"
    pieces = [Piece(0, "Deltagare", "heading", ""), Piece(10, TEXT, "paragraph", "")]
    found = recogniser("spacy").spans(text, pieces)
    assert [(text[one.start : one.end], one.type) for one in found] == [
        ("Kerstin Åhl", "PER"),
        ("Region Gotland", "ORG"),
    ]
    assert all(one.source == "spacy" and 0 < one.confidence < 1 for one in found)


def test_two_readings_of_a_document_are_the_same() -> None:
    assert recogniser("spacy").spans(TEXT, PIECES) == recogniser("spacy").spans(TEXT, PIECES)


def test_the_rules_name_what_they_know() -> None:
    known = Span(0, 5, "ORG", value="Sveriges Kommuner och Regioner")
    (found,) = named([Span(0, 5, "ORG", value="SKR:s")], [known])
    assert found.value == "Sveriges Kommuner och Regioner"


@pytest.mark.parametrize(
    ("written", "type_", "expected"),
    [
        ("Eva Holms", "PER", "Eva Holm"),
        ("Lars", "PER", "Lars"),
        ("Umeås", "LOC", "Umeå"),
        ("Västerås", "LOC", "Västerås"),
        ("MSB:s", "ORG", "MSB"),
        ("Odlarföreningens", "ORG", "Odlarföreningen"),
        ("Hundklubben Tass", "ORG", "Hundklubben Tass"),
    ],
)
def test_the_nominative_of_a_name_that_only_the_model_knows(written: str, type_: str, expected: str) -> None:
    assert nominative(written, type_) == expected


def test_the_checksum_of_an_engine_covers_its_model() -> None:
    assert digest("rules") != digest("spacy") == digest("spacy")


def test_a_model_that_is_not_here_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline there"):
        digest("spacy", str(tmp_path / "borta"))
    with pytest.raises(ModelError, match="no spaCy pipeline"):
        SpacyRecogniser("sv_finns_inte")
