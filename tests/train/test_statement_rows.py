"""The statements that stance and themes are trained on: enough, balanced, read twice, apart from the tests."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict

from sklearn.metrics import cohen_kappa_score

from pipeline.cluster.book import default_book, read
from pipeline.ids import text_digest
from pipeline.train.statements.partition import fold_of, left_out, rest
from pipeline.train.statements.rows import DATA, LABELS, pairs, taught_books, written

ROWS = written()
STATED = [row for row in ROWS if row.label]


def real() -> list[dict[str, str]]:
    with (DATA / "real.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_thousands_of_statements_no_stance_left_thin() -> None:
    counts = Counter(row.label for row in STATED)
    assert set(counts) == set(LABELS)
    assert len(STATED) > 5000
    assert min(counts["hinder"], counts["möjlighet"], counts["neutral"]) > 1300


def test_many_areas_registers_and_hard_cases() -> None:
    assert len({row.area for row in STATED}) >= 15
    assert {"bullet", "prose", "minutes", "political", "interview"} <= {row.register for row in STATED}
    cases = Counter(row.case for row in STATED)
    assert min(cases[one] for one in ("need_obstacle", "need_proposal", "negated_obstacle", "reported")) > 50


def test_two_readers_agree() -> None:
    by_text = defaultdict(list)
    for row in STATED:
        by_text[row.text].append(row.label)
    with (DATA / "second_pass.csv").open(encoding="utf-8", newline="") as file:
        second = [row for row in csv.DictReader(file) if len(by_text[row["text"]]) == 1]
    first = [by_text[row["text"]][0] for row in second]
    assert len(second) > 2700
    assert cohen_kappa_score(first, [row["label"] for row in second]) > 0.95


def test_two_readers_agree_on_themes() -> None:
    themes = {row.text: {row.theme, row.second_theme} - {""} for row in ROWS}
    with (DATA / "second_pass.csv").open(encoding="utf-8", newline="") as file:
        second = [row for row in csv.DictReader(file) if row["theme"]]
    assert len(second) > 900
    assert sum(row["theme"] in themes[row["text"]] for row in second) > 0.9 * len(second)


def test_two_readers_agree_on_public_sentences() -> None:
    twice = [row for row in real() if row["part"] == "train" and row["second_label"]]
    assert len(twice) > 5000
    assert cohen_kappa_score([row["label"] for row in twice], [row["second_label"] for row in twice]) > 0.8


def test_every_theme_of_the_book_has_examples() -> None:
    book = read(default_book()).ids
    themes = Counter(row.theme for row in ROWS if row.theme)
    assert set(themes) == set(book)
    assert min(themes.values()) > 100


def test_theme_books_have_names_definitions_and_statements() -> None:
    books = taught_books()
    assert len(books) == 40
    assert all(12 <= len(book) <= 16 for book in books)
    assert all(one.name and one.definition and len(one.statements) == 8 for book in books for one in book)


def test_a_second_reader_finds_the_same_theme_of_a_book() -> None:
    first = {
        (f"{path.stem}:{row['book']}", row["text"]): row["theme"]
        for path in DATA.glob("books_*.csv")
        for row in csv.DictReader(path.open(encoding="utf-8", newline=""))
    }
    with (DATA / "second_pass_books.csv").open(encoding="utf-8", newline="") as file:
        second = list(csv.DictReader(file))
    assert len(second) == 300
    assert sum(first[row["book"], row["text"]] == row["theme"] for row in second) > 0.95 * len(second)


def test_an_obstacle_has_two_answers_and_a_near_miss() -> None:
    found = pairs()
    assert len(found) > 1600
    assert all(one.hinder and all(one.answers) and one.near_miss for one in found)


def test_public_texts_are_named_not_copied_and_never_in_both_parts() -> None:
    rows = real()
    assert set(rows[0]) == {
        "corpus", "source_file", "digest", "part", "pick", "label", "second_label", "doubt", "theme",
        "second_theme",
    }  # fmt: skip
    parts = {part: {row["source_file"] for row in rows if row["part"] == part} for part in ("train", "test")}
    assert not parts["train"] & parts["test"]
    assert all(row["corpus"] == "corpus-large" for row in rows if row["part"] == "train")


def test_a_digest_does_not_see_line_breaks() -> None:
    assert text_digest("Tiden  räcker\ninte") == text_digest("Tiden räcker inte")


def test_what_is_left_out_is_in_no_other_part() -> None:
    kept, gone = rest(ROWS, 2, 0), left_out(ROWS, 2, 0)
    assert {row.text.casefold() for row in kept}.isdisjoint(row.text.casefold() for row in gone)
    assert {row.group for row in kept}.isdisjoint(row.group for row in gone)
    assert {fold_of(row, 2) for row in gone} == {0}
