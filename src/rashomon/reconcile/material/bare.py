"""The number of a figure without its hedge: 19 of "at least 19"."""

from __future__ import annotations

from rashomon.model.annotation import Figure

_UPPER = frozenset({"under", "up to", "at most", "almost", "nearly", "less than", "fewer than", "no more than"})


def bare(figure: Figure) -> float:
    """The number as it is written, hedges left aside.

    >>> from rashomon.model.spans import Span
    >>> bare(Figure(span=Span(0, 11), low=19, high=1e12, hedge="at least"))
    19
    """
    if not figure.hedge:
        return (figure.low + figure.high) / 2
    if figure.hedge in _UPPER:
        return figure.high
    return figure.low if figure.high > 1.21 * figure.low else (figure.low + figure.high) / 2
