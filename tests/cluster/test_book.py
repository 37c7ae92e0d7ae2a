"""The theme book: what it may say, and what becomes of statements under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import tables
from pipeline.cluster.book import BookError, default_book, read
from pipeline.cluster.model import theme_model
from pipeline.params import ClusterParams
from pipeline.resources import statement_model
from tests.cluster.test_cluster import run, statements

SOUND = """
- id: resor
  name: {sv: Resor, en: Travel}
  definition: {sv: Om resor., en: On travel.}
  belongs: [Sista bussen går för tidigt, Färdtjänsten är dyr, Samåkning till träningen]
  not: [{text: Hyran är hög, theme: lokaler}]
- id: lokaler
  name: {sv: Lokaler, en: Premises}
  definition: {sv: Om lokaler., en: On premises.}
  belongs: [Föreningen saknar lokal, Dyra hallar, Öppna skolan på kvällarna]
"""


def book(folder: Path, text: str = SOUND) -> Path:
    path = folder / "bok.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_book_that_ships_covers_more_than_thirty_themes_in_two_languages() -> None:
    themes = read(default_book()).themes
    assert len(themes) > 30
    assert all(theme.name.sv and theme.name.en and theme.definition.en for theme in themes)
    assert min(len(theme.belongs) for theme in themes) >= 10


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("id: lokaler", "id: resor"), "two themes are called resor"),
        (("theme: lokaler", "theme: hyror"), "which is no theme"),
        (("belongs: [Föreningen", "belongings: [Föreningen"), "belongs"),
        (("{sv: Resor, en: Travel}", "{sv: Resor"), "not valid YAML"),
    ],
)
def test_a_book_that_cannot_be_used_is_told_of(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(BookError, match=message):
        read(book(tmp_path, SOUND.replace(*change)))


def test_one_theme_alone_would_take_every_statement(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="give at least two"):
        read(book(tmp_path, SOUND[: SOUND.index("  not:")]))


def test_a_definition_teaches_what_it_says_that_a_theme_is(tmp_path: Path) -> None:
    apart = SOUND.replace("Om lokaler.", '"Om lokaler och hallar, men inte om vad de kostar i hyra."')
    taught = [text for text, theme in read(book(tmp_path, apart)).examples() if theme == "lokaler"]
    assert taught[:2] == ["Lokaler", "Om lokaler och hallar"]


def test_the_model_knows_a_theme_by_what_it_says_not_by_its_id_alone(tmp_path: Path) -> None:
    model = theme_model(statement_model(""))
    shipped = read(default_book())
    assert all(model.knows(theme) for theme in shipped.themes)
    other = SOUND.replace("id: resor", "id: sprak").replace("theme: resor", "theme: sprak")
    assert not model.knows(read(book(tmp_path, other)).themes[0])


def test_a_missing_book_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="no such theme book"):
        read(tmp_path / "ingen.yaml")


SAID = [
    ("hinder", "Bussen går för sällan", ""),
    ("hinder", "Det finns ingen lokal att hyra", ""),
    ("möjlighet", "Låna skolans lokaler på helgen", ""),
]


def themed(params: ClusterParams, corpus: Path = Path("none")) -> dict[str, str]:
    made = run(statements(SAID), tables.frame("conferences"), params, corpus)
    return dict(zip(made["statement_themes"]["statement_id"], made["statement_themes"]["theme_id"], strict=True))


def test_a_users_own_book_decides_which_themes_there_are(tmp_path: Path) -> None:
    params = ClusterParams(mode="book", book=str(book(tmp_path)))
    assert themed(params) == {"s00": "resor", "s01": "lokaler", "s02": "lokaler"}


def test_a_corrected_theme_stands(tmp_path: Path) -> None:
    params = ClusterParams(mode="book", book=str(book(tmp_path)))
    (tmp_path / "corrections.csv").write_text(
        "statement_id,label,theme_id,reason\ns02,,resor,handlar om vägen dit\n", encoding="utf-8"
    )
    assert themed(params, tmp_path)["s02"] == "resor"


def test_names_come_in_two_languages_and_say_that_they_are_the_books(tmp_path: Path) -> None:
    params = ClusterParams(mode="book", book=str(book(tmp_path)))
    made = run(statements(SAID), tables.frame("conferences"), params)["themes"]
    assert made[["theme_id", "name", "name_en", "status"]].values.tolist() == [
        ["lokaler", "Lokaler", "Premises", "book"], ["resor", "Resor", "Travel", "book"],
    ]  # fmt: skip


def test_a_book_that_is_not_utf_8_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "bok.yaml"
    path.write_text(SOUND, encoding="cp1252")
    with pytest.raises(BookError, match="UTF-8"):
        read(path)


def test_a_correction_to_a_theme_that_there_is_not_changes_nothing_and_is_told_of(tmp_path: Path) -> None:
    params = ClusterParams(mode="book", book=str(book(tmp_path)))
    (tmp_path / "corrections.csv").write_text(
        "statement_id,label,theme_id,reason\ns00,,ressor,stavfel\n", encoding="utf-8"
    )
    assert themed(params, tmp_path)["s00"] == "resor"
    made = run(statements(SAID), tables.frame("conferences"), params, tmp_path)
    (row,) = made["rejected_cluster"].to_dict("records")
    assert (row["source_file"], row["stage"]) == ("corrections.csv", "cluster")
    assert row["detail"].startswith("s00: no theme ressor")


def test_a_book_may_have_one_example_a_theme(tmp_path: Path) -> None:
    short = SOUND.replace("[Sista bussen går för tidigt, Färdtjänsten är dyr, Samåkning till träningen]", "[Buss]")
    short = short.replace("[Föreningen saknar lokal, Dyra hallar, Öppna skolan på kvällarna]", "[Lokal]")
    short = short.replace("  not: [{text: Hyran är hög, theme: lokaler}]\n", "").replace("resor", "egna-resor")
    params = ClusterParams(mode="book", book=str(book(tmp_path, short.replace("lokaler", "egna-lokaler"))))
    assert themed(params) == {"s00": "egna-resor", "s01": "egna-lokaler", "s02": "egna-lokaler"}
