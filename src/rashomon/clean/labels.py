"""Cut the label that a page puts before a caption ("Image copyright NAME Image caption ") off the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.model.report import Block
from rashomon.model.spans import Span
from rashomon.settings import CleanSettings

_WHAT = r"(?:Image|Media|Photo|Picture|Video)"
_LABEL = re.compile(
    rf"{_WHAT} (?:copyright|credit|source):? [^\n]{{1,80}}? {_WHAT} caption:? "
    rf"|{_WHAT}s? caption[:,]? (?=[A-Z\d\"“‘])|(?:{_WHAT}s?|Pictured|Caption|In pictures): "
)

_ITEM = re.compile(r"[-•*▪●] +(?=\S)")


def _is_item(marked: str, settings: CleanSettings) -> bool:
    """Whether this is an item of a list, rather than the name of a speaker or a cross-head between dashes."""
    return len(marked.split()) > settings.sentence_words and not marked.endswith(marked[0])


def cut_labels(text: str, blocks: tuple[Block, ...], *, settings: CleanSettings) -> Iterator[Block]:
    """Yield the blocks, the label of a caption as a byline of its own: it is no part of what the caption says.

    The mark before an item of a list ("- ") is left out.
    """
    for block in blocks:
        start, end = block.span.start, block.span.end
        if block.role == "body" and (mark := _ITEM.match(text, start, end)) and _is_item(text[start:end], settings):
            yield Block(span=Span(mark.end(), end), role="body")
            continue
        last = min(end, start + settings.label_characters)
        found = _LABEL.match(text, start, last) if block.role == "caption" else None
        if found is None or len(text[found.end() : end].split()) < settings.caption_words:
            yield block
            continue
        yield Block(span=Span(start, start + len(text[start : found.end()].rstrip())), role="byline")
        yield Block(span=Span(found.end(), end), role="caption")
