"""The data files of general knowledge, made into what the rules look things up in. Read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.lang.sv.stop_words import STOP_WORDS

from pipeline import resources
from pipeline.extract.rules import words
from pipeline.extract.rules.tokens import Trie, trie

LIST = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A known place; ``ambiguous`` names are also words or surnames, and need evidence."""

    name: str
    kind: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Organisation:
    """A known organisation. ``exact`` is how an abbreviation must be written; a full name may vary in capitals."""

    name: str
    kind: str
    ambiguous: bool
    exact: str = ""


@cache
def place_trie() -> Trie[Place]:
    """Counties, municipalities and places by name; the largest area comes first where two share a name."""
    found = list(_places())
    loose = [(place.name.replace("-", " "), place) for place in found if "-" in place.name]
    return trie([*((place.name, place) for place in found), *loose])


@cache
def place_names() -> frozenset[str]:
    """Every place that the data files name."""
    return frozenset(place.name for place in _places())


def _places() -> Iterator[Place]:
    for row in resources.rows("counties"):
        yield Place(row["name"], "county", False)
    for row in resources.rows("municipalities"):
        yield Place(row["name"], "municipality", row["ambiguous"] == "1")
    for row in resources.rows("places"):
        yield Place(row["name"], row["kind"], row["ambiguous"] == "1")
    for row in resources.rows("counties"):
        yield Place(row["short"], "county", False)


@cache
def organisation_trie() -> Trie[tuple[Organisation, ...]]:
    """Organisations by name, alias and abbreviation; several where writing alone tells them apart."""
    by_words: dict[str, list[Organisation]] = {}
    for row in resources.rows("organisations"):
        ambiguous = row["ambiguous"] == "1"
        for form in _forms(row):
            value = _expanded(form, row) if _is_short(form) else form
            exact = form if _is_short(form) else ""
            by_words.setdefault(form.lower(), []).append(Organisation(value, row["kind"], ambiguous, exact))
    return trie((form, tuple(found)) for form, found in by_words.items())


def _forms(row: resources.Row) -> list[str]:
    """The ways to write an organisation: its name, then aliases, then abbreviations."""
    cells = [row["name"], *LIST.split(row["aliases"]), *LIST.split(row["abbreviations"])]
    return [form for form in dict.fromkeys(cells) if form and "(" not in form]


def _expanded(short: str, row: resources.Row) -> str:
    """The full name behind an abbreviation: the first whose initials spell it, else the first, else itself."""
    full = [form for form in _forms(row) if not _is_short(form)]
    spelled = [
        form for form in full if "".join(word[0] for word in form.split()).lower().startswith(short.lower())
    ]
    return next(iter(spelled or _spelling(short, full) or full[:1]), short)


def _spelling(short: str, full: list[str]) -> list[str]:
    """The names whose capitals or initials hold the abbreviation's letters in order."""
    found = []
    for form in full:
        initials = iter("".join(word[0] for word in form.split()).lower())
        if all(letter in initials for letter in short.lower()):
            found.append(form)
    return found


def _is_short(form: str) -> bool:
    """Whether the form's capitals matter: one short word, or one with a capital inside (``Brå``, ``eHälsa``)."""
    return " " not in form and (len(form) <= 5 or form[1:] != form[1:].lower())


@cache
def stop_words() -> frozenset[str]:
    """Words too common to begin a name with."""
    return frozenset(STOP_WORDS) | frozenset(resources.column("stopwords_sv", "word")) | words.NEVER_NAMES


@cache
def given_names() -> dict[str, bool]:
    """Given names, and whether each is also a common word, a surname or a place."""
    return {row["name"]: row["ambiguous"] == "1" for row in resources.rows("given_names")}


@cache
def surnames() -> frozenset[str]:
    """Common surnames."""
    return frozenset(resources.column("surnames", "name"))


@cache
def non_bodies() -> frozenset[str]:
    """Nouns, in the definite form, for texts, agreements, events and undertakings, lower-case."""
    return frozenset(resources.column("non_bodies", "definite"))


@cache
def common_words() -> frozenset[str]:
    """Words that are written in lower case unless they open a sentence, lower-case."""
    return frozenset(resources.column("common_words_sv", "word"))


@cache
def parties() -> dict[str, str]:
    """Political parties by the letters that stand after a politician's name: ``KD`` → Kristdemokraterna."""
    found: dict[str, str] = {}
    for row in resources.rows("organisations"):
        if row["kind"] == "parti":
            found |= {letters: row["name"] for letters in LIST.split(row["abbreviations"]) if letters}
    return found


@cache
def counties() -> dict[str, str]:
    """Counties by their short name, and by the form that stands before ``län``: ``Uppsala`` → ``Uppsala län``."""
    short = {row["short"]: row["name"] for row in resources.rows("counties")}
    return short | {row["name"].removesuffix(" län"): row["name"] for row in resources.rows("counties")}


@cache
def heads_after_name() -> frozenset[str]:
    """Nouns that end an organisation's name (``Mora hembygdsförening``), indefinite and definite, lower-case."""
    rows = [row for row in resources.rows("org_heads") if row["strength"] == "strong" and row["kind"] != "skola"]
    listed = (row[header].lower() for row in rows for header in ("head", "definite"))
    return frozenset(head for head in listed if head and " " not in head) - words.NO_HEADS | words.HEADS_AFTER_NAME


@cache
def field_names(field: str) -> frozenset[str]:
    """Names that a field of project pages and invitations goes by, casefolded."""
    return frozenset(row["synonym"].casefold() for row in resources.rows("field_names") if row["field"] == field)


@cache
def roles() -> frozenset[str]:
    """Words that end a role or a title (``vice ordförande`` gives ``ordförande``), lower-case."""
    found = (row[header] for row in resources.rows("role_words") for header in ("role", "definite", "plural"))
    return frozenset(form.lower().rsplit(" ", 1)[-1] for form in found if form) | words.ROLES
