"""The quantities of a story in the reports' own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from rashomon.model.synopsis import StoryFigure
from rashomon.present.lines import Lazy, Line
from rashomon.present.locate import Locator


def figures(quantities: Sequence[StoryFigure], locator: Locator) -> Sequence[tuple[Line, ...]]:
    """The values of each quantity together, a line for those that agree: its wordings, and the words round the first.

    The words say better what is counted than a noun and a verb taken out of them. Quantities of most reports come
    first, then those with most values, then as the reports have them.
    """
    groups: dict[tuple[str, str, str], list[StoryFigure]] = defaultdict(list)
    for figure in quantities:
        groups[figure.of, figure.event, figure.unit].append(figure)

    def place(rows: Sequence[StoryFigure]) -> tuple[int, int, tuple[int, int]]:
        starts = ((locator.number(figure.spans[0].report), figure.spans[0].start) for figure in rows)
        return -max(map(_reports, rows)), -len(rows), min(starts)

    return Lazy(partial(_lines, rows, locator) for rows in sorted(groups.values(), key=place))


def _reports(figure: StoryFigure) -> int:
    return len({span.report for span in figure.spans})


def _lines(rows: Sequence[StoryFigure], locator: Locator) -> tuple[Line, ...]:
    return tuple(_line(figure, locator) for figure in rows)


def _line(figure: StoryFigure, locator: Locator) -> Line:
    wordings: dict[str, str] = {}
    for span in figure.spans:
        text = locator.text(span)
        wordings.setdefault(text.casefold(), text)
    reports = _reports(figure)
    notes = [f"{reports} reports"] if reports > 1 else []
    if figure.as_of:
        notes.append(f"as of {figure.as_of}")
    return Line(
        text=locator.context(figure.spans[0]),
        refs=locator.refs(figure.spans),
        note=", ".join(notes),
        at=figure.spans[0],
        value=" · ".join(wordings.values()),
    )
