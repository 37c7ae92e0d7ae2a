"""Reader for plain text, with or without remains of Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest import furniture
from pipeline.ingest.decode import decode
from pipeline.ingest.model import Options, RawDocument, RawLine, RawPage, Role

MEDIA_TYPE = "text/plain"

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_SEPARATOR = re.compile(r"^\s*(?:\\?[*_=~#-]\s*){3,}$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:|www\.)[^>\s]+|[\w.+-]+@[\w-]+\.[\w.-]+)>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*?)(?<=[^\s*])\*(?![\w*])")
_UNDERSCORE = re.compile(r"(?<!\w)_(?=[^\s_])([^_]*?)(?<=[^\s_])_(?!\w)")
_BOLD_MARK = re.compile(r"\*\*+|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$")
_COLUMN_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_BULLET = re.compile(r"^\s*(?:[-–•*⇒o]|\d{1,2}[.)])\s+")
_ESCAPED_STAR = "\ue000"


def read(data: bytes, options: Options) -> RawDocument:
    """Pages (parted by form feeds) of lines; ``**bold**`` and ``# heading`` become hints.

    Raises UnreadableError for what is no text.
    """
    text = decode(data)
    warnings = []
    if damaged := text.count("\ufffd"):
        warnings.append(f"{damaged} characters were already lost when the file was made (shown as \ufffd)")
    pages = [RawPage(_lines(page)) for page in text.lstrip("\f").rstrip("\f\n ").split("\f")]
    furniture.take_out(pages, options.furniture_share)
    return RawDocument(MEDIA_TYPE, pages, warnings=warnings)


@dataclass
class _Runs:
    """Numbers the bold spans of a page."""

    count: int = 0


@dataclass(frozen=True)
class _Hint:
    """Whether the whole line is bold, and the number of its bold span."""

    bold: bool = False
    run: int = 0


def _lines(page: str) -> list[RawLine]:
    lines: list[RawLine] = []
    paragraph: list[str] = []
    gap, runs = 0, _Runs()

    def flush() -> None:
        nonlocal gap
        if paragraph:
            made = _paragraph(paragraph, gap, runs)
            lines.extend(made)
            # a paragraph of nothing but separators leaves its blank lines to the next one
            gap = 0 if made else gap + 1
            paragraph.clear()

    for physical in _LINE_ENDS.split(page):
        if physical.strip(" \t\u00a0\u200b\ufeff"):
            paragraph.append(physical)
        else:
            flush()
            gap += 1
    flush()
    return lines


def _paragraph(physical: list[str], gap: int, runs: _Runs) -> list[RawLine]:
    """The lines of one run of non-blank lines, its marks turned into hints."""
    rows = [_untabbed(row) for row in physical]
    rows = [row for row in rows if not _SEPARATOR.match(row)]
    piped = sum(row.strip().startswith("|") and row.strip().endswith("|") for row in rows) >= 2
    marked = any(mark in row for row in rows for mark in "*_`[\\<#")
    spans = _emphasis("\n".join(rows), runs) if marked else [(row, _Hint()) for row in rows]
    lines: list[RawLine] = []
    for text, hint in spans:
        if _TABLE_RULE.match(text) and piped:
            continue
        if not text.strip():
            gap += 0 if lines else 1
            continue
        lines.append(_line(text, hint, 0 if lines else gap, piped))
    return lines


def _untabbed(row: str) -> str:
    """``row`` with its indentation in spaces."""
    body = row.lstrip(" \t")
    return row[: len(row) - len(body)].expandtabs(8) + body


def _line(text: str, hint: _Hint, gap: int, piped: bool) -> RawLine:
    shown = text.strip()
    left = float(len(text) - len(text.lstrip()))
    right = left + len(shown)
    role: Role = "text"
    level = None
    if heading := _HEADING.match(text):
        role, level, shown = "heading", len(heading.group(1)), heading.group(2).strip()
    elif piped and shown.startswith("|"):
        role, shown = "table_row", "\t".join(cell.strip() for cell in shown.strip("|").split("|"))
    else:
        shown = _tabbed(shown)
        if "\t" in shown:
            role = "table_row"
    return RawLine(
        shown,
        role=role,
        level=level,
        bold=hint.bold,
        run=hint.run,
        gap=gap,
        left=left,
        right=right,
        whole=role != "text",
    )


def _tabbed(shown: str) -> str:
    """``shown`` with wide gaps as tabs, where they part columns; justified text has many, a table few."""
    marker = _BULLET.match(shown)
    head, body = (shown[: marker.end()], shown[marker.end() :]) if marker else ("", shown)
    body = re.sub(r"(?<=:)[ \t]+", " ", body)
    gaps = len(_COLUMN_GAP.findall(body))
    if 1 <= gaps <= 6:
        body = _COLUMN_GAP.sub("\t", body)
    return head.replace("\t", " ") + body


def _emphasis(block: str, runs: _Runs) -> list[tuple[str, _Hint]]:
    """The text and the hint of each line of ``block``, Markdown marks gone."""
    block = block.replace("\\*", _ESCAPED_STAR)
    block = _AUTOLINK.sub(lambda match: match.group(1).removeprefix("mailto:"), block)
    block = _LINK.sub(r"\1", _IMAGE.sub(r"\1", block))
    plain, flags = _bold(_CODE.sub(r"\1", block), runs)
    rows: list[tuple[str, _Hint]] = []
    at = 0
    for row in plain.split("\n"):
        numbers = flags[at : at + len(row)]
        at += len(row) + 1
        body = _after_marker(row)
        seen = {number for number, char in zip(numbers[body:], row[body:], strict=True) if char.isalnum()}
        bold = bool(seen) and 0 not in seen
        rows.append((row, _Hint(bold, max(seen) if bold else 0)))
    # italics may run over lines, and say nothing about what belongs together: a list of people is often in italics
    text = _UNDERSCORE.sub(r"\1", _ITALIC.sub(r"\1", "\n".join(row for row, _ in rows)))
    text = _ESCAPE.sub(r"\1", text).replace(_ESCAPED_STAR, "*")
    return [(row, hint) for row, (_, hint) in zip(text.split("\n"), rows, strict=True)]


def _after_marker(row: str) -> int:
    match = _BULLET.match(row)
    return match.end() if match else 0


def _bold(block: str, runs: _Runs) -> tuple[str, list[int]]:
    """``block`` without ``**``, and for each character the number of the bold span that it stands in (0: none)."""
    out: list[str] = []
    flags: list[int] = []
    at, number = 0, 0
    if _opens_without_start(block):
        runs.count += 1
        number = runs.count
    for mark in _BOLD_MARK.finditer(block):
        part = block[at : mark.start()]
        out.append(part)
        flags.extend([number] * len(part))
        at = mark.end()
        if number:
            number = 0
        elif _closes_later(block, mark.end()):
            runs.count += 1
            number = runs.count
    rest = block[at:]
    return "".join([*out, rest]), [*flags, *[number if number and not out else 0] * len(rest)]


def _opens_without_start(block: str) -> bool:
    """Whether the first mark closes a span that nothing opened: ``- 11.30** **Registrering**``."""
    first = _BOLD_MARK.search(block)
    if not first or "\n" in block[: first.start()]:
        return False
    before, after = block[: first.start()], block[first.end() :]
    return bool(before.strip()) and before[-1:].strip() != "" and (not after or after[0].isspace())


def _closes_later(block: str, start: int) -> bool:
    return _BOLD_MARK.search(block, start) is not None
