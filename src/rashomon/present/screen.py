"""Lines for a terminal: text in styles, wrapped to a width, alone or beside a mark in a column of its own.

A table of a library for terminals is measured and rendered anew for every row; a brief has hundreds of rows, and most
of the time it took went there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, zip_longest

Piece = tuple[str, str]
"""Some text and its style, a key of `_CODES`."""

_CODES = {
    "": "",
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
}
"""Styles as SGR parameters (ECMA-48, 8.3.117)."""
_CONTROLS = str.maketrans({"\t": " ", **dict.fromkeys("\a\b\v\f\r")})
"""What would move the cursor: a tab is a space, the others are left out."""
_WORD = re.compile(r"\S+\s*")
_ONE_COLUMN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*+")
"""Latin letters and the marks of printed English: each takes one column of a terminal, and need not be looked up."""


class Screen:
    """Collects lines of at most `width` columns; without `colour` there is nothing in them but text."""

    def __init__(self, *, width: int, colour: bool) -> None:
        self._width = width
        self._colour = colour
        self._lines: list[str] = []

    def __str__(self) -> str:
        return "".join(f"{line.rstrip()}\n" for line in self._lines)

    def blank(self) -> None:
        """An empty line."""
        self._lines.append("")

    def rule(self) -> None:
        """A line from edge to edge."""
        self.text("─" * self._width, "dim")

    def text(self, text: str, style: str = "") -> None:
        """Text from edge to edge; a word that is wider goes on in the next line."""
        self._lines += self._wrap([(text, style)], self._width, fold=True)

    def row(self, indent: int, mark: str, style: str, body: Iterable[Piece], *, mark_width: int) -> None:
        """A mark, `indent` columns from the edge and dim where it has no style; behind it text that wraps below itself.

        A word that is wider than the room for it is cut."""
        room = max(1, self._width - indent - mark_width - 1)
        marks = self._wrap([(mark, "")], mark_width, fold=False)
        beside = self._wrap(body, room, fold=False)
        for head, line in zip_longest(marks, beside, fillvalue=""):
            padded = head + " " * (mark_width - columns(head))
            beginning = self._styled(padded, style or "dim") if head else padded
            self._lines.append(f"{' ' * indent}{beginning} {line}")

    def _wrap(self, pieces: Iterable[Piece], width: int, *, fold: bool) -> list[str]:
        pieces = [piece for piece in pieces if piece[0]]
        text = "".join(text for text, _ in pieces)
        if not text.isprintable():
            pieces = [(text.translate(_CONTROLS), style) for text, style in pieces]
            text = "".join(text for text, _ in pieces)
        out = []
        for start, end in wrap(text, width, fold=fold):
            line = self._cut(text, pieces, start, end) if self._colour else text[start:end]
            more = not fold and text[end : end + 1].strip()
            out.append(line + "…" if more else line)
        return out

    def _cut(self, text: str, pieces: Sequence[Piece], start: int, end: int) -> str:
        places = accumulate((len(part) for part, _ in pieces), initial=0)
        return "".join(
            self._styled(text[max(start, place) : min(end, place + len(part))], style)
            for place, (part, style) in zip(places, pieces, strict=False)
            if place < end and start < place + len(part)
        )

    def _styled(self, text: str, style: str) -> str:
        return f"\033[{_CODES[style]}m{text}\033[0m" if self._colour and style and text else text


def wrap(text: str, width: int, *, fold: bool) -> Iterator[tuple[int, int]]:
    """Yield start and end of the lines of `text`, without the spaces behind them: as many words as fit in `width`.

    With `fold` a word that is wider is told on several lines, else its end is left out and one column with it.

    >>> text = "to measure immeasurability"
    >>> [text[start:end] for start, end in wrap(text, 10, fold=True)]
    ['to measure', 'immeasurab', 'ility']
    >>> [text[start:end] for start, end in wrap(text, 10, fold=False)]
    ['to measure', 'immeasura']
    """
    place = 0
    for line in text.split("\n"):
        breaks = [0, *_breaks(line, width, fold=fold), len(line)] if columns(line) > width else [0, len(line)]
        for start, end in pairwise(breaks):
            shown = line[start:end].rstrip()
            if columns(shown) > width:
                shown = _chop(shown, max(1, width - 1))[0]
            yield place + start, place + start + len(shown)
        place += len(line) + 1


def _breaks(line: str, width: int, *, fold: bool) -> Iterable[int]:
    """Where lines begin that have as many words of `line` as fit, but the first."""
    found = _breaks_of_short_words(line, width) if _ONE_COLUMN.fullmatch(line) else None
    return _breaks_of_any_words(line, width, fold=fold) if found is None else found


def _breaks_of_short_words(line: str, width: int) -> list[int] | None:
    """The same where each character takes one column and there are no spaces but plain ones; None where a word is
    wider."""
    found: list[int] = []
    start, end = 0, len(line.rstrip())
    while end - start > width:
        space = line.rfind(" ", start, start + width + 1)
        if not line[start:space].strip() or space < 0:
            return None
        start = space + 1
        while line[start] == " ":
            start += 1
        found.append(start)
    return found


def _breaks_of_any_words(line: str, width: int, *, fold: bool) -> Iterator[int]:
    measure = len if _ONE_COLUMN.fullmatch(line) else columns
    used = start = 0
    for match in _WORD.finditer(line):
        word = line[start : match.end()]
        bare = measure(word.rstrip())
        if bare <= width - used:
            used += measure(word)
        elif bare > width and fold:
            for part in _chop(word, width):
                if start:
                    yield start
                start += len(part)
                used = measure(part)
        else:
            if start:
                yield start
            used = measure(word)
        start = match.end()


def _chop(text: str, width: int) -> list[str]:
    from rich.cells import chop_cells

    return chop_cells(text, width)


def columns(text: str) -> int:
    """The columns that `text` takes in a terminal: of some scripts and pictures a character takes two.

    >>> columns("Kurosawa"), columns("黒澤")
    (8, 4)
    """
    if _ONE_COLUMN.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
