"""Which mentions are of one person, organisation or place: every example is made up, or of public knowledge."""

from __future__ import annotations

import random
import time

import pandas as pd
import pytest

from pipeline import tables
from pipeline.link.entities import link_entities
from pipeline.link.entities.names import fold
from pipeline.link.entities.organisations import organisation
from pipeline.link.entities.places import place

Named = tuple[str, str, str]  # type, text, document


def mentions(*named: Named | tuple[str, str, str, str]) -> pd.DataFrame:
    """One mention per (type, text, doc_id) or (type, text, doc_id, value); ids m0, m1 …"""
    return tables.frame("mentions", [
        {
            "mention_id": f"m{number}",
            "type": type_,
            "text": text,
            "value": value[0] if value else text,
            "doc_id": doc_id,
            "page": 1,
            "char_start": number,
            "char_end": number + len(text),
        }
        for number, (type_, text, doc_id, *value) in enumerate(named)
    ])  # fmt: skip


def linked(*named: Named | tuple[str, str, str, str]) -> tuple[pd.DataFrame, list[str]]:
    """The entities by id, and the name of the entity that each mention was linked to."""
    entities, links, _ = link_entities(mentions(*named))
    tables.validate("entities", entities)
    assert links.columns.tolist() == ["mention_id", "entity_id"]
    by_id = entities.set_index("entity_id")
    return by_id, by_id.loc[links["entity_id"], "name"].tolist()


def one(*named: Named | tuple[str, str, str, str]) -> pd.Series:
    """The only entity of these mentions."""
    entities, _ = linked(*named)
    assert len(entities) == 1, entities["name"].tolist()
    return entities.iloc[0]


class TestTables:
    def test_no_mentions_give_two_empty_tables(self) -> None:
        entities, links, _ = link_entities(tables.frame("mentions"))
        assert tables.validate("entities", entities).empty
        assert links.empty and links.columns.tolist() == ["mention_id", "entity_id"]

    def test_dates_amounts_and_contacts_have_no_entity(self) -> None:
        entities, links, _ = link_entities(
            mentions(("DATE", "3 maj 2019", "d"), ("AMOUNT", "600 tkr", "d"), ("CONTACT", "a@exempel.se", "d"))
        )
        assert entities.empty and links.empty

    def test_counts_mentions_and_documents_and_leaves_conferences_to_others(self) -> None:
        entity = one(("LOC", "Arvika", "a"), ("LOC", "Arvika", "a"), ("LOC", "Arvika", "b"))
        assert (entity["mention_count"], entity["document_count"]) == (3, 2)
        assert pd.isna(entity["conference_count"])

    def test_the_most_mentioned_come_first(self) -> None:
        entities, _ = linked(("LOC", "Umeå", "a"), ("LOC", "Kiruna", "a"), ("LOC", "Kiruna", "b"))
        assert entities["name"].tolist() == ["Kiruna", "Umeå"]

    def test_without_a_normalised_value_the_text_counts(self) -> None:
        frame = mentions(("LOC", "Umeå", "a"))
        frame["value"] = pd.NA
        assert link_entities(frame).entities["name"].tolist() == ["Umeå"]

    def test_the_same_name_of_another_type_is_another_entity(self) -> None:
        entities, _ = linked(("LOC", "Folkets hus", "a"), ("ORG", "Folkets hus", "a"))
        assert len(entities) == 2


class TestSpelling:
    @pytest.mark.parametrize(
        "other",
        ["FÖRENINGEN NORR-SOL", "Föreningen Norr–Sol", "föreningen Norr  Sol", "Föreningen Norr-Sol (FNS)"],
    )
    def test_case_hyphens_spaces_and_a_bracketed_abbreviation_do_not_matter(self, other: str) -> None:
        assert fold(other) == fold("Föreningen Norr-Sol")

    def test_swedish_letters_matter_and_accents_do_not(self) -> None:
        assert fold("Habo") != fold("Håbo")
        assert fold("Cafégruppen") == fold("Cafegruppen")

    def test_a_place_in_brackets_tells_two_apart(self) -> None:
        assert fold("Träffpunkten (Motala)") != fold("Träffpunkten (Mora)")

    def test_the_name_is_the_most_frequent_form_and_the_others_are_aliases(self) -> None:
        entity = one(
            ("ORG", "Nätverket Norr-Sol", "a"),
            ("ORG", "Nätverket Norr-Sol", "a"),
            ("ORG", "NNS", "a", "Nätverket Norr-Sol"),
            ("ORG", "NNS:s", "a", "Nätverket Norr-Sol"),
            ("ORG", "NÄTVERKET NORR-SOL", "b"),
        )
        assert (entity["name"], entity["aliases"]) == ("Nätverket Norr-Sol", "NNS")

    def test_of_equally_frequent_forms_the_longer_one_names_the_entity(self) -> None:
        assert one(("ORG", "Malmö stad", "a"), ("ORG", "Malmö kommun", "a"))["name"] == "Malmö kommun"


class TestPublicBodies:
    @pytest.mark.parametrize(
        "form",
        [
            "Länsstyrelsen Värmland",
            "Länsstyrelsen i Värmland",
            "Länsstyrelsen i Värmlands län",
            "Länsstyrelsen Värmlands län",
            "LÄNSSTYRELSEN VÄRMLAND",
        ],
    )
    def test_a_county_board_is_one_however_it_is_written(self, form: str) -> None:
        entity = one(("ORG", form, "a"), ("ORG", "Länsstyrelsen i Värmlands län", "b"))
        assert entity["name"] == "Länsstyrelsen i Värmlands län"
        assert (entity["county_code"], entity["kind"]) == ("17", "myndighet")
        assert entity["latitude"] == pytest.approx(59.38, abs=0.1)

    def test_two_county_boards_stay_two(self) -> None:
        assert organisation("Länsstyrelsen Kalmar").key != organisation("Länsstyrelsen Halland").key

    @pytest.mark.parametrize("form", ["Göteborgs stad", "Göteborgs Stad", "Göteborg stad", "Göteborgs kommun"])
    def test_city_and_municipality_are_one(self, form: str) -> None:
        known = organisation(form)
        assert (known.key, known.kind, known.place.municipality_code) == ("göteborg kommun", "kommun", "1480")

    def test_what_belongs_to_a_municipality_is_not_the_municipality(self) -> None:
        entities, _ = linked(("ORG", "Umeå kommun", "a"), ("ORG", "Umeå kommuns fritidsförvaltning", "a"))
        assert len(entities) == 2

    @pytest.mark.parametrize("form", ["Landstinget i Kalmar län", "Landstinget Kalmar", "Kalmar läns landsting"])
    def test_the_forms_of_a_county_council_are_one_with_the_region_that_it_became(self, form: str) -> None:
        known = organisation(form)
        assert (known.name, known.kind, known.place.county_code) == ("Region Kalmar län", "region", "08")

    def test_a_former_name_leads_to_the_current_organisation_and_stays_as_an_alias(self) -> None:
        entity = one(("ORG", "Vägverket", "a"), ("ORG", "Vägverket", "a"), ("ORG", "Trafikverket", "b"))
        assert (entity["name"], entity["aliases"], entity["kind"]) == ("Trafikverket", "Vägverket", "myndighet")

    def test_a_well_known_abbreviation_that_extract_left_alone_is_expanded(self) -> None:
        assert organisation("MUCF").name == "Myndigheten för ungdoms- och civilsamhällesfrågor"

    def test_a_bare_county_board_is_the_one_of_its_document(self) -> None:
        _, names = linked(
            ("ORG", "Länsstyrelsen", "a"),
            ("ORG", "Länsstyrelsen i Hallands län", "a"),
            ("ORG", "Länsstyrelsen", "b"),
        )
        assert names == ["Länsstyrelsen i Hallands län", "Länsstyrelsen i Hallands län", "Länsstyrelsen"]

    def test_a_bare_county_board_among_two_stays_its_own_and_in_its_document(self) -> None:
        entities, names = linked(
            ("ORG", "Länsstyrelsen", "a"),
            ("ORG", "Länsstyrelsen Halland", "a"),
            ("ORG", "Länsstyrelsen Skåne", "a"),
            ("ORG", "Länsstyrelsen", "b"),
        )
        assert names.count("Länsstyrelsen") == 2
        assert (entities["name"] == "Länsstyrelsen").sum() == 2

    def test_a_bare_county_board_is_the_one_of_its_section(self) -> None:
        frame = mentions(
            ("ORG", "Länsstyrelsen", "a"),
            ("ORG", "Länsstyrelsen Halland", "a"),
            ("ORG", "Länsstyrelsen Skåne", "a"),
        )
        frame["section"] = ["Program", "Program", "Inbjudan"]
        links = link_entities(frame).links["entity_id"]
        assert links[0] == links[1] != links[2]

    def test_a_bare_county_board_is_the_one_of_the_county_that_its_passage_is_about(self) -> None:
        frame = mentions(
            ("ORG", "Länsstyrelsen", "a"),
            ("ORG", "Länsstyrelsen Halland", "a"),
            ("ORG", "Länsstyrelsen Skåne", "a"),
        )
        frame["section"] = ["Dialog", "Program", "Inbjudan"]
        entities, links, _ = link_entities(frame, {"m0": "25"})
        named = entities.set_index("entity_id")["name"]
        assert named[links["entity_id"][0]] == "Länsstyrelsen i Norrbottens län"

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("Kulturföreningen Nordanvind", "förening"),
            ("Nordanvinds kulturförening i Norr", "förening"),
            ("Nätverket Öppet hus", "nätverk"),
            ("Bergs Trävaror AB", "företag"),
            ("Tekniska nämnden", "nämnd"),
            ("Öppet hus", None),
        ],
    )
    def test_the_noun_that_heads_an_unknown_name_gives_its_kind(self, name: str, kind: str | None) -> None:
        assert organisation(name).kind == kind

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("Röda Korset Borås", "förening"),
            ("Migrationsverket i Boden", "myndighet"),
            ("Rädda Barnen Syd", "förening"),
            ("Hembygdsrådet i Dalarna", "råd"),
            ("Friluftsenheten", "förvaltning"),
            ("Vikens BTK", "förening"),
            ("Council of Lakes", "råd"),
            ("Friluftsfonden Norr", None),
        ],
    )
    def test_a_branch_has_the_kind_of_the_whole_and_a_definite_head_tells_more(
        self, name: str, kind: str | None
    ) -> None:
        assert organisation(name).kind == kind

    def test_an_unknown_organisation_has_neither_kind_nor_place(self) -> None:
        entity = one(("ORG", "Syjuntan Nålen", "a"))
        assert entity[["kind", "municipality_code", "county_code", "latitude"]].isna().all()


class TestPeople:
    def test_two_people_with_one_surname_stay_two_and_the_lone_surname_is_neither(self) -> None:
        entities, names = linked(("PER", "Eva Berg", "a"), ("PER", "Olle Berg", "a"), ("PER", "Berg", "a"))
        assert names == ["Eva Berg", "Olle Berg", "Berg"]
        assert len(entities) == 3

    @pytest.mark.parametrize("short", ["Alagić", "Nermin"])
    def test_a_lone_name_is_the_one_person_of_its_document_that_it_fits(self, short: str) -> None:
        entity = one(("PER", short, "a"), ("PER", "Nermin Alagić", "a"))
        assert (entity["name"], entity["aliases"]) == ("Nermin Alagić", short)

    def test_a_lone_name_never_reaches_into_another_document(self) -> None:
        entities, _ = linked(("PER", "Eva Berg", "a"), ("PER", "Eva", "b"), ("PER", "Eva", "c"))
        assert len(entities) == 3

    def test_a_surname_of_several_words_is_one_surname(self) -> None:
        _, names = linked(("PER", "von Aspen", "a"), ("PER", "Karin von Aspen", "a"), ("PER", "Aspen", "a"))
        assert names == ["Karin von Aspen"] * 3

    def test_a_chain_of_given_names_can_be_shortened_from_the_front(self) -> None:
        _, names = linked(("PER", "Amina Hassan Ali", "a"), ("PER", "Hassan Ali", "a"))
        assert names == ["Amina Hassan Ali"] * 2

    def test_a_genitive_that_slipped_through_is_the_person_of_its_document(self) -> None:
        entity = one(("PER", "Eva Nordvik", "a"), ("PER", "Eva Nordviks", "a"))
        assert (entity["name"], entity["mention_count"]) == ("Eva Nordvik", 2)

    def test_in_another_document_it_may_be_somebody_else(self) -> None:
        entities, _ = linked(("PER", "Per Ahl", "a"), ("PER", "Per Ahls", "b"))
        assert sorted(entities["name"]) == ["Per Ahl", "Per Ahls"]

    def test_a_genitive_is_of_the_organisation_of_any_document_or_of_the_list(self) -> None:
        assert (
            one(("ORG", "Stiftelsen Malkanten", "a"), ("ORG", "Stiftelsen Malkantens", "b"))["mention_count"] == 2
        )
        assert one(("ORG", "Naturvårdsverkets", "a"))["name"] == "Naturvårdsverket"

    def test_a_longer_name_with_another_first_name_is_another_person(self) -> None:
        entities, _ = linked(("PER", "Karin Nordin", "a"), ("PER", "Eva Karin Nordin", "a"))
        assert len(entities) == 2

    def test_a_genitive_is_no_alias(self) -> None:
        entity = one(("PER", "Eva Bergs", "a", "Eva Berg"), ("PER", "Bergs", "a", "Eva Berg"))
        assert entity["name"] == "Eva Berg"
        assert pd.isna(entity["aliases"])

    def test_one_full_name_in_two_documents_is_one_person(self) -> None:
        assert one(("PER", "Eva-Lena Berg", "a"), ("PER", "Eva Lena Berg", "b"))["document_count"] == 2


class TestPlaces:
    def test_a_town_has_its_municipality_county_and_position(self) -> None:
        entity = one(("LOC", "Arvika", "a"))
        assert entity[["kind", "municipality_code", "county_code"]].tolist() == ["ort", "1784", "17"]
        assert entity["longitude"] == pytest.approx(12.6, abs=0.2)

    def test_a_county_has_a_county_code_and_no_municipality(self) -> None:
        assert (place("Skåne län").county_code, place("Skåne län").municipality_code) == ("12", None)

    def test_county_and_landscape_are_two_entities(self) -> None:
        entities, _ = linked(("LOC", "Skåne", "a"), ("LOC", "Skåne län", "a"))
        assert entities["kind"].sort_values().tolist() == ["landskap", "län"]

    def test_a_municipality_is_not_the_town_of_the_same_name(self) -> None:
        entities, _ = linked(
            ("LOC", "Motala", "a"), ("LOC", "Motala kommun", "a"), ("LOC", "Göteborgs kommun", "a")
        )
        assert sorted(entities["kind"]) == ["kommun", "kommun", "ort"]
        assert set(entities["municipality_code"]) == {"0583", "1480"}

    def test_a_name_that_several_places_share_has_no_codes(self) -> None:
        assert (place("Dalby").municipality_code, place("Dalby").latitude) == (None, None)

    def test_an_unknown_place_has_no_codes(self) -> None:
        assert one(("LOC", "Gamla mejeriet", "a"))[["kind", "county_code", "latitude"]].isna().all()


class TestStability:
    SOME = (
        ("PER", "Eva Berg", "a"), ("PER", "Eva", "a"), ("ORG", "Malmö stad", "a"), ("LOC", "Umeå", "a"),
        ("ORG", "Länsstyrelsen", "a"),
    )  # fmt: skip

    def test_ids_do_not_change_when_documents_are_added(self) -> None:
        before = link_entities(mentions(*self.SOME)).links
        more = (("PER", "Eva Ek", "b"), ("ORG", "Malmö kommun", "b"), ("ORG", "Länsstyrelsen Skåne", "b"))
        after = link_entities(mentions(*self.SOME, *more)).links
        assert after["entity_id"].head(len(self.SOME)).tolist() == before["entity_id"].tolist()

    def test_the_order_of_the_mentions_does_not_matter(self) -> None:
        frame = mentions(*self.SOME, ("PER", "Berg", "a"), ("PER", "EVA BERG", "b"), ("ORG", "Malmö Stad", "b"))
        shuffled = frame.sample(frac=1, random_state=3)
        pd.testing.assert_frame_equal(link_entities(frame).entities, link_entities(shuffled).entities)

    def test_a_hundred_thousand_mentions_take_seconds(self) -> None:
        pick = random.Random(7)
        named = [
            ("PER", f"{pick.choice(('Anna', 'Bo', 'Eva'))} Ek{pick.randrange(4000)}", f"d{number % 500}")
            for number in range(100_000)
        ]
        frame = mentions(*named)
        started = time.perf_counter()
        links = link_entities(frame).links
        assert len(links) == 100_000
        assert time.perf_counter() - started < 20
