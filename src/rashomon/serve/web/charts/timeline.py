"""The timeline as a picture: days along the bottom, what is past and what was planned in bands of their own.

Drawn by Altair (Vega-Lite) and vl-convert, which takes a second the first time and a tenth of one after
that; so it is a picture of its own, kept once made, and never part of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from rashomon.model.synopsis import Synopsis, TimelineEntry

WIDTH = 1080
_BEFORE, _AFTER = timedelta(days=45), timedelta(days=90)
"""How long before the first report and after the last one the picture reaches: the days of the history that reports
recount would leave the days of the story no room, and stand in the list."""
_LANE = 14
"""Units between two entries that would lie on one another."""
_AXIS = 34
_NAMES = 60
_STYLE = "<style>svg{color:#3b3833}@media(prefers-color-scheme:dark){svg{color:#cfc9bc}}</style>"


def warm() -> None:
    """Load what draws, which takes some seconds, before the first reader waits for a picture."""
    import altair as alt
    import vl_convert

    vl_convert.vegalite_to_svg(alt.Chart(alt.InlineData(values=[{}])).mark_point().to_dict())


def near(synopsis: Synopsis) -> tuple[TimelineEntry, ...]:
    """The entries that the picture shows."""
    if synopsis.first is None or synopsis.last is None:
        return ()
    first, last = synopsis.first - _BEFORE, synopsis.last + _AFTER
    return tuple(entry for entry in synopsis.timeline if entry.begin >= first and entry.end <= last)


def height(synopsis: Synopsis) -> int:
    """The height of the picture in units; 0 where there are fewer than three entries, which need no picture."""
    entries = near(synopsis)
    if len(entries) < 3:
        return 0
    return _LANE * (sum(_lanes(band)[1] for band in _bands(entries)) + 2) + _AXIS


def timeline(synopsis: Synopsis) -> str:
    """Return the picture as SVG: past days filled, planned ones hollow and above them; larger where more report it."""
    import altair as alt
    import vl_convert

    entries = near(synopsis)
    if not entries:
        return '<svg xmlns="http://www.w3.org/2000/svg"/>'
    past, planned = _bands(entries)
    lanes, count = _lanes(past)
    rows = [_row(entry, lane) for entry, lane in zip(past, lanes, strict=True)]
    above, more = _lanes(planned)
    rows += [_row(entry, lane + count + 1) for entry, lane in zip(planned, above, strict=True)]
    first = _stamp(min(entry.begin for entry in entries) - timedelta(days=2))
    last = _stamp(max(entry.end for entry in entries) + timedelta(days=2))
    names = [{"from": first, "lane": 0, "name": "past"}, {"from": first, "lane": count + 1, "name": "planned"}]
    x = alt.X(
        "from:T",
        scale=alt.Scale(domain=[first, last], type="utc"),
        axis=alt.Axis(title=None, format="%-d %b %Y", tickCount=8, labelOverlap=True, gridOpacity=0.15),
    )
    y = alt.Y("lane:Q", scale=alt.Scale(domain=[-1, count + more + 1]), axis=None)
    marks = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y)
    ink: dict[str, Any] = {"fill": "currentColor", "stroke": "currentColor", "strokeWidth": 1.4}
    layers = [
        alt.Chart(alt.InlineData(values=names[: 1 + bool(planned)]))
        .mark_text(align="left", fontSize=12, dx=-_NAMES, fill="currentColor")
        .encode(x=x, y=y, text="name:N")
    ]
    for is_planned in (False, True):
        look = {**ink, "fillOpacity": 0.0 if is_planned else 0.85}
        kind = marks.transform_filter(f"datum.planned == {str(is_planned).lower()}")
        layers.append(kind.transform_filter("datum.days > 1").mark_bar(height=6, **look).encode(x2="to:T"))
        layers.append(
            kind.transform_filter("datum.days == 1")
            .mark_point(shape="diamond" if is_planned else "circle", **look)
            .encode(size=alt.Size("size:Q", scale=None))
        )
    size = {"width": WIDTH - _NAMES - 30, "height": height(synopsis) - _AXIS}
    chart = alt.layer(*layers).properties(**size, padding={"left": _NAMES, "top": 4, "right": 20, "bottom": 4})
    chart = chart.configure(background="transparent").configure_view(stroke=None)
    colours = dict.fromkeys(("labelColor", "domainColor", "tickColor", "gridColor"), "currentColor")
    svg: str = vl_convert.vegalite_to_svg(chart.configure_axis(**colours).to_dict())
    head, _, rest = svg.partition(">")
    return f"{head}>{_STYLE}{rest}"


def _bands(entries: Sequence[TimelineEntry]) -> tuple[list[TimelineEntry], list[TimelineEntry]]:
    return [entry for entry in entries if not entry.planned], [entry for entry in entries if entry.planned]


def _lanes(entries: Sequence[TimelineEntry]) -> tuple[list[int], int]:
    """The lane of each entry, the lowest in which it touches no other, and how many lanes there are."""
    ends: list[date] = []
    lanes = []
    for entry in entries:
        lane = next((number for number, end in enumerate(ends) if end < entry.begin), len(ends))
        ends[lane : lane + 1] = [entry.end]
        lanes.append(lane)
    return lanes, len(ends)


def _row(entry: TimelineEntry, lane: int) -> dict[str, Any]:
    days = (entry.end - entry.begin).days + 1
    end = entry.end + timedelta(days=1) if days > 1 else entry.end
    size = 50 + 25 * min(len({at.report for at in entry.spans}), 8)
    begin = _stamp(entry.begin)
    return {"from": begin, "to": _stamp(end), "days": days, "lane": lane, "planned": entry.planned, "size": size}


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
