"""The recogniser as whoever installs the package meets it: a spaCy pipeline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.resources import ModelError, models_folder

PIPELINE = models_folder() / "names"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(PIPELINE)


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(name.text, name.label_) for name in doc.ents]


def test_a_programme_line(nlp: Language) -> None:
    doc = nlp("Zdravka Ilijevska, projektledare, Föreningen Kornboden i Hjo")
    assert names(doc) == [("Zdravka Ilijevska", "PER"), ("Föreningen Kornboden i Hjo", "ORG")]


def test_a_branch_is_one_organisation_and_a_genitive_stays_inside(nlp: Language) -> None:
    doc = nlp("Länsstyrelsen i Hallands län granskade Kungsbackas ansökan.")
    assert names(doc) == [("Länsstyrelsen i Hallands län", "ORG"), ("Kungsbackas", "LOC")]


def test_party_letters_after_a_politician(nlp: Language) -> None:
    doc = nlp("Yrkande från Berit Qvarnlöf (C) och Hassan Warsame (S).")
    assert names(doc) == [("Berit Qvarnlöf", "PER"), ("C", "ORG"), ("Hassan Warsame", "PER"), ("S", "ORG")]


def test_text_without_names(nlp: Language) -> None:
    assert names(nlp("Mötet öppnades och dagordningen godkändes utan ändringar.")) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…"])
def test_text_without_words(nlp: Language, text: str) -> None:
    assert names(nlp(text)) == []


def test_given_tokens_are_kept(nlp: Language) -> None:
    words = ["(", "Amal", "Warsame", ")", "arbetar", "i", "Kiruna", "."]
    doc = nlp(Doc(nlp.vocab, words))
    assert [token.text for token in doc] == words
    assert names(doc) == [("Amal Warsame", "PER"), ("Kiruna", "LOC")]


def test_a_name_at_the_end_of_a_long_text_is_seen(nlp: Language) -> None:
    filler = "Arbetsgruppen gick igenom frågorna och skrev ned vad som kommit fram under dagen. "
    doc = nlp(filler * 60 + "Sist talade Torgny Rask från Malmö stad.")
    assert names(doc)[-2:] == [("Torgny Rask", "PER"), ("Malmö stad", "ORG")]


def test_every_name_has_a_chance_of_being_right(nlp: Language) -> None:
    doc = nlp("Region Västerbotten och Svea Lindmark träffades i Lycksele.")
    assert len(doc.ents) == 3
    assert all(0 < name._.confidence < 1 for name in doc.ents)


def test_the_same_pass_gives_a_sentence_vector(nlp: Language) -> None:
    doc = nlp("Bussarna går för sällan.")
    assert doc._.sentence_vector.shape == (384,)


def test_a_stream_gives_what_single_texts_do(nlp: Language) -> None:
    texts = ["Eva Holm bor i Sala.", "", "Skatteverket svarade.", "Inget här."]
    assert [names(doc) for doc in nlp.pipe(texts)] == [names(nlp(text)) for text in texts]


def test_the_pipeline_can_be_saved_and_opened_elsewhere(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    again = spacy.load(tmp_path / "copy")
    text = "Ordförande Lena Frisk hälsade välkommen till Folkets hus i Ånge."
    assert names(again(text)) == names(nlp(text))


def test_spacy_opens_it_without_any_import_of_ours() -> None:
    code = f"import spacy; print([e.label_ for e in spacy.load({str(PIPELINE)!r})('Anna Ek bor i Umeå.').ents])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['PER', 'LOC']"


def test_an_empty_component_says_how_to_fill_it() -> None:
    blank = spacy.blank("sv")
    blank.add_pipe("rapportgruvan_names")
    with pytest.raises(ModelError, match=r"spacy\.load"):
        blank("Anna Ek")
