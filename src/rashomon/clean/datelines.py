"""Cut the dateline ("LONDON, Jan 5 (Reuters) - ") off the paragraph that it opens."""

from __future__ import annotations

import re

from rashomon.model.report import Block
from rashomon.model.spans import Span

_LONGEST = 100
"""Most code points of a dateline: three places, a date and an agency."""
_CAPITALS = r"[A-Z][A-Z.'’/-]+(?: [A-Z.'’/-]+){0,4}"
_NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_REGION = r"(?:, ?(?:[A-Z][\w.'’-]*\.?)(?: [A-Z][\w.'’-]+){0,3})?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = (
    r"(?:, ?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\d{1,2}\.? )?"
    rf"{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?)"
)
_DATED = rf"(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_AGENCY = r"(?: ?[(/][\w&.’' /-]{2,40}[)/])"
_DASH = r"\.? ?(?:—|–|--|-(?= ))\s*"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_REGION}{_DAY}?{_AGENCY}?|{_NAME}{_REGION}(?:{_DAY}{_AGENCY}?|{_AGENCY})|{_DATED}{_AGENCY}){_DASH}(?=\S)"
)
_SENTENCE = re.compile(rf"(?:{_CAPITALS}|{_NAME}){_REGION}, ?{_DATED}{_AGENCY}?\.\s+(?=[A-Z\"“‘])")


def cut_datelines(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the dateline of the first body paragraph, if it has one, as a byline of its own.

    A place in small letters needs a day or an agency beside it; "Paris - a city" is no dateline. With its day, a place
    may also stand as a sentence: "Paris, 4 May. The city …".
    """
    for number, block in enumerate(blocks):
        if block.role != "body":
            continue
        start, end = block.span.start, block.span.end
        last = min(end, start + _LONGEST)
        found = _DATELINE.match(text, start, last) or _SENTENCE.match(text, start, last)
        if found is None:
            return blocks
        line = Block(span=Span(start, start + len(text[start : found.end()].rstrip())), role="byline")
        rest = Block(span=Span(found.end(), end), role="body")
        return (*blocks[:number], line, rest, *blocks[number + 1 :])
    return blocks
