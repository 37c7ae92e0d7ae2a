"""Who took part where: every layout of a credit, as programmes, invitations and groups write it."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.link.participations import _as_written
from pipeline.link.participations.credits import credits, is_role
from tests.link.helpers import mine

Credited = tuple[str, str, str]


def credited(line: str) -> list[Credited]:
    """Person, role and organisation of a line in which ``<Eva Berg>`` marks people and ``[Byalaget]`` bodies."""
    text = ""
    rows: list[dict[str, Any]] = []
    for part in line.replace("<", "\0P").replace("[", "\0O").split("\0"):
        kind, closed = part[:1], ">" if part[:1] == "P" else "]"
        if kind in "PO" and closed in part and text + part != line:
            name, _, rest = part[1:].partition(closed)
            rows.append({
                "type": "PER" if kind == "P" else "ORG", "text": name, "value": name,
                "char_start": len(text), "char_end": len(text) + len(name), "mention_id": str(len(rows)),
            })  # fmt: skip
            text += name + rest
        else:
            text += part
    return [
        (one.person["text"], one.role, one.organisation["text"] if one.organisation else one.governed)
        for one in credits(text, 0, rows)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<Eva Berg>, ordförande, [Norra byalaget]", [("Eva Berg", "ordförande", "Norra byalaget")]),
        ("<Eva Berg>, [Norra byalaget], ordförande", [("Eva Berg", "ordförande", "Norra byalaget")]),
        ("<Eva Berg>, [NBB] vice ordförande", [("Eva Berg", "vice ordförande", "NBB")]),
        ("<Eva Berg> - utredare, [Norra byalaget]", [("Eva Berg", "utredare", "Norra byalaget")]),
        ("<Eva Berg> ([KD]) – [Region Skåne]", [("Eva Berg", "", "Region Skåne")]),
        ("Moderator: <Eva Berg>, [Klockbladet]", [("Eva Berg", "Moderator", "Klockbladet")]),
        ("Moderator för dagen är <Eva Berg>, processledare", [("Eva Berg", "processledare", "")]),
        ("**<Eva Berg>**, rektor vid [Alsjö skola]", [("Eva Berg", "rektor", "Alsjö skola")]),
        ("<Eva Berg> är geriatriker i [Region Dalarna]", [("Eva Berg", "geriatriker", "Region Dalarna")]),
        ("kriminologen <Eva Berg> från [Högskolan i Borås]", [("Eva Berg", "kriminologen", "Högskolan i Borås")]),
        (
            "<Eva Berg>, journalist och f.d. redaktör på [Klockbladet]",
            [("Eva Berg", "journalist och f.d. redaktör", "Klockbladet")],
        ),
        (
            "<Eva Berg> och <Bo Ek>, [Umeå kommun]",
            [("Eva Berg", "", "Umeå kommun"), ("Bo Ek", "", "Umeå kommun")],
        ),
        (
            "<Eva Berg>, [Norra byalaget], <Bo Ek>, [Umeå kommun] och <Li Alm>",
            [("Eva Berg", "", "Norra byalaget"), ("Bo Ek", "", "Umeå kommun"), ("Li Alm", "", "")],
        ),
        (
            "<Eva Berg>, [Umeå kommun]. Samtalsledare: <Bo Ek>, [NBB].",
            [("Eva Berg", "", "Umeå kommun"), ("Bo Ek", "Samtalsledare", "NBB")],
        ),
        ("<Eva Berg>, [Enheten för bad], [Umeå kommun]", [("Eva Berg", "", "Umeå kommun")]),
        ("Landshövding <Eva Berg>, Kalmar län", [("Eva Berg", "Landshövding", "Länsstyrelsen i Kalmar län")]),
        (
            "<Eva Berg>, <Bo Ek>, Landshövding Blekinge och Kalmar län",
            [
                ("Eva Berg", "Landshövding", "Länsstyrelsen i Blekinge län"),
                ("Bo Ek", "Landshövding", "Länsstyrelsen i Kalmar län"),
            ],
        ),
    ],
)
def test_a_credit(line: str, expected: list[Credited]) -> None:
    assert credited(line) == expected


@pytest.mark.parametrize("text", ["lunch", "kaffe och registrering", "deltagare", "senare", "den 3 maj", ""])
def test_what_is_no_role(text: str) -> None:
    assert not is_role(text)


REPORT = """
# Rapport från dialogdagen i Kalix

Dagen ägde rum den 3 maj 2012 i Folkets hus. Medverkade gjorde många.

## Program

9.00 Kaffe

9.30 Vatten i bäcken

Eva Berg, ordförande, Norra byalaget

10.30 Frågor

Anmälan senast 20 april till Lisa Ek

## Styrgrupp

- Karin Svensson, socialchef, Umeå kommun
- Anders Lindqvist, Arbetsförmedlingen
"""


def rows(report: str) -> list[dict[Any, Any]]:
    return mine(report).tables["participations"].to_dict("records")


def test_a_programme_and_a_steering_group() -> None:
    found = [(row["person"], row["organisation"], row["context"]) for row in rows(REPORT)]
    assert found == [
        ("Eva Berg", "Norra byalaget", "program"),
        ("Karin Svensson", "Umeå kommun", "styrgrupp"),
        ("Anders Lindqvist", "Arbetsförmedlingen", "styrgrupp"),
    ]


def test_a_participation_is_tied_to_entities_and_to_its_conference() -> None:
    first = rows(REPORT)[0]
    assert first["person_id"].startswith("per-eva-berg")
    assert first["organisation_id"].startswith("org-norra-byalaget")
    assert first["conference_id"].startswith("kalix")


def test_a_report_without_event_or_project_gives_nobody_from_its_prose() -> None:
    assert rows("# Årsberättelse\n\nEva Berg, ordförande i Norra byalaget, sade att vattnet stiger.") == []


def test_a_surname_is_given_as_written_though_the_text_has_said_whose_it_is() -> None:
    assert _as_written({"text": "Forsman", "value": "Eva Forsman"}) == "Forsman"
    assert _as_written({"text": "Eva\nForsman", "value": "Eva Forsman"}) == "Eva Forsman"
    assert _as_written({"text": "Eva Forsman", "value": None}) == "Eva Forsman"
