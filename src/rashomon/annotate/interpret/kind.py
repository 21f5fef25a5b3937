"""Whether content is quoted wholly, in part or not at all."""

from __future__ import annotations

import re
from bisect import bisect_right

from rashomon.model.annotation import AttributionKind
from rashomon.model.spans import Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def kind_of(text: str, content: tuple[Span, ...], quotes: tuple[Span, ...]) -> AttributionKind:
    """Return "direct" when every word of the content stands in `quotes`, "indirect" when none does, else "mixed".

    >>> kind_of('He said “no” twice', (Span(8, 18),), (Span(8, 12),))
    'mixed'
    """
    starts = [quote.start for quote in quotes]
    inside = outside = 0
    for span in content:
        for match in _WORD.finditer(text, span.start, span.end):
            index = bisect_right(starts, match.start()) - 1
            if index >= 0 and match.start() < quotes[index].end:
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
