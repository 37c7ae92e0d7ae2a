"""Writes a report as a web page with the chrome around it that real sites have."""

from html import escape
from html.entities import codepoint2name

from builder.inline import NO_BREAK_SPACE, Inline
from builder.source import Block, Heading, ItemList, PageEnd, Paragraph, Plain, Report, Table

# Nothing here may be a mention: the gold answers cover <main> only.
PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/static/site.css">
<script>window.dataLayer = window.dataLayer || [];</script>
</head>
<body>
<div id="cookie-banner" class="cookie-banner" role="dialog" aria-label="Kakor">
<p>Vi anv&auml;nder kakor f&ouml;r att webbplatsen ska fungera. <a href="/kakor">L&auml;s mer om kakor</a></p>
<button type="button">Godk&auml;nn alla</button> <button type="button">Neka</button>
</div>
<header>
<a class="skip" href="#content">Hoppa till inneh&aring;llet</a>
<nav aria-label="Huvudmeny">
<ul>
<li><a href="/">Start</a></li>
<li><a href="/nyheter">Nyheter</a></li>
<li><a href="/projektbank">Projektbank</a></li>
<li><a href="/om">Om oss</a></li>
<li><a href="/kontakt">Kontakt</a></li>
</ul>
</nav>
</header>
<main id="content">
{main}
</main>
<footer>
<p>Tillg&auml;nglighetsredog&ouml;relse &middot; Behandling av personuppgifter &middot; Om webbplatsen</p>
<p><a href="#top">Till sidans topp</a></p>
</footer>
</body>
</html>
"""


def render_html(report: Report) -> bytes:
    """Give the report as a UTF-8 page; headings and tables use named entities, as an old CMS writes them."""
    main = "\n".join(_element(block) for block in report.blocks if not isinstance(block, PageEnd))
    page = PAGE.format(language=report.meta.language, title=escape(report.meta.title, quote=False), main=main)
    return page.encode("utf-8")


def _element(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_html(block.text, named=True)}</h{block.level}>"
        case Paragraph():
            return f"<p>{_html(block.text)}</p>"
        case Plain():
            return "<p>" + "<br>\n".join(_html(line) for line in block.lines) + "</p>"
        case ItemList():
            return _list(block)
        case Table():
            return _table(block)
        case PageEnd():
            return ""


def _list(block: ItemList) -> str:
    number = block.items[0].number
    start = f' start="{number}"' if number not in (None, 1) else ""
    tag = "ul" if number is None else "ol"
    items = "\n".join(f"<li>{_html(item.text)}</li>" for item in block.items)
    return f"<{tag}{start}>\n{items}\n</{tag}>"


def _table(block: Table) -> str:
    head, *body = [
        "<tr>" + "".join(f"<{tag}>{_html(cell, named=True)}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip(["th"] + ["td"] * len(block.rows), block.rows, strict=False)
    ]
    return "\n".join(["<table>", "<thead>", head, "</thead>", "<tbody>", *body, "</tbody>", "</table>"])


def _html(inline: Inline, *, named: bool = False) -> str:
    runs = inline.with_fixed_amounts().runs()
    return "".join(
        f"<strong>{_escaped(text, named)}</strong>" if bold else _escaped(text, named) for text, bold in runs
    )


def _escaped(text: str, named: bool) -> str:
    escaped = escape(text, quote=False).replace(NO_BREAK_SPACE, "&nbsp;")
    if not named:
        return escaped
    return "".join(
        f"&{codepoint2name[ord(c)]};" if ord(c) > 127 and ord(c) in codepoint2name else c for c in escaped
    )
