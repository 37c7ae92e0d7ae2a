"""The codebook: every table and column in Swedish, for whoever opens the files."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.schema import LIST_SEPARATOR, PUBLIC, Column, Table

TYPES = {"string": "text", "integer": "heltal", "number": "decimaltal", "boolean": "true/false"}
UNITS = {
    "characters": "tecken", "pages": "sidor", "words": "ord", "degrees": "grader", "persons": "personer",
    "lines": "rader", "SEK": "kronor (SEK)",
}  # fmt: skip
PATTERNS = {
    r"^[0-9a-f]{64}$": "64 hexadecimala siffror (SHA-256)",
    r"^[a-z]{2,3}$": "två eller tre små bokstäver",
    r"^\d{4}$": "fyra siffror",
    r"^\d{2}$": "två siffror",
}
DATE_WORDS = "datum: ÅÅÅÅ-MM-DD, eller --MM-DD när året är okänt"

INTRODUCTION = f"""# Kodbok

Varje rad i tabellerna pekar på sitt belägg. `text/<doc_id>.txt` är dokumentets text, och tecknen från och med
`char_start` till (men inte med) `char_end` är exakt det som raden bygger på. Det första tecknet har läge 0.

- Filerna är CSV i UTF-8 med kommatecken och rubrikrad. Decimaltecknet är punkt. En tom cell betyder okänt.
- Datum skrivs enligt ISO 8601. Belopp i kronor är hela kronor.
- Flera värden i en cell skiljs åt med `{LIST_SEPARATOR}` (semikolon och blanksteg).
- `datapackage.json` säger samma sak för program (Frictionless Data Package).
- Förbättra inte tabellerna för hand: en ny körning skriver över dem.
"""


def codebook() -> str:
    """The codebook as Markdown; it follows from the schema alone."""
    return "\n".join([INTRODUCTION, _contents(), *(_section(table) for table in PUBLIC)])


def _contents() -> str:
    rows = (f"| [{table.name}.csv](#{table.name}csv) | {table.sv} |" for table in PUBLIC)
    return "\n".join(["| Fil | Innehåll |", "|---|---|", *rows, ""])


def _section(table: Table) -> str:
    return "\n".join([
        f"## {table.name}.csv",
        "",
        f"{table.sv}.",
        "",
        *_facts(table),
        "",
        "| Kolumn | Betydelse | Typ | Enhet | Tillåtna värden |",
        "|---|---|---|---|---|",
        *(_row(table, column) for column in table.columns),
        "",
    ])  # fmt: skip


def _facts(table: Table) -> Iterator[str]:
    yield f"- Nyckel: {', '.join(f'`{name}`' for name in table.key)}."
    if table.quote:
        yield f"- Belägg: `{table.quote}` är exakt textens tecken `char_start` till `char_end`."
    for here, other, there in table.references:
        yield f"- `{here}` hänvisar till `{there}` i `{other}.csv`."


def _row(table: Table, column: Column) -> str:
    meaning = f"{column.sv}{' (aldrig tom)' if column.required or column.name in table.key else ''}"
    unit = UNITS[column.unit] if column.unit else ""
    return f"| `{column.name}` | {meaning} | {TYPES[column.type]} | {unit} | {allowed(column)} |"


def allowed(column: Column) -> str:
    """The values that a column may hold, in Swedish; empty where anything goes."""
    if column.enum:
        return ", ".join(column.enum)
    if column.pattern:
        return PATTERNS.get(column.pattern, DATE_WORDS)
    if column.minimum is not None and column.maximum is not None:
        return f"{column.minimum:g} till {column.maximum:g}"
    if column.minimum is not None:
        return f"minst {column.minimum:g}"
    return ""
