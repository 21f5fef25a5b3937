"""Whether content is quoted wholly, in part or not at all."""

from __future__ import annotations

import re

from rashomon.annotate.quoted import Quoted
from rashomon.model.annotation import AttributionKind
from rashomon.model.spans import Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def kind_of(text: str, content: tuple[Span, ...], quoted: Quoted) -> AttributionKind:
    """Return "direct" when every word of the content is quoted, "indirect" when none is, else "mixed".

    >>> kind_of("He said “no” twice", (Span(8, 18),), Quoted((8,), (12,)))
    'mixed'
    """
    inside = outside = 0
    for span in content:
        for match in _WORD.finditer(text, span.start, span.end):
            if quoted.holds(match.start()):
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
