"""What stands around a match: the tokens beside it, how they are written, and how they were parsed."""

from __future__ import annotations

import functools
from typing import Any

from rashomon.annotate.times.grammar import Match
from rashomon.annotate.times.lexicon import DATA
from rashomon.annotate.times.tokens import Word
from rashomon.tables import read_table


@functools.cache
def lists(name: str) -> frozenset[str]:
    """The words of one list of time-contexts.tsv."""
    for row, words in read_table(DATA, "time-contexts.tsv", columns=2):
        if row == name:
            return frozenset(words.split(" "))
    raise KeyError(name)


_SPORTING = 3  # words of ball games: one alone may be a figure of speech ("a touchdown for the party")


class Context:
    """The text, its tokens and its parse, as the tests see them."""

    def __init__(self, text: str, row: list[Word], doc: Any) -> None:
        self.text = text
        self.row = row
        self._doc = doc

    def token(self, index: int) -> Any:
        """The spaCy token that covers the first code point of token `index`; None where there is none."""
        if not 0 <= index < len(self.row):
            return None
        start = self.row[index].start
        span = self._doc.char_span(start, start + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def form(self, index: int) -> str:
        """Lower-case form of token `index`, "" beyond the text."""
        return self.row[index].form if 0 <= index < len(self.row) else ""

    def raw(self, index: int) -> str:
        """Token `index` as it stands in the text."""
        if not 0 <= index < len(self.row):
            return ""
        return self.text[self.row[index].start : self.row[index].end]

    def has(self, index: int, name: str) -> bool:
        """Whether token `index` is of the class."""
        return 0 <= index < len(self.row) and name in self.row[index].classes

    def at(self, match: Match, name: str) -> int:
        """Index of the first token of the match, its context included, that is of the class."""
        return next(i for i in range(match.outer_first, match.outer_last) if self.has(i, name))

    @functools.cached_property
    def sporting(self) -> bool:
        """Whether the text tells of a ball game: its words stand there again and again."""
        return sum(word.form in lists("sport") for word in self.row) >= _SPORTING

    def glued(self, index: int) -> bool:
        """Whether token `index` follows the one before it without white space."""
        return 0 < index < len(self.row) and self.row[index - 1].end == self.row[index].start
