"""The number of a figure without its hedge: 19 of "at least 19"."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from rashomon.model.annotation import Figure
from rashomon.tables import read_table

_FROM = frozenset({"over", "just over", "at least"})
_UP_TO = frozenset({"almost", "under", "at most"})


def bare(figure: Figure) -> float:
    """The number as it is written, hedges left aside: the bound from which its hedge widens it, or the middle.

    >>> from rashomon.model.spans import Span
    >>> bare(Figure(span=Span(0, 11), low=19, high=38, hedge="at least"))
    19
    >>> bare(Figure(span=Span(0, 11), low=90, high=110, hedge="about"))
    100.0
    """
    kind = _kinds().get(figure.hedge or "", "")
    low, high = sorted((figure.low, figure.high), key=abs)
    if kind in _FROM:
        return low
    return high if kind in _UP_TO else (low + high) / 2


@functools.cache
def _kinds() -> Mapping[str, str]:
    """How the words of a hedge widen a number, as stage 3 reads them."""
    return {row[0]: row[2] for row in read_table("rashomon.annotate.data", "figure-hedges.tsv", columns=3)}
