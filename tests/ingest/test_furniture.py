"""Running headers, footers and page numbers."""

from __future__ import annotations

from pipeline.ingest.furniture import Furniture, find

BODY = ["Ett stycke text", "ett annat stycke", "och ett till här"]


def test_headers_and_numbers_that_keep_step() -> None:
    pages = [
        ["Almby kommun", *[f"{chr(96 + number)} {text}" for text in BODY], str(number + 4)]
        for number in range(1, 5)
    ]
    assert find(pages, 0.4) == [Furniture(1, 1, str(number + 4)) for number in range(1, 5)]


def test_left_and_right_pages_may_differ() -> None:
    pages = [
        [("Almby kommun", "Slutrapport")[n % 2], *[f"{chr(97 + n)} {text}" for text in BODY]] for n in range(6)
    ]
    assert [one.top for one in find(pages, 0.6)] == [1] * 6


def test_text_that_only_begins_alike_stays() -> None:
    pages = [[f"Kapitel om {word}", *BODY[:1], word] for word in ("skola", "arbete", "bostad", "hälsa")]
    assert [(one.top, one.bottom) for one in find(pages, 0.4)] == [(0, 0)] * 4


def test_two_pages_show_a_header_only_in_the_outermost_row() -> None:
    assert [one.top for one in find([["1 Almby", *BODY], ["2 Almby", *BODY[::-1]]], 0.4)] == [1, 1]
    assert [one.top for one in find([["Almby", *BODY], ["Berga", *BODY]], 0.4)] == [0, 0]


def test_a_single_page_has_no_furniture() -> None:
    assert find([["Almby", *BODY, "1"]], 0.4) == [Furniture()]
