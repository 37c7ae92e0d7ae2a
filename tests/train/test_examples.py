"""The sources of annotated text, in small."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.train import examples
from pipeline.train.examples import Example

ANNOTATED = Path(examples.__file__).parent / "annotated"


def names(example: Example) -> list[tuple[str, str]]:
    return [(example.text[start:end], kind) for start, end, kind in example.spans]


def written(folder: Path, text: str) -> Path:
    path = folder / "source.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_universal_ner_keeps_the_raw_sentence(tmp_path: Path) -> None:
    rows = (
        "# text = Bo Ek (S) kom.\n1\tBo\tB-PER\n2\tEk\tI-PER\n3\t(\tO\n4\tS\tB-ORG\n5\t)\tO\n6\tkom\tO\n7\t.\tO\n"
    )
    (example,) = examples.universal(written(tmp_path, rows))
    assert example.text == "Bo Ek (S) kom."
    assert names(example) == [("Bo Ek", "PER"), ("S", "ORG")]
    assert len(example.words) == 7


def test_neighbouring_tags_of_webbnyheter_are_one_name(tmp_path: Path) -> None:
    rows = "Eva\tPER\nAl\u00adm\tPER\ni\t0\nLund\tLOC\n,\t0\nAIK\tORG\nPop\tMISC\n.\t0\n"
    (example,) = examples.webbnyheter(written(tmp_path, rows))
    assert example.text == "Eva Alm i Lund, AIK Pop."
    assert names(example) == [("Eva Alm", "PER"), ("Lund", "LOC"), ("AIK", "ORG")]


def test_suc_knows_institutions_and_leaves_works_out(tmp_path: Path) -> None:
    rows = "a1-b2\nVolvo  B-inst  O\nköpte  O  O\nDen_lilla  B-work  O\nboken  I-work  O\n.  O  O\n"
    (example,) = examples.suc(written(tmp_path, rows))
    assert example.text == "Volvo köpte Den lilla boken."
    assert names(example) == [("Volvo", "ORG")]


def test_our_own_lines_mark_names_and_doubt(tmp_path: Path) -> None:
    lines = "%% 1 minutes\n[[PER|Bo Ek]] ([[ORG|S]])\n[[ORG?|Kommunstyrelsen]] beslutar\n\nInga namn här.\n"
    first, second, third = examples.annotated(written(tmp_path, lines))
    assert (first.text, names(first)) == ("Bo Ek (S)", [("Bo Ek", "PER"), ("S", "ORG")])
    assert second.unsure == {(0, 15)}
    assert first.group == second.group != third.group


def test_words_become_text_as_swedish_is_written() -> None:
    text, places = examples.joined(["Han", "sade", ":", '"', "Kom", "!", '"', "(", "tyst", ")", "."])
    assert text == 'Han sade: "Kom!" (tyst).'
    assert [text[start:end] for start, end in places][-3:] == ["tyst", ")", "."]


@pytest.mark.parametrize("path", sorted(ANNOTATED.glob("*.txt")), ids=lambda path: path.stem)
def test_each_annotated_file_holds_to_its_format(path: Path) -> None:
    found = examples.annotated(path)
    assert len(found) > 400
    assert 0.5 < sum(1 for example in found if example.spans) / len(found) < 0.9
    for example in found:
        assert "[[" not in example.text
        assert "]]" not in example.text
        assert all(name == name.strip() for name, _ in names(example))


def test_there_are_more_than_fifteen_hundred_annotated_lines_with_names() -> None:
    lines = [example for path in ANNOTATED.glob("*.txt") for example in examples.annotated(path)]
    assert sum(1 for example in lines if example.spans) > 1500


def test_hardly_any_line_is_written_twice() -> None:
    lines = [example.text for path in ANNOTATED.glob("*.txt") for example in examples.annotated(path)]
    long = [line for line in lines if len(line.split()) > 6]
    assert len(set(long)) / len(long) > 0.995
