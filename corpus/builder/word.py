"""Writes a report as a Word file with real styles and a page field, and the same bytes every time."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Text

from builder.inline import Inline
from builder.source import Block, Heading, ItemList, PageEnd, Paragraph, Plain, Report, Table

MADE = datetime(2020, 1, 1)
HEADING_SIZES = (20, 15, 12.5, 11)  # in points, by level
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def render_docx(report: Report) -> bytes:
    """Give the report as a DOCX file."""
    document = Document()
    _set_page(document, report)
    for block in report.blocks:
        _add(document, block)
    buffer = BytesIO()
    document.save(buffer)
    return _with_fixed_dates(buffer.getvalue())


def _set_page(document: WordDocument, report: Report) -> None:
    """Set A4 paper, Swedish, fixed file properties, and the running header and footer."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = report.meta.title, "", ""
    properties.created = properties.modified = MADE
    properties.language = "sv-SE"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for level, size in enumerate(HEADING_SIZES, start=1):
        document.styles[f"Heading {level}"].font.size = Pt(size)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    normal.element.get_or_add_rPr().append(language)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.header.paragraphs[0].text = report.meta.layout.header or _first_heading(report)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{report.meta.layout.footer}\tSida ".lstrip())
    _add_page_field(footer)


def _first_heading(report: Report) -> str:
    headings = [block.text.text for block in report.blocks if isinstance(block, Heading)]
    return headings[0] if headings else report.meta.title


def _add_page_field(paragraph: Text) -> None:
    """Add the field that Word fills with the page number."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            _add_runs(document.add_heading(level=block.level), block.text)
        case Paragraph():
            _add_runs(document.add_paragraph(), block.text)
        case Plain():
            _add_plain(document.add_paragraph(), block)
        case ItemList():
            _add_list(document, block)
        case Table():
            _add_table(document, block)
        case PageEnd():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_runs(paragraph: Text, inline: Inline) -> None:
    for text, bold in inline.runs():
        paragraph.add_run(text).bold = bold or None


def _add_plain(paragraph: Text, block: Plain) -> None:
    """Add the lines of a block that is not reflowed, as one paragraph with soft line breaks."""
    for number, line in enumerate(block.lines):
        if number:
            paragraph.add_run().add_break()
        _add_runs(paragraph, line)


def _add_list(document: WordDocument, block: ItemList) -> None:
    first = block.items[0].number
    style = "List Bullet" if first is None else "List Number"
    numbering = None if first is None else _new_numbering(document, first)
    for item in block.items:
        paragraph = document.add_paragraph(style=style)
        _add_runs(paragraph, item.text)
        if numbering is not None:
            _set_numbering(paragraph, numbering)


def _set_numbering(paragraph: Text, numbering: int) -> None:
    """Let the paragraph count in this numbering instead of its style's."""
    properties = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", 0), ("w:numId", numbering)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        properties.append(child)
    paragraph._p.get_or_add_pPr().append(properties)


def _new_numbering(document: WordDocument, start: int) -> int:
    """Give the id of a new numbering that begins at `start`; without it all numbered lists would count on."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    abstract = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _add_table(document: WordDocument, block: Table) -> None:
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
    for number, (cells, row) in enumerate(zip(table.rows, block.rows, strict=True)):
        for cell, inline in zip(cells.cells, row, strict=True):
            _add_runs(cell.paragraphs[0], inline)
            if number == 0:
                for run in cell.paragraphs[0].runs:
                    run.bold = True
    document.add_paragraph()


def _with_fixed_dates(packed: bytes) -> bytes:
    """Give the same zip with one date for every entry, so that the bytes do not follow the clock."""
    buffer = BytesIO()
    with ZipFile(BytesIO(packed)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, ZIP_DATE)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
