"""HTML and Markdown."""

from __future__ import annotations

from tests.ingest.helpers import canonical, lines

PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Projekt | Almby</title></head><body>
<header role="banner"><a href="/">Almby</a></header><nav>Start Om oss</nav>
<div id="cookie-banner">Vi använder kakor.</div>
<main><h1>Språkkaféer <br>i Almby</h1>
<p><strong>Publicerad 3 mars 2020</strong></p>
<p>Text med <em>kursiv</em> och <a href="/x">länk</a>.<br>Ny rad.</p>
<ul><li>Ett<ul><li>Under</li></ul></li><li><p>Två</p></li></ul>
<ol start="3"><li>Tre</li></ol>
<table><tr><th>År</th><th>Kr</th></tr><tr><td>2020</td><td>5<br>000</td></tr></table>
<dl><dt>Ägare</dt><dd>Almby kommun</dd></dl>
<aside>Läs också</aside><p aria-hidden="true">gömt</p></main>
<footer>Kontakta oss</footer><script>x()</script></body></html>"""


def test_a_page_is_read_without_its_menus() -> None:
    assert lines(PAGE, "sida.html") == [
        "Språkkaféer i Almby", "Publicerad 3 mars 2020", "Text med kursiv och länk.", "Ny rad.",
        "- Ett", "- Under", "- Två", "3. Tre", "År\tKr", "2020\t5 000", "Ägare: Almby kommun",
    ]  # fmt: skip


def test_hints_of_a_page() -> None:
    rows = canonical(PAGE, "sida.html").lines
    assert (rows[0]["role"], rows[0]["level"]) == ("heading", 1)
    assert rows[1]["bold"]
    assert [(row["role"], row["level"]) for row in rows[4:7]] == [
        ("list_item", 1),
        ("list_item", 2),
        ("list_item", 1),
    ]
    assert [row["role"] for row in rows[8:10]] == ["table_row", "table_row"]


def test_charset_of_the_page_counts() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Växjö å</p></body></html>'
    assert lines(page.encode("latin-1"), "sida.html") == ["Växjö å"]


def test_a_page_inside_a_form_is_read() -> None:
    assert lines("<html><body><form><p>Hela sidan ligger i ett formulär.</p></form></body></html>", "x.html") == [
        "Hela sidan ligger i ett formulär."
    ]


def test_a_table_for_layout_is_walked_through() -> None:
    table = "<table><tr><td><h2>Mål</h2><p>Fler möten.</p></td><td><p>Sidospalt</p></td></tr></table>"
    assert lines(f"<html><body>{table}</body></html>", "x.html") == ["Mål", "Fler möten.", "Sidospalt"]


def test_deep_nesting_is_survived() -> None:
    page = "<html><body>" + "<div>" * 230 + "<p>Djupt</p>" + "</div>" * 230 + "</body></html>"
    assert lines(page, "x.html") == ["Djupt"]


def test_markdown() -> None:
    source = (
        "---\ntitle: Samlad bild\n---\n# Rubrik\n\n"
        "Ett stycke som är brutet av redaktören men som\nfortsätter här.\n\n"
        "**Tid**: kl. 10\n\n1. Ett\n2. Två\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n* * *\n\n    indraget stycke\n"
    )
    assert lines(source, "x.md") == [
        "Rubrik", "Ett stycke som är brutet av redaktören men som fortsätter här.", "Tid: kl. 10",
        "1. Ett", "2. Två", "A\tB", "1\t2", "indraget stycke",
    ]  # fmt: skip


def test_lines_of_a_markdown_paragraph_that_stand_for_themselves() -> None:
    source = "Besök på skolan\nTid: kl. 10.30\nPlats: Storgatan 1\n"
    assert lines(source, "x.md") == source.strip().split("\n")
