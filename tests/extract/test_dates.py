"""Dates: what the span is, and what day, month or stretch it means."""

from __future__ import annotations

import pytest

from pipeline.extract.values import dates
from pipeline.extract.values.dates import Years
from pipeline.extract.values.years import YearContext, years_in

READ = [
    ("Bidraget gäller 2013-02-11 till 2015-06-30.", "2013-02-11 till 2015-06-30", "2013-02-11/2015-06-30"),
    ("Inkom 2016-03-22", "2016-03-22", "2016-03-22"),
    ("kursen gick 1 mars–30 juni 2018", "1 mars–30 juni 2018", "2018-03-01/2018-06-30"),
    ("mötet 7–9 oktober 2014 i Luleå", "7–9 oktober 2014", "2014-10-07/2014-10-09"),
    ("den 5 och 6 maj 2014", "5 och 6 maj 2014", "2014-05-05/2014-05-06"),
    ("från 30 december 2011 – 3 januari 2012", "30 december 2011 – 3 januari 2012", "2011-12-30/2012-01-03"),
    ("kl. 10.00–15.00 den 4 april, 2017", "4 april, 2017", "2017-04-04"),
    ("tisdagen den 3 mars 2015 kl 13", "tisdagen den 3 mars 2015", "2015-03-03"),
    ("senast den 10 dec 2013", "10 dec 2013", "2013-12-10"),
    ("sedan augusti 2015", "augusti 2015", "2015-08"),
    ("maj–juni 2011", "maj–juni 2011", "2011-05/2011-06"),
    ("Hösten 2016 började vi", "Hösten 2016", "2016-09-01/2016-11-30"),
    ("våren 2013", "våren 2013", "2013-03-01/2013-05-31"),
    ("vintern 2011/2012", "vintern 2011/2012", "2011-12-01/2012-02-29"),
    ("läsåret 2011/12", "läsåret 2011/12", "2011-07-01/2012-06-30"),
    ("första kvartalet 2016", "första kvartalet 2016", "2016-01-01/2016-03-31"),
    ("andra halvåret 2012", "andra halvåret 2012", "2012-07-01/2012-12-31"),
    ("på 1990-talet", "1990-talet", "1990/1999"),
    ("1960- och 1970-talen", "1960- och 1970-talen", "1960/1979"),
    ("perioden 2015–2018", "2015–2018", "2015/2018"),
    ("2014-16 var projekttiden", "2014-16", "2014/2016"),
    ("Under 2012 växte gruppen", "2012", "2012"),
    ("4.5.2012", "4.5.2012", "2012-05-04"),
]

SILENT = [
    "Agenda 2030",
    "lagen (2013:411) om etablering",
    "SFS 2009:600",
    "Storgatan 2010",
    "i början av juni",
    "under hösten",
    "kl. 10.15–14.45",
    "en tredjedel, 1/3 av alla",
    "dygnet runt, 24/7",
    "betänkande 2020/21:AU4",
    "dnr 2011/4567",
    "113 20 Stockholm",
]


@pytest.mark.parametrize(("text", "span", "value"), READ)
def test_a_date_is_read(text: str, span: str, value: str) -> None:
    assert [(text[s.start : s.end], s.value) for s in dates.find(text)] == [(span, value)]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert dates.find(text) == []


def test_two_years_are_two_dates() -> None:
    assert [s.value for s in dates.find("åren 2016 och 2017")] == ["2016", "2017"]


def test_first_and_last_day_are_full_dates() -> None:
    (found,) = dates.find("i februari 2012")
    assert (found.value, found.date_start, found.date_end) == ("2012-02", "2012-02-01", "2012-02-29")


@pytest.mark.parametrize(
    ("text", "years", "value"),
    [
        ("Svara senast 14 okt", Years((2015,)), "2015-10-14"),
        ("senast onsdag 14/10", Years((2015,)), "2015-10-14"),
        ("Onsdagen den 14 oktober", Years((2016, 2015)), "2015-10-14"),  # the weekday chooses the year
        ("Onsdagen den 14 oktober", Years((), (2013, 2014, 2015)), "2015-10-14"),
        ("fredag 28/9", Years((2019,), (2018, 2020)), "2018-09-28"),  # a report of the year after
        ("senast den 10 mars", Years(), "--03-10"),
        ("den 10 mars", Years((), (2010, 2011)), "--03-10"),
    ],
)
def test_a_year_that_is_left_out_is_inferred_where_the_text_settles_it(
    text: str, years: Years, value: str
) -> None:
    (found,) = dates.find(text, years)
    assert found.value == value
    assert ("+inferred" in found.source) is not value.startswith("--")


def test_the_innermost_heading_gives_the_year() -> None:
    context = YearContext((2014,))
    assert context.enter("paragraph", "Två möten våren 2012 > Underlag", "").settled[0] == 2012


def test_the_nearest_earlier_dated_heading_comes_before_the_documents_own_date() -> None:
    context = YearContext((2014,))
    context.enter("heading", "", "Våren 2013")
    context.enter("heading", "", "Program")
    years = context.enter("paragraph", "Program", "")
    assert (years.settled, years.weak) == ((2013,), (2014,))


def test_a_date_without_a_year_takes_that_of_the_date_before_it_rather_than_the_documents_own() -> None:
    years = Years(weak=(2023,))
    assert [s.value for s in dates.find("Den 30 juni 2020 öppnade vi, den 12 juli stängde vi.", years)][
        1
    ] == "2020-07-12"
    assert dates.find("Vintern 2021/22 var svår. Den 8 februari tog veden slut.", years)[1].value == "2022-02-08"
    assert dates.find("Redovisas senast den 31 mars varje år.", years)[0].value == "--03-31"


def test_a_heading_with_several_years_settles_none() -> None:
    assert years_in("Rapport 2011–2014") == (2011, 2014)
    years = YearContext().enter("paragraph", "Rapport 2011–2014", "")
    assert (years.settled, years.possible) == ((), (2011, 2012, 2013, 2014))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mötet 2019 var det första. Nästa är den 10 mars.", "2019-03-10"),
        ("Målet är noll utsläpp till 2045. Mötet är den 10 mars.", "--03-10"),  # a goal dates nothing
        ("Sedan 2014 har mycket hänt. Mötet är den 10 mars.", "--03-10"),
        (
            "Avtalet 1969 var det första. Nästa möte är måndagen den 11 november.",
            "--11-11",
        ),  # no such weekday near
    ],
)
def test_a_lone_year_dates_what_lacks_one_unless_it_is_a_limit_or_the_weekday_denies_it(
    text: str, value: str
) -> None:
    years = YearContext((), text).enter("paragraph", "", text)
    assert dates.find(text, years)[-1].value == value
