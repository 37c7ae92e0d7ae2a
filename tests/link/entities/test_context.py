"""What a name means where it stands: abbreviations, spellings, coordinated names, places that share a name."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline import tables
from pipeline.link.entities import Linked, link_entities
from pipeline.link.entities.abbreviations import abbreviates
from pipeline.link.entities.members import members

TYPES = {"person": "PER", "org": "ORG", "place": "LOC"}


def link(*documents: str) -> Linked:
    """Links the marked names, ``<org Norra byalaget>``, of some documents; a line is a sentence."""
    rows: list[dict[str, object]] = []
    for number, document in enumerate(documents):
        text = ""
        for line, sentence in enumerate(document.split("\n")):
            for part in sentence.split("<"):
                marked, closed, rest = part.partition(">")
                if closed:
                    kind, _, name = marked.partition(" ")
                    rows.append({
                        "mention_id": f"m{len(rows)}", "type": TYPES[kind], "text": name, "value": name,
                        "doc_id": f"d{number}", "page": 1, "char_start": len(text),
                        "char_end": len(text) + len(name), "sentence_id": f"d{number}s{line}",
                    })  # fmt: skip
                    text += name + rest
                else:
                    text += part
            text += "\n"
    found = link_entities(tables.frame("mentions", rows))
    tables.validate("entities", found.entities)
    tables.validate("link_candidates", found.candidates)
    return found


def names(found: Linked) -> list[list[str]]:
    """The names of the entities that each mention was linked to."""
    by_id = found.entities.set_index("entity_id")["name"]
    return [[by_id[one] for one in cell.split("; ")] for cell in found.links["entity_id"]]


def entity(found: Linked, name: str) -> pd.Series:
    (row,) = [row for _, row in found.entities.iterrows() if row["name"] == name]
    return row


class TestAbbreviations:
    def test_what_a_text_introduces_is_one_with_the_full_name(self) -> None:
        found = link("<org Norra bygdens byalag> (<org NBB>) möttes.\n<org NBB> sökte bidrag.")
        assert names(found) == [["Norra bygdens byalag"]] * 3
        assert entity(found, "Norra bygdens byalag")["aliases"] == "NBB"

    def test_the_abbreviation_may_come_first(self) -> None:
        found = link("<org NBB> (<org Norra bygdens byalag>) möttes.\n<org NBB> sökte bidrag.")
        assert names(found) == [["Norra bygdens byalag"]] * 3

    def test_the_abbreviation_may_stand_in_the_name(self) -> None:
        found = link("<org Norra bygdens byalag (NBB)> möttes. <org NBB> sökte bidrag.")
        assert len(found.entities) == 1

    def test_what_one_document_introduces_holds_in_another(self) -> None:
        found = link("<org Norra bygdens byalag> (<org NBB>) möttes.", "<org NBB> sökte bidrag.")
        assert names(found)[2] == ["Norra bygdens byalag"]

    def test_each_document_has_its_own_where_they_disagree(self) -> None:
        found = link(
            "<org Norra bygdens byalag> (<org NBB>)",
            "<org Nya bolaget för bärplock> (<org NBB>)\n<org NBB>",
            "<org NBB>",
        )
        assert names(found)[1] == ["Norra bygdens byalag"]
        assert names(found)[4] == ["Nya bolaget för bärplock"]
        assert names(found)[5] == ["NBB"]

    @pytest.mark.parametrize(
        ("short", "full", "may"),
        [
            ("NBB", "Norra bygdens byalag", True),
            ("HSN", "Hälso- och sjukvårdsnämnden", True),
            ("NBB", "Norrlands kvinnor", False),
            ("KD", "Region Skåne", False),
            ("Boden", "Bodens byalag och detektorer", False),
        ],
    )
    def test_an_abbreviation_has_letters_of_the_name_in_order(self, short: str, full: str, may: bool) -> None:
        assert abbreviates(short, full) is may


class TestSpelling:
    def test_a_name_written_together_is_the_same(self) -> None:
        assert len(link("<org Norra Byakraften>", "<org Norrabyakraften>").entities) == 1

    def test_a_surname_one_letter_off_before_the_same_organisation_is_the_same_person(self) -> None:
        found = link("<person Mira Hallgren>, <org Byalaget Norr>\n<person Mira Halgren>, <org Byalaget Norr>")
        assert entity(found, "Mira Hallgren")["aliases"] == "Mira Halgren"

    def test_a_surname_one_letter_off_before_another_organisation_is_left_to_the_reader(self) -> None:
        found = link("<person Mira Hallgren>, <org Byalaget Norr>\n<person Mira Halgren>, <org Umeå kommun>")
        (row,) = found.candidates.to_dict("records")
        assert {row["name"], row["candidate"]} == {"Mira Hallgren", "Mira Halgren"}
        assert row["reason"] == "spelling" and 0.9 < row["score"] < 1

    def test_listed_organisations_that_look_alike_are_no_near_miss(self) -> None:
        found = link("<org Länsstyrelsen i Västmanlands län> och <org Länsstyrelsen i Västernorrlands län>")
        assert found.candidates.empty


class TestMembers:
    def test_a_coordinated_name_is_linked_to_each_member(self) -> None:
        found = link("<org Länsstyrelserna i Blekinge och Kalmar län>")
        assert names(found) == [["Länsstyrelsen i Blekinge län", "Länsstyrelsen i Kalmar län"]]
        assert found.entities["mention_count"].tolist() == [1, 1]

    def test_a_member_that_no_name_of_its_own_tells_of_is_called_as_the_text_has_it(self) -> None:
        assert names(link("<org Piteå och Älvsbyns kommuner>")) == [["Piteå kommun", "Älvsbyns kommun"]]

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("länsstyrelserna i Skåne, Hallands och Blekinge län", ("Skåne", "Hallands", "Blekinge")),
            ("Piteå och Älvsbyns kommuner", ("Piteå kommun", "Älvsbyns kommun")),
            ("Lunds och Uppsala universitet", ("Lunds universitet", "Uppsala universitet")),
        ],
    )
    def test_members(self, name: str, expected: tuple[str, ...]) -> None:
        assert [wanted in one for wanted, one in zip(expected, members(name), strict=True)] == [True] * len(
            expected
        )

    @pytest.mark.parametrize(
        "name",
        [
            "Vård och omsorg",
            "Kultur- och fritidsnämnden",
            "Ek och Alm AB",
            "Länsstyrelsen och Sveriges kommuner",
            "Skolor och andra kommuner",
        ],
    )
    def test_other_names_with_and_are_one(self, name: str) -> None:
        assert members(name) == ()


class TestPlaces:
    def test_the_municipality_in_the_sentence_decides(self) -> None:
        found = link("<place Åby> i <org Växjö kommun> har en skola.")
        assert entity(found, "Åby")["municipality_code"] == "0780"

    def test_the_county_in_the_document_decides(self) -> None:
        found = link("<place Åby> har en skola.\nBidraget kom från <org Länsstyrelsen i Kronobergs län>.")
        assert entity(found, "Åby")["municipality_code"] == "0780"

    def test_one_name_may_be_two_places_in_two_documents(self) -> None:
        found = link("<place Åby> i <place Norrköping>", "<place Åby> i <org Växjö kommun>")
        codes = found.entities.loc[found.entities["name"] == "Åby", "municipality_code"]
        assert sorted(codes) == ["0581", "0780"]

    def test_what_nothing_tells_apart_stays_open_with_its_candidates(self) -> None:
        found = link("<place Åby> har en skola.")
        assert entity(found, "Åby")[["municipality_code", "latitude"]].isna().all()
        assert {"Åby, Norrköping (0581)", "Åby, Växjö (0780)"} <= set(found.candidates["candidate"])

    def test_a_municipality_keeps_its_name_against_a_village(self) -> None:
        assert entity(link("<place Ljungby> växer."), "Ljungby")["municipality_code"] == "0781"

    def test_an_english_name_is_the_same_place(self) -> None:
        assert len(link("<place Sverige>", "<place Sweden>").entities) == 1
