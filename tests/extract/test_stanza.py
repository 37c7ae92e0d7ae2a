"""The second engine: Stanza with the models that ship."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline import resources
from pipeline.extract.spans import Piece, Span
from pipeline.resources import ModelError

stanza = pytest.importorskip("stanza")

from pipeline.extract.stanza_engine import StanzaRecogniser  # noqa: E402 - safetensors and torch come with the extra


@pytest.fixture(scope="module")
def recogniser() -> StanzaRecogniser:
    return StanzaRecogniser()


def document(texts: Sequence[str]) -> tuple[str, list[Piece]]:
    """These blocks as a document: its text and its pieces."""
    pieces, whole = [], ""
    for text in texts:
        pieces.append(Piece(len(whole), text, "paragraph", ""))
        whole += f"{text}\n"
    return whole, pieces


def names(recogniser: StanzaRecogniser, *texts: str) -> list[tuple[str, str]]:
    """(type, text) of the names in a document of these blocks, in order."""
    whole, pieces = document(texts)
    return [(span.type, whole[span.start : span.end]) for span in recogniser.spans(whole, pieces)]


def test_people_organisations_and_places_are_found(recogniser: StanzaRecogniser) -> None:
    assert names(recogniser, "Karin Lindqvist från Arbetsförmedlingen talade i Malmö.") == [
        ("PER", "Karin Lindqvist"),
        ("ORG", "Arbetsförmedlingen"),
        ("LOC", "Malmö"),
    ]


def test_an_organisation_of_several_words_is_found_whole(recogniser: StanzaRecogniser) -> None:
    assert names(recogniser, "Mötet leddes av Region Halland.") == [("ORG", "Region Halland")]


def test_every_sentence_of_a_piece_is_read(recogniser: StanzaRecogniser) -> None:
    found = names(recogniser, "Vi började i Umeå. Sedan kom Migrationsverket. Det slutade i Kiruna.")
    assert [text for _, text in found] == ["Umeå", "Migrationsverket", "Kiruna"]


def test_text_without_names_has_none(recogniser: StanzaRecogniser) -> None:
    assert names(recogniser, "Vi pratade om hur man kan mötas.", "Program") == []


def test_offsets_and_values_are_those_of_the_text(recogniser: StanzaRecogniser) -> None:
    text = "  Talare var Karin\n Lindqvist.  "
    found = recogniser.spans("x" * 7 + text, [Piece(7, text, "paragraph", "")])
    assert found == [Span(20, 36, "PER", value="Karin Lindqvist", confidence=0.8, source="stanza")]


def test_no_name_crosses_a_piece(recogniser: StanzaRecogniser) -> None:
    whole, pieces = document(["Hon heter Karin", "Lindqvist bor i Malmö", "", " ", "Ronneby"])
    found = recogniser.spans(whole, pieces)
    assert found
    for span in found:
        assert any(piece.start <= span.start and span.end <= piece.start + len(piece.text) for piece in pieces)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x80", "\u00ad", "…", "a\n \n\nb", "\u200b", "x" * 3000])
def test_odd_text_is_no_trouble(recogniser: StanzaRecogniser, text: str) -> None:
    found = names(recogniser, text, "Mötet hölls i Malmö.", text)
    assert ("LOC", "Malmö") in found


def test_a_document_without_pieces_has_no_names(recogniser: StanzaRecogniser) -> None:
    assert recogniser.spans("", []) == []


def test_two_runs_give_the_same(recogniser: StanzaRecogniser) -> None:
    whole, pieces = document([f"Länsstyrelsen i Örebro län mötte Karin Lindqvist {year}." for year in range(40)])
    assert recogniser.spans(whole, pieces) == StanzaRecogniser().spans(whole, pieces)


def test_without_the_models_the_error_says_where_they_should_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "models_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=re.escape(str(tmp_path / "stanza"))):
        StanzaRecogniser()


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stanza", None)
    with pytest.raises(ModelError, match=r"pip install 'rapportgruvan\[stanza\]'"):
        StanzaRecogniser()
