"""People, organisations and places, found by rules and data files."""

from __future__ import annotations

import pytest

from pipeline.extract.resolve import resolve
from pipeline.extract.rules import RuleRecogniser
from pipeline.extract.spans import Piece, Span


def names(*texts: str, kind: str = "paragraph", section: str = "", key: str = "") -> list[tuple[str, str]]:
    """(type, text) of the names in a document of these blocks, in order."""
    pieces, whole = [], ""
    for text in texts:
        pieces.append(Piece(len(whole), text, kind, section, key))
        whole += f"{text}\n"
    return [(s.type, whole[s.start : s.end]) for s in resolve(RuleRecogniser().spans(whole, pieces))]


def value_of(text: str, written: str) -> str:
    """The normalised value of the name written so in ``text``."""
    spans = resolve(RuleRecogniser().spans(text, [Piece(0, text, "paragraph", "")]))
    return next(s.value for s in spans if text[s.start : s.end] == written)


ORGANISATIONS = [
    ("Vi träffade Arbetsförmedlingen i går.", "Arbetsförmedlingen"),
    ("Det är SKR:s förslag.", "SKR:s"),
    ("Region Halland deltog.", "Region Halland"),
    ("Mötet leddes av Länsstyrelsen i Örebro län.", "Länsstyrelsen i Örebro län"),
    (
        "Mötet leddes av Länsstyrelserna i Dalarnas och Gävleborgs län.",
        "Länsstyrelserna i Dalarnas och Gävleborgs län",
    ),
    ("Avtalet gäller Kiruna kommuns lokaler.", "Kiruna kommuns"),
    ("Mora och Orsa kommuner betalar.", "Mora och Orsa kommuner"),
    ("Värd var Föreningen Vårvind.", "Föreningen Vårvind"),
    ("Värd var Promenadklubben Vårvind.", "Promenadklubben Vårvind"),
    ("Där fanns Stiftelsen Nya Trappan.", "Stiftelsen Nya Trappan"),
    ("Avtal slöts med Nordvik Bygg AB.", "Nordvik Bygg AB"),
    ("Avtal slöts med AB Nordvikshus.", "AB Nordvikshus"),
    ("Hon leder Eritreanska Kvinnoförbundet i Borås.", "Eritreanska Kvinnoförbundet i Borås"),
    ("Han är anställd av Falu föreningsråd.", "Falu föreningsråd"),
    ("Hon läser vid Umeå universitet.", "Umeå universitet"),
    ("Kursen ges av ABF Motala.", "ABF Motala"),
]


@pytest.mark.parametrize(("text", "span"), ORGANISATIONS)
def test_an_organisation_is_found_whole(text: str, span: str) -> None:
    assert names(text) == [("ORG", span)]


PEOPLE = [
    ("Sedan talade Karin Lindqvist om språk.", "Karin Lindqvist"),
    ("Hedvig von Stråhle hälsade välkommen.", "Hedvig von Stråhle"),
    ("Där satt Lars-Erik Brolund.", "Lars-Erik Brolund"),
    ("Kommunalrådet Hodan Abdi Nuur svarade.", "Hodan Abdi Nuur"),
    ("Professor J. A. Bergström föreläste.", "J. A. Bergström"),
    ("Berîvan Aydın kom senare.", "Berîvan Aydın"),
    ("Det var Anna Bergströms idé.", "Anna Bergströms"),
]


@pytest.mark.parametrize(("text", "span"), PEOPLE[:4] + PEOPLE[5:])
def test_a_person_is_found_without_title(text: str, span: str) -> None:
    assert names(text) == [("PER", span)]


PLACES = [
    ("Mötet hölls i Arvika.", ["Arvika"]),
    ("Det är Jämtlands behov.", ["Jämtlands"]),
    ("Vi reste i Jönköping och Kronobergs län.", ["Jönköping", "Kronobergs län"]),
    ("Lokalen ligger på Kvarngatan 12 B i Umeå.", ["Kvarngatan 12 B", "Umeå"]),
    ("Vi möts på Olof Palmes gata 9.", ["Olof Palmes gata 9"]),
]


@pytest.mark.parametrize(("text", "spans"), PLACES)
def test_places_are_found(text: str, spans: list[str]) -> None:
    assert names(text) == [("LOC", span) for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        "Luleåkonferensen blev lyckad.",  # inside a compound
        "Regeringen och arbetsgruppen beslutade.",
        "Föreningen har många medlemmar.",
        "De flesta kommunerna svarade.",
        "Överenskommelsen gäller alla.",
        "Vad gör vi sedan?",
        "Sedan åt vi lunch.",
    ],
)
def test_common_nouns_are_no_names(text: str) -> None:
    assert names(text) == []


def test_an_ambiguous_place_needs_a_preposition_or_a_place_beside_it() -> None:
    assert names("Berg är högre än kullar.") == []
    assert names("Hon bor i Berg.") == [("LOC", "Berg")]
    assert names("Krokom, Berg och Åre samverkar.") == [("LOC", "Krokom"), ("LOC", "Berg"), ("LOC", "Åre")]


def test_a_person_an_organisation_and_a_party_on_one_line() -> None:
    assert names("Rolf Sandström (C) – Region Halland") == [
        ("PER", "Rolf Sandström"), ("ORG", "C"), ("ORG", "Region Halland"),
    ]  # fmt: skip


def test_what_stands_after_a_person_and_a_role_is_the_organisation() -> None:
    assert names("Karin Lindqvist, ordförande, Solrosen") == [("PER", "Karin Lindqvist"), ("ORG", "Solrosen")]


def test_a_slash_between_two_organisations_splits_them() -> None:
    assert names("Karin Lindqvist – ABF Motala/Solrosen") == [
        ("PER", "Karin Lindqvist"), ("ORG", "ABF Motala"), ("ORG", "Solrosen"),
    ]  # fmt: skip


def test_an_abbreviation_is_learned_where_the_document_explains_it() -> None:
    found = names("Nätverket Gränslöst Vättern (NGV) bildades.", "Hos NGV finns kunskap.")
    assert found == [("ORG", "Nätverket Gränslöst Vättern"), ("ORG", "NGV"), ("ORG", "NGV")]


def test_items_under_a_heading_of_partners_are_organisations() -> None:
    found = names("- Solrosen", "- Umeå kommun", "- Dorotea", kind="list_item", section="Samarbetspartner")
    assert found == [("ORG", "Solrosen"), ("ORG", "Umeå kommun"), ("LOC", "Dorotea")]


def test_a_lone_surname_is_a_person_once_the_full_name_was_given() -> None:
    assert names("Karin Lindqvist inledde.", "Sedan tog Lindqvist upp frågan.") == [
        ("PER", "Karin Lindqvist"), ("PER", "Lindqvist"),
    ]  # fmt: skip
    assert names("Sedan tog Lindqvist upp frågan.") == []


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("Det är Jämtlands behov.", "Jämtlands", "Jämtland"),
        ("Det är Arbetsförmedlingens sak.", "Arbetsförmedlingens", "Arbetsförmedlingen"),
        ("Det är Kiruna kommuns sak.", "Kiruna kommuns", "Kiruna kommun"),
        ("Vi hörde MSB:s syn.", "MSB:s", "Myndigheten för samhällsskydd och beredskap"),
        ("Vi hörde Länsstyrelsen Värmland.", "Länsstyrelsen Värmland", "Länsstyrelsen i Värmlands län"),
        ("Det var Anna Bergströms idé.", "Anna Bergströms", "Anna Bergström"),
    ],
)
def test_the_value_is_the_name_in_its_basic_form(text: str, written: str, value: str) -> None:
    assert value_of(text, written) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I går besökte Karin Bergström Oslo.", [("PER", "Karin Bergström"), ("LOC", "Oslo")]),
        ("Det är Sara Bergs idé.", [("PER", "Sara Bergs")]),  # Berg is a municipality too
        ("Festen hölls i Astrid Lindgren-hallen.", []),
        ("De for till Stockholm H. E. Alm var med.", [("LOC", "Stockholm")]),
        ("Vi läste Ek & Alm AB:s rapport.", [("ORG", "Ek & Alm AB:s")]),
        ("Tack till FN-förbundet för inbjudan.", [("ORG", "FN-förbundet")]),
        ("Sedan i mars har Eva Bergström sällskap.", [("PER", "Eva Bergström")]),
        ("SKR:s råd följdes.", [("ORG", "SKR:s")]),
    ],
)
def test_a_name_ends_where_it_ends(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_a_short_form_stands_for_the_organisation_that_most_mean_by_it() -> None:
    assert value_of("Det är SKR:s förslag.", "SKR:s") == "Sveriges Kommuner och Regioner"


def test_an_abbreviation_is_not_explained_by_a_sentences_first_little_word() -> None:
    assert names("Nu får växtcentret (NXC) i uppdrag att räkna.") == []


def test_no_two_spans_overlap_and_the_longer_wins() -> None:
    inner, outer = Span(4, 9, "LOC", confidence=0.99), Span(0, 9, "ORG", confidence=0.5)
    contact = Span(0, 20, "CONTACT")
    assert resolve([inner, outer]) == [outer]
    assert resolve([outer, inner, contact]) == [contact]
