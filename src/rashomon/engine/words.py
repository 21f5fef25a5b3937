"""The words of a text for comparison: folded, without regard to marks, and what an editor did among them."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rashomon.model.spans import Span
from rashomon.names import fold
from rashomon.store.folded import beyond_ascii, even_out

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_INNER = re.compile(r"['’‐‑-]")
_APOSTROPHES = "’‐‑"
_JOINT = "\x00"
_JOINTS = "'-"
_EVEN = str.maketrans({chr(at): chr(at).lower() if chr(at).isalnum() else " " for at in range(1, 128)} | {_JOINT: None})
"""Of a text of ASCII: what is between words as spaces, and nothing where a word has a mark inside."""
_INSIDE = {at: int(chr(at).isalnum() or chr(at) == _JOINT) for at in range(128)}
"""Of the same text: 1 for what is part of a word."""
_DOTS = re.compile(r"\.\s?\.")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*\]")
_BRACKETS = re.compile(r"\[[^\[\]\n]{0,200}\]")


@dataclass(frozen=True)
class Words:
    """A text as words for comparison, each folded, without a space.

    `even` is what `_even_out` made of the text.
    """

    text: str
    words: tuple[str, ...]
    even: str | None

    @functools.cached_property
    def free(self) -> frozenset[int]:
        """The words that an editor put in square brackets."""
        edges = [at for match in _BRACKETS.finditer(self.text) for at in match.span()] if "[" in self.text else []
        before = self.before(edges) if edges else []
        return frozenset(place for at in range(0, len(edges), 2) for place in range(before[at], before[at + 1]))

    @functools.cached_property
    def elided(self) -> frozenset[int]:
        """The words before which an ellipsis stands."""
        if not ("…" in self.text or "[" in self.text or _DOTS.search(self.text)):
            return frozenset()  # as most texts are, which is sooner seen so
        return frozenset(self.before([match.end() for match in _ELLIPSIS.finditer(self.text)]))

    @functools.cached_property
    def changes(self) -> npt.NDArray[np.int64]:
        """Where the words start and end: from one, to it, from the next."""
        import numpy as np

        if self.even is None:
            return np.array([at for match in _WORD.finditer(self.text) for at in match.span()], dtype=np.int64)
        letters = np.frombuffer(f" {self.even} ".translate(_INSIDE).encode(), dtype=np.uint8)
        return np.flatnonzero(letters[1:] != letters[:-1])

    def before(self, places: Sequence[int]) -> list[int]:
        """How many words begin before each of these places."""
        import numpy as np

        found: list[int] = np.searchsorted(self.changes[::2], np.array(places, dtype=np.int64)).tolist()
        return found

    def span(self, start: int, end: int) -> Span:
        """Where the words from `start` up to but not including `end` stand."""
        return Span(int(self.changes[2 * start]), int(self.changes[2 * end - 1]))


def read_words(text: str) -> Words:
    """Return the words of `text`.

    >>> read_words("“It’s […] OVER,” [Roe] said").words
    ('its', 'over', 'roe', 'said')
    """
    even = _even_out(text)
    return Words(
        text, tuple(map(_read_word, _WORD.findall(text)) if even is None else even.translate(_EVEN).split()), even
    )


def _even_out(text: str) -> str | None:
    """The text in ASCII, code point for code point, with a NUL for each mark inside a word; None where its letters have
    no such form. Its words are read in a fifth of the time."""
    if _JOINT in text:
        return None
    even = even_out(text, apostrophes=_APOSTROPHES)
    if even is None:
        return None
    text = even
    for mark in _JOINTS:
        parts = text.split(mark)
        inside = [one[-1:].isalnum() and other[:1].isalnum() for one, other in pairwise(parts)]
        text = "".join(
            [parts[0], *(f"{_JOINT if yes else mark}{part}" for yes, part in zip(inside, parts[1:], strict=True))]
        )
    return text


@functools.lru_cache(maxsize=1 << 16)
def _read_word(word: str) -> str:
    return fold(_INNER.sub("", word)).replace(" ", "")


def plain_text(text: str) -> str:
    """The text with its letters folded as those of words are, and no marks inside words; its places are others."""
    even = even_out(text, apostrophes=_APOSTROPHES)
    if even is not None:
        return even.lower().replace("'", "").replace("-", "").replace("\n", " ")
    if not text.isascii():
        for other in sorted(beyond_ascii(text)):
            if other.isalnum():
                text = text.replace(other, fold(other))
    return _INNER.sub("", text.casefold().replace("\n", " "))
