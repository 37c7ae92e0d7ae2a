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
        (["Redovisning 2011/12"], ("2011-01-01", "2012-12-31")),
        (["Rapport", "Projektperiod: 2009-05-01 till 2010-01-31"], None),
        (["Rapport om lag 2011:1200"], None),
        (["Datum: 2015-02-31"], None),
    ],
)
def test_own_date(lines: list[str], date: Interval | None) -> None:
    assert own_date(lines, lines[0]) == date


def test_kind() -> None:
    assert kind("Utvärdering av Unga framåt", [], "sv") == "evaluation"
    assert kind("Rapport från tre seminarier", [], "sv") == "conference_report"
    assert kind("Unga framåt", ["Projektägare: Almby kommun", "Projektperiod: 2010–2011"], "sv") == "project_page"
    assert kind("Unga framåt", [f"{SWEDISH} En utvärdering och en slutrapport finns."], "sv") is None


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
