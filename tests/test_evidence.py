"""The evidence rule: a folder of tables that keeps it, and the same folder with one thing wrong at a time."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.evidence import Problem, check
from pipeline.schema import BY_NAME, PUBLIC
from pipeline.tables import frame, write_csv
from pipeline.workspace import Texts

DOC = "rad-0000000001"
TEXT = """Byarådet i Ljungby

Projektägare: Byarådet i Ljungby
Beviljat stöd: 90 000 kr

Vid konferensen i Ljungby talade Ragna Ekbom, kassör i Byarådet.

Hinder och möjligheter
- Vägen är stängd
- Grannarna hjälper till
"""

Tables = dict[str, list[dict[str, Any]]]


def span(quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"doc_id": DOC, "page": 1, "char_start": start, "char_end": start + len(quote)}


def evidence(table: str, row: str, column: str, quote: str) -> dict[str, Any]:
    return {"table": table, "row_id": row, "column": column, "text": quote, **span(quote)}


def kept() -> Tables:
    """Tables in which every row keeps the rule."""
    talk = "Ragna Ekbom, kassör i Byarådet"
    return {
        "documents": [
            {"doc_id": DOC, "source_file": "rad.txt", "sha256": "ab" * 32, "media_type": "text/plain",
             "page_count": 2, "word_count": 30, "status": "ok"},
        ],
        "mentions": [
            {"mention_id": "m1", "entity_id": "per-ragna", "type": "PER", "text": "Ragna Ekbom",
             "conference_id": "c1", **span("Ragna Ekbom")},
            {"mention_id": "m2", "type": "AMOUNT", "text": "90 000 kr", "value": "90000", "unit": "SEK",
             "kind": "money", **span("90 000 kr")},
        ],
        "entities": [
            {"entity_id": "per-ragna", "type": "PER", "name": "Ragna Ekbom", "mention_count": 1,
             "document_count": 1, "conference_count": 1},
        ],
        "projects": [{"project_id": "p1", "doc_id": DOC, "owner": "Byarådet i Ljungby", "granted_sek": 90000}],
        "conferences": [{"conference_id": "c1", "doc_id": DOC, "place": "Ljungby"}],
        "participations": [
            {"participation_id": "d1", "person": "Ragna Ekbom", "person_id": "per-ragna", "role": "kassör",
             "conference_id": "c1", **span(talk)},
        ],
        "statements": [
            {"statement_id": "s1", "label": "hinder", "text": "Vägen är stängd", "label_source": "heading",
             "theme_id": "t1", "conference_id": "c1", **span("Vägen är stängd")},
            {"statement_id": "s2", "label": "möjlighet", "text": "Grannarna hjälper till", "theme_id": "t1",
             "label_source": "heading", "conference_id": "c1", **span("Grannarna hjälper till")},
        ],
        "themes": [
            {"theme_id": "t1", "name": "Vägar", "status": "book", "statement_count": 2, "hinder_count": 1,
             "mojlighet_count": 1,
             "conference_count": 1, "example_statement_id": "s2"},
        ],
        "theme_conference": [
            {"theme_id": "t1", "conference_id": "c1", "hinder_count": 1, "mojlighet_count": 1, "share": 1.0}
        ],
        "pairs": [{"hinder_id": "s1", "mojlighet_id": "s2", "similarity": 0.4, "same_conference": True}],
        "evidence": [
            evidence("projects", "p1", "owner", "Byarådet i Ljungby"),
            evidence("projects", "p1", "granted_sek", "90 000 kr"),
            evidence("conferences", "c1", "place", "Ljungby"),
        ],
    }  # fmt: skip


def write(out: Path, tables: Tables, text: str = TEXT) -> Path:
    Texts(out / "text").write({DOC: text})
    for table in PUBLIC:
        write_csv(out / f"{table.name}.csv", frame(table.name, tables.get(table.name, [])))
    return out


def set_cell(table: str, number: int, column: str, value: Any) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        tables[table][number][column] = value

    return change


def without(table: str, number: int) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        del tables[table][number]

    return change


def test_tables_that_keep_the_rule_have_no_problem(tmp_path: Path) -> None:
    assert check(write(tmp_path, kept())) == []


TAMPERED: list[tuple[Callable[[Tables], None], tuple[str, str, str]]] = [
    (set_cell("mentions", 0, "text", "Ragna Ekbohm"), ("mentions", "m1", "text")),
    (set_cell("mentions", 0, "char_end", 9999), ("mentions", "m1", "char_end")),
    (set_cell("mentions", 0, "page", 3), ("mentions", "m1", "page")),
    (set_cell("mentions", 0, "type", "DJUR"), ("mentions", "m1", "type")),
    (set_cell("mentions", 0, "conference_id", "c1; c9"), ("mentions", "m1", "conference_id")),
    (set_cell("mentions", 1, "entity_id", "per-ragna"), ("mentions", "m2", "type")),
    (set_cell("mentions", 0, "entity_id", None), ("entities", "per-ragna", "entity_id")),
    (set_cell("entities", 0, "mention_count", 2), ("entities", "per-ragna", "mention_count")),
    (set_cell("entities", 0, "conference_count", 0), ("entities", "per-ragna", "conference_count")),
    (set_cell("participations", 0, "person", "Sten Ekbom"), ("participations", "d1", "person")),
    (set_cell("documents", 0, "sha256", "abc"), ("documents", DOC, "sha256")),
    (set_cell("projects", 0, "region", "Ljungby"), ("projects", "p1", "region")),
    (set_cell("evidence", 1, "text", "91 000 kr"), ("evidence", "projects p1 granted_sek 68", "text")),
    (set_cell("projects", 0, "owner", None), ("evidence", "projects p1 owner 0", "text")),
    (without("conferences", 0), ("mentions", "m1", "conference_id")),
    (without("evidence", 2), ("conferences", "c1", "place")),
    (without("projects", 0), ("evidence", "projects p1 owner 0", "row_id")),
    (without("statements", 0), ("themes", "t1", "statement_count")),
    (without("themes", 0), ("statements", "s1", "theme_id")),
    (without("theme_conference", 0), ("theme_conference", "t1 c1", "theme_id")),
    (set_cell("themes", 0, "example_statement_id", "s9"), ("themes", "t1", "example_statement_id")),
    (set_cell("theme_conference", 0, "hinder_count", 2), ("theme_conference", "t1 c1", "hinder_count")),
    (set_cell("theme_conference", 0, "share", 0.5), ("theme_conference", "t1 c1", "share")),
    (set_cell("pairs", 0, "hinder_id", "s2"), ("pairs", "s2 s2", "hinder_id")),
    (set_cell("pairs", 0, "same_conference", False), ("pairs", "s1 s2", "same_conference")),
]


@pytest.mark.parametrize(("tamper", "found"), TAMPERED)
def test_a_tampered_row_is_found_and_named(
    tmp_path: Path, tamper: Callable[[Tables], None], found: tuple[str, str, str]
) -> None:
    tables = kept()
    tamper(tables)
    problems = check(write(tmp_path, tables))
    assert found in [(problem.table, problem.row, problem.column) for problem in problems]


def test_a_problem_says_what_is_wrong(tmp_path: Path) -> None:
    tables = kept()
    tables["mentions"][0]["text"] = "Ragna Ekbohm"
    (problem,) = check(write(tmp_path, tables))
    assert str(problem) == "mentions m1 text: 'Ragna Ekbohm', but the text has 'Ragna Ekbom'"


def test_a_text_that_lost_a_character_breaks_every_span_after_it(tmp_path: Path) -> None:
    problems = check(write(tmp_path, kept(), TEXT.replace("Byarådet i Ljungby\n\n", "Byarådet Ljungby\n\n", 1)))
    assert {"m1", "m2"} <= {problem.row for problem in problems}


def test_a_missing_text_and_a_missing_table_are_found(tmp_path: Path) -> None:
    out = write(tmp_path, kept())
    (out / "text" / f"{DOC}.txt").unlink()
    (out / "pairs.csv").unlink()
    assert check(out) == [
        Problem("documents", DOC, "doc_id", f"text/{DOC}.txt is missing"),
        Problem("pairs", "", "", "pairs.csv is missing"),
    ]


def test_a_text_that_is_not_utf8_is_found(tmp_path: Path) -> None:
    out = write(tmp_path, kept())
    (out / "text" / f"{DOC}.txt").write_bytes(b"V\xe4gen")
    assert "is not UTF-8" in check(out)[0].message


def test_a_file_that_is_not_the_table_is_found(tmp_path: Path) -> None:
    out = write(tmp_path, kept())
    (out / "pairs.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (out / "themes.csv").write_bytes(b"\xff\xfe\xff")
    assert [problem.table for problem in check(out) if not problem.row] == ["themes", "pairs"]


def test_two_rows_with_one_key_are_found(tmp_path: Path) -> None:
    tables = kept()
    tables["statements"][1]["statement_id"] = "s1"
    assert "2 rows have this key" in [problem.message for problem in check(write(tmp_path, tables))]


def test_a_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="rapportgruvan mine"):
        check(tmp_path)


def test_a_hundred_thousand_mentions_take_seconds(tmp_path: Path) -> None:
    out = write(tmp_path, kept())
    row = kept()["mentions"][1]
    names = BY_NAME["mentions"].column_names
    with (out / "mentions.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writerows({**row, "mention_id": f"x{number}"} for number in range(100_000))
    start = time.perf_counter()
    assert check(out) == []
    assert time.perf_counter() - start < 20
