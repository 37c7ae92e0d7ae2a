"""Units of money, share and time, from ``data/units.csv``."""

from __future__ import annotations

from pipeline import resources

UNFIT = frozenset(
    ["h", "v.", "p.e.", "året", "månaden", "veckan", "dagen", "timmen", "minuten", "dygnet", "terminen", "to"]
)
"""Units that stand in the data but would read too much into a text: definite singulars, and single letters."""


def units(kind: str) -> dict[str, tuple[float, str]]:
    """Units of one kind by their lower-case form: what one of them is worth, and in which unit."""
    return {
        row["unit"].lower(): (float(row["factor"]), row["canonical"])
        for row in resources.rows("units")
        if row["kind"] == kind
        and row["unit"] not in UNFIT
        and not row["unit"].startswith("årig")
        and not (row["unit"].endswith(".") and " " not in row["unit"])
    }
