"""Where a story takes place: its places on the outlines of the world (Natural Earth), on plain longitude and latitude.

The map shows as little of the world as holds every place, with its middle parallel true to scale. It may straddle the
180th meridian: the longitudes are cut where they leave the widest gap.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.synopsis import StoryPlace
from rashomon.tables import read_table

WIDTH, HEIGHT = 640, 340
_MARGIN = 0.12
"""Share of the picture's sides left free of places, so that their names fit."""
_LEAST_SPAN = 9.0
"""Degrees of latitude shown at least: with less, outlines at 1:50m are crude and nobody knows where he is."""
_LETTER, _LINE = 7.6, 15.0
"""Width of a letter and height of a line of a name, in units of the picture, at the size that the style sheet sets."""
_LARGER = 1.7
"""How much larger names are on a phone, where the picture is little more than half as wide."""
_MOST = 60
"""Places on one map; more lie on one another."""
_FINEST = 1.5
"""Units; a step of an outline shorter than this is not drawn."""
_LEVELS = ((4.0, 0.5), (8.0, 0.2), (math.inf, 0.0))
"""Units per degree of latitude up to which outlines without steps shorter than so many degrees look the same."""
_STYLE = (
    "<style>.land{fill:#e3ddcf}.border{fill:none;stroke:#f4f1e9;stroke-width:.7}"
    "@media(prefers-color-scheme:dark){.land{fill:#34312b}.border{stroke:#201f1c}}</style>"
)
_TURNS = (-360.0, 0.0, 360.0)

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place in the picture. Its name stands at `tx`, `ty`, to the left of there if `anchor` is "end".

    `label` is "always", "wide" (where names are small only) or "" for a place whose name would lie on another's.
    """

    place: StoryPlace
    number: int
    x: float
    y: float
    tx: float
    ty: float
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class _Frame:
    west: float
    north: float
    scale_x: float
    scale_y: float

    def point(self, lon: float, lat: float) -> Point:
        return (lon - self.west) * self.scale_x, (self.north - lat) * self.scale_y

    def turned(self, lon: float) -> float:
        """The longitude a whole number of turns away that is in the picture or next to it."""
        return self.west + (lon - self.west) % 360


def most_named(places: Sequence[StoryPlace]) -> tuple[StoryPlace, ...]:
    """The places that a map shows, in their order: those whose position is known, no more than can be told apart."""
    places = [place for place in places if place.located]
    if len(places) <= _MOST:
        return tuple(places)
    order = sorted(range(len(places)), key=lambda index: (-len(places[index].spans), index))
    return tuple(places[index] for index in sorted(order[:_MOST]))


def dots(places: Sequence[StoryPlace]) -> tuple[Dot, ...]:
    """Where each place lies in the picture, those with most mentions named first."""
    if not places:
        return ()
    frame = _frame(places)
    at = [frame.point(frame.turned(place.lon), place.lat) for place in places]
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for x, y in at]
    order = sorted(range(len(places)), key=lambda index: (-len(places[index].spans), index))
    labels: dict[int, tuple[str, Point, str]] = {}
    for label, size in (("always", _LARGER), ("wide", 1.0)):
        for index in order:
            if index in labels:
                continue
            width, height = len(places[index].name) * _LETTER * size, _LINE * size
            for anchor, box in _boxes(*at[index], width, height):
                inside = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT
                if inside and not any(_overlap(box, other) for other in taken):
                    taken.append(box)
                    baseline = box[3] - height * 0.25
                    labels[index] = (label, (box[2] if anchor == "end" else box[0], baseline), anchor)
                    break
    nowhere = ("", (0.0, 0.0), "start")
    found = []
    for index, (place, (x, y)) in enumerate(zip(places, at, strict=True)):
        label, (tx, ty), anchor = labels.get(index, nowhere)
        found.append(
            Dot(
                place=place,
                number=index + 1,
                x=round(x, 1),
                y=round(y, 1),
                tx=round(tx, 1),
                ty=round(ty, 1),
                anchor=anchor,
                label=label,
            )
        )
    return tuple(found)


def outlines(places: Sequence[StoryPlace]) -> str:
    """The land and borders below the dots of `places`, as SVG: a picture of its own, kept once made."""
    if not places:
        return '<svg xmlns="http://www.w3.org/2000/svg"/>'
    frame = _frame(places)
    rings, lines = _outlines(next(least for most, least in _LEVELS if frame.scale_y <= most))
    land = "".join(_drawn(ring, frame, turn, closed=True) for ring in rings for turn in _TURNS)
    borders = "".join(_drawn(line, frame, turn, closed=False) for line in lines for turn in _TURNS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{_STYLE}'
        f'<path class="land" d="{land}"/><path class="border" d="{borders}"/></svg>'
    )


def _frame(places: Sequence[StoryPlace]) -> _Frame:
    lons = sorted({place.lon % 360 for place in places})
    gaps = [(after - before, after) for before, after in zip(lons, [*lons[1:], lons[0] + 360], strict=True)]
    gap, after = max(gaps)
    west, wide = after % 360, 360 - gap
    if west > 180:
        west -= 360
    south = min(place.lat for place in places)
    north = max(place.lat for place in places)
    middle = (south + north) / 2
    squeeze = max(0.35, math.cos(math.radians(middle)))
    free = 1 - 2 * _MARGIN
    # degrees of latitude per unit of the picture: enough for both directions
    per_unit = max(wide * squeeze / (WIDTH * free), (north - south) / (HEIGHT * free), _LEAST_SPAN / HEIGHT)
    per_unit = min(per_unit, 360 * squeeze / WIDTH, 180 / HEIGHT) if wide < 300 else 360 * squeeze / WIDTH
    top = min(max(middle + per_unit * HEIGHT / 2, -90 + per_unit * HEIGHT), 88.0)
    left = west + wide / 2 - per_unit * WIDTH / squeeze / 2
    return _Frame(west=left, north=top, scale_x=squeeze / per_unit, scale_y=1 / per_unit)


@dataclass(frozen=True, slots=True)
class _Outline:
    points: tuple[Point, ...]
    west: float
    east: float
    south: float
    north: float


@functools.cache
def _outlines(coarse: float) -> tuple[tuple[_Outline, ...], tuple[_Outline, ...]]:
    """The rings of land and the lines of borders in degrees, without steps shorter than `coarse`."""
    arcs: list[tuple[Point, ...]] = []
    rings: list[_Outline] = []
    borders: list[_Outline] = []
    for kind, first, second in read_table("rashomon.serve.web.data", "outlines.tsv", columns=3):
        if kind == "arc":
            arcs.append(_points(second))
            if first == "border":
                borders.append(_outline(_thinned(arcs[-1], coarse)))
            continue
        ring: list[Point] = []
        for name in first.split():
            part = arcs[int(name[1:])][::-1] if name.startswith("~") else arcs[int(name)]
            turn = 360 * round((ring[-1][0] - part[0][0]) / 360) if ring else 0
            ring.extend((lon + turn, lat) for lon, lat in part[bool(ring) :])
        if abs(ring[-1][0] - ring[0][0]) > 180:  # round the pole: Antarctica
            ring += [(ring[-1][0], -90.0), (ring[0][0], -90.0)]
        rings.append(_outline(_thinned(ring, coarse)))
    return tuple(rings), tuple(borders)


def _outline(points: Sequence[Point]) -> _Outline:
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return _Outline(tuple(points), min(lons), max(lons), min(lats), max(lats))


def _thinned(points: Sequence[Point], least: float) -> Sequence[Point]:
    if not least:
        return points
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return [*kept, points[-1]]


def _points(steps: str) -> tuple[Point, ...]:
    numbers = [int(number) for number in steps.split()]
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 100, y / 100))
    return tuple(points)


def _drawn(outline: _Outline, frame: _Frame, turn: float, *, closed: bool) -> str:
    """Path data of an outline, without what lies outside the picture; "" where nothing is left."""
    left, top = frame.point(outline.west + turn, outline.north)
    right, bottom = frame.point(outline.east + turn, outline.south)
    if right < 0 or left > WIDTH or bottom < 0 or top > HEIGHT or (closed and right - left + bottom - top < _FINEST):
        return ""
    moved = [frame.point(lon + turn, lat) for lon, lat in outline.points]
    if closed:
        return _path(_clipped(moved), closed=True)
    out, run = [], [moved[0]]
    for before, point in itertools.pairwise(moved):
        if (
            min(before[0], point[0]) > WIDTH
            or max(before[0], point[0]) < 0
            or (min(before[1], point[1]) > HEIGHT or max(before[1], point[1]) < 0)
        ):
            out.append(_path(run, closed=False))
            run = []
        run.append(point)
    return "".join([*out, _path(run, closed=False)])


def _clipped(ring: list[Point]) -> list[Point]:
    """The ring inside the picture (Sutherland and Hodgman 1974), with a unit to spare on every side."""
    for axis, bound, above in ((0, -1.0, True), (0, WIDTH + 1.0, False), (1, -1.0, True), (1, HEIGHT + 1.0, False)):
        kept: list[Point] = []
        for before, point in zip([ring[-1], *ring], ring, strict=False):
            was, now = (before[axis] >= bound) == above, (point[axis] >= bound) == above
            if was != now:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if now:
                kept.append(point)
        ring = kept
        if not ring:
            break
    return ring


def _path(points: Sequence[Point], *, closed: bool) -> str:
    if len(points) < 2:
        return ""
    kept = _thinned(points, _FINEST)
    if closed and len(kept) < 4:
        return ""
    x, y = round(kept[0][0]), round(kept[0][1])
    out = [f"M{x} {y}l"]
    for a, b in kept[1:]:
        dx, dy = round(a) - x, round(b) - y
        if dx or dy:
            out.append(f"{dx} {dy} ")
            x, y = x + dx, y + dy
    if len(out) == 1:
        return ""
    return "".join(out).rstrip() + ("z" if closed else "")


def _boxes(x: float, y: float, width: float, height: float) -> tuple[tuple[str, Box], ...]:
    """Where a name may stand: right, left, above or below, in the order of preference."""
    half = height / 2
    return (
        ("start", (x + 6, y - half, x + 6 + width, y + half)),
        ("end", (x - 6 - width, y - half, x - 6, y + half)),
        ("start", (x + 4, y - height - 2, x + 4 + width, y - 2)),
        ("start", (x + 4, y + 2, x + 4 + width, y + height + 2)),
    )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
