"""Every row rests on its text, whatever the report looks like: random reports, through every stage."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import load
from pipeline.evidence import check
from pipeline.executor import Runtime
from pipeline.params import Params
from pipeline.schema import PUBLIC
from pipeline.stages import Job, run_all
from pipeline.workspace import Workspace

SETTINGS = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
ANCHOR = "Rådslag om vattnet\n\nExempel på hinder:\n\n- Rören är gamla.\n"
"""A report that is always there, so that there is something to mine."""

# --- what reports are made of ----------------------------------------------------------------------------------

NAMES = st.sampled_from(
    [
        "Ragnhild Torsell", "Åke Öman-Ek", "Siv D’Arcy", "kommunalrådet Bo Wik", "Lindörns naturskola", "ABF",
        "Eksjö kommun", "Länsstyrelsen i Örebro län", "Föreningen Trattkantarellen", "Byarådet i Trosa",
    ]
)  # fmt: skip
PLACES = st.sampled_from(["Eksjö", "Vadstena", "Kumla", "Trosa", "Upplands Väsby", "Köpenhamn", "Nora", "Kista"])
AMOUNTS = st.sampled_from(
    [
        "1 250 000 kr", "2,5 miljoner kronor", "12–15 procent", "drygt 40 personer", "SEK 5 000", "200 euro",
        "3/4", "1\u00a0000\u202f000\u00a0kr", "-7 %", "٣٤ kr", "½ miljon kronor", "99999999999999999999 kr",
    ]
)  # fmt: skip
DATES = st.sampled_from(
    [
        "den 4 maj 2019", "2019-05-04", "4–5 maj", "31 februari 2019", "hösten 2018", "29/2 2020", "vecka 14",
        "kl. 09.30", "2019-02-01 – 2021-01-31", "30 april–1 maj 2019", "0000-00-00", "1900-talet", "maj–juni",
    ]
)  # fmt: skip
CONTACTS = st.sampled_from(
    [
        "ragnhild@example.org", "070-123 45 67", "+46 (0)70 123 45 67", "https://example.org/å?b=c#d", "a@b@c.d",
        "www.example.org", "811218-9876", "556036-0793", "mailto:a@b",
    ]
)  # fmt: skip
EVENTS = st.builds(
    "{} i {}".format,
    st.sampled_from(["Konferensen", "dialogdagen", "Rådslaget hölls", "presskonferensen"]),
    PLACES,
)
ODD = st.sampled_from(
    [
        # signs of more than one code point, signs that are not seen, and signs that no text should hold
        "🌊🏞️", "👩🏽\u200d🔧", "mil\u00adjö\u00adfrå\u00adga", "a\u030angstro\u0308m", "\U0001d538", "ﬁske",
        "שלום", "ПРИВЕТ", "\u200b", "\ufeff", "\u00a0", "\u2028", "\x0b", "\x85", "\x00", "\x1f", "\ufffd",
        "\ue000", "Ã¥r",
        # marks of HTML and Markdown, and what a spreadsheet or the tables themselves would take for their own
        "<b>fet</b>", "&nbsp;&amp;", "[länk](http://x.se)", "![](a.png)", "**", "__", "`kod`", "\\*", "|", "\t",
        "   ", "=SUM(A1)", '"citat"', "”citat”", "; ", " > ", "--", "#", "##", "---", "....12", "…", "vat-\nten",
        "o" * 400,
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    ["Vattnet", "mäts", "varje", "vecka", "och", "i", "byn.", "Hinder", "är", "bl.a.", "att", "skolan,", "saknar",
     "pengar!", "Varför?", "t.ex.", "EU-stöd", "möjligheter", "samverkan", "S:t", "(se", "bilaga)", "2.1"]
)  # fmt: skip
PIECES = st.one_of(WORDS, WORDS, WORDS, NAMES, PLACES, AMOUNTS, DATES, CONTACTS, EVENTS, ODD)
SENTENCES = st.lists(PIECES, min_size=1, max_size=12).map(" ".join)
ANYTHING = st.text(max_size=40)
MARKERS = st.sampled_from(
    ["- ", "• ", "* ", "– ", "1. ", "a) ", "(2) ", "o ", "-", "•", "  - ", "\t- ", "⇒ ", "+ "]
)
TITLES = st.one_of(
    st.sampled_from(["Hinder", "Exempel på möjligheter:", "Program", "Samarbetspartner", "Kommuner", "Innehåll"]),
    st.builds("Rapport från {}".format, EVENTS),
    SENTENCES,
)
HEADINGS = st.builds(
    "{}{}{}".format, st.sampled_from(["# ", "## ", "#### ", "**", "", "1.2 "]), TITLES, st.just("")
)
FIELDS = st.builds(
    "{}{}{}".format,
    st.sampled_from(
        ["Projektägare", "Beviljat stöd", "Projektperiod", "E-post", "Telefon", "Datum", "Plats", "Län"]
    ),
    st.sampled_from([": ", ":", "\t", "", " "]),
    PIECES,
)
LISTS = st.lists(st.builds("{}{}".format, MARKERS, SENTENCES), min_size=1, max_size=5).map("\n".join)
ROWS = st.lists(PIECES, min_size=2, max_size=4)
TABLES = st.lists(ROWS, min_size=1, max_size=4).map(
    lambda rows: "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])
)
TABBED = st.lists(ROWS.map("\t".join), min_size=1, max_size=4).map("\n".join)
PROGRAMME = st.lists(st.builds("{} {}".format, st.sampled_from(["09.30", "10:00–11:00", "kl 13"]), SENTENCES)).map(
    "\n".join
)
LONG = st.builds(
    lambda words, times: " ".join(words * times), st.lists(PIECES, min_size=1, max_size=5), st.just(40)
)
BLOCKS = st.one_of(
    SENTENCES, SENTENCES, HEADINGS, LISTS, LISTS, st.lists(FIELDS, min_size=1, max_size=6).map("\n".join), TABLES,
    TABBED, PROGRAMME, ANYTHING, LONG, st.sampled_from(["\f", "\f12\n", "***", "Sida 3 av 9"]),
)  # fmt: skip


@dataclass(frozen=True)
class File:
    """A report as it lies on disk."""

    suffix: str
    content: bytes


@st.composite
def files(draw: st.DrawFn) -> File:
    """A report of random blocks in a random encoding, with random line ends."""
    gap = draw(st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n"]))
    text = gap.join(draw(st.lists(BLOCKS, max_size=9))) + draw(st.sampled_from(["", "\n", "\n\n\n", "\f"]))
    text = draw(st.sampled_from(["", "", "\ufeff"])) + text.replace(
        "\n", draw(st.sampled_from(["\n", "\r\n", "\r"]))
    )
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "latin-1", "cp1252", "utf-16"]))
    return File(draw(st.sampled_from([".txt", ".md"])), text.encode(encoding, "replace"))


def mine(folder: Path, reports: list[File], name: str) -> Path:
    """The output folder of a run over ``reports`` and the report that is always there."""
    corpus = folder / "korpus"
    corpus.mkdir(exist_ok=True)
    (corpus / "rådslag.txt").write_text(ANCHOR, encoding="utf-8")
    for number, report in enumerate(reports):
        (corpus / f"{number}{report.suffix}").write_bytes(report.content)
    run_all(Job(Workspace(folder / name), corpus, Params(), Runtime(jobs=1)))
    return folder / name


@SETTINGS
@given(st.lists(files(), min_size=2, max_size=4))
def test_every_row_rests_on_its_text_and_a_second_run_gives_the_same(reports: list[File]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = mine(folder, reports, "ut")
        assert check(out) == []
        tables = load(out)
        for table in PUBLIC:
            assert not tables[table.name].duplicated(list(table.key)).any()
        assert set(tables["rejected"]["stage"]) <= {"ingest"}, tables["rejected"].to_dict("records")
        assert not tables["rejected"]["reason"].str.contains("internal").any()
        assert len(tables["documents"]) + len(tables["rejected"]) == len(reports) + 1
        again = mine(folder, reports, "igen")
        for table in PUBLIC:
            assert (again / f"{table.name}.csv").read_bytes() == (out / f"{table.name}.csv").read_bytes()
        for text in out.glob("text/*.txt"):
            assert (again / "text" / text.name).read_bytes() == text.read_bytes()


# --- the same report in other clothes --------------------------------------------------------------------------

ITEMS = [
    "Sista bussen går klockan sex på kvällen.",
    "Det saknas tolkar i språk som få talar",
    "Föreningarna når inte fram till de äldre.",
    "Blanketten är på nio sidor, och ingen hjälper till.",
    "En gemensam kalender för alla bygdegårdar.",
    "Skolan lånar ut båten (utom i juli).",
    "Eksjö kommun och Lindörns naturskola delar på lokalen",
    "Fler lär sig simma – också vuxna.",
]
LABELLED = st.lists(
    st.tuples(st.sampled_from(["hinder", "möjlighet"]), st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3)),
    min_size=1,
    max_size=4,
)
HEADING_OF = {"hinder": "Exempel på hinder", "möjlighet": "Möjligheter som kom fram"}


@dataclass(frozen=True)
class Clothes:
    """How a report is written down."""

    suffix: str
    heading: str
    marker: str
    newline: str
    start: str
    end: str
    space: str
    between: str

    def dress(self, sections: list[tuple[str, list[str]]]) -> bytes:
        """The bytes of a report with these lists."""
        parts = [self.heading.format("Rådslag om vattnet i byarna")]
        for label, items in sections:
            parts.append(self.heading.format(HEADING_OF[label]))
            parts.append(self.between.join(f"{self.marker}{item.replace(' ', self.space)}" for item in items))
        text = self.start + "\n\n".join(parts) + self.end
        return text.replace("\n", self.newline).encode()


CLOTHES = st.builds(
    Clothes,
    suffix=st.sampled_from([".txt", ".md"]),
    heading=st.sampled_from(["# {}", "**{}**", "{}"]),
    marker=st.sampled_from(["- ", "* ", "• ", "– "]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    start=st.sampled_from(["", "\ufeff", "\n\n", "\f"]),
    end=st.sampled_from(["", "\n", "\n\n\n", "\f"]),
    space=st.sampled_from([" ", "\u00a0"]),
    between=st.sampled_from(["\n", "\n\n"]),
)


@SETTINGS
@given(LABELLED, st.lists(CLOTHES, min_size=2, max_size=5, unique=True))
def test_listed_statements_are_the_same_whatever_the_report_is_dressed_in(
    sections: list[tuple[str, list[str]]], wardrobe: list[Clothes]
) -> None:
    expected = [(label, item) for label, items in sections for item in items]
    reports = list(dict.fromkeys(File(clothes.suffix, clothes.dress(sections)) for clothes in wardrobe))
    with tempfile.TemporaryDirectory() as name:
        out = mine(Path(name), reports, "ut")
        statements = pd.read_csv(out / "statements.csv")
        documents = pd.read_csv(out / "documents.csv").set_index("doc_id")["source_file"]
        for doc_id, source_file in documents.items():
            if source_file != "rådslag.txt":
                own = statements[statements["doc_id"] == doc_id].sort_values("char_start")
                found = list(zip(own["label"], own["text"], strict=True))
                assert found == expected, reports[int(Path(source_file).stem)].content.decode()
