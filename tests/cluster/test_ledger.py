"""Ids and names of proposed themes from run to run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cluster.ledger import Entry, LedgerError, Proposal, moved, read, settle
from pipeline.schema import LIST_SEPARATOR

ALL = frozenset("abcdefgh")


def entry(theme: str, statements: str) -> Entry:
    return Entry(theme, theme.upper(), "born", (), frozenset(statements))


def proposal(theme: str, statements: str) -> Proposal:
    return Proposal(theme, theme.capitalize(), frozenset(statements))


def told(entries: list[Entry]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.theme_id, one.event, one.related) for one in entries]


def test_a_theme_keeps_id_and_name_while_most_of_it_stays_together() -> None:
    (kept,) = settle([entry("buss", "abcd")], [proposal("färdtjänst", "abcx")], ALL)
    assert (kept.theme_id, kept.name, kept.event) == ("buss", "BUSS", "kept")
    assert kept.statements == frozenset("abcx")


def test_statements_that_left_the_corpus_say_nothing() -> None:
    (kept,) = settle([entry("buss", "abcd")], [proposal("tåg", "a")], frozenset("a"))
    assert kept.theme_id == "buss"


def test_of_two_that_meet_the_larger_lives_on() -> None:
    entries = settle([entry("buss", "abc"), entry("tåg", "de")], [proposal("resor", "abcde")], ALL)
    assert told(entries) == [("buss", "merged", ("tåg",)), ("tåg", "gone", ("buss",))]


def test_what_is_cut_off_is_born_of_its_parent() -> None:
    entries = settle([entry("buss", "abcde")], [proposal("buss2", "abc"), proposal("tåg", "de")], ALL)
    assert told(entries) == [("buss", "kept", ()), ("tåg", "split", ("buss",))]


def test_what_falls_apart_is_gone() -> None:
    assert told(settle([entry("buss", "abcd")], [], ALL)) == [("buss", "gone", ())]


def test_a_piece_that_would_have_the_id_of_its_parent_gets_its_own() -> None:
    entries = settle([entry("buss", "abcdefgh")], [proposal("tåg", "defgh"), proposal("buss", "abc")], ALL)
    assert [(one.name, one.event) for one in entries] == [("BUSS", "kept"), ("Buss", "split")]
    assert entries[0].theme_id == "buss"
    assert entries[1].theme_id.startswith("buss-")


def test_a_statement_can_be_moved_to_a_theme_that_there_is() -> None:
    before = [entry("buss", "abc"), entry("tåg", "de"), Entry("båt", "BÅT", "gone", (), frozenset())]
    after = moved(before, {"c": "tåg", "a": "båt", "b": "flyg", "x": "tåg"}, ALL)
    assert [sorted(one.statements) for one in after] == [["a", "b"], ["c", "d", "e"], []]


def test_a_theme_of_many_statements_is_read_back(tmp_path: Path) -> None:
    many = LIST_SEPARATOR.join(f"0123456789-s{number}-{number + 50}" for number in range(10_000))
    text = f"theme_id,name,event,related,statements\nforslag-buss,Buss,born,,{many}\n"
    (tmp_path / "theme_ledger.csv").write_text(text, encoding="utf-8")
    (one,) = read(tmp_path)
    assert len(one.statements) == 10_000


def test_a_ledger_that_is_not_utf_8_is_told_of(tmp_path: Path) -> None:
    text = "theme_id,name,event,related,statements\nx,Båt,born,,a\n"
    (tmp_path / "theme_ledger.csv").write_text(text, encoding="cp1252")
    with pytest.raises(LedgerError, match="cannot be read"):
        read(tmp_path)


def test_the_same_again_changes_nothing() -> None:
    found = [proposal("buss", "abc"), proposal("tåg", "de")]
    once = settle([], found, ALL)
    twice = settle(once, found, ALL)
    assert [(one.theme_id, one.name, one.statements) for one in once] == [
        (one.theme_id, one.name, one.statements) for one in twice
    ]


def test_a_file_that_is_no_ledger_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "theme_ledger.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="not a theme ledger"):
        read(tmp_path)
