"""Export: what people open, made from the tables that the stages left.

``<table>.csv`` for every public table, ``datapackage.json``, ``codebook.md``, ``rapportgruvan.xlsx`` and
``report.html``.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.export.assemble import assemble, without_contacts
from pipeline.export.codebook import codebook
from pipeline.export.order import in_order
from pipeline.export.package import data_package
from pipeline.export.report import report
from pipeline.export.workbook import write_workbook
from pipeline.params import ExportParams
from pipeline.tables import Tables, validate, write_csv
from pipeline.workspace import Workspace, replacing

WORKBOOK = "rapportgruvan.xlsx"
REPORT = "report.html"
CODEBOOK = "codebook.md"
PACKAGE = "datapackage.json"


def run(workspace: Workspace, params: ExportParams) -> None:
    """Writes what people open into the output folder; the same tables give the same bytes.

    Nothing is written before every table has been joined, sorted and validated. Raises SchemaError for a table
    that breaks the schema and FileNotFoundError where an earlier stage has not run.
    """
    tables = assemble(workspace)
    kept = tables if params.contacts else without_contacts(tables)
    public = {name: validate(name, in_order(name, data)) for name, data in kept.items()}
    _write_tables(workspace, public)
    _write_text(workspace.root / CODEBOOK, codebook())
    with replacing(workspace.root / WORKBOOK) as temporary:
        write_workbook(temporary, public)
    _write_text(workspace.root / REPORT, report(public))


def _write_tables(workspace: Workspace, public: Tables) -> None:
    for name, data in public.items():
        with replacing(workspace.csv(name)) as temporary:
            write_csv(temporary, data)
    package = data_package({name: workspace.csv(name) for name in public})
    _write_text(workspace.root / PACKAGE, json.dumps(package, ensure_ascii=False, indent=2) + "\n")


def _write_text(path: Path, text: str) -> None:
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
