"""Where in a copy the text of its original stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.group.shingles import Shingles, hash_words
from rashomon.group.word_table import read_words
from rashomon.group.words import find_word_spans
from rashomon.model.report import Report
from rashomon.model.spans import Span
from rashomon.settings import GroupSettings


def shared_spans(
    report: Report, own: Sequence[Span], original: Shingles, *, settings: GroupSettings
) -> tuple[Span, ...]:
    """Return the stretches of `report` all of whose words stand in shingles that `original` has too.

    `own` are the spans of the report's own account. What lies between the returned ones is what the outlet added or
    changed. A span never crosses from one block into another.
    """
    spans: list[tuple[int, int]] = []
    blocks: list[int] = []
    for block, span in enumerate(own):
        found = list(find_word_spans(report.text, span))
        spans.extend(found)
        blocks.extend([block] * len(found))
    del spans[settings.max_words :]
    if not spans:
        return ()
    hashes = hash_words(read_words([report.text[start:end] for start, end in spans]), size=settings.shingle_words)
    shared = np.zeros(len(spans), dtype=np.bool_)
    for place in np.flatnonzero(np.isin(hashes, original)).tolist():
        shared[place : place + settings.shingle_words] = True
    found_spans: list[Span] = []
    first: int | None = None
    for place in range(len(spans) + 1):
        ends = place == len(spans) or not shared[place] or (first is not None and blocks[place] != blocks[first])
        if first is not None and ends:
            found_spans.append(Span(spans[first][0], spans[place - 1][1]))
            first = None
        if place < len(spans) and shared[place] and first is None:
            first = place
    return tuple(found_spans)
