"""Make the outlines of land and borders for the map of a story: `python -m training.outlines COUNTRIES.json [OUT]`.

COUNTRIES.json is `countries-50m.json` of the npm package world-atlas 2.0.2 (`npm pack world-atlas@2.0.2`), Natural
Earth's 1:50m countries as TopoJSON. Natural Earth is in the public domain. Arcs are simplified (Douglas and Peucker
1973) to TOLERANCE degrees and written as whole hundredths of a degree; small islands are left out. The same input
gives the same bytes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "src/rashomon/serve/web/data/outlines.tsv"
TOLERANCE = 0.05
"""Degrees; half a pixel where a map of the usual 640 pixels shows sixty degrees."""
SMALLEST = 0.25
"""Degrees; an island whose box is smaller in both directions is left out."""
HEADER = """\
# Land and borders of the world. A row is "arc TAB kind TAB points" or "ring TAB arcs".
# kind: coast (land on one side) or border (countries on both). points: x y of the first in hundredths of a degree
# east and north, then the steps to each next one. arcs: numbers of arcs, from 0 in the order of rows, that follow one
# another round a stretch of land; ~n is arc n read backwards. An arc that crosses the 180th meridian goes on past it.
# Natural Earth (https://www.naturalearthdata.com), 1:50m, public domain; by training/outlines.py from the npm package
# world-atlas 2.0.2.
"""

Point = tuple[float, float]


def main() -> None:
    """Read the countries, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("countries", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=OUT)
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(table(json.loads(given.countries.read_text(encoding="utf-8"))), encoding="utf-8")


def table(topology: dict[str, Any]) -> str:
    """The rows for a TopoJSON topology of countries and land."""
    arcs = list(_decoded(topology))
    uses = Counter(
        index if index >= 0 else ~index
        for country in topology["objects"]["countries"]["geometries"]
        for ring in _rings(country)
        for index in ring
    )
    rings = [ring for land in topology["objects"]["land"]["geometries"] for ring in _rings(land)]
    kept = [
        ring for ring in rings if _size([point for index in ring for point in arcs[max(index, ~index)]]) >= SMALLEST
    ]
    wanted = {max(index, ~index) for ring in kept for index in ring} | {arc for arc, times in uses.items() if times > 1}
    number = {arc: place for place, arc in enumerate(sorted(wanted))}
    rows = []
    for arc in sorted(wanted):
        points = [(round(x * 100), round(y * 100)) for x, y in _simplified(arcs[arc])]
        steps = [points[0]] + [(x - a, y - b) for (a, b), (x, y) in itertools.pairwise(points)]
        numbers = [f"{x} {y}" for place, (x, y) in enumerate(steps) if place == 0 or x or y]
        rows.append(f"arc\t{'border' if uses[arc] > 1 else 'coast'}\t{' '.join(numbers)}")
    for ring in kept:
        rows.append("ring\t" + " ".join(str(number[i]) if i >= 0 else f"~{number[~i]}" for i in ring))
    return HEADER + "\n".join(rows) + "\n"


def _decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        yield _unwrapped(points)


def _unwrapped(points: list[Point]) -> list[Point]:
    """The points without leaps from one side of the 180th meridian to the other; longitudes may pass 180."""
    out = points[:1]
    for x, y in points[1:]:
        out.append((x - 360 * round((x - out[-1][0]) / 360), y))
    return out


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _rings(part)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _size(points: Sequence[Point]) -> float:
    xs, ys = zip(*points, strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _simplified(points: list[Point]) -> list[Point]:
    """Fewest points such that none that is left out lies further than TOLERANCE from the line; both ends stay."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        worst, distance = 0, TOLERANCE
        for place in range(first + 1, last):
            here = _distance(points[place], points[first], points[last])
            if here > distance:
                worst, distance = place, here
        if worst:
            keep.add(worst)
            todo += [(first, worst), (worst, last)]
    return [points[place] for place in sorted(keep)]


def _distance(point: Point, begin: Point, end: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, begin, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0.0
    return math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))


if __name__ == "__main__":
    main()
