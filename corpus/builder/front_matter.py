"""Front matter of a source: what the report is, how it is printed, and gold rows given by hand."""

import re
from dataclasses import dataclass, field

import yaml

from builder.values import check_date

KINDS = frozenset(
    {"conference_report", "project_page", "evaluation", "minutes", "press_release", "invitation", "report"}
)
FORMATS = frozenset({"pdf", "docx", "html", "md", "txt"})
ENCODINGS = frozenset({"utf-8", "latin-1", "cp1252", "utf-16"})
_REQUIRED = ("file", "title", "kind", "language", "conferences", "project", "roles")
_KEYS = frozenset({*_REQUIRED, "encoding", "layout"})
_ROLE_KEYS = ("person", "role", "organisation", "context", "section")

Row = dict[str, object]


class _Loader(yaml.SafeLoader):
    """YAML where dates, clock times and yes/no stay text; only numbers, true/false and null are special."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", "true|false", "tf"),
    ("int", "-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
    ("null", "null|~|", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


@dataclass(frozen=True)
class Layout:
    """How a paged report is set: number of columns, and running header and footer."""

    columns: int = 1
    header: str = ""
    footer: str = ""


@dataclass(frozen=True)
class FrontMatter:
    """The checked front matter of one source; `doc` is the file name without its ending."""

    doc: str
    format: str
    title: str
    kind: str
    language: str
    encoding: str
    layout: Layout
    conferences: list[Row] = field(default_factory=list)
    project: Row | None = None
    roles: list[Row] = field(default_factory=list)


Problem = tuple[int, str]


def parse_front_matter(lines: list[str], stem: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Give the front matter and no problems, or None and the problems, each with its line in the file.

    `stem` is the source's name without its ending; the report must bear the same name.
    """
    try:
        raw = yaml.load("\n".join(lines), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return None, [(line, f"front matter: {error.problem}")]
    if not isinstance(raw, dict):
        return None, [(1, "front matter is not a mapping")]
    problems = [(_line_of(lines, where), what) for where, what in _check(raw, stem)]
    return (None, problems) if problems else (_front_matter(raw), [])


def _front_matter(raw: Row) -> FrontMatter:
    doc, _, suffix = str(raw["file"]).rpartition(".")
    return FrontMatter(
        doc=doc,
        format=suffix,
        title=str(raw["title"]),
        kind=str(raw["kind"]),
        language=str(raw["language"]),
        encoding=str(raw.get("encoding", "utf-8")),
        layout=Layout(**layout) if isinstance(layout := raw.get("layout"), dict) else Layout(),
        conferences=_rows(raw["conferences"]),
        project=raw["project"] if isinstance(raw["project"], dict) else None,
        roles=_rows(raw["roles"]),
    )


def _rows(value: object) -> list[Row]:
    return [row for row in _as_list(value) if isinstance(row, dict)]


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _check(raw: Row, stem: str) -> list[tuple[str, str]]:
    """Give (key to look for, what is wrong) for everything the front matter breaks."""
    found = [(key, f"missing key {key!r}") for key in _REQUIRED if key not in raw]
    found += [(key, f"unknown key {key!r}") for key in raw if key not in _KEYS]
    name, _, suffix = str(raw.get("file", "")).rpartition(".")
    if not re.match(r"\d\d-", stem):
        found.append(("file", f"the name {stem!r} does not begin with two digits and a hyphen"))
    if name != stem or suffix not in FORMATS:
        found.append(("file", f"file {raw.get('file')!r} is not {stem!r} with one of {sorted(FORMATS)}"))
    if raw.get("kind") not in KINDS:
        found.append(("kind", f"unknown kind {raw.get('kind')!r}"))
    if raw.get("encoding", "utf-8") not in ENCODINGS:
        found.append(("encoding", f"unknown encoding {raw.get('encoding')!r}"))
    layout = raw.get("layout") or {}
    if not isinstance(layout, dict) or layout.keys() - {"columns", "header", "footer"}:
        found.append(("layout", "layout holds columns, header and footer only"))
    for key in ("conferences", "roles"):
        if len(_rows(raw.get(key))) != len(_as_list(raw.get(key))):
            found.append((key, f"{key} is not a list of mappings ([] when there are none)"))
    if not isinstance(raw.get("project"), dict | None):
        found.append(("project", "project is neither a mapping nor null"))
    return found + _check_conferences(raw) + _check_roles(raw)


def _check_conferences(raw: Row) -> list[tuple[str, str]]:
    found = []
    for conference in _rows(raw.get("conferences")):
        place = str(conference.get("place"))
        if not conference.get("place"):
            found.append(("conferences", "a conference has no place"))
        try:
            check_date(str(conference.get("date")))
        except ValueError as error:
            found.append((place, f"conference {place}: {error}"))
    return found


def _check_roles(raw: Row) -> list[tuple[str, str]]:
    known = [row.get("place") for row in _rows(raw.get("conferences"))]
    found = []
    for role in _rows(raw.get("roles")):
        who = str(role.get("person"))
        if missing := [key for key in _ROLE_KEYS if key not in role]:
            found.append((who, f"role of {who} lacks {', '.join(missing)}"))
        if role.get("context") is not None and known and role["context"] not in known:
            found.append((who, f"role of {who}: context {role['context']!r} is not a conference place"))
    return found


def _line_of(lines: list[str], text: str) -> int:
    """Give the file's line number of the first front-matter line that holds `text` (1 when none does)."""
    return next((number for number, line in enumerate(lines, start=2) if text in line), 1)
