"""Score figures and places on the labelled reports of `values_reports*.txt`, `world_reports` and `desk_reports`.

    python -m evaluation.values [--errors] [--only GLOB]

A figure is right when its words overlap a label's and value and unit are the label's: the bounds within one per cent,
for a hedged one ("~N", ">N", "<N") the bounds on the right side of N and within half of it. A place is right when its
words overlap, its country is the label's, and it lies within a distance that its kind allows. Accuracy is right ones in
all labelled ones; precision is right ones in all found ones. `of` and `event` are scored over the labels that judge
them. Those of `world_reports` (without figures) and of `desk_reports` have floors of their own; the README of the first
tells of the two more kinds of places.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.corpora import check_floors
from rashomon.annotate import annotate
from rashomon.model.annotation import Annotation, Figure, Place
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

REPORTS = (Path(__file__).with_name("values_reports.txt"), Path(__file__).with_name("values_reports_2.txt"))
WORLD = Path(__file__).with_name("world_reports")
DESK = Path(__file__).with_name("desk_reports")
FAR = {
    "site": 30.0,
    "city": 60.0,
    "region": 500.0,
    "area": 600.0,
    "water": 1500.0,
    "country": math.inf,
    "unlisted": 60.0,
}
"""Kilometres that a place of each kind may lie from the labelled point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLabel:
    """One F line; `value` as it stands there."""

    span: Span
    value: str
    unit: str
    of: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLabel:
    """One P line; a country of "-" is not judged, nor is a position without numbers."""

    span: Span
    country: str
    lat: float | None
    lon: float | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A report with its labels in the order of the text."""

    report: Report
    figures: tuple[FigureLabel, ...]
    places: tuple[PlaceLabel, ...]
    figured: bool = True
    """Whether its figures are labelled at all."""


def read_labelled(path: Path) -> Iterator[Labelled]:
    """Yield the labelled reports of a file. Raises ValueError for a label whose words are not in the text."""
    for part in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, *lines = part.splitlines()
        text = "\n".join(line for line in lines if line and not line.startswith(("F ", "P ", "#")))
        figures, places = [], []
        at = {"F": 0, "P": 0}
        for line in lines:
            if not line.startswith(("F ", "P ")):
                continue
            words, *cells = (cell.strip() for cell in line[2:].split("|"))
            match = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, at[line[0]])
            if match is None:
                raise ValueError(f"{name}: {words!r} not found after {at[line[0]]}")
            span = Span(*match.span())
            at[line[0]] = span.end
            if line[0] == "F":
                value, unit, of, event = cells
                figures.append(FigureLabel(span=span, value=value, unit=unit, of=of, event=event))
            else:
                country, point, kind = cells
                lat, lon = map(float, point.split())
                places.append(PlaceLabel(span=span, country=country, lat=lat, lon=lon, kind=kind))
        blocks, position = [], 0
        for paragraph in text.split("\n"):
            blocks.append(Block(span=Span(position, position + len(paragraph)), role="body"))
            position += len(paragraph) + 1
        report = Report(id=name, text=text, blocks=tuple(blocks))
        yield Labelled(report=report, figures=tuple(figures), places=tuple(places))


def read_world(path: Path) -> Labelled:
    """Return a report of `world_reports` with its places, and its figures where it has them.

    Raises ValueError for a label whose words are not in it.
    """
    _, body, _, tail, *more = path.read_text(encoding="utf-8").split("\n---\n")
    text = re.sub(r"\[([^\]]*)\]\{[^}]*\}", r"\1", body)
    blocks = tuple(Block(span=Span(m.start(), m.end()), role="body") for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    places, at = [], 0
    for line in tail.splitlines():
        words, country, point, kind = (cell.strip() for cell in line.split("|"))
        match = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, at)
        if match is None:
            raise ValueError(f"{path.stem}: {words!r} not found after {at}")
        at = match.end()
        lat, lon = map(float, point.split()) if point != "-" else (None, None)
        places.append(PlaceLabel(span=Span(*match.span()), country=country, lat=lat, lon=lon, kind=kind))
    figures, at = [], 0
    for line in more[0].splitlines() if more else ():
        words, value, unit, of, event = (cell.strip() for cell in line.split("|"))
        match = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, at)
        if match is None:
            raise ValueError(f"{path.stem}: {words!r} not found after {at}")
        at = match.end()
        figures.append(FigureLabel(span=Span(*match.span()), value=value, unit=unit, of=of, event=event))
    report = Report(id=path.stem, text=text, blocks=blocks)
    return Labelled(report=report, figures=tuple(figures), places=tuple(places), figured=bool(more))


def value_is_right(label: FigureLabel, figure: Figure) -> bool:
    """Whether value and unit of the figure are those of the label."""
    if label.unit not in ("-", figure.unit):
        return False
    low, high = figure.low, figure.high
    if label.value == "-":
        return True
    if label.value[0] in "~<>":
        number = float(label.value[1:])
        below, above = (number - low) / number, (high - number) / number
        sides = {"~": (0.01, 0.01), ">": (-0.01, 0.01), "<": (0.01, -0.01)}[label.value[0]]
        limits = {"~": (0.25, 0.25), ">": (0.01, 1.01), "<": (1.01, 0.01)}[label.value[0]]
        return sides[0] <= below <= limits[0] and sides[1] <= above <= limits[1]
    bounds = [float(bound) for bound in label.value.split("..")]
    return math.isclose(low, bounds[0], rel_tol=0.01) and math.isclose(high, bounds[-1], rel_tol=0.01)


def place_is_right(label: PlaceLabel, place: Place) -> bool:
    """Whether country and position of the place are those of the label."""
    if label.country not in ("-", place.country or ""):
        return False
    if label.lat is None or label.lon is None:
        return True
    if not place.located:
        return label.kind == "unlisted"
    return kilometres(label.lat, label.lon, place.lat, place.lon) <= FAR[label.kind]


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees (haversine formula, a sphere of 6,371 km)."""
    a, b = math.radians(lat), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


def main() -> None:
    """Print the figures of merit beside their floors; with --errors also each error."""
    parser = argparse.ArgumentParser(description="Score figures and places on the labelled reports.")
    parser.add_argument("--errors", action="store_true", help="print each error")
    parser.add_argument("--only", metavar="GLOB", help="only these files of world_reports and desk_reports")
    parser.add_argument("--file", type=Path, nargs="+", default=REPORTS, help="labelled reports")
    arguments = parser.parse_args()
    if arguments.only:
        chosen = [path for folder in (WORLD, DESK) for path in sorted(folder.glob(arguments.only))]
        check_floors("", _of_folder("chosen", chosen, arguments.errors))
        return
    figures = _of_folder("world", sorted(WORLD.glob("*.txt")), arguments.errors)
    figures |= _of_folder("desk", sorted(DESK.glob("*.txt")), arguments.errors)
    counts = _measure([item for path in arguments.file for item in read_labelled(path)], arguments.errors)
    check_floors(
        "values",
        figures
        | {
            "figure value accuracy": counts["figure right"] / counts["figure labels"],
            "figure precision": counts["figure right"] / counts["figure found"],
            "figure of accuracy": counts["of right"] / counts["of labels"],
            "figure event accuracy": counts["event right"] / counts["event labels"],
            "place accuracy": counts["place right"] / counts["place labels"],
            "place precision": counts["place right"] / counts["place found"],
        },
    )


def _of_folder(name: str, paths: list[Path], errors: bool) -> dict[str, float]:
    """The figures of merit of a folder of reports: of places, and of figures where they are labelled."""
    counts = _measure([read_world(path) for path in paths], errors)
    out = {
        f"{name}: place accuracy": counts["place right"] / counts["place labels"],
        f"{name}: place precision": counts["place right"] / counts["place found"],
    }
    if counts["figure labels"]:
        out[f"{name}: figure value accuracy"] = counts["figure right"] / counts["figure labels"]
        out[f"{name}: figure precision"] = counts["figure right"] / counts["figure found"]
        out[f"{name}: figure of accuracy"] = counts["of right"] / counts["of labels"]
    return out


def _measure(labelled: list[Labelled], errors: bool) -> Counter[str]:
    """Counts over labelled reports; with `errors` each error is printed."""
    counts: Counter[str] = Counter()
    annotations = annotate((item.report for item in labelled), settings=AnnotateSettings())
    for item, annotation in zip(labelled, annotations, strict=True):
        for line in _score(item, annotation, counts):
            if errors:
                print(f"{item.report.id:<12} {line}")
    return counts


def _score(item: Labelled, annotation: Annotation, counts: Counter[str]) -> Iterator[str]:
    text = item.report.text
    used: set[int] = set()
    figures = annotation.figures if item.figured else ()
    counts["figure found"] += len(figures)
    counts["place found"] += len(annotation.places)
    for label in item.figures:
        counts["figure labels"] += 1
        words = text[label.span.start : label.span.end]
        found = [n for n, f in enumerate(figures) if f.span.overlaps(label.span) and n not in used]
        if not found:
            yield f"figure not found: {words!r}"
            continue
        used.add(found[0])
        figure = figures[found[0]]
        if value_is_right(label, figure):
            counts["figure right"] += 1
        else:
            yield f"figure {words!r}: {figure.low:g} to {figure.high:g} {figure.unit}, not {label.value} {label.unit}"
        for key, expected, got in (("of", label.of, figure.of), ("event", label.event, figure.event)):
            if expected != "-":
                counts[f"{key} labels"] += 1
                counts[f"{key} right"] += expected == got
                if expected != got:
                    yield f"{key} of {words!r}: {got!r}, not {expected!r}"
    for number, figure in enumerate(figures):
        if number not in used:
            yield f"figure too many: {text[figure.span.start : figure.span.end]!r}"
    used = set()
    for place_label in item.places:
        optional = place_label.kind == "optional"
        counts["place labels"] += not optional
        words = text[place_label.span.start : place_label.span.end]
        found = [n for n, p in enumerate(annotation.places) if p.span.overlaps(place_label.span) and n not in used]
        if not found:
            if not optional:
                yield f"place not found: {words!r}"
            continue
        used.add(found[0])
        if optional:
            counts["place found"] -= 1
            continue
        place = annotation.places[found[0]]
        if place_is_right(place_label, place):
            counts["place right"] += 1
        else:
            yield f"place {words!r}: {place.name}, {place.country} ({place.lat}, {place.lon}) {place.kind}"
    for number, place in enumerate(annotation.places):
        if number not in used:
            yield f"place too many: {text[place.span.start : place.span.end]!r} = {place.name}, {place.country}"


if __name__ == "__main__":
    main()
