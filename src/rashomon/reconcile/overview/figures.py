"""The quantities of the story: for each thing counted, the values that the reports give, equal ones in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.annotation import ASIDE, Figure
from rashomon.model.synopsis import Citation, StoryFigure
from rashomon.reconcile.material.bare import bare
from rashomon.reconcile.material.drafts import TOLD_IN, Material

_ROUNDED = 0.1
"""Share of the larger number by which two that agree may be apart: one of them is rounded."""


@dataclass(frozen=True, slots=True)
class _Row:
    low: float
    high: float
    figures: tuple[tuple[int, Figure], ...]


def find_figures(material: Material) -> tuple[StoryFigure, ...]:
    """Return the quantities of the story, those of most reports first.

    Figures of one unit, head noun, predicate and scope are one quantity, and those without a predicate join when there
    is just one to choose from. Its values whose intervals share a point are one row ("about one-fifth" and "20%"),
    bounded by what they all allow, unless the numbers themselves lie far apart ("at least 19", "27"). A figure of
    which neither unit nor head noun is known is left out, and so are what a correction takes back and the number of
    those who say something ("two witnesses said").
    """
    slots: dict[tuple[str, str, str, str], list[tuple[int, Figure]]] = {}
    for number, item in enumerate(material.reports):
        told = [block.span for block in item.report.blocks if block.role in TOLD_IN]
        sources = sorted({span for said in item.annotation.attributions for span in said.source})
        voices = {span.start: span for span in sources}  # of those with one start, the longest
        for figure in item.annotation.figures:
            if figure.scope in ASIDE:
                continue
            if figure.span.start in voices and voices[figure.span.start].contains(figure.span):
                continue
            if (figure.unit or figure.of) and any(span.contains(figure.span) for span in told):
                key = (figure.unit, figure.of, figure.event, figure.scope)
                slots.setdefault(key, []).append((number, figure))
    for unit, of, _, scope in [key for key in slots if not key[2]]:
        told_apart = [key for key in slots if key[2] and (key[0], key[1], key[3]) == (unit, of, scope)]
        if of and len(told_apart) == 1:
            slots[told_apart[0]] += slots.pop((unit, of, "", scope))
    rows = [(key, row) for key in sorted(slots) for row in _rows(slots[key])]
    rows.sort(key=lambda pair: (-len({number for number, _ in pair[1].figures}), pair[0], pair[1].low, pair[1].high))
    return tuple(
        StoryFigure(
            of=of,
            unit=unit,
            event=event,
            low=row.low,
            high=row.high,
            spans=tuple(_citation(material, number, figure) for number, figure in row.figures),
            as_of=max((figure.as_of for _, figure in row.figures if figure.as_of), default=None),
        )
        for (unit, of, event, _), row in rows
    )


def _rows(figures: Sequence[tuple[int, Figure]]) -> list[_Row]:
    """Put each figure, the narrowest first, into the first row that it can agree with."""
    rows: list[_Row] = []
    for number, figure in sorted(
        figures, key=lambda pair: (pair[1].high - pair[1].low, pair[1].low, pair[0], pair[1].span)
    ):
        for place, row in enumerate(rows):
            low, high = max(row.low, figure.low), min(row.high, figure.high)
            if low <= high and _near(bare(row.figures[0][1]), bare(figure)):
                rows[place] = _Row(low, high, (*row.figures, (number, figure)))
                break
        else:
            rows.append(_Row(figure.low, figure.high, ((number, figure),)))
    return [_Row(row.low, row.high, tuple(sorted(row.figures, key=lambda p: (p[0], p[1].span)))) for row in rows]


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _ROUNDED * max(abs(one), abs(other))


def _citation(material: Material, number: int, figure: Figure) -> Citation:
    """Cite the figure together with what it counts when the two stand side by side."""
    start, end = figure.span.start, figure.span.end
    if figure.of_span is not None and figure.of_span.start >= end and figure.of_span.start - end <= 1:
        end = figure.of_span.end
    return Citation(material.reports[number].report.id, start, end)
