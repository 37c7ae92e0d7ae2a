"""The stage as the pipeline calls it, themes found in the statements: what counts where, and what meets what."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import cluster, tables
from pipeline.params import ClusterParams
from pipeline.tables import Tables

PARAMS = ClusterParams(mode="discover", themes=3, min_statements=2)

SAYINGS = [
    ("hinder", "Sista bussen går innan mötet är slut", "norr"),
    ("hinder", "Bussen är dyr för den som bor utanför stan", "söder"),
    ("möjlighet", "Skolbussen kan ta med vuxna", "norr; söder"),
    ("möjlighet", "Kommunen kan låna ut en buss", "norr"),
    ("hinder", "Blanketterna finns bara på svenska", "norr"),
    ("hinder", "Brev från myndigheter är skrivna på krånglig svenska", "söder"),
    ("möjlighet", "Lättläst svenska i alla blanketter", "söder"),
    ("möjlighet", "Blanketter på flera språk", "norr"),
    ("hinder", "Hyran för lokaler har höjts", "norr"),
    ("hinder", "Föreningarna saknar lokal", "söder"),
    ("möjlighet", "Tomma lokaler kan hyras ut billigt", "söder"),
    ("möjlighet", "Dela lokal och hyra med andra föreningar", ""),
    ("hinder", "Byråkrati", "norr"),
]
CONFERENCES = ("norr", "söder", "öster")


def statements(sayings: list[tuple[str, str, str]]) -> pd.DataFrame:
    return tables.frame("statements", [
        {
            "statement_id": f"s{number:02d}",
            "label": label,
            "text": text,
            "label_source": "heading",
            "conference_id": held,
            "doc_id": "d",
            "page": 1,
            "char_start": number,
            "char_end": number + len(text),
        }
        for number, (label, text, held) in enumerate(sayings)
    ])  # fmt: skip


def conferences(*ids: str) -> pd.DataFrame:
    return tables.frame("conferences", [{"conference_id": one, "doc_id": "d"} for one in ids])


def run(
    said: pd.DataFrame, held: pd.DataFrame, params: ClusterParams = PARAMS, corpus: Path = Path("none")
) -> Tables:
    return cluster.run(said, tables.frame("statement_vectors"), held, corpus, params)


@pytest.fixture(scope="module")
def made() -> Tables:
    return run(statements(SAYINGS), conferences(*CONFERENCES))


def members(made: Tables) -> dict[str, set[str]]:
    """The statements of each theme, by the theme's name."""
    linked = made["statement_themes"].merge(made["themes"], on="theme_id")
    return {str(name): set(held["statement_id"]) for name, held in linked.groupby("name")}


def test_the_tables_hold_to_the_schema(made: Tables) -> None:
    names = "pairs rejected_cluster statement_map statement_themes theme_conference theme_ledger theme_stability"
    assert sorted(made) == [*names.split(), "themes"]
    for name, table in made.items():
        tables.validate(name, table)


def test_statements_about_one_thing_share_a_theme(made: Tables) -> None:
    groups = list(members(made).values())
    assert {"s00", "s01", "s02", "s03"} in groups
    assert {"s08", "s09", "s10", "s11"} in groups


def test_a_statement_that_shares_no_word_with_others_has_no_theme(made: Tables) -> None:
    assert "s12" not in set(made["statement_themes"]["statement_id"])


def test_a_theme_is_named_by_readable_words_of_its_statements(made: Tables) -> None:
    named = {frozenset(held): name for name, held in members(made).items()}
    name = named[frozenset({"s08", "s09", "s10", "s11"})]
    assert name.casefold().split(", ")[0] in {"lokal", "lokaler"}
    assert "hyra" in name.casefold() or "föreningar" in name.casefold()


def test_theme_ids_are_readable_and_unique(made: Tables) -> None:
    ids = made["themes"]["theme_id"]
    assert ids.str.match(r"^forslag-[a-z0-9-]+-[0-9a-f]{6}$").all()
    assert ids.is_unique


def test_a_theme_counts_what_is_linked_to_it(made: Tables) -> None:
    labels = statements(SAYINGS).set_index("statement_id")["label"]
    linked = made["statement_themes"].assign(label=lambda table: table["statement_id"].map(labels))
    for theme in made["themes"].itertuples():
        held = linked[linked["theme_id"] == theme.theme_id]
        assert theme.statement_count == len(held)
        assert theme.hinder_count == (held["label"] == "hinder").sum()
        assert theme.mojlighet_count == (held["label"] == "möjlighet").sum()
        assert theme.example_statement_id in set(held["statement_id"])


def test_every_theme_meets_every_conference_zeros_included(made: Tables) -> None:
    crossed = made["theme_conference"]
    assert len(crossed) == len(made["themes"]) * len(CONFERENCES)
    nowhere = crossed[crossed["conference_id"] == "öster"]
    assert (nowhere["hinder_count"] + nowhere["mojlighet_count"]).sum() == 0
    assert nowhere["share"].isna().all()
    assert set(nowhere["silence"]) == {"no statements"}


def test_a_statement_of_two_conferences_counts_in_both_and_share_is_of_all_its_statements(made: Tables) -> None:
    theme_of: dict[object, object] = dict(made["statement_themes"].itertuples(index=False))
    crossed = made["theme_conference"]
    rows = crossed[crossed["theme_id"] == theme_of["s02"]].set_index("conference_id")
    row = rows.loc["norr"]
    assert (row["hinder_count"], row["mojlighet_count"]) == (1, 2)
    assert row["share"] == pytest.approx(3 / 7, abs=1e-6)
    other = rows.loc["söder"]
    assert (other["hinder_count"], other["mojlighet_count"]) == (1, 1)


def test_an_obstacle_meets_the_opportunities_that_speak_of_the_same(made: Tables) -> None:
    pairs = made["pairs"]
    best = pairs.drop_duplicates("hinder_id").set_index("hinder_id")["mojlighet_id"]
    assert best["s04"] in {"s06", "s07"}
    assert best["s09"] in {"s10", "s11"}
    assert pairs["similarity"].between(PARAMS.pair_similarity, 1).all()
    assert pairs.groupby("hinder_id").size().max() <= PARAMS.pairs_per_hinder
    assert pairs.groupby("hinder_id")["similarity"].apply(lambda values: values.is_monotonic_decreasing).all()


def test_a_pair_knows_whether_any_conference_is_common() -> None:
    lists = [
        ("hinder", "Lokaler saknas", "a; b"),
        ("möjlighet", "Lokaler i skolan", "b; c"),
        ("möjlighet", "Lokaler", "c"),
    ]
    params = PARAMS.model_copy(update={"pair_similarity": 0.0})
    pairs = run(statements(lists), conferences("a", "b", "c"), params)["pairs"]
    assert dict(zip(pairs["mojlighet_id"], pairs["same_conference"], strict=True)) == {"s01": True, "s02": False}


def test_what_needs_review_counts_nowhere() -> None:
    unsure = statements(SAYINGS).assign(review="review")
    assert run(unsure, conferences(*CONFERENCES))["themes"].empty


def test_neutral_statements_are_left_aside() -> None:
    neutral = [("neutral", text, "norr") for _, text, _ in SAYINGS]
    made = run(statements(neutral), conferences("norr"))
    assert all(table.empty for table in made.values())


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_statements_give_valid_empty_tables(count: int) -> None:
    made = run(statements(SAYINGS[:count]), conferences(*CONFERENCES))
    for name, table in made.items():
        assert tables.validate(name, table).empty


def test_two_statements_make_one_theme_or_none() -> None:
    alike = run(
        statements([("hinder", "Dyra lokaler", ""), ("möjlighet", "Lånade lokaler", "")]), conferences(), PARAMS
    )
    assert alike["themes"]["statement_count"].tolist() == [2]
    unlike = run(
        statements([("hinder", "Dyra lokaler", ""), ("möjlighet", "Fler tolkar", "")]), conferences(), PARAMS
    )
    assert unlike["themes"].empty


def test_statements_of_stopwords_alone_give_no_theme() -> None:
    made = run(statements([("hinder", "Det är så", ""), ("möjlighet", "Så är det", "")]), conferences(), PARAMS)
    assert made["themes"].empty


def test_no_more_themes_than_asked_for_and_than_there_are_statements_for() -> None:
    assert len(run(statements(SAYINGS), conferences(*CONFERENCES))["themes"]) <= 3
    few = ClusterParams(mode="discover", themes=12, min_statements=6)
    assert len(run(statements(SAYINGS), conferences(*CONFERENCES), few)["themes"]) <= 2


def test_a_conference_that_is_not_in_the_table_is_an_error() -> None:
    with pytest.raises(ValueError, match="norr"):
        run(statements(SAYINGS), conferences("söder", "öster"))


def test_the_order_of_the_statements_changes_no_byte(made: Tables, tmp_path: Path) -> None:
    shuffled = statements(SAYINGS).sample(frac=1, random_state=5)
    again = run(shuffled, conferences(*CONFERENCES))
    for name in made:
        for folder, table in (("one", made[name]), ("two", again[name])):
            tables.write_csv(tmp_path / folder / f"{name}.csv", table)
        assert (tmp_path / "one" / f"{name}.csv").read_bytes() == (tmp_path / "two" / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("text", ["Brist på lokaler", "Svårt att hitta ledare"])
def test_a_form_that_everybody_filled_in_alike_is_one_theme_or_none(text: str) -> None:
    made = run(statements([("hinder", text, "norr")] * 30), conferences("norr"))
    assert len(made["themes"]) <= 1


def test_of_equal_answers_the_first_are_taken() -> None:
    said = [("hinder", "Blanketterna är krångliga", "k0")]
    said += [("möjlighet", "Enklare blanketter", f"k{at}") for at in range(300)]
    found = run(statements(said), conferences(*(f"k{at}" for at in range(300))))["pairs"]
    assert found["mojlighet_id"].tolist() == ["s01", "s02", "s03"]
