"""Writes a report as plain text (hard-wrapped, in an old encoding if asked) or as Markdown."""

import codecs
import textwrap

from builder.gold import block_lines, marker
from builder.inline import Inline
from builder.source import Block, Heading, ItemList, PageEnd, Paragraph, Plain, Report, Table

WIDTH = 78
BULLETS = "•-–"


def render_txt(report: Report) -> bytes:
    """Give the report as a text file: 78 columns, a form feed at page breaks, in its own encoding.

    A cp1252 file comes with CRLF line ends, as Windows writes them.
    """
    encoding = report.meta.encoding
    bullet = _bullet(report)
    pages = [""]
    for block in report.blocks:
        if isinstance(block, PageEnd):
            pages.append("")
        else:
            lines = _txt_lines(block, bullet)
            pages[-1] += ("\n" if pages[-1] else "") + "".join(f"{line}\n" for line in lines)
    text = "\n\f".join(pages)
    return _encoded(text.replace("\n", "\r\n") if encoding == "cp1252" else text, encoding)


def _bullet(report: Report) -> str:
    """Give the bullet of this file: files take turns, and an encoding without it falls back to a hyphen."""
    bullet = BULLETS[int(report.meta.doc[:2]) % len(BULLETS)]
    return bullet if bullet.encode(report.meta.encoding, "ignore") else "-"


def _txt_lines(block: Block, bullet: str) -> list[str]:
    match block:
        case Paragraph():
            return _wrapped(block.text.text, "")
        case ItemList():
            marked = [(marker(item, bullet) + " ", item.text.text) for item in block.items]
            return [line for mark, words in marked for line in _wrapped(words, mark)]
        case Table():
            return _aligned([[cell.text for cell in row] for row in block.rows])
        case _:
            return [line.text for line in block_lines(block)]


def _wrapped(words: str, mark: str) -> list[str]:
    """Give the lines of one block; lines after the first hang under the first word."""
    return textwrap.wrap(
        mark + words,
        WIDTH,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _aligned(rows: list[list[str]]) -> list[str]:
    """Give table rows as columns padded with spaces."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]


def render_md(report: Report) -> bytes:
    """Give the report as Markdown; every second list is marked with `*` instead of `-`."""
    chunks, lists = [], 0
    for block in report.blocks:
        if isinstance(block, ItemList):
            lists += 1
        chunks.append("\n".join(_md_lines(block, "*" if lists % 2 == 0 else "-")))
    return _encoded("\n\n".join(chunk for chunk in chunks if chunk) + "\n", report.meta.encoding)


def _md_lines(block: Block, bullet: str) -> list[str]:
    match block:
        case Heading():
            return [f"{'#' * block.level} {_md(block.text)}"]
        case Plain():
            return [f"{_md(line)}  " for line in block.lines[:-1]] + [_md(block.lines[-1])]
        case ItemList():
            return [f"{marker(item, bullet)} {_md(item.text)}" for item in block.items]
        case Table():
            rows = [f"| {' | '.join(_md(cell) for cell in row)} |" for row in block.rows]
            return [rows[0], "|" + "---|" * len(block.rows[0]), *rows[1:]]
        case _:
            return [_md(line) for line in block_lines(block)]


def _md(inline: Inline) -> str:
    return "".join(f"**{text}**" if bold else text for text, bold in inline.runs())


def _encoded(text: str, encoding: str) -> bytes:
    if encoding == "utf-16":  # "utf-16" alone would follow this machine's byte order
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    return text.encode(encoding)
