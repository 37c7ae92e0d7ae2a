"""The theme book: which themes there are, told by definitions and examples. Users edit ``corpus/themes.yaml``."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.resources import corpus_folder

_OUTSIDE = re.compile(r"\W+(?:(?:men|dock|och) )?(?:inte|ej|utan att|till skillnad från)\b")
"""Behind these words a definition says what belongs to other themes."""
FEWEST_WORDS = 3
"""A definition that says less before that is taken whole."""


class BookError(ValueError):
    """A theme book that cannot be used; the message names the file, the theme and what is wrong."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Strict):
    """The same in two languages."""

    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Stray(_Strict):
    """What does not belong, and the theme where it does."""

    text: str = Field(min_length=1)
    theme: str


class Theme(_Strict):
    """One theme. id: lower-case letters, digits and hyphens; it stands in every table and never changes."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: Wording
    definition: Wording
    belongs: list[str] = Field(min_length=1)
    not_: list[Stray] = Field(default_factory=list, alias="not")

    def content(self) -> list[str]:
        """What the theme holds: its definition, as far as that says what it is, and what belongs."""
        told = _OUTSIDE.split(self.definition.sv, maxsplit=1)[0]
        definition = told if len(told.split()) >= FEWEST_WORDS else self.definition.sv
        return [definition, *self.belongs]


class Book(_Strict):
    """The themes, in the book's order."""

    themes: tuple[Theme, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the themes."""
        return tuple(theme.id for theme in self.themes)

    def examples(self) -> list[tuple[str, str]]:
        """Pairs of text and theme id: name, definition and what belongs, by theme, then what belongs elsewhere."""
        own = [(text, theme.id) for theme in self.themes for text in (theme.name.sv, *theme.content())]
        return own + [(stray.text, stray.theme) for theme in self.themes for stray in theme.not_]


def default_book() -> Path:
    """The book that ships."""
    return corpus_folder() / "themes.yaml"


def read(path: Path) -> Book:
    """The book in a YAML file. Raises BookError where it is missing, cannot be read or contradicts itself."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        book = Book(themes=data)
    except OSError as error:
        raise BookError(
            f"{path}: no such theme book; give its path as cluster.book, or leave that empty"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BookError(f"{path}: not valid YAML in UTF-8: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BookError(f"{path}: {place}: {first['msg'].lower()}") from error
    _hold_together(path, book)
    return book


def _hold_together(path: Path, book: Book) -> None:
    twice = [name for name, count in Counter(book.ids).items() if count > 1]
    if twice:
        raise BookError(f"{path}: two themes are called {twice[0]}; give each its own id")
    if len(book.themes) == 1:
        raise BookError(f"{path}: one theme alone would take every statement; give at least two")
    for theme in book.themes:
        for stray in theme.not_:
            if stray.theme not in book.ids:
                raise BookError(f"{path}: {theme.id}: {stray.text!r} belongs to {stray.theme}, which is no theme")
