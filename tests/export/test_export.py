"""Export: what people open, from a workspace of two small reports."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from frictionless import validate as validate_package

from pipeline import export, load
from pipeline.evidence import check
from pipeline.export import workbook
from pipeline.params import ExportParams
from pipeline.schema import PUBLIC, TABLES
from pipeline.tables import SchemaError, frame
from pipeline.workspace import Workspace

TEXTS = {
    "bok-0000000001": "Bokbussen i Eksjö\n\nÖverenskommet stöd: 12 500 kr till Läsfrämjandet.\n\n"
    "- =Bussen går för sällan\n- Många <b>läsare</b> & gäster",
    "ann-0000000002": "Annan rapport om Eksjö.",
}  # fmt: skip
FILES = {"bok-0000000001": "b/bokbuss.md", "ann-0000000002": "a/annan.txt"}


def span(doc: str, quote: str) -> dict[str, Any]:
    start = TEXTS[doc].index(quote)
    return {"doc_id": doc, "page": 1, "char_start": start, "char_end": start + len(quote)}


def document(doc: str) -> dict[str, Any]:
    return {
        "doc_id": doc, "source_file": FILES[doc], "sha256": hashlib.sha256(doc.encode()).hexdigest(),
        "media_type": "text/plain", "language": "sv", "page_count": 1, "word_count": 5, "text_quality": 0.9,
        "status": "warning" if doc.startswith("ann") else "ok",
        "warnings": "bara en rad" if doc.startswith("ann") else None,
    }  # fmt: skip


def rows() -> dict[str, list[dict[str, Any]]]:
    bok, ann = TEXTS
    hinder, chance = "=Bussen går för sällan", "Många <b>läsare</b> & gäster"
    return {
        "documents": [document(bok), document(ann)],
        "rejected": [{"source_file": "tom.pdf", "stage": "ingest", "reason": "tom fil"}],
        "rejected_segment": [{"source_file": "svår.html", "stage": "segment", "reason": "för djup"}],
        "mentions": [
            {"mention_id": "m2", "type": "ORG", "text": "Läsfrämjandet", "value": "Läsfrämjandet",
             **span(bok, "Läsfrämjandet")},
            {"mention_id": "m1", "type": "LOC", "text": "Eksjö", "value": "Eksjö", **span(bok, "Eksjö")},
            {"mention_id": "m3", "type": "LOC", "text": "Eksjö", "value": "Eksjö", **span(ann, "Eksjö")},
            {"mention_id": "m4", "type": "AMOUNT", "kind": "money", "unit": "SEK", "value": "12500",
             "text": "12 500 kr", **span(bok, "12 500 kr")},
        ],
        "mention_links": [
            {"mention_id": "m1", "entity_id": "loc-eksjo", "conference_id": "c1; c2"},
            {"mention_id": "m2", "entity_id": "org-las", "conference_id": "c1"},
            {"mention_id": "m3", "entity_id": "loc-eksjo", "conference_id": "c1"},
        ],
        "entities": [
            {"entity_id": "org-las", "type": "ORG", "name": "Läsfrämjandet",
             "mention_count": 1, "document_count": 1},
            {"entity_id": "loc-eksjo", "type": "LOC", "name": "Eksjö", "mention_count": 2, "document_count": 2},
        ],
        "conferences": [
            {"conference_id": "c1", "doc_id": bok, "place": "Eksjö", "start_date": "2019-05-02"},
            {"conference_id": "c2", "doc_id": bok, "place": "Tranås", "start_date": "--05-03"},
        ],
        "statements": [
            {"statement_id": "s2", "label": "möjlighet", "text": chance, "label_source": "heading",
             "conference_id": "c1; c2", **span(bok, chance)},
            {"statement_id": "s1", "label": "hinder", "text": hinder, "label_source": "heading",
             "conference_id": "c1", **span(bok, hinder)},
        ],
        "statement_themes": [{"statement_id": "s1", "theme_id": "t1"}],
        "themes": [
            {"theme_id": "t1", "name": "Bussar", "status": "book", "statement_count": 1, "hinder_count": 1,
             "mojlighet_count": 0,
             "conference_count": 1, "example_statement_id": "s1"},
        ],
        "theme_conference": [
            {"theme_id": "t1", "conference_id": "c1", "hinder_count": 1, "mojlighet_count": 0, "share": 0.5}
        ],
        "pairs": [{"hinder_id": "s1", "mojlighet_id": "s2", "similarity": 0.25, "same_conference": True}],
    }  # fmt: skip


def make_workspace(root: Path, tables: dict[str, list[dict[str, Any]]]) -> Workspace:
    workspace = Workspace(root)
    workspace.texts.write(TEXTS)
    for table in TABLES:
        workspace.write(table.name, frame(table.name, tables.get(table.name, [])))
    return workspace


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two exported reports, to be read only."""
    folder = tmp_path_factory.mktemp("export") / "out"
    export.run(make_workspace(folder, rows()), ExportParams())
    return folder


@pytest.fixture
def copy(out: Path, tmp_path: Path) -> Path:
    """Two exported reports, to be changed."""
    return Path(shutil.copytree(out, tmp_path / "copy"))


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


def test_every_public_table_is_a_csv_file_and_the_empty_ones_have_a_header(out: Path) -> None:
    for table in PUBLIC:
        with (out / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == table.column_names
    assert (out / "participations.csv").read_bytes().count(b"\n") == 1


def test_links_themes_and_rejected_files_are_joined_in(out: Path) -> None:
    tables = load(out)
    mentions = tables["mentions"].set_index("mention_id")
    assert mentions.loc["m1", "entity_id"] == "loc-eksjo"
    assert mentions.loc["m1", "conference_id"] == "c1; c2"
    assert mentions["entity_id"].isna().to_dict() == {"m1": False, "m2": False, "m3": False, "m4": True}
    assert tables["statements"].set_index("statement_id")["theme_id"].to_dict()["s1"] == "t1"
    assert list(tables["rejected"]["source_file"]) == ["svår.html", "tom.pdf"]
    assert tables["entities"].set_index("entity_id")["conference_count"].to_dict() == {
        "loc-eksjo": 2,
        "org-las": 1,
    }


def test_rows_stand_in_reading_order(out: Path) -> None:
    tables = load(out)
    assert list(tables["documents"]["source_file"]) == ["a/annan.txt", "b/bokbuss.md"]
    assert list(tables["mentions"]["mention_id"]) == ["m3", "m1", "m4", "m2"]
    assert list(tables["entities"]["name"]) == ["Eksjö", "Läsfrämjandet"]
    assert list(tables["statements"]["statement_id"]) == ["s1", "s2"]


def test_the_data_package_is_valid_and_knows_its_files(out: Path) -> None:
    verdict = validate_package(str(out / "datapackage.json"))
    assert verdict.valid, verdict.flatten(["title", "fieldName", "note"])
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    documents = next(r for r in package["resources"] if r["name"] == "documents")
    content = (out / "documents.csv").read_bytes()
    assert documents["bytes"] == len(content)
    assert documents["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert "licenses" not in package


def test_the_data_package_refuses_a_changed_table(copy: Path) -> None:
    path = copy / "entities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("LOC,Eksjö", "LOK,Eksjö"), encoding="utf-8")
    errors = validate_package(str(copy / "datapackage.json")).flatten(["type"])
    assert ["constraint-error"] in errors
    assert ["hash-count"] in errors


def test_an_empty_workspace_gives_a_valid_package_too(tmp_path: Path) -> None:
    export.run(make_workspace(tmp_path / "out", {}), ExportParams())
    assert validate_package(str(tmp_path / "out" / "datapackage.json")).valid
    assert "Inga konferenser" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_the_same_tables_in_another_order_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    turned = {name: list(reversed(records)) for name, records in rows().items()}
    export.run(make_workspace(tmp_path / "again", turned), ExportParams())
    assert contents(tmp_path / "again") == contents(out)


def test_a_broken_table_leaves_what_was_there(copy: Path) -> None:
    before = contents(copy)
    broken = rows()
    broken["mention_links"].append({"mention_id": "m99", "entity_id": "loc-eksjo"})
    with pytest.raises(SchemaError, match="m99"):
        export.run(make_workspace(copy, broken), ExportParams())
    assert contents(copy) == before


def test_the_codebook_tells_of_every_table_and_column(out: Path) -> None:
    text = (out / "codebook.md").read_text(encoding="utf-8")
    for table in PUBLIC:
        section = text.split(f"## {table.name}.csv\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.sv}" in section
            assert all(value in section for value in column.enum)


def sheet_xml(path: Path) -> dict[str, str]:
    """The XML of every sheet, by sheet name."""
    with zipfile.ZipFile(path) as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
        return {
            name: archive.read(f"xl/worksheets/sheet{number}.xml").decode() for number, name in enumerate(names, 1)
        }


def cells(xml: str) -> dict[str, tuple[str, str]]:
    """(type, value) by cell address; the type is "n" for a number, "inlineStr" for a text."""
    found = {}
    for attributes, inside in re.findall(r"<c ([^>]+)>(.*?)</c>", xml, re.DOTALL):
        address = re.search(r'r="([A-Z]+\d+)"', attributes)
        kind = re.search(r' t="(\w+)"', attributes)
        assert address
        found[address[1]] = (kind[1] if kind else "n", re.sub(r"<[^>]+>", "", inside))
    return found


def test_the_workbook_has_a_sheet_per_table_after_the_read_me(out: Path) -> None:
    sheets = sheet_xml(out / "rapportgruvan.xlsx")
    assert list(sheets) == ["Läs mig", *(table.name for table in PUBLIC)]
    assert "Så citerar du" in sheets["Läs mig"]
    for name in list(sheets)[1:]:
        assert 'state="frozen"' in sheets[name]
        assert "<autoFilter" in sheets[name]


def test_the_workbook_holds_numbers_dates_and_texts_and_no_formulas(out: Path) -> None:
    sheets = sheet_xml(out / "rapportgruvan.xlsx")
    assert all("<f>" not in xml and "hyperlink" not in xml for xml in sheets.values())
    statements = cells(sheets["statements"])
    assert statements["C2"] == ("inlineStr", "=Bussen går för sällan")
    mentions = cells(sheets["mentions"])
    assert mentions["E4"] == ("n", "12500")
    assert mentions["E3"] == ("inlineStr", "Eksjö")
    conferences = cells(sheets["conferences"])
    assert conferences["H3"] == ("n", "43587")  # 2019-05-02
    assert conferences["H2"] == ("inlineStr", "--05-03")


def test_header_comments_are_in_swedish(out: Path) -> None:
    with zipfile.ZipFile(out / "rapportgruvan.xlsx") as archive:
        comments = "".join(archive.read(n).decode() for n in archive.namelist() if "comments" in n)
    assert "Filens sökväg i korpusmappen" in comments
    assert "Värden: hinder, möjlighet, neutral" in comments
    assert "Enhet: kronor (SEK)" in comments


def test_rows_that_excel_cannot_hold_are_left_to_the_csv_with_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 2)
    export.run(make_workspace(tmp_path, rows()), ExportParams())
    sheets = sheet_xml(tmp_path / "rapportgruvan.xlsx")
    assert "de första 2 av 4 rader" in sheets["Läs mig"]
    assert "A4" not in cells(sheets["mentions"])
    assert len(load(tmp_path)["mentions"]) == 4


def test_a_text_longer_than_a_cell_is_cut_with_a_mark() -> None:
    assert len(workbook.fitting("å" * 40_000)) == workbook.MAX_CELL
    assert workbook.fitting("å" * 40_000).endswith("[avkortat, se CSV-filen]")
    assert workbook.fitting("kort") == "kort"


def test_the_report_escapes_and_needs_nothing_from_outside(out: Path) -> None:
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Många &lt;b&gt;läsare&lt;/b&gt; &amp; gäster" in page
    assert not re.search(r"https?://|<script|<link|<img|url\(", page)


def test_the_report_shows_warnings_conferences_themes_and_pages(out: Path) -> None:
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<td>a/annan.txt</td><td>bara en rad</td>" in page
    assert "<td>tom.pdf</td><td>ingest</td><td>tom fil</td>" in page
    assert "<h3>Eksjö 2019-05-02, Tranås --05-03</h3>" in page
    assert '=Bussen går för sällan <span class="where">Bussar · b/bokbuss.md, s. 1 [s1]</span>' in page
    assert "1 + 0" in page
    assert "12\u00a0500" in page


def test_the_numbers_of_themes_do_not_wrap(out: Path) -> None:
    page = (out / "report.html").read_text(encoding="utf-8")
    assert '<th class="n">Nr</th>' in page and '<td class="n">1</td>' in page


def test_contacts_can_be_left_out_of_every_table(sample_out: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_out / "stages", tmp_path / "stages")
    shutil.copytree(sample_out / "text", tmp_path / "text")
    export.run(Workspace(tmp_path), ExportParams(contacts=False))
    tables = load(tmp_path)
    assert "CONTACT" not in set(tables["mentions"]["type"])
    assert tables["projects"]["contact_email"].isna().all()
    assert tables["projects"]["contact_person"].notna().any()
    assert check(tmp_path) == []
