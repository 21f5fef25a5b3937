"""Which attribution stands inside which: the chain from the outlet to the first voice."""

from __future__ import annotations

from rashomon.annotate.found import FoundAttribution

_DEPTH = 16  # how many contents that all cover one place are looked at; deeper nesting does not occur in prose


def enclosing(found: tuple[FoundAttribution, ...]) -> tuple[int | None, ...]:
    """Return for each attribution the index of the smallest other one whose content holds all its spans, else None.

    Of two with the same content, the one whose source stands first is the outer one. Linear but for the sorting.
    """
    extents = [_extent(a) for a in found]
    lengths = [sum(s.end - s.start for s in a.content) for a in found]
    contents = sorted((s.start, -s.end, i) for i, a in enumerate(found) for s in a.content)
    order = sorted(range(len(found)), key=lambda i: (extents[i], i))
    out: list[int | None] = [None] * len(found)
    opened: list[tuple[int, int]] = []
    at = 0
    for index in order:
        start, end = extents[index]
        while at < len(contents) and contents[at][0] <= start:
            opened.append((-contents[at][1], contents[at][2]))
            at += 1
        opened = [entry for entry in opened if entry[0] > start][-_DEPTH:]
        holders = [i for stop, i in opened if stop >= end and i != index and lengths[i] >= lengths[index]]
        if holders:
            out[index] = min(holders, key=lambda i: (lengths[i], i))
    return tuple(out)


def _extent(attribution: FoundAttribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(s.start for s in spans), max(s.end for s in spans)
