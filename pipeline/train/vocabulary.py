"""The vocabulary: which of the base model's 250,000 pieces Swedish reports need, and the tokenizer over them.

A unigram vocabulary can be cut freely: a word whose piece is gone falls apart into smaller pieces that are kept,
as long as every character is. Kept are the pieces that the sample of texts uses, every single character of the
scripts below, and then Latin-script pieces in order of their score.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

Pieces: TypeAlias = list[tuple[str, float]]
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
PAD = SPECIALS.index("<pad>")
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
SPACE = "▁"


def tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """The tokenizer of e5, with two differences.

    Punctuation is always a piece by itself, so that no piece crosses the border of a name; soft hyphens vanish.
    """
    made = Tokenizer(models.Unigram(list(pieces), unk_id=SPECIALS.index("<unk>"), byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [normalizers.Replace("\u00ad", ""), normalizers.NFKC(), normalizers.Replace(Regex(r"\s"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Metaspace(prepend_scheme="always"), pre_tokenizers.Punctuation(behavior="isolated")]
    )
    made.post_processor = processors.TemplateProcessing("<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return made


def choose(pieces: Sequence[tuple[str, float]], texts: Iterable[str], size: int) -> list[int]:
    """Ids of at most ``size`` pieces: the special ones first, the others in order of their ids."""
    whole = tokenizer(pieces)
    used: Counter[int] = Counter()
    for encoded in whole.encode_batch(list(texts), add_special_tokens=False):
        used.update(set(encoded.ids))
    specials = list(range(len(SPECIALS)))
    characters = [at for at, (piece, _) in enumerate(pieces) if len(piece) == 1 and _of_scripts(piece)]
    usual = [at for at, count in used.most_common() if count > 1 and _of_scripts(pieces[at][0])]
    rare = [at for at, count in used.items() if count == 1 and _of_scripts(pieces[at][0])]
    latin = [at for at, (piece, _) in enumerate(pieces) if _of_scripts(piece, ("LATIN",))]
    kept = dict.fromkeys([*specials, *characters, *usual, *rare, *latin])
    return [*specials, *sorted(set(list(kept)[:size]) - set(specials))]


def _of_scripts(piece: str, scripts: tuple[str, ...] = SCRIPTS) -> bool:
    """Whether every letter of a piece belongs to one of the scripts."""
    return all(not letter.isalpha() or unicodedata.name(letter, "").startswith(scripts) for letter in piece)
