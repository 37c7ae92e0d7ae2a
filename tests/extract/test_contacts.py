"""Contacts: e-mail, web address, phone, and numbers of people and organisations."""

from __future__ import annotations

import pytest

from pipeline.extract.values import contacts

READ = [
    ("Mejla Anna.Ek@exempel.se.", "Anna.Ek@exempel.se", "anna.ek@exempel.se", "email"),
    ("ring 08-465 004 00", "08-465 004 00", "+46846500400", "phone"),
    ("mobil 070-174 06 12", "070-174 06 12", "+46701740612", "phone"),
    ("+46 31 390 06 00", "+46 31 390 06 00", "+46313900600", "phone"),
    ("se www.lyktan.example.org.", "www.lyktan.example.org", "http://www.lyktan.example.org", "url"),
    (
        "https://press.example.org/rum/2",
        "https://press.example.org/rum/2",
        "https://press.example.org/rum/2",
        "url",
    ),
    ("Org.nr 232100-0016", "232100-0016", "232100-0016", "organisationsnummer"),
    ("Född 19121212-1212", "19121212-1212", "19121212-1212", "personnummer"),
]


@pytest.mark.parametrize(("text", "span", "value", "kind"), READ)
def test_a_contact_is_read(text: str, span: str, value: str, kind: str) -> None:
    assert [(text[s.start : s.end], s.value, s.kind) for s in contacts.find(text)] == [(span, value, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "kl 10.15-14.45",
        "2013-02-11 till 2015-06-30",
        "232100-0017",
        "2 318 407 kr",
        "dnr 2011/1234-56",
        "t.ex. så",
    ],
)
def test_other_numbers_and_marks_are_no_contact(text: str) -> None:
    assert contacts.find(text) == []
