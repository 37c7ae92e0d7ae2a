"""Characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.clean import clean_text
from pipeline.ingest.decode import decode
from pipeline.ingest.model import UnreadableError

SWEDISH = "Åtgärder för äldre – ”på väg” i Örebro"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (unicodedata.normalize("NFD", SWEDISH), SWEDISH),
        ("1\u00a0264\u2009654\u202fkr", "1 264 654 kr"),
        ("sam\u00adverkan", "samverkan"),
        ("sam\u00ad", "sam-"),
        ("\ufeffhej\u200b du", "hej du"),
        ("\uf0b7 punkt", "• punkt"),
        ("e\ufb00ekt", "effekt"),
        ("hej \x07 du", "hej du"),
        ("a  \t  b", "a\tb"),
        ("Ã…tgÃ¤rder fÃ¶r Ã¤ldre", "Åtgärder för äldre"),
        ("Citroën, São Paulo och Æbeltoft", "Citroën, São Paulo och Æbeltoft"),
    ],
)
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    assert decode(SWEDISH.encode(encoding)).removeprefix("\ufeff") == SWEDISH


def test_latin1() -> None:
    assert decode("Åmål och Växjö".encode("latin-1")) == "Åmål och Växjö"


def test_binary_is_no_text() -> None:
    with pytest.raises(UnreadableError, match="binary"):
        decode(bytes(range(256)) * 20)
