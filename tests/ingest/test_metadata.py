"""Title, kind, date, language and quality."""

from __future__ import annotations

import pytest

from pipeline.ingest import metadata
from pipeline.ingest.dates import Interval, own_date
from pipeline.ingest.kinds import kind
from pipeline.ingest.language import main_language
from tests.ingest.helpers import canonical

SWEDISH = (
    "Projektet har nått fler unga än väntat och samverkan mellan parterna har fördjupats under året som gått."
)
ENGLISH = "The project has reached more young people than expected, and cooperation has deepened during the year."


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Logotyp på utskrifter\n\nLyssna\n\nUnga framåt\n\nText följer här.", "Unga framåt"),
        (
            "Protokoll\n\nRådet för unga i Almby, möte nr 3\n\nText.",
            "Protokoll – Rådet för unga i Almby, möte nr 3",
        ),
        ("2020-03-04\n\nalmby.se\n\nUnga framåt\n\nText följer här.", "Unga framåt"),
        ("**Unga framåt**\n\n# Inledning\n\nText följer här.", "Unga framåt"),
        (f"Unga framåt är ett projekt som drivs av Almby kommun. {SWEDISH} {SWEDISH}", "Unga framåt"),
        ("Vi använder kakor på webbplatsen\n\n# Möten i Almby\n\nText.", "Möten i Almby"),
        ("**Almby kommun**\n\n**Slutrapport om\nunga i Almby**\n\nText.", "Slutrapport om unga i Almby"),
    ],
)
def test_title(source: str, title: str) -> None:
    assert metadata.title(canonical(source).logical, "") == title


def test_the_files_own_title_is_the_last_resort() -> None:
    assert metadata.title(canonical(SWEDISH * 3).logical, "Unga framåt") == "Unga framåt"


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["Rapport", "Umeå i maj 2014"], ("2014-05-01", "2014-05-31")),
        (["Rapport", "Almby den 3 mars 2021"], ("2021-03-03", "2021-03-03")),
        (["Protokoll", "Datum: 2015-02-28"], ("2015-02-28", "2015-02-28")),
        (["Inbjudan", "Hösten 2011"], ("2011-09-01", "2011-11-30")),
        (["Redovisning av möten 2011–2013"], ("2011-01-01", "2013-12-31")),
        (["Rapport för januari–mars 2008"], ("2008-01-01", "2008-03-31")),
        (["Hinder", "Protokoll", "Tid: tisdagen den 3 mars 2021 kl. 09.30–12.00"], ("2021-03-03", "2021-03-03")),
        (["Hörande", "Publicerad 2021-03-03. Senast uppdaterad 4 maj 2021."], ("2021-03-03", "2021-03-03")),
        (["Unga", "Workshop om unga, Almby, 3 mars 2021"], ("2021-03-03", "2021-03-03")),
        (["Unga", "Debattartikel av Eva Falk, Almby Tidning, den 3 mars 2021."], ("2021-03-03", "2021-03-03")),
        (["Strategi för mål till 2030"], None),
        (["Två nya bolag bildas 1 januari 2021"], None),
        (["Redovisning 2011/12"], ("2011-01-01", "2012-12-31")),
        (["Rapport", "Projektperiod: 2009-05-01 till 2010-01-31"], None),
        (["Rapport om lag 2011:1200"], None),
        (["Rapport enligt direktiv 2009/28/EG"], None),
        (["Datum: 2015-02-31"], None),
    ],
)
def test_own_date(lines: list[str], date: Interval | None) -> None:
    assert own_date(lines, lines[0]) == date


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Utvärdering av Unga framåt", "evaluation"),
        ("Unga framåt – slutrapport", "report"),
        ("Rapport från tre seminarier", "conference_report"),
        ("Nationell strategi för färre olyckor", "plan"),
        ("Överenskommelse mellan kommunen och föreningarna", "agreement"),
        ("Landshövding Eva Falks tal vid invigningen", "speech"),
        ('Projektet "Unga framåt"', "project_page"),
        # of a document, not the document
        ("Rapport visar att fler cyklar", None),
        ("Ny rapport om cykling", None),
        ("Ministern tog emot utredarens betänkande", None),
        ("Uppdrag om cykelvägar förlängs", None),
        ("Cykling i samtal och avtal", None),
    ],
)
def test_kind_by_the_head_of_the_title(title: str, expected: str | None) -> None:
    assert kind(title, [title, SWEDISH]) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Pressmeddelande 2020-03-04", SWEDISH], "press_release"),
        (["Anteckningar från konferensen om unga", SWEDISH], "conference_report"),
        (["Det talade ordet gäller.", SWEDISH], "speech"),
        (["Eva Falk, debattartikel, Almby Tidning, den 4 mars 2020.", SWEDISH], "opinion"),
        (["Projektägare: Almby kommun", "Projektperiod: 2010–2011", "MålgruppUnga"], "project_page"),
        (["Unga framåt är ett projekt som drivs av Almby kommun."], "project_page"),
        (["Möte i rådet", "Närvarande", "Eva Falk", "§ 1 Mötet öppnas"], "minutes"),
        (
            ["Workshop om unga", SWEDISH, "Hinder", "Få bussar.", "Möjligheter", "Fler bussar."],
            "conference_report",
        ),
        (["Workshop om unga", "09.00 Kaffe", "10.00 Samtal", "11.30 Lunch"], "conference_report"),
        (
            ["Välkommen till en träff", "Anmäl dig här.", "09.00 Kaffe", "10.00 Samtal", "11.30 Lunch"],
            "invitation",
        ),
        # what merely stands in the text
        ([f"{SWEDISH} En utvärdering och en slutrapport finns."], None),
        ([SWEDISH, "Pressmeddelande: Unga framåt"], None),
        (["Hinder", "Få bussar.", "Möjligheter", "Fler bussar."], None),
    ],
)
def test_kind_by_lines(lines: list[str], expected: str | None) -> None:
    assert kind("Unga framåt", lines) == expected


def test_a_news_item_about_a_document_is_not_the_document() -> None:
    title = "Uppdrag att bygga cykelvägar"
    assert kind(title, [SWEDISH]) == "assignment"
    assert kind(title, [SWEDISH, "– Det behövs fler cykelvägar, säger Eva Falk."]) is None


def test_language_is_that_of_most_of_the_text() -> None:
    assert main_language([SWEDISH, SWEDISH, ENGLISH]) == "sv"
    assert main_language([SWEDISH, ENGLISH, ENGLISH]) == "en"
    assert main_language(["12 345"]) is None


def test_quality() -> None:
    assert metadata.text_quality(SWEDISH) == 1.0
    assert (metadata.text_quality("Pr0j#kt k§mmvn x x q zzkrtwq l|l|") or 0) < 0.4
    assert metadata.text_quality("123 456") is None


def test_word_count() -> None:
    assert metadata.word_count("Beviljat ESF-stöd: 4 500 kr (ca 10 %).") == 7
