"""Words between quotation marks: what was said verbatim."""

from __future__ import annotations

import re

from rashomon.model.spans import Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_OPENING = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’"}
_MARK = re.compile(f"[{''.join(_OPENING)}]")


def find_quotations(text: str, span: Span) -> list[Span]:
    """Return the stretches between quotation marks inside `span`, marks left out, in order.

    A mark that is not closed inside the span quotes up to its end. Single marks count only when they open a word and
    are closed after one, so that apostrophes are not taken for them.

    >>> find_quotations('She said “it is over” and left.', Span(0, 31))
    [Span(start=10, end=20)]
    """
    found: list[Span] = []
    position = span.start
    while (mark := _MARK.search(text, position, span.end)) is not None:
        position, closing = mark.start(), _OPENING[mark[0]]
        if not _opens(text, position, span.end):
            position += 1
            continue
        end = _closing(text, position + 1, span.end, closing)
        if end is None and closing == "’":
            position += 1
            continue
        stop = span.end if end is None else end
        inner = text[position + 1 : stop]
        start = position + 1 + len(inner) - len(inner.lstrip())
        if start < stop:
            found.append(Span(start, start + len(inner.strip())))
        position = stop + 1
    return found


def _opens(text: str, position: int, end: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < end else " "
    return not before.isalnum() and not after.isspace()


def _closing(text: str, start: int, end: int, mark: str) -> int | None:
    position = text.find(mark, start, end)
    while position >= 0:
        after = text[position + 1] if position + 1 < end else " "
        if mark == "”" or not after.isalnum() or (mark == '"' and _stops(text[start:position][-2:], after)):
            return position
        position = text.find(mark, position + 1, end)
    return None


def _stops(before: str, after: str) -> bool:
    """Whether a straight mark closes though a word follows at once: '"It is over,"she said', '"It is over! "and left'.

    A capital letter after a full stop and a space opens the next sentence of a quotation that runs on.
    """
    stop = before.rstrip()[-1:]
    return stop == "," or (stop != "" and stop in ".?!…" and (not before[-1].isspace() or after.islower()))


def overlaps(quoted: list[Span], sentences: list[Span]) -> list[Span]:
    """Return where spans of the one list and of the other overlap; both are in order and without overlaps themselves.

    >>> overlaps([Span(2, 9)], [Span(0, 4), Span(5, 12)])
    [Span(start=2, end=4), Span(start=5, end=9)]
    """
    out: list[Span] = []
    left = right = 0
    while left < len(quoted) and right < len(sentences):
        one, other = quoted[left], sentences[right]
        if one.overlaps(other):
            out.append(Span(max(one.start, other.start), min(one.end, other.end)))
        if one.end <= other.end:
            left += 1
        else:
            right += 1
    return out


def find_words(text: str, span: Span) -> list[tuple[str, Span]]:
    """Return the words of a span, folded for comparison, with where they stand.

    >>> [word for word, _ in find_words("It’s OVER.", Span(0, 10))]
    ["it's", 'over']
    """
    return [
        (match[0].replace("’", "'").casefold(), Span(*match.span()))
        for match in _WORD.finditer(text, span.start, span.end)
    ]
