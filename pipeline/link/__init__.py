"""Link: what mentions refer to, and the records that reports hold.

Reads ``documents``, ``blocks``, ``sentences`` and ``mentions``; writes ``entities``, ``projects``, ``conferences``
and ``participations``, the conference(s) that each block and mention is about, and the evidence for each cell.
"""

from __future__ import annotations

import pandas as pd

from pipeline.link.conferences import attribute_blocks, find_conferences
from pipeline.link.entities import Linked, link_entities
from pipeline.link.participations import find_participations
from pipeline.link.projects import find_projects
from pipeline.link.reports import read_reports
from pipeline.params import LinkParams
from pipeline.resources import rows
from pipeline.tables import Tables, cell_values, frame

__all__ = ["run"]


def run(
    documents: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    params: LinkParams,
) -> Tables:
    """Entities, projects and conferences of all documents, with links to mentions and blocks."""
    records: dict[str, list[dict[str, object]]] = {
        name: []
        for name in ("projects", "conferences", "participations", "evidence", "block_conferences", "link_warnings")
    }
    for report in read_reports(documents, blocks, mentions):
        conferences = find_conferences(report, params)
        projects = find_projects(report)
        for table, found in (("conferences", conferences), ("projects", projects)):
            records[table].extend(record.row for record in found)
            records["evidence"].extend(cell for record in found for cell in record.evidence_rows(table))
        records["link_warnings"].extend(
            {"doc_id": report.doc_id, "warning": warning} for one in conferences for warning in one.warnings
        )
        attributed = list(attribute_blocks(report, conferences))
        records["block_conferences"].extend(attributed)
        of_block = {row["block_id"]: row["conference_id"] for row in attributed}
        has_record = bool(conferences or projects)
        records["participations"].extend(find_participations(report, of_block, has_record))
    tables = {name: frame(name, found) for name, found in records.items() if name != "participations"}
    about = _conferences_of_mentions(mentions, sentences, tables["block_conferences"])
    linked = link_entities(mentions, _counties(about, tables["conferences"]))
    tables["entities"], tables["link_candidates"] = linked.entities, linked.candidates
    tables["participations"] = with_entities(records["participations"], linked)
    tables["mention_links"] = _mention_links(mentions, linked.links, about)
    return tables


def with_entities(found: list[dict[str, object]], linked: Linked) -> pd.DataFrame:
    """The table ``participations``, person and organisation tied to the entities of their mentions.

    An organisation that is known by another's role (a governor's county board) is tied by its name.
    """
    entity_of = dict(zip(linked.links["mention_id"], linked.links["entity_id"], strict=True))
    by_name = {name: id_ for id_, name in zip(linked.entities["entity_id"], linked.entities["name"], strict=True)}
    return frame("participations", (
        {
            **{column: value for column, value in row.items() if not column.endswith("_mention")},
            "person_id": entity_of.get(row["person_mention"]),
            "organisation_id": entity_of.get(row["organisation_mention"]) or by_name.get(row["organisation"]),
        }
        for row in found
    ))  # fmt: skip


def _conferences_of_mentions(
    mentions: pd.DataFrame, sentences: pd.DataFrame, block_conferences: pd.DataFrame
) -> dict[str, str]:
    """By mention id, the conference(s) that the mention's block is about, joined."""
    block_of = dict(zip(sentences["sentence_id"], sentences["block_id"], strict=True))
    conference_of = dict(zip(block_conferences["block_id"], block_conferences["conference_id"], strict=True))
    pairs = zip(mentions["mention_id"], mentions["sentence_id"].map(block_of), strict=True)
    return {mention_id: conference_of[block_id] for mention_id, block_id in pairs if block_id in conference_of}


def _counties(about: dict[str, str], conferences: pd.DataFrame) -> dict[str, str]:
    """By mention id, the code of the one county that the conference(s) around it lie in."""
    codes = {row["name"]: row["code"] for row in rows("counties")}
    county_of = dict(zip(conferences["conference_id"], conferences["county"].map(codes), strict=True))
    counties = {}
    for mention_id, joined in about.items():
        found = {county_of[conference] for conference in cell_values(joined)}
        if len(found) == 1 and not pd.isna(next(iter(found))):
            counties[mention_id] = found.pop()
    return counties


def _mention_links(mentions: pd.DataFrame, entity_links: pd.DataFrame, about: dict[str, str]) -> pd.DataFrame:
    """One row per mention: its entity, and the conference(s) of the block it stands in."""
    entity_of = dict(zip(entity_links["mention_id"], entity_links["entity_id"], strict=True))
    return frame(
        "mention_links",
        (
            {"mention_id": id_, "entity_id": entity_of.get(id_), "conference_id": about.get(id_)}
            for id_ in mentions["mention_id"]
        ),
    )
