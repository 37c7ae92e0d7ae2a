"""Ids and names of proposed themes from run to run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cluster.ledger import Entry, LedgerError, Proposal, read, settle

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
