"""Reader for HTML: what a person reads on the page, block by block, without menus and banners."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from pipeline.ingest.boilerplate import main_part, strip_boilerplate
from pipeline.ingest.decode import declared_charset, decode
from pipeline.ingest.model import Options, RawDocument, RawLine, RawPage, Role, UnreadableError
from pipeline.ingest.words import words

MEDIA_TYPE = "text/html"

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = words(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
    footer form header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th
    thead tr ul
    """
) | frozenset(HEADINGS)
SPACED = words("p ul ol dl table blockquote pre figure section article h1 h2 h3 h4 h5 h6 hr address")
"""Elements that stand apart from what comes before: a blank line in the canonical text."""
BOLD = frozenset({"b", "strong"})
SKIPPED = words("script style noscript template svg iframe object button select textarea audio video")
PAGE_BREAK = "page-break"
_WHITESPACE = re.compile(r"[ \n\r\f]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def read(data: bytes, options: Options) -> RawDocument:
    """One page of lines, one per block element or ``<br>``. Raises UnreadableError where there is no text."""
    return read_markup(decode(data, declared_charset(data)), MEDIA_TYPE)


def read_markup(markup: str, media_type: str, *, clean: bool = True, keep_tabs: bool = False) -> RawDocument:
    """The document that ``markup`` holds; ``clean=False`` for markup that other readers made themselves."""
    body, title = _parse(markup)
    if clean:
        strip_boilerplate(body)
        body = main_part(body)
    walker = Walker(keep_tabs=keep_tabs, soft=media_type == "text/markdown")
    walker.walk(body)
    walker.flush()
    return RawDocument(media_type, [RawPage(lines) for lines in walker.pages], title=title)


def _parse(markup: str) -> tuple[HtmlElement, str]:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("The page holds no text.", "Save the page again from the browser.") from error
    body = root.find("body")
    return (root if body is None else body), " ".join((root.findtext(".//title") or "").split())


class Walker:
    """Walks over an element tree and collects lines, page by page."""

    def __init__(self, *, keep_tabs: bool = False, soft: bool = False) -> None:
        self.pages: list[list[RawLine]] = [[]]
        self._keep_tabs = keep_tabs
        self._soft = soft
        self._parts: list[tuple[str, bool]] = []
        self._bold = 0
        self._bold_runs = 0
        self._gap = 0
        self._next = RawLine("")
        self._depth = 0
        self._indent = 0

    def walk(self, element: HtmlElement) -> None:
        """Collects what stands in ``element``."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in SKIPPED:
            return
        if tag == "br":
            self._break()
        elif tag == "hr":
            self._rule(element)
        elif tag == "table" and is_data_table(element):
            self._table(element)
        elif tag in ("ul", "ol", "menu"):
            self._list(element)
        elif tag == "dl" and _is_simple_dl(element):
            self._definitions(element)
        elif tag == "pre":
            self._preformatted(element)
        elif tag in BLOCKS:
            self._block(element, tag)
        else:
            self._inline(element, tag)

    def flush(self) -> None:
        """Ends the line that is being collected."""
        text = "".join(part for part, _ in self._parts)
        shown = text if self._keep_tabs else text.replace("\t", " ")
        shown = re.sub(r"\s*\t\s*", "\t", _WHITESPACE.sub(" ", shown).strip())
        letters = [bold for part, bold in self._parts for char in part if char.isalnum()]
        self._parts = []
        if not shown or (self._next.role == "list_item" and shown == self._next.marker):
            return
        line = replace(self._next, text=shown, bold=bool(letters) and all(letters), gap=self._gap)
        if line.role == "text" and "\t" in shown and self._keep_tabs:
            line = replace(line, role="table_row")
        self._add(line)

    def _add(self, line: RawLine) -> None:
        first = not self.pages[-1] and len(self.pages) == 1
        width = float(self._indent) + len(line.text)
        self.pages[-1].append(
            replace(
                line, gap=0 if first else line.gap, left=float(self._indent), right=width,
                run=self._bold_runs if line.bold and self._soft else 0, whole=line.whole or not self._soft,
            )
        )  # fmt: skip
        self._gap = 0
        self._next = RawLine("")

    def _space(self) -> None:
        self._gap = max(self._gap, 1)

    def _block(self, element: HtmlElement, tag: str) -> None:
        if self._only_marker():
            # a heading, a quotation or a box that opens a list item is the item's text
            self._children(element)
            self.flush_if_text()
            return
        self.flush()
        if tag in SPACED and not (tag == "p" and self._next.role == "list_item"):
            self._space()
        if tag in HEADINGS:
            self._next = RawLine("", role="heading", level=HEADINGS[tag])
        if tag in ("p", "div") or tag in HEADINGS:
            self._bold_runs += 1
        self._children(element)
        self.flush()
        if tag in HEADINGS:
            self._next = RawLine("")
        if tag in SPACED:
            self._space()

    def _inline(self, element: HtmlElement, tag: str) -> None:
        if tag == "a" and _is_note_mark(element):
            return
        self._bold += tag in BOLD
        if tag == "q":
            self._text("”")
        self._children(element)
        if tag == "q":
            self._text("”")
        self._bold -= tag in BOLD

    def _children(self, element: HtmlElement) -> None:
        self._text(element.text)
        for child in element:
            self.walk(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._parts.append((text, self._bold > 0))

    def _break(self) -> None:
        """A line break; in a heading it is only a space."""
        if self._next.role == "heading":
            self._text(" ")
            return
        had_text = bool("".join(part for part, _ in self._parts).strip())
        self.flush()
        if not had_text:
            self._gap += 1

    def _rule(self, element: HtmlElement) -> None:
        self.flush()
        if element.get("class") == PAGE_BREAK:
            self.pages.append([])
        self._space()

    def _preformatted(self, element: HtmlElement) -> None:
        self.flush()
        self._space()
        for row in str(element.text_content()).expandtabs(8).splitlines():
            if not row.strip():
                self._gap += 1
                continue
            self._indent = len(row) - len(row.lstrip())
            self._text(row)
            self.flush()
        self._indent = 0
        self._space()

    def _list(self, element: HtmlElement) -> None:
        self.flush()
        if not self._depth:
            self._space()
        self._depth += 1
        number = _whole_number(element.get("start"), 1)
        for child in element:
            if child.tag != "li":
                self.walk(child)
                self._text(child.tail)
                continue
            number = _whole_number(child.get("value"), number)
            self._item(child, _marker(element, number))
            number += 1
        self.flush()
        self._depth -= 1
        if not self._depth:
            self._space()

    def _item(self, element: HtmlElement, marker: str) -> None:
        self.flush()
        self._next = RawLine("", role="list_item", level=self._depth, marker=marker)
        self._indent = 2 * (self._depth - 1)
        self._bold_runs += 1
        self._text(f"{marker} " if not _has_own_marker(element) else "")
        if self._parts and not str(element.text_content()).strip():
            self._parts = []
        self._children_of_item(element)
        self.flush()
        self._next = RawLine("")
        self._indent = 0

    def _children_of_item(self, element: HtmlElement) -> None:
        self._text(element.text)
        for child in element:
            if child.tag == "p":
                # the first paragraph of an item stands on the marker's line, later ones below it
                if not self._only_marker():
                    self.flush()
                self._children(child)
                self.flush_if_text()
            else:
                self.walk(child)
            self._text(child.tail)

    def _only_marker(self) -> bool:
        return len("".join(part for part, _ in self._parts).split()) <= 1 and self._next.role == "list_item"

    def flush_if_text(self) -> None:
        """Ends the line unless it holds no more than the marker."""
        if not self._only_marker():
            self.flush()

    def _definitions(self, element: HtmlElement) -> None:
        """``<dt>`` and ``<dd>`` as ``Nyckel: värde``, one line a pair."""
        self.flush()
        self._space()
        key = ""
        for child in element.iter("dt", "dd"):
            shown = " ".join(str(child.text_content()).split())
            if child.tag == "dt":
                key = shown.rstrip(":")
            elif shown:
                self._text(f"{key}: {shown}" if key else shown)
                self.flush()
                self._gap = 0
        self._space()

    def _table(self, element: HtmlElement) -> None:
        self.flush()
        self._space()
        for row in element.iter("caption", "tr"):
            cells = [row] if row.tag == "caption" else [cell for cell in row if cell.tag in ("td", "th")]
            texts = [cell_text(cell) for cell in cells]
            if not any(texts):
                continue
            bold = all(_all_bold(cell) for cell, text in zip(cells, texts, strict=True) if text)
            role: Role = "text" if row.tag == "caption" else "table_row"
            self._add(RawLine("\t".join(texts).rstrip("\t"), role=role, bold=bold, gap=self._gap, whole=True))
        self._space()


def cell_text(cell: HtmlElement) -> str:
    """The text of a table cell on one line; blocks and line breaks in it become spaces."""
    return " ".join("".join(_pieces(cell)).split())


def _pieces(element: HtmlElement) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        apart = isinstance(child.tag, str) and (child.tag in BLOCKS or child.tag == "br")
        inner = _pieces(child) if isinstance(child.tag, str) and child.tag not in SKIPPED else []
        pieces += [" ", *inner, " "] if apart else inner
        pieces.append(child.tail or "")
    return pieces


def is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds data: at least two columns, short cells, no table and no heading inside."""
    if table.find(".//table") is not None or any(table.find(f".//{tag}") is not None for tag in HEADINGS):
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    widths = [len(row) for row in rows if row]
    if not widths or max(widths) < 2:
        return False
    return all(len(str(cell.text_content()).strip()) <= 1500 for row in rows for cell in row)


def _is_simple_dl(element: HtmlElement) -> bool:
    """Whether each term of a definition list has one short definition."""
    tags = [child.tag for child in element.iter("dt", "dd")]
    short = all(len(str(child.text_content())) <= 300 for child in element.iter("dt", "dd"))
    return short and tags == ["dt", "dd"] * (len(tags) // 2)


def _is_note_mark(element: HtmlElement) -> bool:
    """Whether a link is the mark of a foot- or endnote, or the arrow back from it."""
    target = element.get("href") or ""
    return bool(re.match(r"#(?:foot|end)note", target)) and len(str(element.text_content()).strip()) <= 5


def _has_own_marker(element: HtmlElement) -> bool:
    return bool(re.match(r"\s*(?:[•●▪■◦⇒]|[-–]\s)", str(element.text_content())))


def _all_bold(cell: HtmlElement) -> bool:
    if cell.tag == "th":
        return True
    bold = sum(len(str(part.text_content()).strip()) for part in cell.iter("b", "strong"))
    return bold >= len(str(cell.text_content()).strip())


def _marker(element: HtmlElement, number: int) -> str:
    if element.tag != "ol":
        return "-"
    kind = element.get("type") or "1"
    if kind in "aA" and 1 <= number <= len(_LETTERS):
        letter = _LETTERS[number - 1]
        return f"{letter if kind == 'a' else letter.upper()}."
    if kind in "iI" and 1 <= number <= len(_ROMAN):
        roman = _ROMAN[number - 1]
        return f"{roman if kind == 'i' else roman.upper()}."
    return f"{number}."


def _whole_number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text.strip()) else default
