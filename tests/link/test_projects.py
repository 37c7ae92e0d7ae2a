"""Projects read from header fields, and from the lists beside them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.link.helpers import mine

ABOUT = "Projektet lär unga att plocka svamp och bär, och att sälja dem på torget i stan varje lördag om hösten."


def project(*fields: str, title: str = "# Skogens skafferi") -> dict[str, Any]:
    """The cells of the project of a page with these fields."""
    return mine("\n\n".join((title, "\n".join(fields), ABOUT))).project()


def test_spaced_fields() -> None:
    assert project(
        "Projektägare: Eksjö kommun",
        "Fond: Leader",
        "Kontaktperson: Ragnhild Torsell",
        "E-post: ragnhild.torsell@example.org",
        "Telefon: 070-123 45 67",
        "Beviljat stöd: 1 250 000 kr",
        "Total budget: 2,5 miljoner kronor",
        "Projektperiod: 2019-02-01 – 2021-01-31",
        "Län: Jönköpings län",
        "Målgrupp: Unga mellan 16 och 24 år",
        "Samarbetspartner: Lindörns naturskola, Föreningen Trattkantarellen",
    ) == {
        "title": "Skogens skafferi",
        "owner": "Eksjö kommun",
        "programme": "Leader",
        "contact_person": "Ragnhild Torsell",
        "contact_email": "ragnhild.torsell@example.org",
        "contact_phone": "070-123 45 67",
        "granted_sek": 1_250_000,
        "budget_sek": 2_500_000,
        "start_date": "2019-02-01",
        "end_date": "2021-01-31",
        "region": "Jönköpings län",
        "target_group": "Unga mellan 16 och 24 år",
        "partners": "Lindörns naturskola; Föreningen Trattkantarellen",
    }


def test_glued_fields_as_web_pages_give_them() -> None:
    assert project(
        "ProjektägareEksjö kommun",
        "KontaktpersonRagnhild Torsell",
        "E-postragnhild.torsell@example.org",
        "Beviljat stöd1 250 000 kr",
        "Projektperiod2019-02-01 – 2021-01-31",
        "LänJönköpings län",
        title="Skogens skafferi",
    ) == {
        "title": "Skogens skafferi",
        "owner": "Eksjö kommun",
        "contact_person": "Ragnhild Torsell",
        "contact_email": "ragnhild.torsell@example.org",
        "granted_sek": 1_250_000,
        "start_date": "2019-02-01",
        "end_date": "2021-01-31",
        "region": "Jönköpings län",
    }


def test_fields_in_a_table() -> None:
    assert project(
        "| Fält | Värde |",
        "|---|---|",
        "| Projektägare | Eksjö kommun |",
        "| Beviljat stöd | 600 000 kr |",
        "| Projektperiod | 2019–2021 |",
    ) == {
        "title": "Skogens skafferi",
        "owner": "Eksjö kommun",
        "granted_sek": 600_000,
        "start_date": "2019-01-01",
        "end_date": "2021-12-31",
    }


def test_lists_under_headings_that_are_field_names() -> None:
    mined = mine(
        f"""
# Skogens skafferi

Projektägare: Eksjö kommun
Beviljat stöd: 1 250 000 kronor
Projektperiod: mars 2019 – maj 2021

{ABOUT}

## Samarbetspartner

- Lindörns naturskola
- Föreningen Trattkantarellen

## Kommuner

- Eksjö
- Vadstena

## Mål

- Fler unga i arbete
"""
    )
    found = mined.project()
    assert found["partners"] == "Lindörns naturskola; Föreningen Trattkantarellen"
    assert found["municipalities"] == "Eksjö; Vadstena"
    assert mined.evidence("projects", "partners") == ["Lindörns naturskola", "Föreningen Trattkantarellen"]
    assert mined.evidence("projects", "municipalities") == ["Eksjö", "Vadstena"]


def test_the_first_of_two_values_stands() -> None:
    found = project(
        "Projektägare: Eksjö kommun", "Sökande: Vadstena kommun", "Beviljat stöd: 90 000 kr", "Fond: Leader"
    )
    assert found["owner"] == "Eksjö kommun"


def test_days_of_their_own() -> None:
    found = project("Projektägare: Eksjö kommun", "Startdatum: 1 februari 2019", "Slutdatum: 31 januari 2021")
    assert (found["start_date"], found["end_date"]) == ("2019-02-01", "2021-01-31")


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("Beviljat stöd: se bilaga", "granted_sek"),
        ("Total budget: 200 000 euro", "budget_sek"),  # not kronor
        ("Projektperiod: ännu inte bestämd", "start_date"),
        ("E-post: finns på webbplatsen", "contact_email"),
    ],
)
def test_a_field_without_the_value_that_it_names_stays_empty(field: str, column: str) -> None:
    found = project("Projektägare: Eksjö kommun", "Fond: Leader", "Målgrupp: Unga", field)
    assert found["owner"] == "Eksjö kommun"
    assert column not in found


def test_english_fields() -> None:
    found = project(
        "Project owner: Eksjö kommun",
        "Total budget: SEK 2 000 000",
        "Project period: 2019-02-01 – 2021-01-31",
        "Partner/Partners: Lindörns naturskola",
        title="# Forest pantry",
    )
    assert found == {
        "title": "Forest pantry",
        "owner": "Eksjö kommun",
        "budget_sek": 2_000_000,
        "start_date": "2019-02-01",
        "end_date": "2021-01-31",
        "partners": "Lindörns naturskola",
    }


@pytest.mark.parametrize(
    "fields",
    [
        ("Plats: Bygdegården i Kumla", "Datum: 4 september 2019", "E-post: svamp@example.org"),
        (
            "Plats: Bygdegården",
            "Datum: 4 september",
            "E-post: svamp@example.org",
            "Telefon: 070-123 45 67",
            "Kontakt: Ulla",
        ),
        ("Projektägare: Eksjö kommun", "Beviljat stöd: 5 000 kr"),  # too little for a project
        ("Åtgärder: fler bussar",),
    ],
)
def test_an_invitation_or_a_letter_is_no_project(fields: tuple[str, ...]) -> None:
    mined = mine("\n\n".join(("# Svampdag i skogen", "\n".join(fields), ABOUT)))
    assert mined.tables["projects"].empty
    assert mined.tables["evidence"].empty


def test_each_report_is_one_project() -> None:
    fields = "Projektägare: Eksjö kommun\nBeviljat stöd: 5 000 kr\nProjektperiod: 2019–2021"
    mined = mine({"a.md": f"# Bär\n\n{fields}\n\n{ABOUT}", "b.md": f"# Svamp\n\n{fields}\n\n{ABOUT}"})
    assert list(mined.tables["projects"]["title"]) == ["Bär", "Svamp"]
    assert mined.tables["projects"]["project_id"].is_unique


def test_evidence_is_the_value_without_the_name_of_the_field() -> None:
    mined = mine(f"# Bär\n\nProjektägare: Eksjö kommun\nBeviljat stöd: cirka 5 000 kr\nFond: Leader\n\n{ABOUT}")
    assert mined.evidence("projects", "owner") == ["Eksjö kommun"]
    assert mined.evidence("projects", "granted_sek") in (["cirka 5 000 kr"], ["5 000 kr"])
    assert mined.evidence("projects", "programme") == ["Leader"]


def test_a_page_of_prose_gives_what_it_states() -> None:
    found = mine(
        """
        # Projektet "Vatten i bäcken"

        Projektets syfte är vatten i bäcken. Projektet drivs av Norra byalaget i samarbete med Umeå kommun.

        En projektledare - Eva Berg - leder arbetet. Projektet löper den 1 mars 2012 till den 31 maj 2013.

        Länsstyrelsen i Västerbottens län har beviljat 350 000 kr.
        """
    ).project()
    assert found["title"] == "Vatten i bäcken"
    assert found["owner"] == "Norra byalaget"
    assert found["contact_person"] == "Eva Berg"
    assert (found["start_date"], found["end_date"]) == ("2012-03-01", "2013-05-31")
    assert found["granted_sek"] == 350_000
    assert found["partners"] == "Umeå kommun"


def test_a_page_on_several_projects_is_none() -> None:
    mined = mine(
        """
        # Stödet ökar

        Regeringen stöder två projekt. Projektet ”Bäcken” genomförs av Norra byalaget och får 350 000 kr.
        """
    )
    assert mined.tables["projects"].empty
