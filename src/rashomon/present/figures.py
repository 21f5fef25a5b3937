"""The quantities of a story in the reports' own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.model.synopsis import StoryFigure
from rashomon.present.lines import Line
from rashomon.present.locate import Locator


def figures(quantities: Sequence[StoryFigure], locator: Locator) -> tuple[tuple[Line, ...], ...]:
    """The values of each quantity together, a line for those that agree: its wordings, and the words round the first.

    The words say better what is counted than a noun and a verb taken out of them. Quantities of most reports come
    first, then those with most values, then as the reports have them.
    """
    groups: dict[tuple[str, str, str], list[tuple[int, Line]]] = defaultdict(list)
    for figure in quantities:
        wordings: dict[str, str] = {}
        for span in figure.spans:
            text = locator.text(span)
            wordings.setdefault(text.casefold(), text)
        reports = len({span.report for span in figure.spans})
        notes = [f"{reports} reports"] if reports > 1 else []
        if figure.as_of:
            notes.append(f"as of {figure.as_of}")
        line = Line(
            text=locator.context(figure.spans[0]),
            refs=locator.refs(figure.spans),
            note=", ".join(notes),
            at=figure.spans[0],
            value=" · ".join(wordings.values()),
        )
        groups[figure.of, figure.event, figure.unit].append((reports, line))
    found = [
        (-max(reports for reports, _ in rows), -len(rows), min(_place(line, locator) for _, line in rows), rows)
        for rows in groups.values()
    ]
    return tuple(tuple(line for _, line in rows) for *_, rows in sorted(found, key=lambda entry: entry[:3]))


def _place(line: Line, locator: Locator) -> tuple[int, int]:
    at = line.at
    return (locator.number(at.report), at.start) if at else (0, 0)
