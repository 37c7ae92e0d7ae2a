"""The builder of the sample corpus: gold offsets, clear errors, the same bytes every time."""

import json
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "corpus"))

from build_sample import build, main  # noqa: E402
from builder.inline import parse_inline  # noqa: E402
from builder.source import SourceError  # noqa: E402
from builder.values import parse_amount  # noqa: E402

FRONT = """---
file: {file}
title: Vintermöte
kind: conference_report
language: sv
encoding: {encoding}
conferences:
  - {{place: Umeå, date: 2019-03-14, time: 09:30, participants_total: 120}}
project: null
roles:
  - {{person: Karin Edlund, role: landshövding, organisation: null, context: Umeå, section: program}}
---
"""
BODY = """# Möte i [[LOC|Umeå]]

**[[PER|Karin Edlunds|Karin Edlund]]** tal hölls den [[DATE|14 mars|2019-03-14|inferred]].

<!-- plain -->
09.30 Start
[[PER|Karin Edlund]], landshövding

<!-- statements: hinder; conferences: Umeå -->
- Brist på lokaler. Det har sagts
  i flera år.

<!-- page -->

- [[ORG?|Styrgruppen]] är trött

## Siffror

| Grupp | Antal |
|---|---|
| Alla | [[AMOUNT|ca 1 200 kr|1200 SEK]] |

3. Ring [[CONTACT|08-465 004 07|phone]]
"""
REFERENCE = """Möte i Umeå

Karin Edlunds tal hölls den 14 mars.

09.30 Start
Karin Edlund, landshövding

- Brist på lokaler. Det har sagts i flera år.

- Styrgruppen är trött

Siffror

Grupp\tAntal
Alla\tca 1 200 kr

3. Ring 08-465 004 07
"""


def write_source(
    folder: Path, body: str = BODY, ending: str = "txt", encoding: str = "utf-8", number: int = 1
) -> Path:
    folder.mkdir(exist_ok=True)
    name = f"{number:02}-mote"
    path = folder / f"{name}.md"
    path.write_text(FRONT.format(file=f"{name}.{ending}", encoding=encoding) + body, encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_reference_text_and_mentions(tmp_path: Path) -> None:
    write_source(tmp_path / "in")
    build(tmp_path / "in", tmp_path / "out")
    text = (tmp_path / "out/gold/01-mote.txt").read_text(encoding="utf-8")
    mentions = rows(tmp_path / "out/gold/01-mote.mentions.jsonl")

    assert text == REFERENCE
    assert [text[m["start"] : m["end"]] for m in mentions] == [m["text"] for m in mentions]
    assert mentions[1] == {
        "type": "PER",
        "text": "Karin Edlunds",
        "start": 13,
        "end": 26,
        "line": 3,
        "canonical": "Karin Edlund",
    }
    assert [(m["type"], m["line"]) for m in mentions if "ambiguous" in m] == [("ORG", 10)]
    assert mentions[-1]["kind"] == "phone"


def test_entities_carry_values(tmp_path: Path) -> None:
    write_source(tmp_path / "in")
    build(tmp_path / "in", tmp_path / "out")
    entities = {row["text"]: row for row in rows(tmp_path / "out/gold/01-mote.entities.jsonl")}

    assert entities["14 mars"]["value"] == "2019-03-14"
    assert entities["14 mars"]["inferred_year"] is True
    assert entities["ca 1 200 kr"]["value"] == {"kind": "money", "value": 1200, "unit": "SEK", "approx": True}
    assert entities["ca 1 200 kr"]["lines"] == [15]


def test_statements_conferences_and_roles(tmp_path: Path) -> None:
    write_source(tmp_path / "in")
    build(tmp_path / "in", tmp_path / "out")
    gold = tmp_path / "out/gold"
    statements = rows(gold / "statements.jsonl")
    conferences = json.loads((gold / "conferences.json").read_text(encoding="utf-8"))

    assert [(s["n"], s["label"], s["conference"], s["text"], s["line"]) for s in statements] == [
        (1, "hinder", "Umeå", "Brist på lokaler. Det har sagts i flera år.", 8),
        (2, "hinder", "Umeå", "Styrgruppen är trött", 10),
    ]
    assert conferences == [
        {
            "doc": "01-mote",
            "conferences": [
                {"n": 1, "place": "Umeå", "date": "2019-03-14", "time": "09:30", "participants_total": 120}
            ],
        }
    ]
    assert rows(gold / "roles.jsonl")[0]["line"] == 6


@pytest.mark.parametrize(
    ("canonical", "surface", "value"),
    [
        (
            "10–15 kommuner",
            "10-15 kommuner",
            {"kind": "count", "value": 10, "unit": "kommuner", "value_max": 15},
        ),
        ("71,5 %", "71,5 procent", {"kind": "percent", "value": 71.5, "unit": "%"}),
        ("6 månader", "6 månader", {"kind": "duration", "value": 6, "unit": "månader"}),
        ("80 personer", "Knappt 80", {"kind": "count", "value": 80, "unit": "personer", "approx": True}),
    ],
)
def test_amounts(canonical: str, surface: str, value: dict[str, object]) -> None:
    assert parse_amount(canonical, surface) == value


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("Vi är i [[LOC|Umeå].", "14: unbalanced or stray '['"),
        ("Den [[DATE|14 mars]] sågs vi.", "14: [[DATE|14 mars]]: a DATE needs a canonical value"),
        (
            "Den [[DATE|30 februari 2019|2019-02-30]].",
            "14: [[DATE|30 februari 2019|2019-02-30]]: date canonical",
        ),
        (
            "Vi var [[AMOUNT|ett hundratal|100 personer]].",
            "14: [[AMOUNT|ett hundratal|100 personer]]: amount",
        ),
        (
            "Text.\n\n<!-- statements: hinder; conferences: Luleå -->\n- Kyla",
            "16: unknown conference place 'Luleå'",
        ),
        (
            "<!-- statements: hinder; conferences: - -->\n\nText.",
            "14: statements comment without a list after it",
        ),
        ("En rad\nen till", "14: a paragraph over several lines"),
        ("**Fet", "14: bold is opened with ** and not closed"),
        ("Ett streck – här", "14: '–' cannot be written in latin-1"),
    ],
)
def test_slips_name_file_and_line(tmp_path: Path, body: str, problem: str) -> None:
    source = write_source(tmp_path / "in", body=f"\n{body}\n\nKarin Edlund\n", encoding="latin-1")
    with pytest.raises(SourceError) as error:
        build(tmp_path / "in", tmp_path / "out")
    assert str(error.value).startswith(f"{source}:{problem}")
    assert not (tmp_path / "out").exists()


def test_command_prints_all_slips(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_source(tmp_path / "in", body="Ett [[\n\nTvå ]]\n")
    assert main(["--source", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 1
    assert [line.split(":")[1] for line in capsys.readouterr().err.splitlines()] == ["13", "15"]


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "md", "txt"])
def test_two_builds_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    write_source(tmp_path / "in", ending=ending)
    first = [path.read_bytes() for path in build(tmp_path / "in", tmp_path / "a")]
    second = [path.read_bytes() for path in build(tmp_path / "in", tmp_path / "b")]
    assert first == second
    assert len(first) == 8


def test_text_is_wrapped_with_a_form_feed_and_its_own_encoding(tmp_path: Path) -> None:
    write_source(tmp_path / "in", encoding="utf-16")
    build(tmp_path / "in", tmp_path / "out")
    data = (tmp_path / "out/01-mote.txt").read_bytes()
    assert data.startswith(b"\xff\xfe")
    assert "\n\n\f- Styrgruppen är trött\n" in data.decode("utf-16")


def test_html_has_chrome_and_no_break_spaces(tmp_path: Path) -> None:
    write_source(tmp_path / "in", ending="html")
    build(tmp_path / "in", tmp_path / "out")
    page = (tmp_path / "out/01-mote.html").read_text(encoding="utf-8")
    assert "<td>ca 1&nbsp;200&nbsp;kr</td>" in page
    assert "<h1>M&ouml;te i Ume&aring;</h1>" in page
    assert "<nav" in page.split("<main")[0]


def test_docx_has_styles_and_numbers(tmp_path: Path) -> None:
    write_source(tmp_path / "in", ending="docx")
    build(tmp_path / "in", tmp_path / "out")
    path = tmp_path / "out/01-mote.docx"
    with ZipFile(path) as packed:
        assert packed.testzip() is None
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    styles = [(p.style.name if p.style else None, p.text) for p in Document(str(path)).paragraphs]
    assert ("Heading 1", "Möte i Umeå") in styles
    assert ("List Bullet", "Styrgruppen är trött") in styles
    assert ("List Number", "Ring 08-465 004 07") in styles


def test_old_outputs_go_away(tmp_path: Path) -> None:
    write_source(tmp_path / "in", number=1).unlink()
    write_source(tmp_path / "in", number=2)
    stale = tmp_path / "out/gold/01-mote.txt"
    stale.parent.mkdir(parents=True)
    stale.touch()
    build(tmp_path / "in", tmp_path / "out")
    assert not stale.exists()
    assert (tmp_path / "out/02-mote.txt").exists()


def test_inline_bold_keeps_offsets() -> None:
    inline = parse_inline("Ett **[[ORG|SKR:s|Sveriges Kommuner och Regioner]] svar** här")
    assert inline.runs() == [("Ett ", False), ("SKR:s svar", True), (" här", False)]
    assert (inline.mentions[0].start, inline.mentions[0].end) == (4, 9)


def test_gold_in_the_repository_is_what_the_sources_give(tmp_path: Path) -> None:
    build(ROOT / "corpus/sample_source", tmp_path)
    for path in sorted((tmp_path / "gold").iterdir()):
        assert (ROOT / "corpus/sample/gold" / path.name).read_bytes() == path.read_bytes(), path.name
