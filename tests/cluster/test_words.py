"""Words, stems and the forms shown to a reader."""

from __future__ import annotations

import pytest

from pipeline.cluster.words import readable_forms, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        ("lokal", "lokalen", "lokaler", "lokalerna", "lokalernas"),
        ("förening", "föreningen", "föreningar", "föreningarna", "föreningarnas"),
        ("buss", "bussen", "bussar", "bussarna"),
        ("förening", "föreningen", "föreningar", "föreningarna"),
    ],
)
def test_the_forms_of_a_noun_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("språk", "spår"), ("buss", "buske"), ("vård", "värd"), ("tolk", "tok")]
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_that_say_nothing_of_a_topic_are_left_out() -> None:
    assert words("Det är svårt att få ledig lokal, och hyrorna är höga.") == ["ledig", "lokal", "hyrorna"]


def test_a_compound_with_a_hyphen_gives_its_parts() -> None:
    assert words("IOP-avtal") == ["iop", "avtal"]


def test_a_stem_is_shown_in_its_most_frequent_form_then_the_shortest() -> None:
    shown = readable_forms(["lokaler", "lokaler saknas", "lokalen", "tolken", "tolk"])
    assert (shown["lokal"], shown["tolk"]) == ("lokaler", "tolk")
