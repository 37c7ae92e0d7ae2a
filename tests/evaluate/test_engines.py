"""How far two recognisers agree."""

from __future__ import annotations

from pipeline.evaluate.engines import engine_agreement


def mention(type_: str, source: str) -> dict[str, object]:
    return {"type": type_, "source": source}


def test_agreement_is_the_share_of_names_that_both_saw() -> None:
    mentions = [
        mention("PER", "spacy+stanza"),
        mention("PER", "spacy"),
        mention("ORG", "stanza"),
        mention("ORG", "spacy+stanza"),
        mention("DATE", "rules:date"),
    ]
    scores = engine_agreement(mentions)
    assert scores["all"] == {"agreement": 0.5, "seen_by": {"spacy": 1, "spacy+stanza": 2, "stanza": 1}}
    assert scores["PER"]["agreement"] == 0.5
    assert "LOC" not in scores


def test_one_engine_alone_has_nothing_to_agree_with() -> None:
    assert engine_agreement([mention("PER", "spacy"), mention("DATE", "rules:date")]) == {}
