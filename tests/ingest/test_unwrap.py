"""Which physical lines make one logical line."""

from __future__ import annotations

import textwrap

import pytest

from tests.ingest.helpers import canonical, lines

PROSE = (
    "Föreningarna i Almby har under våren ordnat språkkaféer i tre bostadsområden. Deltagarna kom från fjorton "
    "länder, och de flesta hade bott kortare tid än två år i kommunen. Träffarna leddes av frivilliga från Röda "
    "Korset, Hyresgästföreningen och den lokala idrottsklubben."
)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_hard_wrapped_text_becomes_paragraphs(width: int) -> None:
    second = PROSE.replace("våren", "hösten")
    source = "\n\n".join("\n".join(textwrap.wrap(text, width)) for text in (PROSE, second))
    assert lines(source) == [PROSE, second]


def test_one_line_per_paragraph_stays() -> None:
    source = f"{PROSE}\n{PROSE.replace('våren', 'hösten')}\nKort avslutning."
    assert lines(source) == source.split("\n")


def test_capital_after_a_wrap_is_joined_where_the_text_is_wrapped() -> None:
    source = (
        "Arbetet med mötesplatser för nyanlända har letts av kommunen och\n"
        "Länsstyrelsen, som tillsammans bjöd in till fyra träffar i området.\n"
        "Träffarna samlade många deltagare från bygden, även från byarna runt\n"
        "Storsjön, och gav underlag för en gemensam plan för nästa år.\n"
    )
    assert len(lines(source)) == 1


@pytest.mark.parametrize("marker", ["-", "–", "•", "*", "⇒", "1.", "1)", "a)"])
def test_every_item_begins_a_line(marker: str) -> None:
    source = f"Vi behöver:\n{marker} fler tolkar\n{marker} bättre lokaler\n"
    assert lines(source)[1:] == [f"{marker} fler tolkar", f"{marker} bättre lokaler"]
    assert [line.marker for line in canonical(source).logical] == ["", marker, marker]


def test_o_is_a_marker_only_in_a_list() -> None:
    assert [line.marker for line in canonical("o fika\no lunch\n").logical] == ["o", "o"]
    assert [line.marker for line in canonical("o dyl. kan förekomma i texten\n").logical] == [""]


def test_wrapped_items_are_one_line() -> None:
    source = (
        "- Svårt att hitta lokaler som är öppna på kvällar och helger i\n"
        "  de mindre orterna\n"
        "- Kort om tid\n"
        "- Ingen vet vem som har ansvaret för att\n"
        "Arbetsförmedlingen bjuds in\n"
    )
    assert lines(source) == [
        "- Svårt att hitta lokaler som är öppna på kvällar och helger i de mindre orterna",
        "- Kort om tid",
        "- Ingen vet vem som har ansvaret för att Arbetsförmedlingen bjuds in",
    ]


def test_an_item_goes_on_over_a_page_break() -> None:
    source = (
        "- Föreningarna saknar nycklar till skolans lokaler\n\noch måste be om dem varje gång\n\n- Nästa punkt\n"
    )
    assert lines(source) == [
        "- Föreningarna saknar nycklar till skolans lokaler och måste be om dem varje gång",
        "- Nästa punkt",
    ]


def test_an_introduction_is_not_taken_into_the_item_before() -> None:
    source = "Andelen som arbetar ska:\n- öka med 15 %\n\nandelen som får stöd ska:\n- minska\n"
    assert lines(source) == source.replace("\n\n", "\n").strip().split("\n")


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("kommunens flyktingmot-", "tagning växer", "kommunens flyktingmottagning växer"),
        ("det gör vi till-", "sammans med andra", "det gör vi tillsammans med andra"),
        ("ett samarbete på läns-", "och kommunnivå", "ett samarbete på läns- och kommunnivå"),
        ("för alla SFI-", "lärare i kommunen", "för alla SFI-lärare i kommunen"),
        ("i Dals-", "Ed och Åmål", "i Dals-Ed och Åmål"),
        ("det är efter-", "som bussen inte går", "det är eftersom bussen inte går"),
        ("via e-", "post eller brev", "via e-post eller brev"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_hyphens_at_the_end_of_a_line(left: str, right: str, joined: str, between: str) -> None:
    if between == "\n\n" and right[0].isupper():
        pytest.skip("a capital after a blank line begins anew")
    before = "Under de två år som arbetet har pågått vet vi att "
    assert lines(before + left + between + right + ".") == [f"{before}{joined}."]


def test_a_hyphen_that_the_document_uses_elsewhere_stays() -> None:
    source = "Vi prövade icke-formellt lärande. Många menar att icke-\nformellt lärande fungerar bättre än skolan."
    assert lines(source)[-1].endswith("Många menar att icke-formellt lärande fungerar bättre än skolan.")


@pytest.mark.parametrize(
    "text",
    ["läns- och kommunnivå", "hälso- och sjukvård", "ABF- eller annan cirkel", "in- eller utflyttning", "4- 5 år"],
)
def test_hyphens_that_stand_for_a_word_stay(text: str) -> None:
    assert lines(f"Det gäller {text} i hela landet.") == [f"Det gäller {text} i hela landet."]


def test_a_word_that_a_lost_break_split_is_mended() -> None:
    assert lines("Projektet uppmunt- rar unga att delta.") == ["Projektet uppmuntrar unga att delta."]


def test_a_paragraph_broken_by_a_page_is_one() -> None:
    source = (
        "Samtalen visade att deltagarna hade olika bild av vem som bär ansvaret när en familj flyttar mellan\n\n\n"
        "två kommuner i samma län.\n\nNästa stycke börjar här.\n"
    )
    assert lines(source) == [
        "Samtalen visade att deltagarna hade olika bild av vem som bär ansvaret när en familj flyttar mellan två "
        "kommuner i samma län.",
        "Nästa stycke börjar här.",
    ]


def test_a_salutation_does_not_take_in_the_next_paragraph() -> None:
    source = f"Ärade ordförande, ledamöter och gäster från hela länet, kära vänner,\n\n{PROSE}\n"
    assert len(lines(source)) == 2


PROGRAMME = """\
09:00 – 09:15 Registrering
09:15 – 10:00 Välkommen
Anna Berg, kommunalråd, Almby kommun
Per Ek, verksamhetschef, Region Almby
10:00 – 10:30 Samtal med Siv Alm,
Hyresgästföreningen
10:30 Kaffe
Plats: Folkets hus
Moderator: Olle Lund"""


def test_lines_of_a_programme_stay_apart() -> None:
    expected = PROGRAMME.replace("Alm,\n", "Alm, ").split("\n")
    assert lines(PROGRAMME) == expected


def test_a_person_whose_role_goes_on_below_is_one_line() -> None:
    assert lines("Anna Berg - Ordförande\ni Almby föreningsråd\n") == [
        "Anna Berg - Ordförande i Almby föreningsråd"
    ]


def test_header_fields_stay_apart_also_glued_ones() -> None:
    source = "ProjektfasGenomförande\nProjektägareAlmby kommun\nBeviljat ESF-stöd2 500 000 kr\nE-postinfo@almby.se"
    assert lines(source) == source.split("\n")


def test_headings_never_join_body_text() -> None:
    source = (
        "# Bakgrund\nprojektet startade i mars\n\n**Metod**\n"
        "vi intervjuade tjugo personer\n\nResultat\n\nMånga kom."
    )
    assert lines(source) == [
        "Bakgrund",
        "projektet startade i mars",
        "Metod",
        "vi intervjuade tjugo personer",
        "Resultat",
        "Många kom.",
    ]


def test_a_bold_heading_over_lines_is_one_line() -> None:
    made = canonical("**Samlad redovisning av\ntre möten om skolan\ni Almby 2015–2016**\n\nText.\n").logical
    assert [(line.text, line.bold) for line in made] == [
        ("Samlad redovisning av tre möten om skolan i Almby 2015–2016", True),
        ("Text.", False),
    ]


def test_gap_counts_blank_lines_before() -> None:
    made = canonical("Ett.\n\n\nTvå.\nTre.\n").lines
    assert [row["gap"] for row in made] == [0, 2, 0]


def test_a_dash_in_mid_sentence_is_no_list() -> None:
    source = (
        "Den nya mötesplatsen ligger mitt i det största bostadsområdet i\n"
        "– som många kallar det – gamla stan, och den är öppen alla dagar i\n"
        "veckan för den som vill träffa andra eller få hjälp med läxor och\n"
        "ansökningar av olika slag.\n"
    )
    assert len(lines(source)) == 1


def test_speech_is_text_and_items_are_items() -> None:
    made = canonical(
        "– Det här är ett viktigt steg för kommunen, säger Anna Berg.\n\nPunkter:\n– mer tid\n– mer stöd\n"
    )
    assert [row["role"] for row in made.lines] == ["text", "text", "list_item", "list_item"]


def test_an_entry_of_a_table_of_contents_ends_its_line() -> None:
    source = f"Innehåll\nInledning {'.' * 60} 3\nMötet i byn {'.' * 58} 5\n"
    assert lines(source) == source.rstrip().split("\n")
