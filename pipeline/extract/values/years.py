"""Which year a date means that leaves its year out, as one reads a document from the top."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from pipeline.extract.spans import Span
from pipeline.extract.values import dates
from pipeline.extract.values.dates import Years
from pipeline.schema import SECTION_SEPARATOR

YEAR = re.compile(r"(?<![\w:./,-])(?:19[5-9]|20[0-4])\d(?![\w:/]|[.,]\d)")
ELSEWHEN = re.compile(
    r"\b(?:till|t\.o\.m\.|sedan|från|fr\.o\.m\.|senast|före|innan|efter|mot|än|nivån?|agenda|vision|mål|"
    r"lagen|förordningen)(?: och med)?(?: år(?:et)?)? $",
    re.IGNORECASE,
)
"""What makes a year a limit, a goal or a comparison (``fram till 2045``), so that it dates nothing else."""
GOAL = re.compile(r"\b(?:till|mot|senast|efter|före)(?: år(?:et)?)? $", re.IGNORECASE)
"""What makes the year of a heading a goal: ``Nettonoll till 2050``."""
MOST_STATED = 2
HEADS = frozenset(["heading", "title_page"])


class YearContext:
    """The years that headings, the document's own date and earlier full dates settle, block by block.

    A block's own headings come first, innermost first, then the nearest earlier heading that holds a year,
    then the document's date, then the nearest earlier full date. A heading with several years settles none.
    A report tells of the year before its own, too, where a weekday says so. Last comes a lone year, where the
    document writes out no other and it is no limit or goal.
    """

    def __init__(self, document: tuple[int, ...] = (), text: str = "") -> None:
        self.document = document
        self.stated = _stated(text)
        self.lone = self.stated if len(self.stated) == 1 and _dates_something(text) else ()
        self.heading: tuple[int, ...] = ()
        self.earlier: tuple[int, ...] = ()

    def enter(self, kind: str, section: str, text: str) -> Years:
        """The years that hold in a block; a heading's own year holds from there on."""
        if kind in HEADS and (stated := years_in(text)):
            self.heading = stated
        path = [years_in(heading) for heading in reversed(section.split(SECTION_SEPARATOR))] if section else []
        headings, others = [*path, self.heading], [self.document, self.earlier]
        settled, weak = ([years[0] for years in sources if len(years) == 1] for sources in (headings, others))
        several = [years for years in (*headings, *others) if len(years) > 1]
        possible = [year for years in several for year in range(years[0], years[-1] + 1)]
        beside = [year + step for year in self.document[:1] for step in (-1, 1)]
        possible += [*beside, *self.stated]
        return Years(_once(settled), _once(possible), _once(self.lone), _once(weak))

    def note(self, found: Iterable[Span]) -> None:
        """Remembers the full dates that a piece states."""
        for span in found:
            narrow = span.kind in {"day", "month", "season", "term"}
            if narrow and "/" not in span.value[:10] and "+" not in span.source and span.value[0] != "-":
                self.earlier = (int(span.value[:4]),)


def _once(years: Iterable[int]) -> tuple[int, ...]:
    """The years, each where it first comes."""
    return tuple(dict.fromkeys(years))


def _stated(text: str) -> tuple[int, ...]:
    """The years that a document writes out, the commonest first."""
    counted = Counter(int(year) for year in YEAR.findall(text))
    return tuple(sorted(counted, key=lambda year: (-counted[year], year))[:MOST_STATED])


def _dates_something(text: str) -> bool:
    """Whether a year stands in the text as when something is, not as a limit or a goal."""
    return any(not ELSEWHEN.search(text, max(0, hit.start() - 30), hit.start()) for hit in YEAR.finditer(text))


@lru_cache(maxsize=4096)
def years_in(text: str) -> tuple[int, ...]:
    """The years that a text states, in order of time; of an interval the first and the last."""
    found = {
        int(day[:4])
        for span in dates.find(text)
        if not GOAL.search(text, 0, span.start)
        for day in (span.date_start, span.date_end)
        if day and day[0] != "-" and 1950 <= int(day[:4]) <= 2099
    }
    return tuple(sorted(found)) if len(found) < 10 else ()
