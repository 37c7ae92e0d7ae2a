"""What on a web page is not its text: menus, banners, cookie notices, footers."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from pipeline.ingest.words import words

ALWAYS = words("script style noscript template nav svg iframe object button select textarea dialog")
UNLESS_MOST = words("header footer aside form")
"""Dropped only where the bulk of the text stands elsewhere: some pages lie wholly inside a form."""
ROLES = words("navigation banner contentinfo search complementary dialog alertdialog menu menubar")
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|cookie-?(?:banner|consent|notice|bar)|consent|gdpr|breadcrumbs?|skip-?(?:link|nav|to)\S*|"
    r"sr-only|visually-?hidden|screen-reader-text|share(?:-\w+)?|social-\w+|site-(?:header|footer|nav\w*)|menu|"
    r"navbar|sidebar|pagination|print-only|no-?print)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST = 0.5
_MAIN = ("//main", '//*[@role="main"]', "//article")


def strip_boilerplate(body: HtmlElement) -> None:
    """Takes out of ``body``, in place, what a reader of the report would not call its text."""
    total = _size(body) or 1
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if element.tag in ALWAYS or _is_hidden(element) or _is_lesser_chrome(element, body, total):
            element.drop_tree()


def main_part(body: HtmlElement) -> HtmlElement:
    """The ``<main>`` or ``<article>`` that holds most of the text, else ``body``."""
    total = _size(body)
    for path in _MAIN:
        found = [element for element in body.xpath(f".{path}") if isinstance(element, HtmlElement)]
        largest = max(found, key=_size, default=None)
        if largest is not None and _size(largest) >= MOST * total > 0:
            return largest
    return body


def _is_hidden(element: HtmlElement) -> bool:
    return (
        element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def _is_lesser_chrome(element: HtmlElement, body: HtmlElement, total: int) -> bool:
    return _is_chrome(element) and _size(element) < MOST * total and not _has_title(element, body)


def _is_chrome(element: HtmlElement) -> bool:
    if element.tag in UNLESS_MOST:
        # an article's own header holds its title and date
        in_text = bool(element.xpath("ancestor::article|ancestor::main"))
        return element.tag in ("aside", "form") or not in_text
    named = f"{element.get('id') or ''} {element.get('class') or ''}"
    return (element.get("role") or "") in ROLES or (len(named) > 1 and bool(_NAMES.search(named)))


def _has_title(element: HtmlElement, body: HtmlElement) -> bool:
    """Whether the page's only top heading stands in ``element``."""
    titles = list(body.iter("h1"))
    return len(titles) == 1 and titles[0] in list(element.iter("h1"))


def _size(element: HtmlElement) -> int:
    return len(str(element.text_content()))
