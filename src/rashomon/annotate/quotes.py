"""Which stretches of a text stand in quotation marks, in one linear pass."""

from __future__ import annotations

import re
from bisect import bisect_right

from rashomon.model.spans import Span

_OPEN = {"“": "”", "„": "”", "«": "»", "‘": "’"}
_CLOSE = frozenset("”»’")
_MARKS = re.compile(r"[“”„«»‘’\"]|``|''|\n")


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Return the outermost quoted stretches of `text`, marks included, in order.

    Curly, straight and angled marks count; an apostrophe does not. A quotation that is still open at the end of a
    paragraph ends there, as news style opens it again in the next.

    >>> text = 'He said: “Go.” She said "no", didn’t she?'
    >>> [text[s.start:s.end] for s in quoted_spans(text)]
    ['“Go.”', '"no"']
    """
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if opened and opened[0][1] != "’" and at > opened[0][0] + 1:
                spans.append(Span(opened[0][0], at))
            opened.clear()
        elif mark in ('"', "``", "''"):
            if opened and opened[0][1] == '"':
                spans.append(Span(opened[0][0], match.end()))
                opened.clear()
            elif not opened and mark != "''":
                opened.append((at, '"'))
        elif mark in _CLOSE:
            if mark == "’" and _apostrophe(text, at):
                continue
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][1] == mark:
                    if depth == 0:
                        spans.append(Span(opened[0][0], match.end()))
                    del opened[depth:]
                    break
        elif not opened or (opened[0][1] != '"' and len(opened) < 4):
            if mark == "‘" and at > 0 and text[at - 1].isalnum():
                continue
            opened.append((at, _OPEN[mark]))
    if opened and opened[0][1] != "’" and len(text) > opened[0][0] + 1:
        spans.append(Span(opened[0][0], len(text)))
    return tuple(spans)


def is_quoted(spans: tuple[Span, ...], starts: list[int], at: int) -> bool:
    """Whether the code point at `at` stands in one of `spans`, whose starts are `starts`."""
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < spans[index].end


def _apostrophe(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return after.isalnum()
