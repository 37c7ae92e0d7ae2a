"""What themes are called: nouns that several of their statements hold."""

from __future__ import annotations

import pytest

from pipeline.cluster.naming import theme_name, wordings
from pipeline.cluster.nouns import nouns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Att läsa kräver glasögon på natten", {"natten"}),
        ("Höga hyror", {"hyror"}),
        ("Bussen rullar sällan", {"bussen"}),
        ("Unga vill åka", {"unga"}),
        ("Skolbussarna är dyra", {"skolbussarna"}),
        ("Samverkan planeras", {"samverkan"}),
    ],
)
def test_nouns_are_told_from_verbs_and_adjectives(text: str, expected: set[str]) -> None:
    assert set(nouns([text])) & {"läsa", "rullar", "åka", "dyra", "höga", "planeras", *expected} == expected


def test_a_verb_does_not_name_a_theme_but_stays_among_its_keywords() -> None:
    rides = ["Bussen rullar sent", "Bussen rullar tomt", "Ny bussen rullar", "Ingen buss rullar"]
    (wording,) = wordings([rides], rides)
    assert wording.name == ("bussen",)
    assert set(wording.keywords) == {"bussen", "rullar"}


def test_further_words_of_a_name_stand_in_enough_statements() -> None:
    group = [*["Lokaler och hyror"] * 3, *["Lokaler och nycklar"] * 2, *["Lokaler saknas"] * 7]
    (wording,) = wordings([group], group)
    assert theme_name(wording.name) == "Lokaler, hyror"


def test_a_group_without_nouns_is_named_by_its_best_word() -> None:
    (wording,) = wordings([["åka", "åka fort"]], ["åka", "åka fort"])
    assert wording.name == ("åka",)
