"""Which stretches of a paragraph stand between quotation marks.

Curly and angle marks say which way they face. A straight mark (or two apostrophes) faces the side on which a word
touches it; where that does not decide, marks take turns. Single marks count only outside double ones and only where
they cannot be apostrophes. A mark that closes nothing is passed over, one that is never closed runs to the end of its
paragraph, as is the custom for a speech that goes on in the next one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"''|``|[\"“”„«»‘’']")
_OPENERS = frozenset(("“", "„", "«", "``"))
_CLOSERS = frozenset(("”", "»"))
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?;:…-])['’](?!\w)")
_SINGLE_REACH = 400  # code points in which a single mark must be closed to be one; bounds the look ahead


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, the marks included, in code points of the text; `closed` if its end is
    marked.
    """

    start: int
    end: int
    closed: bool


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Return the outermost quotations of `text[start:end]`, one paragraph, in order. Linear in its length.

    >>> find_quotations('"No," he said. "Not yet', 0, 23)
    [Quotation(start=0, end=5, closed=True), Quotation(start=15, end=23, closed=False)]
    """
    out: list[Quotation] = []
    opened, single = -1, False
    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        before_char = text[at - 1] if at > start else " "
        after_char = text[after] if after < end else " "
        if mark in ("‘", "’", "'"):
            if opened < 0:
                facing = mark != "’" and not before_char.isalnum() and after_char.isalpha()
                if facing and _SINGLE_CLOSES.search(text, after, min(end, after + _SINGLE_REACH)):
                    opened, single = at, True
            elif single and mark != "‘" and not after_char.isalnum() and not before_char.isspace():
                out.append(Quotation(opened, after, True))
                opened = -1
            continue
        if single and opened >= 0:
            continue
        if _faces_right(mark, before_char, after_char, inside=opened >= 0):
            if opened < 0:
                opened, single = at, False
        elif opened >= 0:
            out.append(Quotation(opened, after, True))
            opened = -1
    if opened >= 0 and not single:
        out.append(Quotation(opened, end, False))
    return out


def _faces_right(mark: str, before: str, after: str, *, inside: bool) -> bool:
    """Whether a double mark opens a quotation."""
    if mark in _OPENERS:
        return True
    if mark in _CLOSERS:
        return False
    if before.isspace() and not after.isspace():
        return True
    if after.isspace() and not before.isspace():
        return False
    return not inside
