"""The public tables, joined from what the stages wrote."""

from __future__ import annotations

import pandas as pd

from pipeline.schema import BY_NAME, LIST_SEPARATOR, PUBLIC
from pipeline.tables import SchemaError, Tables, concat
from pipeline.workspace import Workspace

DATE_FAULTS = {
    "weekday": "falls on another weekday than the text says",
    "impossible": "is no day of the calendar",
    "reversed": "ends before it starts",
}
"""What the marks of a mention's ``source`` say is wrong with a date."""
CONTACT_COLUMNS = ("contact_email", "contact_phone")


def assemble(workspace: Workspace) -> Tables:
    """All public tables by name, in the schema's order, with links, themes and rejected files in their places."""
    found = {table.name: workspace.read(table.name) for table in PUBLIC}
    mentions = joined(found["mentions"], workspace.read("mention_links"), "mention")
    return found | {
        "documents": with_warnings(
            with_date_warnings(found["documents"], mentions), workspace.read("link_warnings")
        ),
        "rejected": merged_rejected(
            [
                found["rejected"],
                *(workspace.read(f"rejected_{stage}") for stage in ("segment", "extract", "classify", "cluster")),
            ]
        ),
        "mentions": mentions,
        "entities": with_conference_count(found["entities"], mentions),
        "statements": joined(found["statements"], workspace.read("statement_themes"), "statement"),
    }


def joined(data: pd.DataFrame, links: pd.DataFrame, name: str) -> pd.DataFrame:
    """``data`` with the columns of ``links`` filled in, row for row by ``<name>_id``; NA where there is no link.

    Raises SchemaError where ``links`` speaks of rows that ``data`` does not have, or of one row twice.
    """
    key = f"{name}_id"
    if links[key].duplicated().any():
        raise SchemaError(f"{name}s: two links for {_first(links.loc[links[key].duplicated(), key])}")
    unknown = links.loc[~links[key].isin(data[key]), key]
    if len(unknown):
        raise SchemaError(f"{name}s: {len(unknown)} link(s) to rows that do not exist, such as {_first(unknown)}")
    by_id = links.set_index(key)
    filled = {
        column: by_id[column].reindex(data[key]).set_axis(data.index).astype("string") for column in by_id.columns
    }
    return data.assign(**filled)


def _first(series: pd.Series[str]) -> str:
    return str(series.iloc[0])


def merged_rejected(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The rejected files of all stages in one table."""
    return concat("rejected", frames)


def with_date_warnings(documents: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """``documents`` with a warning for each date that contradicts itself or the calendar."""
    found: dict[str, list[str]] = {}
    dates = mentions[mentions["type"] == "DATE"]
    for doc_id, text, page, source in zip(*(dates[c] for c in ("doc_id", "text", "page", "source")), strict=True):
        said = [DATE_FAULTS[mark] for mark in source.split("+") if mark in DATE_FAULTS]
        if said:
            found.setdefault(doc_id, []).append(f"The date {text!r} (page {page}) {said[0]}")
    rows = [
        {"doc_id": doc_id, "warning": one} for doc_id, several in found.items() for one in dict.fromkeys(several)
    ]
    return with_warnings(documents, pd.DataFrame(rows, columns=["doc_id", "warning"]))


def with_warnings(documents: pd.DataFrame, warnings: pd.DataFrame) -> pd.DataFrame:
    """``documents`` with the warnings of a table (doc_id, warning) after their own."""
    more = warnings.groupby("doc_id")["warning"].agg(list).to_dict()
    joined = [
        LIST_SEPARATOR.join([*([own] if isinstance(own, str) and own else []), *more.get(doc_id, [])])
        for doc_id, own in zip(documents["doc_id"], documents["warnings"], strict=True)
    ]
    filled = pd.Series(joined, index=documents.index, dtype="string")
    return documents.assign(warnings=filled.mask(filled == "", documents["warnings"]))


def with_conference_count(entities: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """``entities`` with the number of distinct conferences that their mentions are about."""
    pairs = mentions[["entity_id", "conference_id"]].dropna()
    for column in ("entity_id", "conference_id"):
        pairs = pairs.assign(**{column: pairs[column].str.split(LIST_SEPARATOR)}).explode(column)
    counts = pairs.drop_duplicates().groupby("entity_id").size()
    found = counts.reindex(entities["entity_id"]).fillna(0).set_axis(entities.index)
    filled = entities.assign(conference_count=found.astype("Int64"))
    return filled[BY_NAME["entities"].column_names]


def without_contacts(tables: Tables) -> Tables:
    """The tables without e-mail addresses, phone numbers and other contacts, and without the evidence for them."""
    mentions, evidence, projects = tables["mentions"], tables["evidence"], tables["projects"].copy()
    for column in CONTACT_COLUMNS:
        projects[column] = pd.Series(pd.NA, index=projects.index, dtype="string")
    return tables | {
        "mentions": mentions[mentions["type"] != "CONTACT"],
        "projects": projects,
        "evidence": evidence[~evidence["column"].isin(CONTACT_COLUMNS)],
    }
