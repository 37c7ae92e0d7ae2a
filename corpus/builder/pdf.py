"""Writes a report as a PDF with embedded fonts, running header and footer, and one or two columns."""

import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Paragraph as Text

from builder.gold import block_lines, marker
from builder.inline import Inline
from builder.source import (
    Block,
    Heading,
    ItemList,
    PageEnd,
    Paragraph,
    Plain,
    Report,
    SourceError,
    Table,
)

SANS, SERIF = "SourceSansPro", "SourceSerifPro"
PACKAGES = {SANS: "font_source_sans_pro", SERIF: "font_source_serif_pro"}  # from PyPI, both OFL 1.1
BODY = {SANS: (10, 13.2), SERIF: (9.5, 12.5)}  # font size and leading, in points
HEADING_SIZES = {
    1: (2.2, 0),
    2: (1.5, 1.2),
    3: (1.2, 0.9),
    4: (1.05, 0.7),
}  # in body sizes: font, space before
HYPHENATION = "sv_SE"
_LEADER = re.compile(r"\.{4,}(?= \d+$)")
MARGIN, GUTTER, TOP, BOTTOM = 23 * mm, 8 * mm, 25 * mm, 22 * mm
INK, RULE = HexColor("#1d3f5e"), HexColor("#8a9aa8")


def render_pdf(report: Report) -> bytes:
    """Give the report as a PDF: columns justified and hyphenated in a serif, or one ragged column in a sans.

    Raises SourceError for a character that the font lacks.
    """
    _register_fonts()
    sheet = _Sheet(report)
    sheet.check_glyphs()
    buffer = BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=A4,
        title=report.meta.title,
        author="",
        subject="",
        lang="sv-SE",
        initialFontName=sheet.family,
        invariant=1,
    )
    document.addPageTemplates(sheet.page_templates())
    document.build(list(sheet.story()))
    return buffer.getvalue()


def _register_fonts() -> None:
    """Make the font families known to reportlab. Raises RuntimeError if a package is missing."""
    needed = ["pyphen", *PACKAGES.values()]
    if missing := [package for package in needed if not find_spec(package)]:
        raise RuntimeError(f"to build the PDFs, install {', '.join(missing).replace('_', '-')}")
    for family in PACKAGES:
        registerFont(_font(family, "Regular", family))
        registerFont(_font(family, "Bold", f"{family}-Bold"))
        registerFontFamily(family, family, f"{family}-Bold", family, f"{family}-Bold")


def _font(family: str, weight: str, name: str) -> TTFont:
    return TTFont(name, str(files(PACKAGES[family]) / "files" / f"{family}-{weight}.ttf"))


class _Sheet:
    """Styles, page frames and flowing content of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.layout = report.meta.layout
        self.columns = self.layout.columns
        self.family = SERIF if self.columns > 1 else SANS
        self.size, self.leading = BODY[self.family]
        self.full_width = A4[0] - 2 * MARGIN
        self.width = (self.full_width - GUTTER * (self.columns - 1)) / self.columns
        self.body = self._body_style()

    def _body_style(self) -> ParagraphStyle:
        narrow = self.columns > 1
        return ParagraphStyle(
            "body",
            fontName=self.family,
            bulletFontName=self.family,
            fontSize=self.size,
            leading=self.leading,
            spaceAfter=self.leading * (0.4 if narrow else 0.55),
            alignment=TA_JUSTIFY if narrow else TA_LEFT,
            hyphenationLang=HYPHENATION if narrow else "",
            hyphenationMinWordLength=6,
            embeddedHyphenation=1 if narrow else 0,
            uriWasteReduce=0.3,
            allowWidows=0,
            allowOrphans=0,
        )

    def _heading_style(self, level: int) -> ParagraphStyle:
        size, before = HEADING_SIZES[level]
        return ParagraphStyle(
            f"h{level}",
            parent=self.body,
            fontName=f"{self.family}-Bold",
            fontSize=self.size * size,
            leading=self.size * size * 1.2,
            spaceBefore=self.leading * before,
            spaceAfter=self.leading * (0.8 if level == 1 else 0.3),
            textColor=INK,
            alignment=TA_LEFT,
            hyphenationLang="",
            keepWithNext=1,
        )

    def check_glyphs(self) -> None:
        """Raise SourceError, with file and line, for printed characters that the font cannot show."""
        known = _font(self.family, "Regular", self.family).face.charToGlyph
        lines = [(block.line, line.text) for block in self.report.blocks for line in block_lines(block)]
        lines += [(1, self.layout.header + self.layout.footer)]
        missing = [(line, {c for c in text if ord(c) not in known} - {"\t"}) for line, text in lines]
        if problems := [
            f"{self.report.source}:{line}: the font {self.family} lacks {''.join(sorted(characters))!r}"
            for line, characters in missing
            if characters
        ]:
            raise SourceError(problems)

    def page_templates(self) -> list[PageTemplate]:
        """Give the first page, with its title across all columns, and the pages that follow it."""
        height = A4[1] - TOP - BOTTOM
        title_height = 0.0
        if self._has_wide_title():
            title_height = self._title().wrap(self.full_width, height)[1] + self.leading
        first = self._columns(height - title_height)
        if title_height:
            first.insert(0, _frame(MARGIN, BOTTOM + height - title_height, self.full_width, title_height))
        return [
            PageTemplate("first", first, onPage=self._furniture),
            PageTemplate("later", self._columns(height), onPage=self._furniture),
        ]

    def _columns(self, height: float) -> list[Frame]:
        step = self.width + GUTTER
        return [_frame(MARGIN + step * n, BOTTOM, self.width, height) for n in range(self.columns)]

    def _has_wide_title(self) -> bool:
        first = self.report.blocks[0]
        return self.columns > 1 and isinstance(first, Heading) and first.level == 1

    def _title(self) -> Text:
        first = self.report.blocks[0]
        return Text(_xml(block_lines(first)[0]), self._heading_style(1))

    def _furniture(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw the running header and footer; every page has its number."""
        right = A4[0] - MARGIN
        canvas.saveState()
        canvas.setFont(self.family, 8)
        canvas.setFillColor(RULE)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        if self.layout.header:
            canvas.drawString(MARGIN, A4[1] - 16 * mm, self.layout.header)
            canvas.line(MARGIN, A4[1] - 18 * mm, right, A4[1] - 18 * mm)
        canvas.drawString(MARGIN, 13 * mm, self.layout.footer)
        canvas.drawRightString(right, 13 * mm, str(document.page))
        canvas.restoreState()

    def story(self) -> Iterator[Flowable]:
        """Yield the flowing content of the report."""
        blocks = list(self.report.blocks)
        if self._has_wide_title():
            blocks = blocks[1:]
            yield self._title()
            yield NextPageTemplate("later")
            yield FrameBreak()
        else:
            yield NextPageTemplate("later")
        for block in blocks:
            yield from self._flow(block)

    def _flow(self, block: Block) -> Iterator[Flowable]:
        match block:
            case Heading():
                yield Text(_xml(block.text), self._heading_style(block.level))
            case Paragraph():
                yield Text(_xml(block.text), self.body)
            case Plain():
                style = self._line_style()
                yield from (Text(_xml(self._with_leader(line)), style) for line in block.lines)
                yield Spacer(1, self.leading * 0.6)
            case ItemList():
                yield from self._list(block)
            case Table():
                yield self._table(block)
                yield Spacer(1, self.leading * 0.8)
            case PageEnd():
                yield PageBreak()

    def _with_leader(self, line: Inline) -> Inline:
        """Give a line of a table of contents with as many dots as take its page number to the right edge."""
        match = _LEADER.search(line.text)
        if not match:
            return line
        rest = line.text[: match.start()] + line.text[match.end() :]
        dot, room = (stringWidth(text, self.family, self.size) for text in (".", rest))
        dots = int((self.width - room) / dot)
        return Inline(line.text[: match.start()] + "." * dots + line.text[match.end() :], line.bold)

    def _line_style(self) -> ParagraphStyle:
        style = ParagraphStyle("line", self.body, alignment=TA_LEFT, hyphenationLang="", spaceAfter=0)
        style.leftIndent, style.firstLineIndent = 10, -10  # a line that must wrap hangs
        return style

    def _list(self, block: ItemList) -> Iterator[Flowable]:
        numbered = block.items[0].number is not None
        indent = self.size * (1.8 if numbered else 1.2)
        style = ParagraphStyle("item", self.body, leftIndent=indent, spaceAfter=self.leading * 0.15)
        for item in block.items:
            yield Text(_xml(item.text), style, bulletText=marker(item, "•"))
        yield Spacer(1, self.leading * 0.4)

    def _table(self, block: Table) -> Flowable:
        size = self.size * 0.92
        cell = ParagraphStyle(
            "cell", self.body, fontSize=size, leading=size * 1.25, alignment=TA_LEFT, spaceAfter=0
        )
        head = ParagraphStyle("head", cell, fontName=f"{self.family}-Bold")
        rows = [
            [Text(_xml(inline), head if number == 0 else cell) for inline in row]
            for number, row in enumerate(block.rows)
        ]
        table = LongTable(rows, colWidths=self._column_widths(block), repeatRows=1, hAlign="LEFT")
        table.setStyle(
            TableStyle(
                [
                    ("FONTNAME", (0, 0), (-1, -1), self.family),
                    ("GRID", (0, 0), (-1, -1), 0.5, RULE),
                    ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e8edf2")),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ]
            )
        )
        return table

    def _column_widths(self, block: Table) -> list[float]:
        """Give column widths that share the frame by the length of what stands in them."""
        columns = zip(*block.rows, strict=True)
        weights = [min(40, max(8, *(len(cell.text) for cell in column))) for column in columns]
        return [self.width * weight / sum(weights) for weight in weights]


def _frame(x: float, y: float, width: float, height: float) -> Frame:
    return Frame(x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _xml(inline: Inline) -> str:
    """Give the text in reportlab's markup."""
    runs = [(escape(text, quote=False), bold) for text, bold in inline.runs()]
    return "".join(f"<b>{text}</b>" if bold else text for text, bold in runs)
