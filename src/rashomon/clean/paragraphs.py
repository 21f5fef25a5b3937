"""Cut a text into paragraphs: lines, or, where lines were broken at a width, the stretches that they make up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model.spans import Span
from rashomon.settings import CleanSettings

_LINE = re.compile(r"([^\n\r\v\f\x85\u2028\u2029]*)(?:\r\n|[\n\r\v\f\x85\u2028\u2029]|\Z)")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    gap: bool
    """Whether a blank line, or the beginning of the text, stands before it."""


def paragraphs(text: str, *, settings: CleanSettings) -> list[Span]:
    """Return the paragraphs of `text` in order, disjoint, without blank edges; offsets in code points.

    A paragraph is one line that is not blank. In a text whose lines were broken at a width ("hard-wrapped", as in mail
    and wire copy), it is a run of lines up to a blank line, an indented line or a line that ends early.

    >>> paragraphs("One.\\r\\n\\r\\n  Two. ", settings=CleanSettings())
    [Span(start=0, end=4), Span(start=10, end=14)]
    """
    lines = _lines(text)
    width = max((line.end - line.start for line in lines), default=0)
    if not _is_wrapped(text, lines, width, settings):
        return [Span(line.start, line.end) for line in lines]
    spans: list[Span] = []
    previous = None
    for line in lines:
        if (
            previous is None
            or line.gap
            or line.indent > previous.indent + 1
            or not _is_full(text, previous, line, width, settings)
        ):
            spans.append(Span(line.start, line.end))
        else:
            spans[-1] = Span(spans[-1].start, line.end)
        previous = line
    return spans


def _lines(text: str) -> list[_Line]:
    lines = []
    gap = True
    for match in _LINE.finditer(text):
        whole = match[1]
        bare = whole.strip()
        if not bare:
            gap = True
            continue
        indent = len(whole) - len(whole.lstrip())
        start = match.start() + indent
        lines.append(_Line(start, start + len(bare), indent, gap))
        gap = False
    return lines


def _is_wrapped(text: str, lines: list[_Line], width: int, settings: CleanSettings) -> bool:
    """Whether most lines stop only because the next word would not have fitted, and in the middle of a sentence."""
    if width > settings.wrap_width:
        return False
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    if len(pairs) < settings.wrap_lines:
        return False
    full = sum(_is_full(text, a, b, width, settings) for a, b in pairs)
    within = sum(text[b.start].islower() for _, b in pairs)
    return full >= settings.wrap_share * len(pairs) and within >= settings.wrap_lower * len(pairs)


def _is_full(text: str, line: _Line, following: _Line, width: int, settings: CleanSettings) -> bool:
    word = text.find(" ", following.start, following.end)
    first = (word if word > 0 else following.end) - following.start
    return line.end - line.start + 1 + first > width * (1 - settings.wrap_slack)
