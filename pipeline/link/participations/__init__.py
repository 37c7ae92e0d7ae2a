"""Participations: who took part where, in which role, and for which organisation.

``places.py`` finds where a report gives credits, ``credits.py`` reads them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.ids import span_id
from pipeline.link.participations.credits import Credit, credits
from pipeline.link.participations.places import CONTACT, PROSE, contexts
from pipeline.link.reports import Block, Report, Row

__all__ = ["find_participations"]
PRESS = re.compile(r"(?i)^pres+(?:ekreterare|chef|kontakt|ansvarig)")
"""Whom journalists ask."""
NEEDS_RECORD = frozenset([PROSE, CONTACT])
FUNCTION = re.compile(
    r"(?i)^(?:projekt(?:ledare|samordnare)\w*|samordnare\w*|moderator\w*|samtalsledare\w*|panelledare\w*|konferencier\w*|"
    r"inspiratör\w*|inledare\w*|kontaktperson\w*)$"
)
"""Roles that say what someone does in the project or at the event itself."""
TOOK_PART = re.compile(
    r"(?i)\b(?:medverka\w*|talade|inled\w+|föreläs\w*|deltog|märktes|hördes|presenterade|berättade|moderera\w*|panelen|talare)\b"
)


def find_participations(report: Report, about: Mapping[str, str], has_record: bool) -> Iterator[Row]:
    """Rows of ``participations`` of one report, without the ids of entities; each credit once a context.

    ``about`` gives the conference(s) that a block (block_id) is about. Running text counts in a report that tells
    of a conference or a project (``has_record``), and only where it gives a name both role and organisation; so do
    those whom to ask.
    """
    found: dict[tuple[str, ...], Row] = {}
    for block, context in contexts(report):
        if context in NEEDS_RECORD and not has_record:
            continue
        for credit in credits(block.text, int(block.row["char_start"]), block.mentions):
            if _counts(credit, context, block, about.get(block.block_id)):
                row = _row(report, block, credit, context, about.get(block.block_id))
                found.setdefault(_same(row), row)
    yield from _without_poorer(list(found.values()))


def _counts(credit: Credit, context: str, block: Block, conference: str | None) -> bool:
    """Whether a credit says that someone takes part: a full name, and in prose whom for and as what.

    Where the text says that people spoke or took part at a conference, whom for is enough; so is leading a project
    or a talk.
    """
    if " " not in str(credit.person["value"]).strip():
        return False
    if PRESS.search(credit.role) and not conference:
        return False
    if context != PROSE:
        return True
    if credit.role and (credit.organisation or credit.governed):
        return True
    leads = bool(FUNCTION.search(credit.role))
    return leads or (bool(credit.organisation) and bool(conference) and bool(TOOK_PART.search(block.text)))


def _row(report: Report, block: Block, credit: Credit, context: str, conference: str | None) -> Row:
    body = credit.organisation
    return {
        "participation_id": span_id(report.doc_id, "d", credit.start, credit.end),
        "person": _as_written(credit.person),
        "person_mention": credit.person["mention_id"],
        "role": credit.role or None,
        "organisation": (body["value"] or body["text"]) if body else credit.governed or None,
        "organisation_mention": body["mention_id"] if body else None,
        "context": context,
        "conference_id": conference,
        "doc_id": report.doc_id,
        "page": block.row["page"],
        "char_start": credit.start,
        "char_end": credit.end,
    }


def _as_written(person: Row) -> str:
    """The name as the credit has it: a surname there stays one, though the text has said elsewhere whose it is."""
    value, text = str(person["value"] or ""), " ".join(str(person["text"]).split())
    return value if value and value in text else text


def _same(row: Row) -> tuple[str, ...]:
    columns = ("person", "organisation", "role", "context", "conference_id")
    return tuple(str(row[column]).casefold() for column in columns)


def _without_poorer(found: list[Row]) -> Iterator[Row]:
    """The rows but those that say less than another of the same person at the same event and in the same place."""
    alike: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in found:
        alike[row["person"], row["conference_id"], row["context"]].append(row)
    for row in found:
        if not any(_says_more(other, row) for other in alike[row["person"], row["conference_id"], row["context"]]):
            yield row


def _says_more(other: Row, row: Row) -> bool:
    fits = all(row[column] is None or row[column] == other[column] for column in ("role", "organisation"))
    return fits and any(row[column] is None and other[column] is not None for column in ("role", "organisation"))
