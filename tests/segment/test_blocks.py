"""Blocks: what each line of a report is, and which headings it stands under."""

from __future__ import annotations

import pytest

from tests.segment.helpers import blocks_of, outline


def test_a_short_line_on_its_own_is_a_heading() -> None:
    found = outline(
        """
        Byar i rörelse

        Bakgrund

        Under två år har fem byalag prövat nya sätt att dela på skjutsar till vårdcentralen och affären.

        Vilka var med?

        Byalagen fanns i tre kommuner, och alla hade egna lokaler att träffas i under projektet.
        """
    )
    assert [(kind, text) for kind, _, text in found if kind == "heading"] == [
        ("heading", "Byar i rörelse"),
        ("heading", "Bakgrund"),
        ("heading", "Vilka var med?"),
    ]
    assert found[-1][1] == "Byar i rörelse > Vilka var med?"


def test_stated_levels_make_the_path() -> None:
    found = outline(
        """
        # Slutrapport
        ## Resultat
        ### Hinder
        - Lokalhyran steg.
        ## Ekonomi
        Budgeten höll.
        """
    )
    assert found[3] == ("list_item", "Slutrapport > Resultat > Hinder", "Lokalhyran steg.")
    assert found[5] == ("paragraph", "Slutrapport > Ekonomi", "Budgeten höll.")


def test_a_lead_in_covers_its_list_only() -> None:
    found = outline(
        """
        Rapport om bussar

        Grupparbete i Arvika

        Deltagarna satt i blandade grupper och skrev ner vad de mött under det gångna året.

        Exempel på hinder:

        - Sista bussen går för tidigt.
        - Tidtabellen är svår att läsa.

        Nästa möte

        Gruppen ses igen i höst för att följa upp vad som har blivit gjort.
        """
    )
    items = [section for kind, section, _ in found if kind == "list_item"]
    assert items == ["Rapport om bussar > Grupparbete i Arvika > Exempel på hinder"] * 2
    assert found[-1][1] == "Rapport om bussar > Nästa möte"


def test_a_list_broken_by_a_blank_line_is_one_list() -> None:
    items = [b for b in blocks_of("Hinder:\n\n- Ont om tid.\n- Dyra resor.\n\n- Få lokaler.\n") if b["list_id"]]
    assert len(items) == 3
    assert len({item["list_id"] for item in items}) == 1


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("Projektägare: Umeå kommun", "Projektägare", "Umeå kommun"),
        ("ProjektägareUmeå kommun", "Projektägare", "Umeå kommun"),
        ("Beviljat ESF-stöd2 345 600 kr", "Beviljat ESF-stöd", "2 345 600 kr"),
        ("E-postanna.berg@exempel.se", "E-post", "anna.berg@exempel.se"),
    ],
)
def test_header_fields(line: str, key: str, value: str) -> None:
    block = blocks_of(f"Kulturbron\n\n{line}\n")[-1]
    assert (block["kind"], block["key"]) == ("field", key)
    assert block["text"][block["value_start"] - block["char_start"] :] == value


def test_prose_with_a_colon_is_no_field() -> None:
    assert blocks_of("En sak var klar: alla ville fortsätta mötas.")[0]["kind"] == "paragraph"


def test_unknown_keys_count_among_other_fields() -> None:
    kinds = [
        b["kind"] for b in blocks_of("Diarienummer: 2014/318\nProjektägare: Gnesta kommun\nHandläggare: Elsa Vik")
    ]
    assert kinds == ["field", "field", "field"]


def test_contents_and_repeated_title_pages() -> None:
    found = outline(
        """
        **Hand i hand för byn**
        **Rapport från två möten**

        Innehåll
        Inledning\t3
        Mötet i Kil\t5

        Inledning

        Två möten hölls under året, och båda samlade folk från hela länet till samtal.

        **Hand i hand för byn**
        **Rapport från mötet i Kil**

        Deltagare

        Det kom fler än arrangörerna hade vågat hoppas på, trots vädret.
        """
    )
    assert [text for kind, _, text in found if kind == "toc"] == ["Innehåll", "Inledning\t3", "Mötet i Kil\t5"]
    assert [text for kind, _, text in found if kind == "title_page"] == ["Hand i hand för byn"]
    assert found[-1][1] == "Rapport från mötet i Kil > Deltagare"


def test_lines_of_a_programme_are_no_headings() -> None:
    found = outline("Program\n\n09.00 – 09.30\n\nKaffe och registrering\n\n10:00 Inledning\n\nEva Lind, rektor\n")
    assert [text for kind, _, text in found if kind == "heading"] == ["Program"]


def test_an_english_summary_is_marked() -> None:
    blocks = blocks_of(
        "Sammanfattning\n\n"
        "Projektet har gett unga i tre kommuner en plats att mötas på och vuxna som lyssnar på dem.\n\n"
        "Summary\n\n"
        "The project has given young people in three municipalities a place to meet and adults who listen.\n"
    )
    assert [block["language"] for block in blocks] == ["sv", "sv", "en", "en"]


def test_speech_behind_a_dash_is_no_list() -> None:
    found = outline(
        """
        # Nya möjligheter

        – Det här har vi väntat på, säger Maja Strand, som leder byalaget.

        – Nu blir det buss.
        """
    )
    assert [kind for kind, _, _ in found] == ["heading", "paragraph", "paragraph"]


def test_speech_may_open_with_a_minus_sign_and_go_on_in_the_next_line() -> None:
    found = outline(
        """
        # Nya möjligheter

        – Det här har vi väntat på. Nu blir det buss.
        Vi är glada, säger Maja Strand, som leder byalaget.

        Bussen går tre gånger om dagen och är gratis för alla under tjugo år.
        """
    )
    assert [kind for kind, _, _ in found] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_the_buttons_of_a_web_page_and_the_archives_number_are_no_headings() -> None:
    found = outline(
        """
        # Byn som bär

        ## Lyssna på sidan

        Dnr 2019/123

        Här står vad som hände när byarna möttes i bygdegården en kväll i mars.
        """
    )
    assert [kind for kind, _, _ in found] == ["heading", "logotype", "paragraph", "paragraph"]
    assert found[-1][1] == "Byn som bär"


def test_the_head_of_a_table_is_no_field() -> None:
    assert [kind for kind, _, _ in outline("Datum\tKommun\tHållplats\n3 maj\tDorotea\tTorget\n")] == [
        "table_row"
    ] * 2
