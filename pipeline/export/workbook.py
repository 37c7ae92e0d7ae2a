"""The Excel workbook: one sheet a table, for reading, filtering and sorting."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from pipeline.export.codebook import DATE_WORDS, UNITS, allowed
from pipeline.schema import BY_NAME, Column, Table
from pipeline.tables import Tables

MAX_ROWS = 1_048_575
"""Rows that fit in an Excel sheet below the header."""
MAX_CELL = 32_767
"""Characters that fit in an Excel cell."""
CUT = " … [avkortat, se CSV-filen]"
CREATED = datetime(2000, 1, 1)
README_SHEET = "Läs mig"
NARROWEST, WIDEST, WRAP_FROM = 8, 60, 40
ROWS_MEASURED = 1000
FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for a formula once somebody edits the cell."""

Writer = Callable[[Any, int, int, Any], None]


def write_workbook(path: Path, public: Tables) -> None:
    """Writes the workbook: "Läs mig" first, then a sheet per table. The same tables give the same bytes."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "Rapportgruvan", "created": CREATED})
        formats = _formats(book)
        _write_readme(book.add_worksheet(README_SHEET), public, formats)
        for name, data in public.items():
            _write_table(book.add_worksheet(name), BY_NAME[name], data, formats)


def _formats(book: Any) -> dict[str, Any]:
    looks: dict[str, dict[str, Any]] = {
        "header": {"bold": True, "bg_color": "#E8EEF4", "bottom": 1},
        "title": {"bold": True, "font_size": 16},
        "plain": {},
        "wrapped": {"text_wrap": True},
        "date": {"num_format": "yyyy-mm-dd", "align": "left"},
        "risky": {"quote_prefix": True},
        "risky_wrapped": {"quote_prefix": True, "text_wrap": True},
    }
    return {name: book.add_format({"valign": "top", **look}) for name, look in looks.items()}


def _write_table(sheet: Any, table: Table, data: pd.DataFrame, formats: dict[str, Any]) -> None:
    shown = data.head(MAX_ROWS)
    writers = []
    for position, column in enumerate(table.columns):
        longest = _longest(shown[column.name])
        wraps = column.type == "string" and longest > WRAP_FROM
        sheet.set_column(position, position, min(max(longest, len(column.name) + 4, NARROWEST), WIDEST))
        sheet.write_string(0, position, column.name, formats["header"])
        sheet.write_comment(0, position, header_comment(column), {"x_scale": 2})
        writers.append(_writer(column, formats, wraps))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(shown), 1), len(table.columns) - 1)
    amount = table.column_names.index("type") if table.name == "mentions" else None
    for row, values in enumerate(shown.itertuples(index=False, name=None), start=1):
        for position, value in enumerate(values):
            if pd.isna(value):
                continue
            # a mention's value is a name, a number or an e-mail address; numbers must add up in Excel
            is_amount = (
                amount is not None and values[amount] == "AMOUNT" and table.columns[position].name == "value"
            )
            write = _write_amount if is_amount else writers[position]
            write(sheet, row, position, value)


def _longest(series: pd.Series[Any]) -> int:
    lengths = series.head(ROWS_MEASURED).dropna().astype("string").str.len()
    return int(lengths.max()) if len(lengths) else 0


def header_comment(column: Column) -> str:
    """What a column means, in Swedish, with its unit and allowed values."""
    unit = f"Enhet: {UNITS[column.unit]}" if column.unit else ""
    values = f"Värden: {allowed(column)}" if allowed(column) else ""
    return "\n".join(filter(None, [column.sv, unit, values]))


def _writer(column: Column, formats: dict[str, Any], wraps: bool) -> Writer:
    if column.type == "boolean":
        return lambda sheet, row, position, value: sheet.write_boolean(
            row, position, bool(value), formats["plain"]
        )
    if column.type in ("integer", "number"):
        return lambda sheet, row, position, value: sheet.write_number(
            row, position, float(value), formats["plain"]
        )
    plain, risky = formats["wrapped" if wraps else "plain"], formats["risky_wrapped" if wraps else "risky"]

    def write_text(sheet: Any, row: int, position: int, value: str) -> None:
        sheet.write_string(row, position, fitting(value), risky if value.startswith(RISKY) else plain)

    if allowed(column) != DATE_WORDS:
        return write_text

    def write_date(sheet: Any, row: int, position: int, value: str) -> None:
        day = excel_date(value)
        if day is None:
            write_text(sheet, row, position, value)
        else:
            sheet.write_datetime(row, position, day, formats["date"])

    return write_date


def _write_amount(sheet: Any, row: int, position: int, value: str) -> None:
    if NUMBER.fullmatch(value):
        sheet.write_number(row, position, float(value))
    else:
        sheet.write_string(row, position, fitting(value))


def fitting(value: str) -> str:
    """``value``, cut with a mark where it is longer than an Excel cell."""
    return value if len(value) <= MAX_CELL else value[: MAX_CELL - len(CUT)] + CUT


def excel_date(value: str) -> date | None:
    """A day that Excel can hold as a date: a whole ISO date from 1901 on (Excel's 1900 has a day too many)."""
    if not FULL_DATE.fullmatch(value) or value < "1901":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _write_readme(sheet: Any, public: Tables, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80)
    sheet.set_column(2, 2, 14)
    sheet.set_column(3, 3, 60)
    sheet.write_string(0, 0, "Rapportgruvan", formats["title"])
    row = 2
    for line in READ_ME:
        sheet.write_string(row, 0, line[0], formats["plain"])
        sheet.write_string(row, 1, line[1], formats["wrapped"])
        row += 1
    row += 1
    for position, header in enumerate(("Flik", "Innehåll", "Rader", "Anmärkning")):
        sheet.write_string(row, position, header, formats["header"])
    for name, data in public.items():
        row += 1
        sheet.write_string(row, 0, name, formats["plain"])
        sheet.write_string(row, 1, BY_NAME[name].sv, formats["wrapped"])
        sheet.write_number(row, 2, len(data), formats["plain"])
        sheet.write_string(row, 3, row_note(name, len(data)), formats["wrapped"])


def row_note(name: str, count: int) -> str:
    """What a reader must know about a sheet's number of rows; empty where there is nothing."""
    if count > MAX_ROWS:
        return (
            f"Fliken visar de första {MAX_ROWS} av {count} rader: fler ryms inte i Excel. Alla finns i {name}.csv."
        )
    return "Tabellen är tom." if count == 0 else ""


READ_ME = (
    ("Vad det är", "Uppgifter ur rapporter. Varje flik är en tabell, som också finns som CSV-fil med samma namn."),
    ("Så läser du", "Håll pekaren över en kolumnrubrik för att se vad kolumnen betyder. Filtrera och sortera med "
     "pilarna i rubrikraden. En tom cell betyder okänt. Flera värden i en cell skiljs åt med semikolon."),
    ("Så citerar du", "Varje rad har sitt belägg: doc_id, page, char_start och char_end. Tecknen från och med "
     "char_start till char_end i filen text/<doc_id>.txt är det ordagranna citatet. Ange dokumentets titel eller "
     "filnamn (fliken documents), sidan (page) och radens id. Belägg för projekt och konferenser finns i fliken "
     "evidence."),
    ("Så kontrollerar du", "Kommandot «rapportgruvan check MAPP» prövar att varje rad stämmer med sin text."),
    ("Mer", "codebook.md beskriver alla kolumner, report.html sammanfattar och datapackage.json är för program."),
    ("Ändra inte här", "En ny körning skriver över arbetsboken. Spara en kopia om du vill anteckna."),
)  # fmt: skip
