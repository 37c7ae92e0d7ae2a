"""The ledger of proposed themes: what keeps its id and name from run to run, what is new, merged, split or gone.

The book's themes have their ids from the book. Proposed ones are found anew in each run; a theme of the last run
lives on in the cluster that holds most of its statements. The ledger of a run is written beside the tables; the
one that a run starts from lies in the corpus (``theme_ledger.csv``): the same corpus gives the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.ids import digest
from pipeline.schema import LIST_SEPARATOR, LONGEST_CELL

FILE = "theme_ledger.csv"
COLUMNS = ("theme_id", "name", "event", "related", "statements")
_ADVICE = f"copy {FILE} from an output folder, or take it away"
LEAST_KEPT = 0.5
"""Share of a theme's surviving statements that a cluster must hold to be the same theme."""


class LedgerError(ValueError):
    """A ledger that cannot be read; the message names the file and what to do."""


@dataclass(frozen=True)
class Entry:
    """One theme of a run.

    event: born, kept, merged (it took in ``related``), split (born out of ``related``), gone (into ``related``,
    where that is known). statements: ids of those that it holds.
    """

    theme_id: str
    name: str
    event: str
    related: tuple[str, ...]
    statements: frozenset[str]


@dataclass(frozen=True)
class Proposal:
    """A cluster found in this run, with the id and name that it has if it is new."""

    theme_id: str
    name: str
    statements: frozenset[str]


def read(corpus: Path) -> list[Entry]:
    """The themes of the corpus' ledger that are still alive; none where there is no ledger.

    Raises LedgerError where it is not one.
    """
    path = corpus / FILE
    if not path.is_file():
        return []
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            rows = list(reader)
    except (csv.Error, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: cannot be read ({error}); {_ADVICE}") from error
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise LedgerError(f"{path}: not a theme ledger (columns {', '.join(COLUMNS)}); {_ADVICE}")
    return [_entry(row) for row in rows if row["event"] != "gone"]


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        row["theme_id"], row["name"], row["event"], tuple(filter(None, row["related"].split(LIST_SEPARATOR))),
        frozenset(filter(None, row["statements"].split(LIST_SEPARATOR))),
    )  # fmt: skip


def settle(before: Sequence[Entry], found: Sequence[Proposal], alive: frozenset[str]) -> list[Entry]:
    """The new ledger: an entry for each proposal, in their order, then those that are gone.

    ``alive`` holds the ids of all statements that could have a proposed theme in this run: what left the corpus
    says nothing about a theme. A theme lives on in the proposal that holds most of its surviving statements, if
    that is half of them or more; of several themes that meet in one proposal the largest lives on.
    """
    heirs = {entry.theme_id: _heir(entry, found, alive) for entry in before}
    claims: dict[int, list[Entry]] = {}
    for entry in sorted(before, key=lambda one: (-len(one.statements & alive), one.theme_id)):
        at = heirs[entry.theme_id]
        if at is not None:
            claims.setdefault(at, []).append(entry)
    entries = [_continued(proposal, claims.get(at, []), before) for at, proposal in enumerate(found)]
    living = {entry.theme_id for entry in entries}
    for entry in before:
        if entry.theme_id not in living:
            at = heirs[entry.theme_id]
            into = () if at is None else (entries[at].theme_id,)
            entries.append(Entry(entry.theme_id, entry.name, "gone", into, frozenset()))
    return entries


def moved(entries: Sequence[Entry], corrected: Mapping[str, str], alive: frozenset[str]) -> list[Entry]:
    """The entries with the statements that somebody has put into another of their themes there.

    A correction to a theme that is gone, or never was, changes nothing.
    """
    living = {entry.theme_id for entry in entries if entry.event != "gone"}
    placed = {one: theme for one, theme in corrected.items() if theme in living and one in alive}
    return [
        replace(entry, statements=frozenset(
            {one for one in entry.statements if one not in placed}
            | {one for one, theme in placed.items() if theme == entry.theme_id}
        ))
        for entry in entries
    ]  # fmt: skip


def _heir(entry: Entry, found: Sequence[Proposal], alive: frozenset[str]) -> int | None:
    surviving = entry.statements & alive
    if not surviving:
        return None
    shares = [len(surviving & proposal.statements) / len(surviving) for proposal in found]
    best = max(range(len(found)), key=lambda at: (shares[at], -at), default=None)
    return best if best is not None and shares[best] >= LEAST_KEPT else None


def _continued(proposal: Proposal, claims: Sequence[Entry], before: Sequence[Entry]) -> Entry:
    if claims:
        first, *others = claims
        event = "merged" if others else "kept"
        related = tuple(sorted(other.theme_id for other in others))
        return Entry(first.theme_id, first.name, event, related, proposal.statements)
    parents = tuple(sorted(
        entry.theme_id
        for entry in before
        if 2 * len(entry.statements & proposal.statements) > len(proposal.statements)
    ))  # fmt: skip
    taken = proposal.theme_id in {entry.theme_id for entry in before}
    theme_id = f"{proposal.theme_id}-{digest(min(proposal.statements), 4)}" if taken else proposal.theme_id
    return Entry(theme_id, proposal.name, "split" if parents else "born", parents, proposal.statements)
