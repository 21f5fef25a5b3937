"""Sentences as they are quoted: what is cited in the middle, and every place where the same sentence stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.model.ids import derive_id
from rashomon.model.synopsis import Citation, Difference
from rashomon.present.locate import Locator, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence in three parts, the middle one being what is cited at `at`, and every place of the same."""

    before: str
    words: str
    after: str
    at: Citation
    refs: tuple[Ref, ...]

    def round(self, value: str) -> tuple[str, str, str]:
        """The sentence in three parts, of which the middle one is to be seen first: the `value`, or, without one, the
        words that are cited where they are not all; "" where there is nothing of the kind."""
        if not value:
            is_part = any(letter.isalnum() for letter in self.before + self.after)
            return (self.before, self.words, self.after) if is_part else (self.before + self.words + self.after, "", "")
        start = self.words.lower().find(value.lower())
        end = start + len(value) if start >= 0 else start
        return (
            self.before + self.words[: max(start, 0)],
            self.words[max(start, 0) : max(end, 0)],
            self.words[max(end, 0) :] + self.after,
        )


def quotes(spans: Iterable[Citation], locator: Locator) -> tuple[Quote, ...]:
    """The sentences of `spans`, each once."""
    same: dict[str, list[Citation]] = defaultdict(list)
    for at in spans:
        same[locator.sentence(at)].append(at)
    return tuple(_quote(sentence, found, locator) for sentence, found in same.items())


def _quote(sentence: str, spans: list[Citation], locator: Locator) -> Quote:
    words = locator.text(spans[0])
    before, _, after = sentence.partition(words)
    return Quote(before=before, words=words, after=after, at=spans[0], refs=locator.refs(spans))


def key_of(spans: Iterable[Citation]) -> str:
    """The name of a point on a page: the same for the same sentences."""
    return "d-" + derive_id(*(f"{at.report}:{at.start}:{at.end}" for at in spans))


def difference_key(item: Difference) -> str:
    """The key of a difference."""
    return key_of(at for side in item.sides for at in side.spans)
