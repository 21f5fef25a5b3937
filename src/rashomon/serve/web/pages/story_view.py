"""What a story's page shows beyond the brief: differences in their sentences, figures on axes, who rests on whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rashomon.model.archive import StoryRow
from rashomon.model.synopsis import Citation, Claim, Difference, StoryPlace, StoryReport, Synopsis
from rashomon.pipeline import Briefing
from rashomon.present.firm import Sections, sections
from rashomon.present.lines import Holder, Item, Line, StoryView
from rashomon.present.locate import Locator, Ref
from rashomon.present.view import about_of, view
from rashomon.serve.web.charts.intervals import Axis, Interval, axes
from rashomon.serve.web.charts.sparkline import Sparkline, sparkline
from rashomon.serve.web.charts.timeline import Timeline, timeline
from rashomon.serve.web.charts.world import Dot, dots, most_named
from rashomon.serve.web.links import byline, report_link, short_byline
from rashomon.serve.web.pages.quotes import Quote, difference_key, key_of, quotes
from rashomon.serve.web.pages.sources_view import SourceCard, source_cards
from rashomon.settings import PresentSettings

_VALUES = ("figure", "date", "place")
_ISSUES = 8
"""Issues in the table of positions; more are hardly scrolled through, and the page of all positions has them."""
_OPEN = {"agreed": 8, "onevoice": 6, "perhaps": 2, "disputed": 8, "apart": 4, "single": 6}
"""Lines of each section of the brief that are seen at once, the others being folded: a screen or two."""
_MOST_QUOTES = 3
"""Sentences shown for one side of a difference; the others are reached by their places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One side of a difference: its value or whose word it is, its first sentences, and the places of the others."""

    label: str
    quotes: tuple[Quote, ...]
    more: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point on which reports part, one column a side; `key` is the anchor, `line` what its own page is asked by,
    `conflict` whether both cannot hold."""

    key: str
    line: str
    kind: str
    valued: bool
    """Whether the label of a column is a value that stands in its sentences."""
    about: str
    remark: str
    conflict: bool
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One interval of an axis, with the reports' own words for it."""

    interval: Interval
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity and its values."""

    axis: Axis
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story's page. `links`, `bylines` and `short_bylines` are those of its reports, by number from 0."""

    row: StoryRow
    synopsis: Synopsis
    sections: Sections
    locator: Locator
    title: str
    view: StoryView
    open: dict[str, int]
    """By section of the brief, the lines that are not folded."""
    perhaps_right: bool
    """Whether what is perhaps the same stands in the right column, that with less in it."""
    spark: Sparkline | None
    links: tuple[str, ...]
    bylines: tuple[str, ...]
    short_bylines: tuple[str, ...]
    counts: tuple[tuple[str, str, int], ...]
    points: tuple[Point, ...]
    charted: tuple[Quantity, ...]
    listed: tuple[Quantity, ...]
    dots: tuple[Dot, ...]
    shared: tuple[tuple[str, ...], tuple[Holder, ...]]
    """The issues on which two actors stand, or one has moved, with the actors that stand on them."""
    sources: tuple[SourceCard, ...]
    """Each original with its copies after it."""
    reports: tuple[StoryReport, ...]
    numbers: dict[str, int]
    """By id, the number of a report from 0."""
    timeline: Timeline | None

    def byline(self, report: str) -> str:
        """Outlet and day of the report with this id."""
        return self.bylines[self.numbers[report]]

    def short_byline(self, report: str) -> str:
        """The same in the fewest words, "" where neither is known."""
        return self.short_bylines[self.numbers[report]]


def story_page(row: StoryRow, briefing: Briefing, *, settings: PresentSettings) -> StoryPage:
    """Arrange the story of `briefing`, whose first synopsis it is."""
    synopsis = briefing.synopses[0]
    by_id = {member.report.id: member for member in briefing.reports}
    locator = Locator([by_id[report.id] for report in synopsis.reports])
    found = sections(synopsis, settings=settings)
    shown = _with_keys(view(synopsis, locator, settings=settings, found=found), found)
    quantities = tuple(_quantity(axis, locator) for axis in axes(synopsis.figures))
    return StoryPage(
        row=row,
        synopsis=synopsis,
        sections=found,
        locator=locator,
        title=row.title or shown.headline,
        view=shown,
        open=_OPEN,
        perhaps_right=_perhaps_right(shown),
        spark=sparkline(row.days) if len(row.days) > 1 else None,
        links=tuple(report_link(report.id) for report in synopsis.reports),
        bylines=tuple(byline(report.outlet, report.published) for report in synopsis.reports),
        short_bylines=tuple(short_byline(report.outlet, report.published) for report in synopsis.reports),
        counts=(
            ("agreed", "agreed", len(shown.agreed)),
            ("disputed", "disputed or denied", len(shown.disputed)),
            ("onevoice", "one voice", len(shown.one_voice)),
            ("apart", "told differently", len(shown.apart)),
            ("single", "only in one report", len(shown.single)),
        ),
        points=_points(found, locator),
        charted=tuple(item for item in quantities if len(item.values) > 1),
        listed=tuple(item for item in quantities if len(item.values) == 1),
        shared=_shared(shown),
        dots=_dots(synopsis.places),
        sources=source_cards(synopsis, shown, locator),
        reports=synopsis.reports,
        numbers={report.id: number for number, report in enumerate(synopsis.reports)},
        timeline=timeline(synopsis),
    )


def _perhaps_right(shown: StoryView) -> bool:
    left = len(shown.agreed[: _OPEN["agreed"]]) + len(shown.one_voice[: _OPEN["onevoice"]])
    right = (*shown.disputed[: _OPEN["disputed"]], *shown.apart[: _OPEN["apart"]])
    return sum(1 + len(item.below) for item in right) < left


def _with_keys(shown: StoryView, found: Sections) -> StoryView:
    """Give the lines of differences what their pages are asked by, as those of claims have it."""

    def named(items: Sequence[Item], differences: Sequence[Difference]) -> tuple[Item, ...]:
        keyed = [replace(item, claim=difference_key(one)) for item, one in zip(items, differences, strict=False)]
        return (*keyed, *items[len(keyed) :])

    disputed, apart = named(shown.disputed, found.conflicts), named(shown.apart, found.apart)
    return replace(shown, disputed=disputed, apart=apart)


def _points(found: Sections, locator: Locator) -> tuple[Point, ...]:
    points = [_difference(item, locator, conflict=True) for item in found.conflicts]
    points += [_denied(claim, locator) for claim in found.denied if claim.against]
    points += [_difference(item, locator, conflict=False) for item in found.apart]
    return tuple(points)


def _difference(item: Difference, locator: Locator, *, conflict: bool) -> Point:
    unsure = item.explanation == "real conflict"
    remark = "" if conflict else "perhaps of different things" if unsure else item.explanation
    return Point(
        key=difference_key(item),
        line=difference_key(item),
        kind=item.type,
        valued=item.type in _VALUES,
        about=about_of(item, locator),
        remark=remark,
        conflict=conflict,
        columns=tuple(_column(side.value, side.spans, locator) for side in item.sides),
    )


def _denied(claim: Claim, locator: Locator) -> Point:
    answers: dict[str, list[Citation]] = defaultdict(list)
    for answer in claim.against:
        answers[f"{answer.by} {answer.how}" if answer.by else answer.how].append(answer.at)
    first = (claim.gist, *(item.at for item in claim.support if item.at != claim.gist))
    return Point(
        key=key_of([claim.gist, *(answer.at for answer in claim.against)]),
        line=claim.id,
        kind=claim.status,
        valued=False,
        about="",
        remark="",
        conflict=True,
        columns=(
            _column("claimed", first, locator),
            *(_column(label, spans, locator) for label, spans in answers.items()),
        ),
    )


def _column(label: str, spans: Iterable[Citation], locator: Locator) -> Column:
    found = quotes(spans, locator)
    more = tuple(ref for quote in found[_MOST_QUOTES:] for ref in quote.refs)
    return Column(label=label, quotes=found[:_MOST_QUOTES], more=more)


def _quantity(axis: Axis, locator: Locator) -> Quantity:
    values = []
    for interval in axis.intervals:
        wordings: dict[str, list[Citation]] = defaultdict(list)
        for at in interval.spans:
            wordings[locator.text(at)].append(at)
        note = f"as of {interval.as_of}" if interval.as_of else ""
        lines = (
            Line(text=locator.context(spans[0]) or text, refs=locator.refs(spans), note=note, at=spans[0], value=text)
            for text, spans in wordings.items()
        )
        values.append(Value(interval=interval, lines=tuple(lines)))
    return Quantity(axis=axis, values=tuple(values))


def _shared(shown: StoryView) -> tuple[tuple[str, ...], tuple[Holder, ...]]:
    """The part of the positions that a table shows best: where there is something to compare."""
    places = [
        place
        for place, _ in enumerate(shown.issues)
        if sum(bool(holder.cells[place].steps) for holder in shown.positions) > 1
        or any(len(holder.cells[place].steps) > 1 for holder in shown.positions)
    ][:_ISSUES]
    rows = [replace(holder, cells=tuple(holder.cells[place] for place in places)) for holder in shown.positions]
    return (
        tuple(shown.issues[place] for place in places),
        tuple(row for row in rows if any(cell.steps for cell in row.cells)),
    )


def _dots(places: Sequence[StoryPlace]) -> tuple[Dot, ...]:
    """The dots of the map, numbered as the list of all places is."""
    numbers = {id(place): number for number, place in enumerate(places, 1)}
    return tuple(replace(dot, number=numbers[id(dot.place)]) for dot in dots(most_named(places)))
