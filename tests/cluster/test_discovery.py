"""Proposed themes: what can make one, and what cannot."""

from __future__ import annotations

from pipeline.cluster.discovery import proposals
from pipeline.params import ClusterParams

PARAMS = ClusterParams(min_statements=3)


def names(*texts: str, themed: tuple[str, ...] = ()) -> list[str]:
    return [one.name for one in proposals([f"s{at}" for at in range(len(texts))], texts, PARAMS, themed)]


def test_statements_that_name_the_same_matter_make_a_theme() -> None:
    assert names("Hyran är hög", "Ingen klarar hyran", "Sänk hyran för alla", "Gott kaffe") == ["Hyran"]


def test_a_verb_makes_no_theme() -> None:
    assert names("De diskuterar länge", "Alla diskuterar dyrt", "Ingen diskuterar bra") == []


def test_the_name_of_a_place_makes_no_theme() -> None:
    assert names("Bra i Arvidsjaur", "De bor i Arvidsjaur", "Dyrt att resa till Arvidsjaur") == []


def test_what_the_themes_that_there_are_speak_of_is_nothing_new() -> None:
    said = ("Hyran är hög", "Ingen klarar hyran", "Sänk hyran för alla")
    assert names(*said, themed=("Hyran stiger", "Hyran är dyr", "Bidrag till hyran")) == []


def test_too_few_make_no_theme() -> None:
    assert names("Hyran är hög", "Ingen klarar hyran", "Gott kaffe") == []
