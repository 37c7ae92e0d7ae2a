"""The stage: every sentence and list item of a report gets a label, and what it rests on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import classify
from pipeline.executor import Runtime
from pipeline.params import ClassifyParams
from pipeline.tables import Tables, frame
from tests.segment.helpers import blocks_of, sentences_of

DOCUMENT = "rapport-0123456789"
REPORT = """
# Dialogdag i Ekby
## Hinder
- Kortsiktiga pengar
- Ingen vet vem som bestämmer
## Så gick samtalen
Mötet öppnades av ordföranden klockan nio.
Det saknas lokaler för de yngre barnen, och ingen tar ansvar för frågan.
Tack vare de frivilliga har fler äldre vågat sig ut igen.
Intresset för kurserna är stort och växer, men det finns inga pengar till ledare.
"""


def run(corpus: Path = Path("none"), source: str = REPORT, review_below: float = 0.7) -> Tables:
    blocks, sentences = frame("blocks", blocks_of(source)), frame("sentences", sentences_of(source))
    documents = frame("documents", [{"doc_id": DOCUMENT, "source_file": "rapport.md", "language": "sv"}])
    about = frame("block_conferences")
    params = ClassifyParams(review_below=review_below)
    return classify.run(documents, blocks, sentences, about, corpus, params, Runtime())


@pytest.fixture(scope="module")
def statements() -> pd.DataFrame:
    return run()["statements"]


def labels(statements: pd.DataFrame) -> dict[str, str]:
    return dict(zip(statements["text"], statements["label"], strict=True))


def test_a_heading_that_says_what_its_list_holds_decides(statements: pd.DataFrame) -> None:
    listed = statements[statements["label_source"] == "heading"]
    assert listed["text"].tolist() == ["Kortsiktiga pengar", "Ingen vet vem som bestämmer"]
    assert set(listed["label"]) == {"hinder"}
    assert listed["probability"].isna().all()


def test_running_text_is_judged_by_the_model(statements: pd.DataFrame) -> None:
    found = labels(statements)
    assert found["Mötet öppnades av ordföranden klockan nio."] == "neutral"
    assert found["Det saknas lokaler för de yngre barnen, och ingen tar ansvar för frågan."] == "hinder"
    assert found["Tack vare de frivilliga har fler äldre vågat sig ut igen."] == "möjlighet"


def test_a_programme_announces_and_states_nothing() -> None:
    lines = "- Goda möten ger starkare föreningar\n- Mingel för alla som vill lära känna varandra\n"
    announced = run(source=f"# Dialogdag\n## Program för dagen\n{lines}")["statements"]
    assert announced["label"].tolist() == ["neutral", "neutral"]
    stated = run(source=f"# Dialogdag\n## Programmet som gav resultat\n{lines}")["statements"]
    assert "möjlighet" in stated["label"].tolist()


def test_a_sentence_that_turns_is_two_statements(statements: pd.DataFrame) -> None:
    found = labels(statements)
    assert found["Intresset för kurserna är stort och växer"] == "möjlighet"
    assert found["men det finns inga pengar till ledare."] == "hinder"


def test_an_unlikely_label_is_marked_for_review() -> None:
    found = run(review_below=1.0)["statements"]
    judged = found["label_source"] == "model"
    assert (found.loc[judged, "review"] == "review").all()
    assert found.loc[~judged, "review"].isna().all()


def test_vectors_are_kept_for_what_states_something(statements: pd.DataFrame) -> None:
    made = run()
    stated = set(statements.loc[statements["label"] != "neutral", "statement_id"])
    assert set(made["statement_vectors"]["statement_id"]) == stated


def test_listed_items_are_checked_with_their_heading_hidden() -> None:
    checks = run()["stance_checks"]
    assert checks["label"].tolist() == ["hinder", "hinder"]
    assert checks[["alone", "around", "taught"]].notna().all().all()


def write(folder: Path, *lines: str) -> Path:
    (folder / "corrections.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_correction_has_the_last_word(statements: pd.DataFrame, tmp_path: Path) -> None:
    one = statements.loc[statements["text"] == "Kortsiktiga pengar", "statement_id"].item()
    write(tmp_path, "statement_id,label,theme_id,reason", f"{one},neutral,,bara ett exempel")
    found = run(tmp_path)["statements"].set_index("statement_id").loc[one]
    assert (found["label"], found["label_source"]) == ("neutral", "correction")


def test_corrections_that_cannot_be_used_are_told_of_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(
        tmp_path, "statement_id,label,theme_id,reason", "0123456789-s1-2,hinder,,läst en gång till",
        "0123456789-s3-4,stöd,,fel ord", "0123456789-s5-6,hinder,,",
    )  # fmt: skip
    made = run(tmp_path)
    (row,) = made["rejected_classify"].to_dict("records")
    assert row["source_file"] == "corrections.csv"
    assert "label 'stöd' is none of hinder, möjlighet, neutral" in row["detail"]
    assert "line 4: no reason" in row["detail"]
    assert "0123456789-s1-2: no such statement" in row["detail"]
    assert len(made["statements"]) == len(run()["statements"])


def test_a_corrected_theme_confirms_the_label(tmp_path: Path) -> None:
    doubtful = run(review_below=1.0)["statements"]
    one = doubtful[(doubtful["label"] != "neutral") & doubtful["review"].notna()].iloc[0]
    write(tmp_path, "statement_id,label,theme_id,reason", f"{one['statement_id']},,finansiering,om pengar")
    found = run(tmp_path, review_below=1.0)["statements"].set_index("statement_id")
    assert found.loc[one["statement_id"], "label"] == one["label"]
    assert pd.isna(found.loc[one["statement_id"], "review"])
    assert found["review"].notna().sum() == doubtful["review"].notna().sum() - 1


def test_corrections_that_are_not_utf_8_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text(
        "statement_id,label,theme_id,reason\nx,möjlighet,,läst\n", encoding="cp1252"
    )
    (row,) = run(tmp_path)["rejected_classify"].to_dict("records")
    assert "save it as CSV in UTF-8" in row["detail"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("0123456789-s1-2,,,för säkerhets skull", "line 2: neither label nor theme_id"),
        ("a,hinder,,läst\na,,sprak,läst", "line 3: a has a line already"),
    ],
)
def test_a_correction_says_one_thing_once(tmp_path: Path, line: str, fault: str) -> None:
    write(tmp_path, "statement_id,label,theme_id,reason", line)
    (row,) = run(tmp_path)["rejected_classify"].to_dict("records")
    assert fault in row["detail"]


def test_a_corpus_without_text_gives_empty_tables() -> None:
    made = run(source="# Rubrik")
    assert made["statements"].empty and made["stance_checks"].empty
