"""Which language a piece of text is in."""

from __future__ import annotations

from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LANGUAGES = ("sv", "en", "no", "da", "fi", "de", "fr", "es", "it", "pt", "pl", "nl", "ar", "so", "fa")
"""What Swedish reports are written in, or quote. Fewer candidates make short texts safer."""


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return identifier


def detect(text: str, languages: tuple[str, ...] = LANGUAGES) -> tuple[str, float]:
    """The likeliest language of ``text``, ISO 639-1, and its probability among ``languages``."""
    language, probability = _identifier(languages).classify(text)
    return str(language), float(probability)
