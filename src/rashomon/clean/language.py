"""Tell whether a text is English, without the cost of a language model where its own words say so."""

from __future__ import annotations

import functools
import re
from typing import Any

from rashomon.settings import CleanSettings
from rashomon.tables import read_table

_WORD = re.compile(r"[^\W\d_]+")


def not_english(text: str, *, given: str | None, settings: CleanSettings) -> tuple[str, float] | None:
    """Return (ISO 639-1 code, probability) of the language of `text` if it is surely not English, else None.

    Function words decide first: English has "the", "of", "and" in every sentence, and no other language has them. Only
    where they are thin is py3langid asked (langid.py, Lui and Baldwin 2012), whose model takes 0.4 s to load. A
    `given` language that agrees with the finding lowers the certainty that a refusal needs; it is never
    taken alone.

    >>> not_english("The talks ended and the envoys left.", given=None, settings=CleanSettings()) is None
    True
    """
    sample = text[: settings.language_characters]
    words = _WORD.findall(sample)
    known = sum(map(_function_words().__contains__, map(str.lower, words)))
    if known >= settings.english_words and known >= settings.english_share * len(words):
        return None
    code, probability = _identify(sample)
    if code == "en":
        return None
    letters = sum(map(len, words))
    latin = sum(character.isascii() for word in words for character in word)
    if latin < settings.latin_share * letters:
        return code, probability  # in whatever language: the script is not that of English
    agrees = given is not None and given.lower().split("-")[0].split("_")[0] == code
    if agrees:
        return (code, probability) if probability >= settings.foreign_agreed else None
    sure = letters >= settings.foreign_letters and probability >= settings.foreign_sure
    return (code, probability) if sure else None


@functools.cache
def _function_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.clean.data", "english.tsv", columns=1))


def _identify(sample: str) -> tuple[str, float]:
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
