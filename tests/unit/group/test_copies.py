"""Copies against a plain comparison of every pair."""

from __future__ import annotations

import random

import numpy as np
import pytest

from rashomon.group.copies import CopyIndex
from rashomon.group.shingles import Text, hash_shingles, hash_words
from rashomon.group.word_table import read_words
from rashomon.settings import GroupSettings

SETTINGS = GroupSettings()
NO_NUMBERS = np.zeros(0, dtype=np.uint64)


def make_texts(seed: int, count: int) -> list[list[str]]:
    """Return texts of invented words, half of them cut, lengthened or edited from earlier ones."""
    source = random.Random(seed)
    texts: list[list[str]] = []
    for _ in range(count):
        if texts and source.random() < 0.5:
            base = source.choice(texts)
            cut = base[: max(30, int(len(base) * source.uniform(0.2, 1.0)))]
            extra = [f"w{source.randint(0, 3000)}w" for _ in range(source.randint(0, len(cut)))]
            text = cut + extra
            for _ in range(source.randint(0, 6)):
                text[source.randrange(len(text))] = "edited"
            texts.append(text)
        else:
            texts.append([f"w{source.randint(0, 3000)}w" for _ in range(source.randint(30, 400))])
    return texts


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("batch", [1, 40])
def test_every_pair_over_the_threshold_is_found_and_no_other(seed: int, batch: int) -> None:
    texts = make_texts(seed, 120)
    sets = [{tuple(text[place : place + 5]) for place in range(len(text) - 4)} for text in texts]
    wanted = {
        (late, early)
        for late in range(len(texts))
        for early in range(late)
        if len(sets[late] & sets[early]) >= 0.5 * min(len(sets[late]), len(sets[early]))
    }
    index = CopyIndex(settings=GroupSettings(copy_candidates=200, copy_postings=500))
    found = set()
    for start in range(0, len(texts), batch):
        numbers = list(range(start, min(start + batch, len(texts))))
        added = index.add(
            numbers,
            [Text(hash_shingles(read_words(texts[number]), size=5), NO_NUMBERS) for number in numbers],
        )
        found |= {(number, match.other) for number, matches in zip(numbers, added, strict=True) for match in matches}
    assert found <= wanted
    assert len(found) >= 0.97 * len(wanted)


def test_forgotten_texts_are_not_found() -> None:
    text = Text(hash_shingles(read_words([f"w{place}w" for place in range(60)]), size=5), NO_NUMBERS)
    index = CopyIndex(settings=SETTINGS)
    index.add([0], [text])
    assert [match.other for match in index.add([1], [text])[0]] == [0]
    index.forget([0])
    assert [match.other for match in index.add([2], [text])[0]] == [1]


def test_headlines_and_slogans_are_no_copies() -> None:
    text = Text(
        hash_shingles(read_words(["sign", "up", "today", "for", "our", "morning", "letter"]), size=5),
        NO_NUMBERS,
    )
    assert CopyIndex(settings=SETTINGS).add([0, 1], [text, text]) == [[], []]


@pytest.mark.parametrize(
    ("words", "count"), [([], 0), (["one"], 1), (["a", "b", "c", "d", "e"], 1), (list("abcdefg"), 3)]
)
def test_a_text_has_as_many_shingles_as_windows(words: list[str], count: int) -> None:
    assert len(hash_words(read_words(words), size=5)) == count


def test_shingles_tell_order_and_ignore_case_and_plural() -> None:
    one, other, same = (
        hash_words(read_words(text.split()), size=5)[0]
        for text in ("envoys met in the harbour", "met envoys in the harbour", "Envoy met in the HARBOUR")
    )
    assert one == same
    assert one != other


FLASH = "a bus overturned near the old bridge on monday killing twelve people police said the driver survived"


@pytest.mark.parametrize(
    ("other", "copied"),
    [
        (FLASH, True),
        (f"{FLASH} unhurt", True),
        (FLASH.replace("twelve", "nine"), False),
        (f"{FLASH} and was questioned by a judge who asked him when he had last slept and what he had seen", False),
    ],
    ids=["word for word", "one word more", "another number", "half of a longer text"],
)
def test_a_flash_is_copied_only_word_for_word(other: str, copied: bool) -> None:
    index = CopyIndex(settings=SETTINGS)
    texts = [Text(hash_shingles(read_words(text.split()), size=5), NO_NUMBERS) for text in (FLASH, other)]
    _, matches = index.add([0, 1], texts)
    assert bool(matches) is copied


def test_a_headline_is_no_copy() -> None:
    index = CopyIndex(settings=SETTINGS)
    headline = Text(
        hash_shingles(read_words(["bus", "overturns", "near", "the", "old", "bridge", "killing", "twelve"]), size=5),
        NO_NUMBERS,
    )
    assert index.add([0, 1], [headline, headline]) == [[], []]
