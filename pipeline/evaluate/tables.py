"""The tables that are judged, as rows by document."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from pipeline import load
from pipeline.evaluate.wording import Names, plain
from pipeline.tables import cell_values
from pipeline.workspace import Texts, Workspace

Row = dict[str, Any]

CHECKS = ("stance_checks", "theme_stability", "statement_map")
"""Tables between stages that hold what a stage found out about itself."""


def records(data: pd.DataFrame) -> list[Row]:
    """Rows as dicts, None for NA."""
    return [
        {str(key): None if pd.isna(value) else value for key, value in row.items()}
        for row in data.to_dict("records")
    ]


@dataclass(frozen=True)
class Mined:
    """What a run of the pipeline wrote."""

    rows: dict[str, list[Row]]
    texts: Texts
    stages: dict[str, list[Row]] = field(default_factory=dict)

    @classmethod
    def read(cls, out: Path) -> Mined:
        """The public tables and the texts of an output folder. Raises FileNotFoundError where there are none."""
        workspace = Workspace(out)
        stages = {name: records(workspace.read(name)) for name in CHECKS if workspace.parquet(name).is_file()}
        return cls({name: records(data) for name, data in load(out).items()}, workspace.texts, stages)

    def stage(self, table: str) -> list[Row]:
        """The rows of one of ``CHECKS``; none where the run kept none."""
        return self.stages.get(table, [])

    def of(self, table: str, doc_id: str | None) -> list[Row]:
        """The rows of one document."""
        return self._by_document[table].get(doc_id or "", [])

    @cached_property
    def _by_document(self) -> dict[str, dict[str, list[Row]]]:
        found: dict[str, dict[str, list[Row]]] = {}
        for name, rows in self.rows.items():
            found[name] = {}
            for row in rows:
                if row.get("doc_id"):
                    found[name].setdefault(row["doc_id"], []).append(row)
        return found

    @cached_property
    def documents(self) -> dict[str, str]:
        """Document id by the stem of the source file; the first file by name where two share a stem."""
        found: dict[str, str] = {}
        for row in sorted(self.rows["documents"], key=lambda row: row["source_file"]):
            found.setdefault(PurePosixPath(row["source_file"]).stem, row["doc_id"])
        return found

    @cached_property
    def entities(self) -> dict[str, Row]:
        """Entities by id."""
        return {row["entity_id"]: row for row in self.rows["entities"]}

    @cached_property
    def names(self) -> Names:
        """Which names mean the same entity."""
        return Names(self.rows["entities"])

    def places(self, cell: str | None) -> frozenset[str]:
        """The places of the conferences that a cell names, as they compare."""
        return frozenset(
            plain(self._place[conference]) for conference in cell_values(cell) if conference in self._place
        )

    @cached_property
    def _place(self) -> dict[str, str]:
        return {row["conference_id"]: row["place"] or row["conference_id"] for row in self.rows["conferences"]}
