"""Transcripts: each line is the words of the speaker whose name stands before its colon."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from rashomon.annotate.attributions.decode import Draft
from rashomon.annotate.attributions.features import Columns
from rashomon.model.report import Report

_LABEL = re.compile(
    r"([A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|bin|al|of|the)){0,5})"  # the name, at most six words
    r"(?: ?\([^()\n]{1,40}\))?(:)\s+(?=\S)"  # "(by telephone)" may follow it
)
_SPOKEN = re.compile(r"[^\W\d_]")  # a table of figures ("Votes: 1,204") speaks no word


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that begins with a label: the label's end, the colon and the first word spoken, in code points."""

    label: str
    start: int
    end: int
    colon: int
    spoken: int


def read_transcript(report: Report, drafts: list[Draft], columns: Columns) -> list[Draft]:
    """Return the drafts with each line of a transcript given to its speaker, in place of what was found in it.

    A line counts where two labels in capitals stand in the report, or where two labels come back. "Q" and "A" name
    nobody. The evidence of such a line is left empty: its confidence is a setting.
    """
    lines: dict[int, _Line] = {}
    for block in dict.fromkeys(columns.block):
        span = report.blocks[block].span
        match = _LABEL.match(report.text, span.start, span.end)
        if match and _SPOKEN.search(report.text, match.end(), span.end):
            lines[block] = _Line(match[1], match.start(1), match.end(1), match.start(2), match.end())
    nameless = {line.colon for line in lines.values() if len(line.label) == 1}
    drafts = [draft for draft in drafts if int(columns.start[draft.cue[0]]) not in nameless]
    counts = Counter(line.label for line in lines.values() if len(line.label) > 1)
    capitals = {label for label in counts if label.isupper()}
    returning = {label for label, count in counts.items() if count > 1}
    speakers = (capitals if len(capitals) > 1 else set()) | (returning if len(returning) > 1 else set())
    lines = {block: line for block, line in lines.items() if line.label in speakers}
    if not lines:
        return drafts
    out = [draft for draft in drafts if columns.block[draft.window] not in lines]
    for window, block in enumerate(columns.block):
        if block not in lines or (window and columns.block[window - 1] == block):
            continue
        line, last = lines[block], window
        while last + 1 < len(columns.block) and columns.block[last + 1] == block:
            last += 1
        label, past, colon, spoken = np.searchsorted(
            columns.start, (line.start, line.end, line.colon, line.spoken)
        ).tolist()
        end = columns.windows[last][1]
        if label < past <= colon < spoken < end:
            out.append(Draft(window, (colon, colon + 1), [(label, past)], [(spoken, end)]))
    return sorted(out, key=lambda draft: (draft.window, draft.cue))
