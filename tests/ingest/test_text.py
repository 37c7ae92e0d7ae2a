"""Plain text, with and without remains of Markdown."""

from __future__ import annotations

from tests.ingest.helpers import canonical, lines


def test_marks_go_and_become_hints() -> None:
    made = canonical("## Program\n\n**Fetstil** och *kursiv* text\n\n**Bara fet**\n").logical
    assert [(line.text, line.role, line.level, line.bold) for line in made] == [
        ("Program", "heading", 2, False),
        ("Fetstil och kursiv text", "text", None, False),
        ("Bara fet", "text", None, True),
    ]


def test_unbalanced_marks_go_too() -> None:
    made = canonical("- 11.30** **Registrering**\n- **12.00** **Lunch**\n- 13.00 ** Start\n").logical
    assert [line.text for line in made] == ["- 11.30 Registrering", "- 12.00 Lunch", "- 13.00 Start"]
    assert [line.bold for line in made[:2]] == [True, True]


def test_links_and_addresses() -> None:
    assert lines("Se <http://www.almby.se/x> och [rapporten](http://y.se/z_(1)) samt <mailto:a@b.se>.") == [
        "Se http://www.almby.se/x och rapporten samt a@b.se."
    ]


def test_separators_go_and_a_lone_asterisk_stays_a_marker() -> None:
    assert lines("Ett.\n\n\\*\\*\\*\n\nTvå.\n\n---\n\n* punkt\n* punkt till\n") == [
        "Ett.",
        "Två.",
        "* punkt",
        "* punkt till",
    ]


def test_a_footnote_asterisk_and_a_product_stay() -> None:
    assert lines("Kostnad* är 5 * 3 kr.") == ["Kostnad* är 5 * 3 kr."]


def test_tabs_and_wide_gaps_part_cells() -> None:
    made = canonical("Inledning\t5\nBilagor\t12\n\nAnna Berg      anna@almby.se\n").lines
    assert [row["role"] for row in made] == ["table_row"] * 3
    assert lines("Anna Berg      anna@almby.se") == ["Anna Berg\tanna@almby.se"]


def test_a_piped_table_has_tabs_for_bars() -> None:
    assert lines("| År | Kr |\n|----|----|\n| 2020 | 5 |\n") == ["År\tKr", "2020\t5"]


def test_form_feeds_part_pages_and_a_paragraph_may_span_them() -> None:
    made = canonical(
        "Mötet handlade om hur föreningarna kan få större plats i\fkommunens arbete.\n\nSlut.\fBilaga\n"
    )
    assert made.text == (
        "Mötet handlade om hur föreningarna kan få större plats i kommunens arbete.\n\nSlut.\n\nBilaga\n"
    )
    spans = [made.text[row["char_start"] : row["char_end"]] for row in made.pages]
    assert spans[1:] == ["kommunens arbete.\n\nSlut.", "Bilaga"]
    assert [row["page"] for row in made.lines] == [1, 2, 3]
