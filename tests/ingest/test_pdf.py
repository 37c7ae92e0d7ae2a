"""PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Table,
)

from pipeline.ingest.model import Options, UnreadableError
from pipeline.ingest.reader import read
from tests.ingest.helpers import canonical, lines

SENTENCES = (
    "Föreningarna har under året prövat nya sätt att möta unga som varken arbetar eller studerar.",
    "Arbetet bygger på nära kontakt med familjer, skola och socialtjänst i hela kommunen.",
    "Uppföljningen gjordes av en utvärderare som intervjuade fyrtio personer.",
    "I Almby deltog sammanlagt 120 unga i någon aktivitet, de flesta under hösten.",
    "Region Norr bidrog med medel till lokaler och handledning.",
)
PLACES = (
    "Almby",
    "Berga",
    "Dalen",
    "Eken",
    "Fors",
    "Granby",
    "Hult",
    "Ingared",
    "Kvarnby",
    "Lund",
    "Mon",
    "Näs",
    "Rud",
)
PARAGRAPHS = [
    f"I {place} {number} är läget ett annat. {' '.join((SENTENCES * 2)[number % 5 : number % 5 + 3])}"
    for number, place in enumerate(PLACES * 3)
]
BODY = getSampleStyleSheet()["BodyText"]
TITLE = getSampleStyleSheet()["Title"]
HEADING = getSampleStyleSheet()["Heading2"]


def furniture(page: canvas.Canvas, document: BaseDocTemplate) -> None:
    """A running header in two parts, and a page number."""
    page.setFont("Helvetica", 8)
    page.drawString(60, 810, "Unga framåt i Almby")
    page.drawRightString(535, 810, "Slutrapport 2021")
    page.drawCentredString(297, 30, f"Sida {document.page} av 9")


@cache
def report(columns: int) -> bytes:
    """A report of several pages with a title, a list, a ruled table, headers and page numbers."""
    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=A4)
    width = 475 / columns
    frames = [Frame(60 + number * width, 60, width - 15, 720) for number in range(columns)]
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    items = [ListItem(Paragraph(text, BODY)) for text in ("Få tolkar", "Långa avstånd")]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    document.build(
        [
            Paragraph("Unga framåt", TITLE), Paragraph("Hinder", HEADING),
            ListFlowable(items, bulletType="bullet"),
            Table([["Post", "Kronor"], ["Löner", "1 200 000"]], style=grid),
            Paragraph("Resultat", HEADING), *(Paragraph(text, BODY) for text in PARAGRAPHS * columns),
        ]
    )  # fmt: skip
    return file.getvalue()


def page(rows: Sequence[tuple[float, float, str, int]], encrypt: StandardEncryption | None = None) -> bytes:
    """One page with each (x, y, text, size) where it says."""
    file = io.BytesIO()
    made = canvas.Canvas(file, pagesize=A4, encrypt=encrypt)
    for x, y, text, size in rows:
        made.setFont("Helvetica-Bold" if size > 11 else "Helvetica", size)
        made.drawString(x, y, text)
    made.showPage()
    made.save()
    return file.getvalue()


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_in_order_and_paragraphs_are_whole(columns: int) -> None:
    made = lines(report(columns), "rapport.pdf")
    assert made[:2] == ["Unga framåt", "Hinder"]
    assert made[2:6] == ["• Få tolkar", "• Långa avstånd", "Post\tKronor", "Löner\t1 200 000"]
    assert made[6:] == ["Resultat", *PARAGRAPHS * columns]


def test_headers_and_page_numbers_are_kept_apart() -> None:
    pages = canonical(report(2), "rapport.pdf").pages
    assert len(pages) >= 3
    assert {row["header"] for row in pages} == {"Unga framåt i Almby | Slutrapport 2021"}
    assert [row["label"] for row in pages] == [str(row["page"]) for row in pages]
    assert pages[0]["footer"] == "Sida 1 av 9"


def test_font_sizes_make_headings() -> None:
    rows = canonical(report(1), "rapport.pdf").lines
    assert [(row["role"], row["level"]) for row in rows[:2]] == [("heading", 1), ("heading", 2)]
    assert rows[1]["size"] > rows[-1]["size"] == 1.0


def test_hyphens_contents_and_programmes() -> None:
    body = [
        "Projektet har haft som mål att öka delaktigheten bland unga och upp-",
        "muntra dem att ta plats i föreningslivet. Hälso- och sjukvården har med-",
        "verkat i arbetet på både läns- och kommunnivå under hela perioden och",
        "Region Norr har bidragit.",
    ]
    programme = ["09.00 Registrering", "09.30 Inledning, Anna Berg, rektor", "10.15 Paus"]
    rows: list[tuple[float, float, str, int]] = [
        (72, 760, "Utvärdering av mötesplatser för", 18), (72, 738, "unga i glesbygd", 18),
        (72, 700, "Inledning", 11), (500, 700, "2", 11), (72, 686, "Resultat", 11), (500, 686, "3", 11),
    ]  # fmt: skip
    rows += [(72, 640 - 14 * number, text, 11) for number, text in enumerate(body)]
    rows += [(72, 560 - 14 * number, text, 11) for number, text in enumerate(programme)]
    assert lines(page(rows), "x.pdf") == [
        "Utvärdering av mötesplatser för unga i glesbygd", "Inledning\t2", "Resultat\t3",
        "Projektet har haft som mål att öka delaktigheten bland unga och uppmuntra dem att ta plats i "
        "föreningslivet. Hälso- och sjukvården har medverkat i arbetet på både läns- och kommunnivå under hela "
        "perioden och Region Norr har bidragit.",
        *programme,
    ]  # fmt: skip


def test_a_pdf_with_only_an_owner_password_is_read() -> None:
    lock = StandardEncryption("", ownerPassword="x", canPrint=0)
    assert lines(page([(72, 700, "Går att läsa.", 11)], lock), "x.pdf") == ["Går att läsa."]


def unreadable() -> list[tuple[bytes, str]]:
    """Bad files and what is said of them."""
    locked = page([(72, 700, "hej", 11)], StandardEncryption("hemligt"))
    return [
        (locked, "password"),
        (page([]), "no text layer"),
        (report(1)[: len(report(1)) // 2], "damaged"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 9, "damaged"),
        (bytes(range(256)) * 9, "no PDF"),
        (b"<!DOCTYPE html><html><body>Logga in</body></html>", "web page"),
    ]


@pytest.mark.parametrize(("data", "reason"), unreadable())
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data, "rapport.pdf", Options())


def test_too_many_pages() -> None:
    with pytest.raises(UnreadableError, match="the limit is 1"):
        read(report(1), "rapport.pdf", Options(max_pages=1))
