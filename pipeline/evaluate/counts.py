"""What can be counted without gold."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipeline.evaluate.scores import ratio
from pipeline.evaluate.tables import Mined
from pipeline.schema import LABELS, MENTION_TYPES
from pipeline.tables import cell_values

NO_CONFERENCE = "–"


def count_tables(mined: Mined) -> dict[str, Any]:
    """Rows per table, mentions per type, the share of documents with warnings and of statements per label."""
    labels = Counter(row["label"] for row in mined.rows["statements"])
    types = Counter(row["type"] for row in mined.rows["mentions"])
    documents = mined.rows["documents"]
    return {
        "rows": {name: len(rows) for name, rows in mined.rows.items()},
        "mentions_per_type": {type_: types[type_] for type_ in MENTION_TYPES},
        "documents_with_warnings": ratio(sum(row["status"] == "warning" for row in documents), len(documents)),
        "statement_share": {label: ratio(labels[label], labels.total()) for label in LABELS},
    }


def statements_by_conference(mined: Mined) -> list[tuple[str, str, int]]:
    """(conference, label, count), conferences in the order of their table; a joint statement counts with each."""
    counts = Counter(
        (conference, row["label"])
        for row in mined.rows["statements"]
        for conference in cell_values(row["conference_id"]) or [NO_CONFERENCE]
    )
    names = conference_names(mined)
    order = [*names, *sorted({conference for conference, _ in counts} - names.keys())]
    return [
        (names.get(conference, conference), label, counts[conference, label])
        for conference in order
        for label in LABELS
        if counts[conference, label]
    ]


def conference_names(mined: Mined) -> dict[str, str]:
    """A name per conference id, in the order of their table: place and first day, else the id."""
    return {
        row["conference_id"]: " ".join(filter(None, (row["place"], row["start_date"]))) or row["conference_id"]
        for row in mined.rows["conferences"]
    }
