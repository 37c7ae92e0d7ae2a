"""Cells of projects and conferences against gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.evaluate.gold import Gold, Row
from pipeline.evaluate.scores import Tally, total
from pipeline.evaluate.tables import Mined
from pipeline.evaluate.wording import Names, as_number, digits, interval, plain
from pipeline.tables import cell_values

Same = Callable[[object, object, Names], bool]


@dataclass(frozen=True)
class Field:
    """A column of ours, and the gold keys that answer it (dotted for a key inside a key), any of which may."""

    column: str
    keys: tuple[str, ...]
    same: Same
    is_list: bool = False


def _text(ours: object, gold: object, _: Names) -> bool:
    return plain(ours) == plain(gold)


def _name(ours: object, gold: object, names: Names) -> bool:
    return names.same(ours, gold)


def _phone(ours: object, gold: object, _: Names) -> bool:
    return digits(ours) == digits(gold)


def _number(ours: object, gold: object, _: Names) -> bool:
    return as_number(ours) == as_number(gold) is not None


def _first_day(ours: object, gold: object, _: Names) -> bool:
    days = interval(str(gold))
    return bool(days) and str(ours) == (days or "")[0]


def _last_day(ours: object, gold: object, _: Names) -> bool:
    days = interval(str(gold))
    return bool(days) and str(ours) == (days or ("", ""))[1]


def _municipality(ours: object, gold: object, _: Names) -> bool:
    return _bare(ours) == _bare(gold)


def _bare(municipality: object) -> str:
    """A municipality without "kommun", and without the s that the word calls for: Ljungby, Ljungby kommun."""
    name = plain(municipality)
    return name.removesuffix(" kommun").removesuffix("s") if name else ""


PROJECT_FIELDS = (
    Field("title", ("title",), _text),
    Field("programme", ("programområde", "åtgärd"), _text),
    Field("owner", ("projektägare",), _name),
    Field("contact_person", ("kontaktperson",), _name),
    Field("contact_email", ("e-post",), _text),
    Field("contact_phone", ("telefon",), _phone),
    Field("granted_sek", ("beviljat_stöd_sek",), _number),
    Field("budget_sek", ("total_budget_sek",), _number),
    Field("start_date", ("start",), _first_day),
    Field("end_date", ("slut",), _last_day),
    Field("region", ("region", "geografiskt_område"), _text),
    Field("target_group", ("målgrupp",), _text),
    Field("partners", ("samarbetspartner",), _name, is_list=True),
    Field("municipalities", ("kommuner",), _municipality, is_list=True),
)
CONFERENCE_FIELDS = (
    Field("place", ("place", "town"), _text),
    Field("county", ("county",), _text),
    Field("venue", ("venue",), _text),
    Field("address", ("address",), _text),
    Field("start_date", ("date",), _first_day),
    Field("title", ("title",), _text),
    Field("organisers", ("arrangers",), _name, is_list=True),
    Field("participants_total", ("participants_total",), _number),
    Field("participants_civil_society", ("breakdown.ideburna_organisationer",), _number),
    Field("participants_public_sector", ("breakdown.offentlig_sektor",), _number),
    Field("participants_business_other", ("breakdown.naringsliv_ovriga",), _number),
)


def project_scores(gold: Gold, mined: Mined) -> dict[str, Any]:
    """Scores by column and of all cells; where a document has several projects, the one that fits best."""
    pairs = []
    for stem, answer in gold.projects.items():
        rows = mined.of("projects", mined.documents.get(stem))
        pairs.append((answer, _best(answer, rows, PROJECT_FIELDS, mined.names)))
    return field_scores(pairs, PROJECT_FIELDS, mined.names)


def conference_scores(gold: Gold, mined: Mined) -> dict[str, Any]:
    """Scores by column and of all cells, and the share of the gold conferences that we have."""
    pairs: list[tuple[Row, Row | None]] = []
    for stem, answers in gold.conferences.items():
        free = list(mined.of("conferences", mined.documents.get(stem)))
        for answer in answers:
            same = [row for row in free if _is_conference(answer, row)]
            row = _best(answer, same, CONFERENCE_FIELDS, mined.names)
            pairs.append((answer, row))
            if row:
                free.remove(row)
    found = sum(row is not None for _, row in pairs)
    scores = field_scores(pairs, CONFERENCE_FIELDS, mined.names)
    return {"found": found / len(pairs) if pairs else None, **scores}


def _is_conference(answer: Row, row: Row) -> bool:
    days = interval(answer.get("date"))
    return plain(row["place"]) in {plain(answer.get("place")), plain(answer.get("town"))} or (
        days is not None and row["start_date"] == days[0]
    )


def _best(answer: Row, rows: list[Row], fields: Iterable[Field], names: Names) -> Row | None:
    if not rows:
        return None
    return max(rows, key=lambda row: total([compare(answer, row, field, names) for field in fields]).found)


def field_scores(pairs: list[tuple[Row, Row | None]], fields: Iterable[Field], names: Names) -> dict[str, Any]:
    """Scores by column and of all columns together; a gold answer without a row of ours is all missed."""
    tallies = {field.column: total([compare(gold, row, field, names) for gold, row in pairs]) for field in fields}
    return {"all": total(list(tallies.values())).scores(), **{name: t.scores() for name, t in tallies.items()}}


def compare(answer: Row, row: Row | None, field: Field, names: Names) -> Tally:
    """One cell against its answer. A gold answer that does not speak of the field at all judges nothing."""
    spoken = [key for key in field.keys if _has(answer, key)]
    if not spoken:
        return Tally()
    cell = row[field.column] if row else None
    ours = cell_values(cell) if field.is_list else [] if cell is None else [cell]
    answers = [value for key in spoken if (value := _get(answer, key)) not in (None, "", [])]
    if field.is_list:
        answers = [value for values in answers for value in (values if isinstance(values, list) else [values])]
        found = sum(any(field.same(one, value, names) for one in ours) for value in answers)
        correct = sum(any(field.same(one, value, names) for value in answers) for one in ours)
        return Tally(len(answers), found, len(ours), correct)
    right = any(field.same(one, value, names) for one in ours for value in answers)
    return Tally(int(bool(answers)), int(right), len(ours), int(right))


def _has(answer: Row, key: str) -> bool:
    first, _, rest = key.partition(".")
    if first not in answer:
        return False
    return not rest or (isinstance(answer[first], dict) and rest in answer[first])


def _get(answer: Row, key: str) -> Any:
    first, _, rest = key.partition(".")
    return answer[first][rest] if rest else answer[first]
