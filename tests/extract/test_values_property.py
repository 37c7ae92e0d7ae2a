"""A value printed in any form that reports use reads back as itself."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.values import amounts, dates
from pipeline.extract.values.periods import FULL_MONTHS

SPACES = " \u00a0\u2009\u202f"
MONTH_NAMES = {number: name for name, number in FULL_MONTHS.items() if name.islower()}
MONEY_FORMS = ("{n} kr", "{n} kronor", "{n}:-", "SEK {n}", "ca {n} kr", "drygt {n} kronor", "{n} kr per år")
SCALED = (("mnkr", 6), ("Mkr", 6), ("MSEK", 6), ("miljoner kronor", 6), ("tkr", 3), ("kkr", 3), ("mdkr", 9),
          ("miljarder kronor", 9))  # fmt: skip
DAY_FORMS = (
    "{y}-{m:02}-{d:02}", "{d} {name} {y}", "den {d} {name} {y}", "{d}/{m} {y}", "{d}/{m}-{y}", "{d}.{m}.{y}",
    "{weekday}en den {d} {name} {y}", "{weekday} {d} {name} {y}", "{d:02}.{m:02}.{y}", "{y}{m:02}{d:02}",
)  # fmt: skip
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
days = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def grouped(value: int, space: str) -> str:
    return f"{value:,}".replace(",", space)


@given(st.integers(1, 10**10), st.sampled_from(SPACES + "."), st.sampled_from(MONEY_FORMS))
def test_a_sum_of_money_reads_back(value: int, space: str, form: str) -> None:
    (found,) = amounts.find(f"Stödet är {form.format(n=grouped(value, space))}.")
    assert (found.value, found.unit, found.kind) == (str(value), "SEK", "money")


@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from(SCALED))
def test_a_scaled_sum_reads_back(whole: int, tenth: int, unit: tuple[str, int]) -> None:
    (found,) = amounts.find(f"Budgeten är {whole},{tenth} {unit[0]} i år")
    assert int(found.value) == (whole * 10 + tenth) * 10 ** unit[1] // 10


@given(st.integers(2, 9999), st.integers(1, 9999), st.sampled_from(["–", "-", " till ", " – "]))
def test_a_range_reads_back(low: int, more: int, to: str) -> None:
    (found,) = amounts.find(f"ca {low}{to}{low + more} deltagare", "")
    assert (found.value, found.value_max, found.unit) == (str(low), low + more, "deltagare")


@given(st.integers(0, 1000), st.integers(1, 9), st.sampled_from([" %", "%", " procent", " procentenheter"]))
def test_a_share_reads_back(whole: int, tenth: int, unit: str) -> None:
    (found,) = amounts.find(f"Andelen ökade med {whole},{tenth}{unit}.")
    assert (found.value, found.kind) == (f"{whole}.{tenth}", "percent")


@given(days, st.sampled_from(DAY_FORMS))
def test_a_day_reads_back(day: date, form: str) -> None:
    written = form.format(
        y=day.year, m=day.month, d=day.day, name=MONTH_NAMES[day.month], weekday=WEEKDAYS[day.weekday()]
    )
    (found,) = dates.find(f"Mötet {written} var långt")
    assert (found.date_start, found.date_end, found.source) == (day.isoformat(), day.isoformat(), "rules:date")


@given(days, st.integers(1, 400), st.sampled_from([" – ", " till ", " till och med "]))
def test_an_interval_reads_back(first: date, length: int, to: str) -> None:
    last = date.fromordinal(first.toordinal() + length)
    (found,) = dates.find(f"Projekttid: {first.isoformat()}{to}{last.isoformat()}")
    assert (found.date_start, found.date_end) == (first.isoformat(), last.isoformat())


@given(days, st.integers(1, 6))
def test_a_wrong_weekday_is_kept_and_flagged(day: date, off: int) -> None:
    wrong = WEEKDAYS[(day.weekday() + off) % 7]
    (found,) = dates.find(f"{wrong}en den {day.day} {MONTH_NAMES[day.month]} {day.year}")
    assert (found.date_start, found.source) == (day.isoformat(), "rules:date+weekday")
