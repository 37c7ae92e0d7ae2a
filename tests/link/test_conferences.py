"""Which conferences a report reports on: their place, day and number of participants."""

from __future__ import annotations

import pytest

from tests.link.helpers import OPENING, mine


def report(title: str, *paragraphs: str) -> str:
    """A report: its title, running text that names nothing, and ``paragraphs``."""
    return "\n\n".join((f"# {title}", OPENING, *paragraphs))


class TestWhichConferences:
    def test_a_title_that_names_an_event_and_its_place_is_enough(self) -> None:
        mined = mine(report("Rapport från dialogdagen i Kalix"))
        assert mined.conferences("place", "municipality", "county") == [("Kalix", "Kalix", "Norrbottens län")]
        for column in ("place", "municipality", "county"):
            assert mined.evidence("conferences", column) == ["Kalix"]

    def test_a_town_abroad_has_no_municipality(self) -> None:
        mined = mine(report("Rapport från konferensen i Köpenhamn"))
        assert mined.conferences("place", "municipality", "county") == [("Köpenhamn", None, None)]
        assert mined.evidence("conferences", "municipality") == []

    def test_running_text_must_name_an_event_twice_or_say_that_it_was_held_there(self) -> None:
        mined = mine(
            report(
                "Rapport från höstens rådslag",
                "Rådslaget i Eksjö var givande. Rådslaget hölls i bygdegården i Kumla, och alla fick plats.",
                "Rådslaget i Ystad var kort, men Ystadsrådslaget drog fulla hus.",
            )
        )
        assert mined.places == ["Kumla", "Ystad"]

    def test_a_report_that_mentions_a_conference_in_passing_reports_on_none(self) -> None:
        mined = mine(
            report(
                "Verksamhetsberättelse för hembygdsföreningen",
                "I mars for kassören på en konferens i Ystad. Konferensen i Ystad handlade om tak.",
            )
        )
        assert mined.places == []
        assert mined.about("I mars for") == ""

    def test_another_conference_in_passing_is_not_one_that_the_report_is_about(self) -> None:
        mined = mine(
            report("Rapport från dialogdagen i Trosa", "Flera hade varit på konferensen i Ystad året innan.")
        )
        assert mined.places == ["Trosa"]

    def test_a_short_first_paragraph_is_running_text_too(self) -> None:
        mined = mine(
            """
            # Verksamhetsberättelse för hembygdsföreningen

            Gården har fått nytt tak.

            I mars for kassören på en konferens i Ystad.
            """
        )
        assert mined.places == []

    def test_a_press_conference_is_no_conference(self) -> None:
        mined = mine(
            report(
                "Rapport om badhuset",
                "Presskonferensen hölls i Ystad. Vid presskonferensen i Ystad visades ritningar.",
            )
        )
        assert mined.places == []

    def test_a_district_of_a_town_that_is_there_is_no_second_conference(self) -> None:
        mined = mine(
            report(
                "Rapport från konferensen i Stockholm",
                "Konferensen i Stockholm hölls i Rinkeby. Konferensen i Rinkeby tog upp bussarna.",
            )
        )
        assert mined.places == ["Stockholm"]

    def test_a_district_alone_is_one_and_lies_in_its_town(self) -> None:
        mined = mine(report("Rapport från rådslaget i Kortedala"))
        assert mined.conferences("place", "municipality") == [("Kortedala", "Göteborg")]

    def test_an_invitation_with_a_programme_names_the_place_in_a_field(self) -> None:
        mined = mine(
            """
            # Inbjudan till framtidsdag

            Datum: tisdagen den 14 mars 2017
            Plats: Odenskolan, Falköping

            ## Program

            09.30 Kaffe
            10.00 Rektorn hälsar välkommen
            11.00 Samtal i grupper
            """
        )
        assert mined.conferences("place", "start_date") == [("Falköping", "2017-03-14")]

    def test_they_stand_in_the_order_that_running_text_names_them(self) -> None:
        mined = mine(
            report(
                "Rapport från hearingarna i Eksjö, Trosa och Ystad",
                "Ystad var först, sedan kom Trosa.",
                "Till sist samlades alla i Eksjö.",
            )
        )
        assert mined.places == ["Ystad", "Trosa", "Eksjö"]

    def test_each_report_has_its_own(self) -> None:
        mined = mine(
            {
                "a.txt": report("Rapport från rådslaget i Eksjö"),
                "b.md": report("Rapport från rådslaget i Eksjö", "Andra upplagan."),
                "c.md": report("Handbok för bryggbyggare"),
            }
        )
        assert mined.places == ["Eksjö", "Eksjö"]
        ids = [row[0] for row in mined.conferences("conference_id")]
        assert len(set(ids)) == 2 and all(id_.startswith("eksjo-") for id_ in ids)

    def test_towns_that_differ_by_a_ring_have_ids_of_their_own(self) -> None:
        mined = mine(report("Rapport från rådslagen i Habo och Håbo"))
        assert mined.places == ["Habo", "Håbo"]
        assert len({row[0] for row in mined.conferences("conference_id")}) == 2


class TestDays:
    @pytest.mark.parametrize(
        ("paragraph", "days"),
        [
            ("Rådslaget i Lidköping hölls den 4 maj 2019.", ("2019-05-04", "2019-05-04")),
            ("Rådslaget i Lidköping hölls den 4–5 maj 2019 på biblioteket.", ("2019-05-04", "2019-05-05")),
            ("Rådslaget i Lidköping hölls 2019-05-04.", ("2019-05-04", "2019-05-04")),
            ("Rådslaget i Lidköping hölls den 4–25 maj 2019.", (None, None)),  # no event lasts so long
            ("Rådslaget i Lidköping hölls i maj 2019.", (None, None)),  # no day
            ("Rådslaget i Lidköping hölls den 4 maj.", ("--05-04", "--05-04")),  # no year anywhere
            ("Anmäl dig till rådslaget i Lidköping senast den 1 maj 2019.", (None, None)),
        ],
    )
    def test_the_day_that_the_text_states(self, paragraph: str, days: tuple[str | None, str | None]) -> None:
        mined = mine(report("Rapport från rådslaget i Lidköping", paragraph))
        assert mined.conferences("start_date", "end_date") == [days]
        assert len(mined.evidence("conferences", "start_date")) == (days[0] is not None)

    def test_the_day_in_the_title(self) -> None:
        mined = mine(report("Konferensen i Falköping den 14 mars 2017"))
        assert mined.conferences("start_date") == [("2017-03-14",)]
        assert mined.evidence("conferences", "start_date") == ["14 mars 2017"]

    def test_the_year_may_stand_elsewhere(self) -> None:
        mined = mine(
            """
            # Dialogdag i Falköping

            Rapport, april 2017

            Dialogdagen i Falköping hölls tisdagen den 14 mars. Många kom.
            """
        )
        assert mined.conferences("start_date") == [("2017-03-14",)]
        assert mined.evidence("conferences", "start_date") == ["tisdagen den 14 mars"]

    def test_two_days_that_compete_leave_it_open(self) -> None:
        mined = mine(
            report(
                "Rapport från dialogdagen i Falköping",
                "Kallelsen säger att dialogdagen i Falköping hölls den 14 mars 2017, "
                "minnesanteckningarna att den hölls den 16 mars 2017.",
            )
        )
        assert mined.conferences("start_date", "end_date") == [(None, None)]

    def test_a_deadline_beside_the_day_is_not_taken(self) -> None:
        mined = mine(
            report(
                "Inbjudan till dialogdag i Falköping",
                "Kom till dialogdagen i Falköping tisdagen den 14 mars 2017. Anmäl dig senast den 1 mars 2017.",
            )
        )
        assert mined.conferences("start_date") == [("2017-03-14",)]

    def test_each_conference_has_the_day_of_its_own_section(self) -> None:
        mined = mine(
            report(
                "Rapport från två rådslag",
                "Rådslagen i Lidköping och Säffle var öppna för alla.",
                "## Rådslaget i Lidköping",
                "Lördagen den 4 maj 2019 klockan 10 fylldes biblioteket.",
                "## Rådslaget i Säffle",
                "Söndagen den 12 maj 2019 klockan 13 fylldes aulan.",
            )
        )
        assert mined.conferences("place", "start_date") == [("Lidköping", "2019-05-04"), ("Säffle", "2019-05-12")]

    def test_two_days_of_two_conferences_in_one_paragraph(self) -> None:
        mined = mine(
            report(
                "Rapport från två rådslag",
                "Rådslaget i Lidköping hölls den 4 maj 2019. Rådslaget i Säffle hölls den 12 maj 2019.",
            )
        )
        assert mined.conferences("start_date") == [("2019-05-04",), ("2019-05-12",)]

    def test_a_night_between_two_months(self) -> None:
        mined = mine(
            report("Rapport från rådslaget i Lidköping", "Rådslaget i Lidköping hölls den 30 april–1 maj 2019.")
        )
        assert mined.conferences("start_date", "end_date") == [("2019-04-30", "2019-05-01")]


class TestParticipants:
    @pytest.mark.parametrize(
        ("paragraph", "total", "quote"),
        [
            ("Rådslaget i Säffle samlade 83 deltagare från åtta byalag.", 83, "83 deltagare"),
            ("Vid rådslaget i Säffle deltog drygt 40 personer.", 40, "drygt 40 personer"),
            ("I rådslaget i Säffle har 1 250 personer deltagit.", 1250, "1 250 personer"),
            ("På rådslaget i Säffle deltog 12 föreningar.", None, None),
            (
                "Rådslaget i Säffle hölls i aulan. Till marknaden kom 300 besökare, deltagare som andra.",
                None,
                None,
            ),
            ("Sammanlagt deltog 83 personer.", 83, "83 personer"),  # the report is on one conference
        ],
    )
    def test_people_counted_in_the_sentence_that_names_the_event(
        self, paragraph: str, total: int | None, quote: str | None
    ) -> None:
        mined = mine(report("Rapport från rådslaget i Säffle", paragraph))
        assert mined.conferences("participants_total") == [(total,)]
        assert mined.evidence("conferences", "participants_total") == ([quote] if quote else [])

    def test_a_sum_over_two_conferences_is_given_to_neither(self) -> None:
        mined = mine(
            report(
                "Rapport från rådslagen i Lidköping och Säffle",
                "I rådslagen i Lidköping och Säffle deltog 124 personer.",
                "I rådslaget i Säffle deltog 41 personer.",
            )
        )
        assert mined.conferences("place", "participants_total") == [("Lidköping", None), ("Säffle", 41)]
