"""Reports that no rule was written for, with hand-made answers: Markdown with ``[[TYPE|surface|canonical]]``.

After ``@`` a canonical says more: a place's code (Statistics Sweden), or that a date's year is not written.
``TYPE?`` marks what the rules leave open. ``unmark`` gives a report's plain text and its gold rows.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

MARK = re.compile(r"\[\[(?P<type>[A-Z]+)(?P<unsure>\?)?\|(?P<surface>[^|\]]+)(?:\|(?P<canonical>[^\]]*))?\]\]")
AMOUNT = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?:-(?P<max>\d+(?:\.\d+)?))? (?P<unit>.+)")
DURATIONS = frozenset(
    [
        "år",
        "månad",
        "månader",
        "vecka",
        "veckor",
        "dag",
        "dagar",
        "dygn",
        "timme",
        "timmar",
        "minut",
        "minuter",
        "terminer",
    ]
)
NO_BREAK = str.maketrans({"¤": "\u00a0"})
Row = dict[str, Any]


def unmark(marked: str) -> tuple[str, list[Row]]:
    """The plain text, and a gold row for each mention, its span in characters of that text."""
    text, rows, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()].translate(NO_BREAK)
        surface = match["surface"].translate(NO_BREAK)
        row: Row = {"type": match["type"], "text": surface, "start": len(text), "end": len(text) + len(surface)}
        canonical, code = split_code(match["canonical"] or surface)
        row |= {"canonical": canonical, "code": code, "ambiguous": bool(match["unsure"])}
        if match["type"] == "AMOUNT":
            row["value"] = amount(canonical)
        rows.append(row)
        text, at = text + surface, match.end()
    return text + marked[at:].translate(NO_BREAK), rows


def split_code(canonical: str) -> tuple[str, str]:
    """The canonical name or value, and the code after ``@``, if there is one."""
    plain, _, extra = canonical.partition("@")
    if extra == "inferred":
        return plain, ""
    return (plain, extra) if extra.isdigit() else (canonical, "")


def amount(canonical: str) -> Row:
    """Value, upper value, unit and kind of ``25000-30000 SEK``."""
    match = AMOUNT.fullmatch(canonical)
    assert match, canonical
    unit = match["unit"]
    kind = "percent" if unit in {"%", "procentenheter"} else "money" if re.fullmatch("[A-Z]{3}", unit) else "count"
    row: Row = {"value": float(match["value"]), "unit": unit, "kind": "duration" if unit in DURATIONS else kind}
    return row | ({"value_max": float(match["max"])} if match["max"] else {})


def prepared(part: str, out: Path) -> Path:
    """A corpus folder with the reports of one part (``a`` to ``d``) and their ``gold``, made below ``out``.

    ``python -m tests.blind PART OUT`` does the same, to mine and evaluate it by hand.
    """
    here = Path(__file__).parent / part
    if (here / "gold").is_dir():
        shutil.copytree(here, out)
    else:
        write(here, out)
    return out


def write(folder: Path, out: Path) -> None:
    """Writes the reports of ``folder`` into ``out``, and their gold into ``out/gold``."""
    (out / "gold").mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.md")):
        text, rows = unmark(path.read_text(encoding="utf-8"))
        (out / path.name).write_text(text, encoding="utf-8")
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (out / "gold" / f"{path.stem}.mentions.jsonl").write_text(lines, encoding="utf-8")
