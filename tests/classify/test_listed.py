"""Listed statements: the heading above a list gives its label."""

from __future__ import annotations

import pytest

from pipeline.classify.headings import stance
from pipeline.classify.listed import listed_labels
from pipeline.params import ClassifyParams
from tests.segment.helpers import blocks_of


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Exempel på hinder:", "hinder"),
        ("HINDREN ENLIGT GRUPPERNA", "hinder"),
        ("Vad hindrar oss?", "hinder"),
        ("Möjligheter som kom fram under dagen", "möjlighet"),
        ("Utvecklingsmöjligheter", "möjlighet"),
        ("Hinder och möjligheter", None),
        ("Så undanröjer vi hindren", None),
        ("Inga hinder kvar", None),
        ("Gruppen såg följande hinder för fortsatt samverkan mellan skola och förening:", "hinder"),
        ("Möjlighet till ersättning för resan", None),
        ("Ökade möjligheter för unga att starta företag", None),
        ("Stöd till personer med funktionshinder", None),
        ("Kommunen fortsätter att se över sina rutiner med de möjligheter lagen ger", None),
        ("Möjligheter att gå vidare med", "möjlighet"),
        ("Möjligheter för föreningar att söka bidrag", None),
        ("Hur ser du på klimatet som utmaning?", None),
        ("Vilka hinder mötte ni?", "hinder"),
        ("Deltagare", None),
    ],
)
def test_what_a_heading_speaks_of(heading: str, label: str | None) -> None:
    assert stance(heading) == label


def labels(source: str) -> list[tuple[str, str]]:
    blocks = blocks_of(source)
    found = listed_labels(blocks, ClassifyParams())
    return [(found[block["block_id"]], block["text"]) for block in blocks if block["block_id"] in found]


def test_items_take_the_nearest_telling_heading() -> None:
    assert labels(
        """
        # Vårdens vägar
        ## Hinder
        ### Ekonomi
        - Kortsiktiga pengar.
        ## Möjligheter
        - En gemensam lots.
        ## Deltagare
        - Vårdförbundet
        """
    ) == [("hinder", "Kortsiktiga pengar."), ("möjlighet", "En gemensam lots.")]


def test_the_title_of_a_report_labels_no_list_deep_inside_it() -> None:
    assert labels("# Nya möjligheter i byn\n## Beställ rapporten\n- Per telefon") == []


@pytest.mark.parametrize(
    "heading",
    ["Så undanröjer vi hindren", "Inga hinder", "Inget hinder", "Nya möjligheter", "Hinder och möjligheter"],
)
def test_a_heading_that_says_something_else_of_obstacles_ends_the_list_above(heading: str) -> None:
    assert labels(f"# Vårdens vägar\n## Hinder\n### {heading}\n- Anställ en lots.") == []
