"""Which conference(s) each paragraph and each listed statement is about."""

from __future__ import annotations

from functools import cache

import pytest

from tests.link.helpers import OPENING, Mined, mine


@cache
def rounds() -> Mined:
    """A report of two conferences, with a section for each and one for both."""
    return mine(
        f"""
# Rapport från rådslagen i Lidköping och Säffle

{OPENING}

Först samlades byalagen i Lidköping, sedan i Säffle.

## Lidköping

### Hinder

- Rören är gamla.

## Säffle

### Möjligheter

- Skolan lånar ut sin båt.

## Gemensamt för båda orterna

### Hinder

- Ingen mäter vattnet om vintern.

### Vad mer som sades

Vid rådslaget i Säffle föreslogs en badplats.

I Lidköping ville de yngsta ha en brygga.

Bussen stannar vid Säffle station varje timme.

Badvattnet mäts varje vecka.
"""
    )


def test_a_section_that_names_a_place_covers_what_stands_under_it() -> None:
    assert rounds().places == ["Lidköping", "Säffle"]
    assert rounds().statements() == [
        ("hinder", "Rören är gamla.", "Lidköping"),
        ("möjlighet", "Skolan lånar ut sin båt.", "Säffle"),
        ("hinder", "Ingen mäter vattnet om vintern.", "Lidköping; Säffle"),
    ]


def test_a_joint_list_names_all_conferences_joined() -> None:
    mined = rounds()
    ids = [row[0] for row in mined.conferences("conference_id")]
    statements = mined.tables["statements"]
    listed = statements[statements["label_source"] == "heading"]
    joined = [cell for cell in listed["conference_id"] if ";" in cell]
    assert joined == ["; ".join(ids)]


@pytest.mark.parametrize(
    ("paragraph", "places"),
    [
        ("Vid rådslaget i Säffle", "Säffle"),  # names its own event
        ("I Lidköping ville", "Lidköping"),  # opens with the place
        ("Bussen stannar vid Säffle", "Lidköping; Säffle"),  # a place in passing tells nothing
        ("Badvattnet mäts", "Lidköping; Säffle"),
        ("Under två år", "Lidköping; Säffle"),
    ],
)
def test_a_paragraph_is_about_the_event_that_it_names(paragraph: str, places: str) -> None:
    assert rounds().about(paragraph) == places


def test_mentions_go_with_their_paragraph() -> None:
    mined = rounds()
    links = mined.tables["mention_links"].set_index("mention_id")["conference_id"]
    mentions = mined.tables["mentions"]
    said = [row for row in mentions.to_dict("records") if str(row["section"]).endswith("Vad mer som sades")]
    ids = dict(mined.conferences("place", "conference_id"))
    assert (said[0]["text"], links[said[0]["mention_id"]]) == ("Säffle", ids["Säffle"])


def test_each_part_of_a_report_has_its_own_conference() -> None:
    mined = mine(
        f"""
# Rådslag om vatten i Lidköping

{OPENING}

Rådslaget i Lidköping samlade åtta byalag.

## Hinder

- Rören är gamla.

# Rådslag om vatten i Säffle

Rådslaget i Säffle samlade fem byalag.

## Hinder

- Sjön grumlas varje vår.
"""
    )
    assert mined.statements() == [
        ("hinder", "Rören är gamla.", "Lidköping"),
        ("hinder", "Sjön grumlas varje vår.", "Säffle"),
    ]


def test_the_only_conference_covers_the_whole_report() -> None:
    mined = mine(
        f"""
# Rapport från framtidsverkstaden i Kalix

{OPENING}

# Bilaga

## Hinder

- Skidspåret saknar ljus.
"""
    )
    assert mined.statements() == [("hinder", "Skidspåret saknar ljus.", "Kalix")]


def test_a_report_without_conferences_has_statements_without_them() -> None:
    mined = mine(f"# Handbok för skidspår\n\n{OPENING}\n\n## Hinder\n\n- Skidspåret saknar ljus.\n")
    assert mined.statements() == [("hinder", "Skidspåret saknar ljus.", "")]
    assert mined.tables["block_conferences"].empty


def test_conferences_of_one_report_never_reach_into_another() -> None:
    mined = mine(
        {
            "a.md": f"# Rapport från rådslaget i Kalix\n\n{OPENING}\n\n## Hinder\n\n- Spåret saknar ljus.\n",
            "b.md": f"# Handbok för bryggor\n\n{OPENING}\n\n## Hinder\n\n- I Kalix ruttnar virket.\n",
        }
    )
    assert [(text, places) for _, text, places in mined.statements()] == [
        ("Spåret saknar ljus.", "Kalix"),
        ("I Kalix ruttnar virket.", ""),
    ]
