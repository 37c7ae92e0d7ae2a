"""What gets a label, and what is known of its context."""

from __future__ import annotations

from pipeline.classify.units import Unit, units
from tests.segment.helpers import blocks_of, sentences_of

REPORT = """
# Dagen i Ekby
## Samtalen
Rummet var fullt. Ingen hade tid att stanna kvar.
- Mer tid
- Fler bord
## Nästa gång
Vi ses i maj.
"""


def of(source: str) -> list[Unit]:
    return units(blocks_of(source), sentences_of(source))


def test_each_sentence_and_each_item_is_one() -> None:
    texts = [unit.text for unit in of(REPORT)]
    assert texts == [
        "Rummet var fullt.",
        "Ingen hade tid att stanna kvar.",
        "Mer tid",
        "Fler bord",
        "Vi ses i maj.",
    ]


def test_neighbours_stand_under_the_same_heading() -> None:
    found = {unit.text: unit for unit in of(REPORT)}
    assert found["Ingen hade tid att stanna kvar."].previous == "Rummet var fullt."
    assert found["Ingen hade tid att stanna kvar."].next == "Mer tid"
    assert found["Vi ses i maj."].previous == ""
    assert found["Vi ses i maj."].heading == "Nästa gång"


def test_items_know_their_list() -> None:
    found = {unit.text: unit.list_id for unit in of(REPORT)}
    assert found["Mer tid"] == found["Fler bord"] != ""
    assert found["Rummet var fullt."] == ""


def test_an_item_of_several_sentences_is_one() -> None:
    assert [unit.text for unit in of("# Ekby\n- Först pengar. Sedan tid.")] == ["Först pengar. Sedan tid."]


def test_what_has_no_letters_is_none() -> None:
    assert of("# Ekby\n- 12\n- 2014") == []
