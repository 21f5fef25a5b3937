"""Charts are plain geometry: what lies where, and that nothing is lost or drawn outside the picture."""

from __future__ import annotations

import itertools
import math
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rashomon.model.synopsis import Citation, StoryFigure, StoryPlace, TimelineEntry
from rashomon.pipeline import Briefing
from rashomon.serve.web.charts.intervals import axes
from rashomon.serve.web.charts.sparkline import MOST_BARS, sparkline
from rashomon.serve.web.charts.timeline import timeline
from rashomon.serve.web.charts.world import HEIGHT, WIDTH, dots, outlines

SVG = "{http://www.w3.org/2000/svg}"


def figure(low: float, high: float, start: int = 0, of: str = "boat") -> StoryFigure:
    return StoryFigure(of=of, unit="", low=low, high=high, spans=(Citation("r", start, start + 1),))


def place(name: str, lat: float, lon: float, mentions: int = 1) -> StoryPlace:
    spans = tuple(Citation("r", start, start + 1) for start in range(mentions))
    return StoryPlace(name=name, country=None, lat=lat, lon=lon, spans=spans)


def test_a_long_time_shares_bars_and_loses_no_report() -> None:
    days = [(date(2020, 1, 1) + timedelta(days=7 * week), 1) for week in range(100)]
    line = sparkline(days)
    assert line is not None
    assert line.width <= MOST_BARS + 1
    assert max(bar.x for bar in line.bars) < line.width


def test_no_day_no_sparkline() -> None:
    assert sparkline([]) is None


def test_values_of_one_quantity_share_an_axis_in_their_order() -> None:
    (axis,) = axes([figure(40, 60, 1), figure(12, 12, 2), figure(12, 12, 3)])
    first, second = axis.intervals
    assert first.begin == first.end < second.begin < second.end <= 100
    assert len(first.spans) == 2
    assert axis.ticks[0] == "0"


def test_more_than_so_many_is_open_to_the_end_of_the_axis() -> None:
    (axis,) = axes([figure(200, math.inf), figure(150, 150, 4)])
    assert axis.intervals[-1].open_end
    assert axis.intervals[-1].end == 100


def test_a_few_beside_millions_counts_orders_of_magnitude() -> None:
    (axis,) = axes([figure(3, 3), figure(2_000_000, 4_000_000, 5)])
    assert axis.logarithmic
    few, millions = axis.intervals
    assert few.begin < 20
    assert 70 < millions.begin < millions.end <= 100


@pytest.mark.parametrize(("low", "high"), [(0, 0), (-5, -5), (1e-9, 1e-9), (1e300, 1e300), (-math.inf, 3)])
def test_an_odd_value_has_a_place_on_its_axis(low: float, high: float) -> None:
    (axis,) = axes([figure(low, high), figure(1, 2, 9)])
    assert all(0 <= item.begin <= item.end <= 100 for item in axis.intervals)


def test_every_place_is_a_dot_in_the_picture_and_no_two_names_lie_on_one_another() -> None:
    places = [place(f"Town {n}", 50 + n / 40, 30 + n / 30, mentions=n % 4 + 1) for n in range(30)]
    found = dots(places)
    assert [dot.place.name for dot in found] == [item.name for item in places]
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in found)
    named = [dot for dot in found if dot.label]
    assert 1 < len(named) < 30
    assert len({(dot.tx, dot.ty) for dot in named}) == len(named)


def test_a_story_on_both_sides_of_the_180th_meridian_is_not_spread_round_the_world() -> None:
    east, west = dots([place("Anadyr", 64.7, 177.5), place("Nome", 64.5, -165.4)])
    assert 0 < east.x < west.x < WIDTH
    assert west.x - east.x < WIDTH * 0.9


def test_outlines_stay_in_the_picture() -> None:
    picture = ElementTree.fromstring(outlines([place("Orlu", 42.7, 1.9), place("Ax", 42.72, 1.84)]))
    land = picture.find(f"{SVG}path[@class='land']")
    assert land is not None
    paths = [path for path in re.split("(?=M)", land.get("d", "")) if path]
    assert paths
    for path in paths:
        x, y = map(int, path[1 : path.index("l")].split())
        steps = [int(number) for number in path[path.index("l") + 1 :].rstrip("z").split()]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            assert -2 <= x <= WIDTH + 2
            assert -2 <= y <= HEIGHT + 2
            x, y = x + dx, y + dy


def test_the_pole_and_the_whole_world_can_be_drawn() -> None:
    far = [
        place("South Pole", -90, 0),
        place("North Pole", 90, 0),
        place("Suva", -18.1, 178.4),
        place("Apia", -13.8, -171.8),
    ]
    assert len(dots(far)) == 4
    ElementTree.fromstring(outlines(far))
    assert dots([]) == ()


def test_the_timeline_sets_planned_days_apart_and_leaves_old_history_out(briefing: Briefing) -> None:
    synopsis = briefing.synopses[0]
    old = TimelineEntry(
        begin=date(1812, 1, 1), end=date(1812, 12, 31), grain="year", planned=False, spans=synopsis.timeline[0].spans
    )
    picture = timeline(replace(synopsis, timeline=(old, *synopsis.timeline)))
    assert picture is not None
    assert 1 not in {mark.number for mark in picture.marks}
    past, planned = ([mark for mark in picture.marks if mark.planned is kind] for kind in (False, True))
    assert past
    assert planned
    assert max(mark.y for mark in planned) < min(mark.y for mark in past)
    assert [name for _, name in picture.bands] == ["planned", "past"]
    for mark in picture.marks:
        entry = synopsis.timeline[mark.number - 2]
        assert entry.planned == mark.planned
        assert 70 <= mark.x <= mark.end <= 1080
        assert mark.r < mark.y < picture.foot


def test_marks_do_not_lie_on_one_another_and_stand_in_the_order_of_time(briefing: Briefing) -> None:
    synopsis = briefing.synopses[0]
    picture = timeline(replace(synopsis, timeline=synopsis.timeline * 3))
    assert picture is not None
    for one, other in itertools.combinations(picture.marks, 2):
        apart = one.end + one.r < other.x - other.r or other.end + other.r < one.x - one.r
        assert apart or abs(one.y - other.y) >= 16
        if synopsis.timeline[(one.number - 1) % len(synopsis.timeline)].begin < (
            synopsis.timeline[(other.number - 1) % len(synopsis.timeline)].begin
        ):
            assert one.x < other.x


@pytest.mark.parametrize("days", [3, 12, 40, 200, 900, 20_000])
def test_an_axis_has_a_few_ticks_within_it(briefing: Briefing, days: int) -> None:
    synopsis = briefing.synopses[0]
    first = date(1905, 8, 9)
    last = first + timedelta(days=days)
    (entry, *_) = synopsis.timeline
    entries = tuple(replace(entry, begin=day, end=day, planned=False) for day in (first, first, last))
    picture = timeline(replace(synopsis, first=first, last=last, timeline=entries))
    assert picture is not None
    assert 2 <= len(picture.ticks) <= 11
    assert all(70 <= x <= 1030 for x, _ in picture.ticks)
    assert "19" in picture.ticks[0][1]


def test_a_story_of_few_days_needs_no_picture(briefing: Briefing) -> None:
    assert timeline(replace(briefing.synopses[0], timeline=briefing.synopses[0].timeline[:2])) is None
