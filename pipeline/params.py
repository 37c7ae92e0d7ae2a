"""All parameters, in one typed and validated model. ``params.yaml`` holds the values that DVC tracks."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError


class ParamsError(ValueError):
    """A parameter file that cannot be used; the message names the file and the parameter."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CorpusParams(_Strict):
    """Which reports are mined."""

    path: str = Field("corpus/sample", description="Folder with the reports, searched in depth")


class IngestParams(_Strict):
    """How files become canonical text."""

    exclude: list[str] = Field(
        ["gold/**", "README.md", "corrections.csv", "theme_ledger.csv", "**/.*"],
        description="Files passed over, as glob patterns inside the corpus",
    )
    max_file_mb: float = Field(40, gt=0, description="A larger file is rejected")
    max_pages: int = Field(5000, gt=0, description="A PDF with more pages is rejected")
    furniture_share: float = Field(
        0.4,
        gt=0,
        le=1,
        description="Share of the pages on which a line at the edge must recur to be furniture",
    )
    min_text_quality: float = Field(0.5, ge=0, le=1, description="Below this, a document gets a warning")


class SegmentParams(_Strict):
    """How text becomes blocks and sentences."""

    max_heading_words: int = Field(16, gt=0, description="A longer line is never a heading by looks alone")
    min_language_chars: int = Field(60, gt=0, description="A shorter block takes its language from its neighbours")


class ExtractParams(_Strict):
    """How mentions are found."""

    engine: Literal["rules", "spacy", "stanza", "both"] = Field("spacy", description="Name recogniser")
    model: str = Field("", description="The engine's model: a path or a package; empty for the one that ships")
    types: list[Literal["PER", "ORG", "LOC", "DATE", "AMOUNT", "CONTACT"]] = Field(
        ["PER", "ORG", "LOC", "DATE", "AMOUNT", "CONTACT"], description="Types of mention to keep"
    )


class LinkParams(_Strict):
    """How mentions become entities, and sections get their conferences."""

    min_conference_mentions: int = Field(
        2, gt=0, description="An event named fewer times in a report is not one that it reports on"
    )


class ClassifyParams(_Strict):
    """How statements get their labels."""

    model: str = Field("", description="Folder of the model of stance and themes; empty for the one that ships")
    weak_headings: bool = Field(False, description="Let weak stance words in a heading (brist, lösning …) count")
    review_below: float = Field(0.7, ge=0, le=1, description="A less likely label is marked for review")
    least_clause: float = Field(
        0.5, ge=0, le=1, description="Both clauses of a mixed sentence must be this likely"
    )


class ClusterParams(_Strict):
    """How statements become themes."""

    mode: Literal["book", "discover", "both"] = Field(
        "both", description="Themes of the book, themes found in the statements, or the book's and then found ones"
    )
    book: str = Field("", description="YAML file with the theme book; empty for the one that ships")
    least_fit: float = Field(0.2, ge=0, le=1, description="A statement less likely in every theme fits none")
    themes: int = Field(12, gt=1, description="Most themes to propose")
    min_statements: int = Field(4, gt=0, description="A smaller group of statements is no theme to propose")
    seed: int = Field(2011, description="Seed of the clustering")
    pair_similarity: float = Field(0.1, ge=0, le=1, description="Least similarity of a pair")
    pairs_per_hinder: int = Field(3, gt=0, description="Most opportunities per obstacle")


class ExportParams(_Strict):
    """What is written for people."""

    contacts: bool = Field(
        True,
        description="Keep e-mail addresses, phone numbers and other contacts; false leaves them out of all tables",
    )


class EvaluateParams(_Strict):
    """What the tables are held against."""

    gold: str | None = Field("gold", description="Folder with gold answers, inside the corpus; null for none")


class Params(_Strict):
    """Every parameter of the pipeline, one section per stage."""

    corpus: CorpusParams = CorpusParams()
    ingest: IngestParams = IngestParams()
    segment: SegmentParams = SegmentParams()
    extract: ExtractParams = ExtractParams()
    link: LinkParams = LinkParams()
    classify: ClassifyParams = ClassifyParams()
    cluster: ClusterParams = ClusterParams()
    export: ExportParams = ExportParams()
    evaluate: EvaluateParams = EvaluateParams()


def load_params(path: Path | None) -> Params:
    """The parameters in a YAML file, defaults where it is silent; all defaults for None.

    Raises ParamsError for a missing file, YAML that cannot be read, an unknown parameter or an ill-typed one.
    """
    if path is None:
        return Params()
    if not path.is_file():
        raise ParamsError(f"{path}: no such parameter file")
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise ParamsError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise ParamsError(f"{path}: must hold sections such as 'ingest:', not {type(data).__name__}")
    try:
        return Params.model_validate(data)
    except ValidationError as error:
        raise ParamsError(f"{path}: {_explain(error)}") from error


def _explain(error: ValidationError) -> str:
    return "; ".join(
        f"unknown parameter {_dotted(e['loc'])}"
        if e["type"] == "extra_forbidden"
        else f"parameter {_dotted(e['loc'])}: {e['msg'].lower()}, got {e['input']!r}"
        for e in error.errors()
    )


def _dotted(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)
