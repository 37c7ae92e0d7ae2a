"""The Frictionless tabular data package: schema.py as other programs read it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.schema import BY_NAME, CONFERENCE_IDS, Column, Table

Descriptor = dict[str, Any]


def data_package(paths: Mapping[str, Path]) -> Descriptor:
    """A tabular data package (v1) over the CSV files of ``paths``, by table name.

    Titles are in Swedish and descriptions in English, as in the schema. Licence and sources are the user's to
    state: they belong to the reports, not to the program.
    """
    return {
        "profile": "tabular-data-package",
        "name": "rapportgruvan",
        "title": "Rapportgruvan: tabeller ur rapporter",
        "description": "Every row is a span of a document's canonical text; see codebook.md.",
        "resources": [resource(BY_NAME[name], path) for name, path in paths.items()],
    }


def resource(table: Table, path: Path) -> Descriptor:
    """One table: where its file lies, its size in bytes and its checksum, and its schema."""
    content = path.read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.sv,
        "description": table.en,
        "path": path.name,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> Descriptor:
    """Fields, primary key and foreign keys. A cell that may hold several ids cannot be a foreign key there."""
    foreign = [
        {"fields": [here], "reference": {"resource": "" if other == table.name else other, "fields": [there]}}
        for here, other, there in table.references
        if single_valued(table.column(here))
    ]
    return {
        "fields": [field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    } | ({"foreignKeys": foreign} if foreign else {})


def single_valued(column: Column) -> bool:
    """Whether a cell of this column holds one id at most."""
    return column != CONFERENCE_IDS


def field(column: Column) -> Descriptor:
    """One column, with its unit and constraints."""
    constraints = {
        "required": column.required or None,
        "enum": list(column.enum) or None,
        "pattern": column.pattern,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    described = {
        "name": column.name,
        "type": column.type,
        "title": column.sv,
        "description": column.en,
        "unit": column.unit,
        "constraints": {key: value for key, value in constraints.items() if value is not None},
    }
    return {key: value for key, value in described.items() if value}
