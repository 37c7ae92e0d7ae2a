"""Where a sentence names an event together with its place."""

from __future__ import annotations

import pytest

from pipeline.link.conferences.events import event_mentions, names_event, places_in


def places(text: str) -> list[str]:
    """The places of the events that ``text`` names, in the order of the text."""
    return [event.place for event in sorted(event_mentions(text), key=lambda event: event.start)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Konferensen i Eksjö blev lyckad.", ["Eksjö"]),
        ("Byalagen höll dialogdagar i Eksjö och Vadstena.", ["Eksjö", "Vadstena"]),
        ("Hearingar i Eksjö, Vadstena samt Kumla", ["Eksjö", "Vadstena", "Kumla"]),
        ("Nätverksträffar i Arvika och i Säffle", ["Arvika", "Säffle"]),
        ("Workshopen i Upplands Väsby respektive Kumla", ["Upplands Väsby", "Kumla"]),
        ("Konferensen som länets föreningar ordnade i Eksjö", ["Eksjö"]),
        ("Slutkonferensen den 4 maj i Trosa", ["Trosa"]),
        ("Konferensen för Kumlas föreningar i Eksjö", ["Eksjö"]),
        ("Rådslaget i Kista", ["Kista"]),
        ("En konferens i Köpenhamn", ["Köpenhamn"]),
        ("Konferensen i Umeås stadshus", ["Umeå"]),
    ],
)
def test_an_event_with_its_place_behind_it(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Eksjökonferensen drog fullt hus.", ["Eksjö"]),
        ("Eksjö-konferensen drog fullt hus.", ["Eksjö"]),
        ("Vid Vadstenahörandet talade fiskarna.", ["Vadstena"]),
        ("Falköpingsseminariet blev långt.", ["Falköping"]),
        ("Höstkonferensen drog fullt hus.", []),
    ],
)
def test_an_event_with_its_place_in_the_word(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hörandet hölls i Folkets hus på Storgatan 4 i Kumla.", ["Kumla"]),
        ("Rådslaget hölls i bygdegården i Eksjö och blev fullsatt.", ["Eksjö"]),
        ("Framtidsverkstaden ägde rum en lördag i aulan i Trosa.", ["Trosa"]),
    ],
)
def test_where_an_event_was_held_weighs_more_than_a_mention(text: str, found: list[str]) -> None:
    assert places(text) == found
    assert {event.weight for event in event_mentions(text)} == {2}
    assert [event.weight for event in event_mentions("Hörandet i Kumla")] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "Presskonferensen hölls i Eksjö.",
        "Vid presskonferensen i Eksjö visades ritningar.",
        "En telefonkonferens i Kumla",
        "Videokonferensen i Kumla",
        "Partikongressen i Ystad",
        "Fredskonferensen i Ystad",
    ],
)
def test_press_and_telephone_conferences_and_congresses_of_parties_do_not_count(text: str) -> None:
    assert places(text) == []
    assert not names_event(text)


@pytest.mark.parametrize(
    "text",
    [
        "Styrgruppens möte i Eksjö",  # everyday meetings are no conferences
        "Studiebesöket i Eksjö",
        "De gick till hörandet. I Eksjö regnade det.",  # another sentence
        "Konferensen i Storstugan",  # a name, but of no known place
        "I Eksjö finns ett trästadsmuseum.",
    ],
)
def test_no_event_or_no_place(text: str) -> None:
    assert places(text) == []


def test_the_offsets_are_those_of_the_place() -> None:
    text = "Efter hearingar i Upplands Väsby och Kumla kom Trosakonferensen, som hölls i rådhuset i Trosa."
    found = list(event_mentions(text))
    assert {event.place for event in found} == {"Upplands Väsby", "Kumla", "Trosa"}
    assert all(text[event.start : event.end] == event.place for event in found)


def test_a_place_that_is_also_a_word_or_a_name_counts_only_behind_i() -> None:
    assert [place.place for place in places_in("Nora talade om gruvan")] == []
    assert [place.place for place in places_in("Det blåste i Nora den dagen")] == ["Nora"]
    assert [place.place for place in places_in("Mellan Eksjös och Kumlas skolor")] == ["Eksjö", "Kumla"]


def test_any_inflection_and_any_compound_names_an_event() -> None:
    assert all(map(names_event, ("Rapport från KONFERENSERNA", "Ungdomshearingens frågor", "Två idéverkstäder")))
    assert not names_event("Rapport om skolvägar")
