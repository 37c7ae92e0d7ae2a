"""How fast names are found, against Stanza and against the same network in PyTorch; how much memory it takes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
import spacy

from pipeline.encoder import Encoder
from pipeline.extract.recogniser import recogniser
from pipeline.extract.spans import Piece
from pipeline.resources import models_folder
from tests.conftest import SAMPLE

pytestmark = pytest.mark.benchmark

ROUNDS = 3
NAMES = models_folder() / "names"
TEXTS = [
    line for path in sorted(SAMPLE.glob("*.md")) for line in path.read_text(encoding="utf-8").splitlines() if line
]
WORDS = sum(len(text.split()) for text in TEXTS)


def words_a_second(work: Callable[[list[str]], object]) -> float:
    """The best of some rounds, after one to warm up; no round has a text of another, for texts are remembered."""
    work(TEXTS)
    best = 0.0
    for number in range(ROUNDS):
        texts = [f"{text} {number}" for text in TEXTS]
        started = time.perf_counter()
        work(texts)
        best = max(best, WORDS / (time.perf_counter() - started))
    return best


def shown(name: str, ours: float, theirs: float) -> float:
    print(f"\n{name}: ours {ours:,.0f} words/s, theirs {theirs:,.0f}, ratio {ours / theirs:.1f}")
    return ours / theirs


def test_names_against_stanza() -> None:
    pytest.importorskip("stanza")
    nlp = spacy.load(NAMES)
    stanza = recogniser("stanza")
    ours = words_a_second(lambda texts: list(nlp.pipe(texts)))
    theirs = words_a_second(
        lambda texts: [stanza.spans(text, [Piece(0, text, "paragraph", "")]) for text in texts]
    )
    assert shown("names, one core each, Stanza (ours, without character language models)", ours, theirs) > 0


def test_the_encoder_against_the_same_network_in_pytorch() -> None:
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    encoder = Encoder(NAMES / "names")
    config = transformers.BertConfig(
        vocab_size=encoder.tokenizer.get_vocab_size(), hidden_size=encoder.width, num_hidden_layers=12,
        num_attention_heads=12, intermediate_size=4 * encoder.width,
    )  # fmt: skip
    bert = transformers.BertModel(config, add_pooling_layer=False).eval()  # speed does not depend on the weights
    torch.set_num_threads(1)

    def pytorch(texts: list[str]) -> None:
        with torch.inference_mode():
            for text in texts:
                bert(torch.tensor([encoder.tokenizer.encode(text).ids[:512]]))

    ours = words_a_second(lambda texts: list(encoder.encode(texts)))
    assert shown("encoder, PyTorch in 32 bits, one core each", ours, words_a_second(pytorch)) > 1


def test_loading_and_memory() -> None:
    code = (
        "import sys, time; sys.modules['torch'] = None  # as in an install without extras; spaCy imports it else\n"
        "s = time.perf_counter(); import spacy; i = time.perf_counter()\n"
        f"nlp = spacy.load({str(NAMES)!r}); l = time.perf_counter()\n"
        "nlp('Anna Ek, Malmö stad, ' * 2000)\n"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(i - s, l - i, int(peak.split()[1]) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported, loaded, peak = (float(number) for number in done.stdout.split())
    print(f"\nimport spaCy {imported:.2f} s, open the model {loaded:.2f} s, peak {peak:.0f} MiB")
    assert peak > 0
