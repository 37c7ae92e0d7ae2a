"""The encoder that ships: what it says of a text depends on the text alone, and no text is cut."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.encoder import OVERLAP, WINDOW, Encoder, windows
from pipeline.resources import ModelError, models_folder
from tests.conftest import SAMPLE

FOLDER = models_folder() / "names" / "names"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(FOLDER)


@pytest.mark.parametrize("count", [0, 1, WINDOW, WINDOW + 1, 2 * WINDOW, 1000, 12_345])
def test_each_piece_is_answered_for_once_by_a_window_that_reads_it(count: int) -> None:
    answered: list[int] = []
    for start, first, last, end in windows(count):
        assert 0 <= start <= first < last <= end <= count
        assert end - start <= WINDOW
        answered += range(first, last)
    assert answered == list(range(count))


def test_inside_a_long_text_every_piece_is_read_with_some_context() -> None:
    for start, first, last, end in windows(1000)[1:-1]:
        assert first - start >= OVERLAP // 2
        assert end - last >= OVERLAP // 2


def test_a_piece_stands_where_its_offsets_say(encoder: Encoder) -> None:
    text = "Umeå kommun\tsamt  Region Skåne."
    found = next(encoder.encode([text]))
    words = "".join(text[start:end] for start, end in found.offsets)
    assert words == "".join(text.split())
    assert found.vectors.shape == (len(found.offsets), encoder.width)


def test_a_text_says_the_same_alone_and_among_others(encoder: Encoder) -> None:
    text = "Länsstyrelsen bjöd in föreningarna till ett samtal."
    alone = next(encoder.encode([text]))
    among = list(encoder.encode(["Kort.", text, "Ett mycket längre stycke. " * 30]))[1]
    np.testing.assert_array_equal(alone.vectors, among.vectors)
    np.testing.assert_array_equal(alone.sentence, among.sentence)


def test_threads_change_nothing_but_the_time(encoder: Encoder) -> None:
    texts = [f"Mening nummer {number} om skolan i Borås." for number in range(20)]
    np.testing.assert_array_equal(Encoder(FOLDER, threads=2).sentences(texts), encoder.sentences(texts))


def test_sentences_that_say_the_same_are_nearer_than_others(encoder: Encoder) -> None:
    one, same, other = encoder.sentences(
        [
            "Bussen går för sällan på kvällarna.",
            "Det finns för få avgångar med kollektivtrafiken sent.",
            "Föreningen valde en ny kassör.",
        ]
    )
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)
    assert one @ same > one @ other


def test_a_long_text_is_read_to_its_end(encoder: Encoder) -> None:
    text = "Kommunen satsar på biblioteken. " * 200
    found = next(encoder.encode([text]))
    assert found.offsets[-1][1] >= len(text.rstrip())
    assert np.abs(found.vectors).sum(axis=1).min() > 0


def test_a_text_without_words_has_no_pieces(encoder: Encoder) -> None:
    found = next(encoder.encode([""]))
    assert (len(found.offsets), float(np.abs(found.sentence).sum())) == (0, 0.0)


def test_hardly_any_piece_of_the_sample_reports_is_unknown(encoder: Encoder) -> None:
    unknown = encoder.tokenizer.token_to_id("<unk>")
    assert unknown is not None
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.md"))]
    assert texts
    ids = [piece for text in texts for piece in encoder.tokenizer.encode(text).ids]
    assert ids.count(unknown) / len(ids) < 0.0005


def test_names_of_neighbouring_languages_are_known(encoder: Encoder) -> None:
    names = (
        "Łódź, Đorđević, Çelik, Þórshöfn, Şahin, Győr, Băsescu, Škoda, Ñuñoa, Tromsø, Ærø, Sàmi, Εύβοια, Пловдив"
    )
    assert encoder.tokenizer.token_to_id("<unk>") not in encoder.tokenizer.encode(names).ids


def test_the_encoder_takes_no_more_than_45_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 45 * MEGABYTE


def test_a_missing_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        Encoder(tmp_path)


def test_a_broken_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="not a readable model"):
        Encoder(tmp_path)


def test_a_broken_sentence_map_is_one_clear_line(tmp_path: Path) -> None:
    for name in ("tokenizer.json", "encoder.onnx"):
        (tmp_path / name).symlink_to(FOLDER / name)
    (tmp_path / "sentence.safetensors").write_bytes(b"not a map")
    with pytest.raises(ModelError, match="not a readable model"):
        Encoder(tmp_path)


def test_a_word_without_end_is_one_piece(encoder: Encoder) -> None:
    text = "Före " + "x" * 5000 + " efter"
    found = next(encoder.encode([text]))
    assert len(found.offsets) < 8
    assert found.offsets[-1][1] == len(text)
