"""Reading, writing and validating the tables that ``pipeline.schema`` defines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from pipeline.schema import BY_NAME, LIST_SEPARATOR, PUBLIC, Column, Table

DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
DECIMALS = 6

Record = Mapping[str, Any]
Tables = dict[str, pd.DataFrame]


class SchemaError(ValueError):
    """A table does not hold what ``pipeline.schema`` promises; the message names table, column and value."""


def frame(name: str, records: Iterable[Record] = ()) -> pd.DataFrame:
    """The table ``name`` as a DataFrame with exactly the schema's columns and types; missing cells are NA.

    Raises SchemaError where a record holds a column that the schema does not have.
    """
    table = BY_NAME[name]
    rows = list(records)
    unknown = sorted({key for row in rows for key in row} - set(table.column_names))
    if unknown:
        raise SchemaError(f"{name}: unknown column(s) {', '.join(unknown)}")
    data = {column.name: _series(column, [row.get(column.name) for row in rows]) for column in table.columns}
    return pd.DataFrame(data, columns=table.column_names)


def _series(column: Column, values: list[Any]) -> pd.Series[Any]:
    if column.type == "string":
        values = [None if value is None or value == "" else value for value in values]
    return pd.Series(values, dtype=DTYPES[column.type])


def concat(name: str, frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The frames of one table, one below the other; the empty table where there are none."""
    parts = [part for part in frames if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else frame(name)


def records(data: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values, None where a cell is empty."""
    rows: list[dict[str, Any]] = data.astype(object).where(data.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows


def records_by_document(data: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of a table of spans by ``doc_id``, in the order of the text; values as ``records`` gives them."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in records(data):
        grouped.setdefault(row["doc_id"], []).append(row)
    for rows in grouped.values():
        rows.sort(key=lambda row: (row["char_start"], row["char_end"]))
    return grouped


def cell_values(cell: str | None) -> list[str]:
    """The values of a list in one cell; none for an empty cell."""
    return [value for value in (cell or "").split(LIST_SEPARATOR) if value]


def validate(name: str, data: pd.DataFrame) -> pd.DataFrame:
    """``data`` unchanged, once it holds to the schema. Raises SchemaError, naming the offending cells."""
    try:
        _pandera(BY_NAME[name]).validate(data, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.head(3).to_dict("records")
        shown = "; ".join(f"{c['column']}: {c['check']} fails for {c['failure_case']!r}" for c in cases)
        raise SchemaError(f"{name}: {shown}") from error
    return data


def _pandera(table: Table) -> pa.DataFrameSchema:
    columns = {column.name: _pandera_column(column) for column in table.columns}
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(table.key))


def _pandera_column(column: Column) -> pa.Column:
    checks = []
    if column.enum:
        checks.append(pa.Check.isin(column.enum))
    if column.pattern:
        checks.append(pa.Check.str_matches(column.pattern))
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum))
    return pa.Column(DTYPES[column.type], checks, nullable=not column.required, required=True)


def write_parquet(path: Path, data: pd.DataFrame) -> None:
    """Writes ``data`` for the next stage; the same rows give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data.to_parquet(path, index=False, compression="zstd")


def read_parquet(name: str, path: Path) -> pd.DataFrame:
    """The table ``name`` as an earlier stage wrote it, with the schema's types."""
    data = pd.read_parquet(path)
    return data.astype({column.name: DTYPES[column.type] for column in BY_NAME[name].columns})


def write_csv(path: Path, data: pd.DataFrame) -> None:
    """Writes UTF-8 CSV: comma, header row, line feeds; an empty cell where a value is unknown."""
    path.parent.mkdir(parents=True, exist_ok=True)
    as_text = pd.DataFrame({name: _cells(data[name]) for name in data.columns}, columns=data.columns)
    as_text.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _cells(series: pd.Series[Any]) -> list[str]:
    return ["" if pd.isna(value) else format_cell(value) for value in series]


def format_cell(value: object) -> str:
    """A cell as text: whole numbers without decimals, others with at most six, booleans as true and false."""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float | np.floating):
        rounded = round(float(value), DECIMALS)
        return str(int(rounded)) if rounded.is_integer() else repr(rounded)
    return str(value)


def read_csv(name: str, path: Path) -> pd.DataFrame:
    """The public table ``name`` as ``export`` wrote it, with the schema's types."""
    table = BY_NAME[name]
    dtypes: dict[str, Any] = {column.name: DTYPES[column.type] for column in table.columns}
    return pd.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""])


def load(out: str | Path) -> Tables:
    """All public tables of an output folder, as tidy DataFrames by name.

    Raises FileNotFoundError where the folder holds no tables.
    """
    folder = Path(out)
    tables = {
        table.name: read_csv(table.name, folder / f"{table.name}.csv")
        for table in PUBLIC
        if (folder / f"{table.name}.csv").is_file()
    }
    if not tables:
        raise FileNotFoundError(
            f"{folder} holds no tables; make them with: rapportgruvan mine CORPUS --out {folder}"
        )
    return tables
