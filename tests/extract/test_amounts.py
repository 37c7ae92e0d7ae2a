"""Amounts: money, percent, durations and counts, with their numbers and units."""

from __future__ import annotations

import pytest

from pipeline.extract.values import amounts

READ = [
    ("Beviljat: 2 318 407 kr", "2 318 407 kr", "2318407", None, "SEK", "money"),
    ("summan 3.517.902:-", "3.517.902:-", "3517902", None, "SEK", "money"),
    ("4,3 mnkr", "4,3 mnkr", "4300000", None, "SEK", "money"),
    ("1,2 miljoner kronor", "1,2 miljoner kronor", "1200000", None, "SEK", "money"),
    ("fick 350 tkr", "350 tkr", "350000", None, "SEK", "money"),
    ("2 mdkr", "2 mdkr", "2000000000", None, "SEK", "money"),
    ("mellan 25 000–30 000 kronor", "25 000–30 000 kronor", "25000", 30000, "SEK", "money"),
    ("EUR 40 000", "EUR 40 000", "40000", None, "EUR", "money"),
    ("EUR 198,000", "EUR 198,000", "198000", None, "EUR", "money"),
    ("kostade 500 €", "500 €", "500", None, "EUR", "money"),
    ("drygt 400 tkr", "drygt 400 tkr", "400000", None, "SEK", "money"),
    ("högst 5 000 kr", "5 000 kr", "5000", None, "SEK", "money"),
    ("ökade med 43 %", "43 %", "43", None, "%", "percent"),
    ("10-15 procent", "10-15 procent", "10", 15, "%", "percent"),
    ("12,5 %", "12,5 %", "12.5", None, "%", "percent"),
    ("3 procentenheter", "3 procentenheter", "3", None, "procentenheter", "percent"),
    ("under 7 månader", "7 månader", "7", None, "månader", "duration"),
    ("1–3 år", "1–3 år", "1", 3, "år", "duration"),
    ("efter 2 års arbete", "2 års", "2", None, "år", "duration"),
    ("ca 260 personer kom", "ca 260 personer", "260", None, "personer", "count"),
    ("20-25 olika organisationer", "20-25 olika organisationer", "20", 25, "organisationer", "count"),
    (
        "Knappt 70 olika lokala föreningar",
        "Knappt 70 olika lokala föreningar",
        "70",
        None,
        "föreningar",
        "count",
    ),
    ("12 nya medlemmar", "12 nya medlemmar", "12", None, "medlemmar", "count"),
    ("61 hembesök gjordes", "61 hembesök", "61", None, "hembesök", "count"),
    ("9 miljoner invånare", "9 miljoner invånare", "9000000", None, "invånare", "count"),
    ("mellan 20 och 30 deltagare kom", "20 och 30 deltagare", "20", 30, "deltagare", "count"),
    ("Mellan 40 och 60 procent", "40 och 60 procent", "40", 60, "%", "percent"),
    ("anslaget höjs med 40 miljoner", "40 miljoner", "40000000", None, "SEK", "money"),
    ("2 miljarder till nya spår", "2 miljarder", "2000000000", None, "SEK", "money"),
    ("en hamn för över 1,5 miljarder", "över 1,5 miljarder", "1500000000", None, "SEK", "money"),
    ("antalet boende är drygt 1,6 miljoner", "drygt 1,6 miljoner", "1600000", None, "", "count"),
    ("7 miljoner lever utan el", "7 miljoner", "7000000", None, "", "count"),
    ("8 miljoner barn", "8 miljoner barn", "8000000", None, "barn", "count"),
]

SILENT = [
    "lagen (2010:197)",
    "kl. 10.15–14.45",
    "kl 9-17",
    "tel 070-174 06 12",
    "113 20 Stockholm",
    "bilaga 2 visar",
    "sid 12",
    "3 kap. 2 §",
    "Storgatan 12",
    "mer än 30 mil",
    "år 2012",
    "1. Inledning",
    "punkt 4 medlemmar",
    "3 miljoner ton koldioxid",
    "mål 1-8 handlar om skog",
    "ungefär 600 gömmer sig",
]


@pytest.mark.parametrize(("text", "span", "value", "value_max", "unit", "kind"), READ)
def test_an_amount_is_read(  # noqa: PLR0917
    text: str, span: str, value: str, value_max: float | None, unit: str, kind: str
) -> None:
    found = [(text[s.start : s.end], s.value, s.value_max, s.unit, s.kind) for s in amounts.find(text)]
    assert found == [(span, value, value_max, unit, kind)]


@pytest.mark.parametrize("text", SILENT)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert amounts.find(text) == []


def test_two_numbers_with_and_are_a_range_only_after_between() -> None:
    assert [(s.value, s.value_max) for s in amounts.find("grupp 20 och 30 deltagare")] == [("30", None)]


def test_each_of_several_counts_is_read() -> None:
    text = "140 språkvänner, varav 32 nya kvinnor"
    assert [text[s.start : s.end] for s in amounts.find(text)] == ["140 språkvänner", "32 nya kvinnor"]


def test_a_breakdown_takes_its_noun_from_what_comes_before() -> None:
    text = (
        "Dit kom 90 personer, ca 50 representerade lokala föreningar, ca 30 offentlig sektor och 10 från företag."
    )
    found = [(text[s.start : s.end], s.unit) for s in amounts.find(text)]
    assert found == [(span, "personer") for span in ("90 personer", "ca 50", "ca 30", "10")]


def test_english_plurals_count_in_english_text() -> None:
    assert amounts.find("17 associations") == []
    assert [s.unit for s in amounts.find("17 associations", "en")] == ["associations"]


def test_what_went_from_one_number_to_another_is_two_amounts() -> None:
    found = amounts.find("Avgiften höjdes från 250 till 300 kr per år")
    assert [(s.value, s.value_max, s.unit) for s in found] == [("250", None, "SEK"), ("300", None, "SEK")]
    (span,) = amounts.find("bidrag från 250 till 300 kr")
    assert (span.value, span.value_max) == ("250", 300)
