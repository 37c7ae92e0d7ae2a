"""Amounts, dates and contacts as reports write them: the rows of ``examples/*.csv`` show every rule.

A row is one expected mention; a text without any has a row with an empty span.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from pipeline.extract.resolve import resolve
from pipeline.extract.spans import Span
from pipeline.extract.values import amounts, contacts, dates
from pipeline.extract.values.dates import Years
from pipeline.extract.values.quantities import plain

EXAMPLES = Path(__file__).with_name("examples")
Row = dict[str, str]


def examples(name: str, *context: str) -> Iterator[object]:
    with (EXAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for key, rows in groupby(
            csv.DictReader(file), key=lambda row: tuple(row[part] for part in ("text", *context))
        ):
            expected = list(rows)
            yield pytest.param(
                *key, [row for row in expected if row["span"]], id=f"{expected[0]['rule']}-{key[0]}"
            )


def marks(span: Span) -> str:
    return "+".join(span.source.split("+")[1:])


def winners(spans: list[Span], type_: str) -> list[Span]:
    return [span for span in resolve(spans) if span.type == type_]


@pytest.mark.parametrize(("text", "expected"), examples("amounts"))
def test_amount(text: str, expected: list[Row]) -> None:
    language = "en" if any(row["rule"].endswith("english") for row in expected) else ""
    everything = [*contacts.find(text), *dates.find(text), *amounts.find(text, language)]
    found = [
        (text[s.start : s.end], s.value, plain(s.value_max) if s.value_max is not None else "", s.unit, s.kind,
         marks(s).replace("elliptic", "").replace("++", "+").strip("+"))
        for s in winners(everything, "AMOUNT")
    ]  # fmt: skip
    columns = ("span", "value", "value_max", "unit", "kind", "marks")
    assert found == [tuple(row[column] for column in columns) for row in expected]


@pytest.mark.parametrize(("text", "years", "expected"), examples("dates", "years"))
def test_date(text: str, years: str, expected: list[Row]) -> None:
    context = Years(tuple(int(year) for year in years.split()))
    found = [
        (text[s.start : s.end], s.value, s.date_start, s.date_end, s.kind, marks(s))
        for s in winners([*contacts.find(text), *dates.find(text, context), *amounts.find(text)], "DATE")
    ]
    columns = ("span", "value", "first", "last", "precision", "marks")
    assert found == [tuple(row[column] for column in columns) for row in expected]


@pytest.mark.parametrize(("text", "expected"), examples("contacts"))
def test_contact(text: str, expected: list[Row]) -> None:
    found = [(text[s.start : s.end], s.value, s.kind) for s in contacts.find(text)]
    assert found == [(row["span"], row["value"], row["kind"]) for row in expected]
