"""Seconds and memory for laying stories of many reports side by side, all in one process.

    python -m benchmarks.reconcile [--sizes 125 250 500 1000] [--plot docs/images/reconcile-speed.svg] [--profile]
    python -m benchmarks.reconcile --story PATH ... [--first 8]

The stories are made up: an event of 240 facts that are told in a handful of wordings each, the first ones by nearly
every report and the last ones by few; three reports in ten are copies of an earlier one, whole or cut. Measured is
`reconcile` alone, not the annotation of the made-up text. `--story` takes the first reports under the paths, by id, for
one story and holds the time of reconciling it against that of annotating them, the model loaded before, the best of
five. Times are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from rashomon.annotate import annotate
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import Block, Report
from rashomon.model.spans import ReferenceDate, Span
from rashomon.model.story import Copy, Story
from rashomon.pipeline import read_reports
from rashomon.reconcile.reconcile import reconcile
from rashomon.settings import Settings

_PEOPLE = "Orla Venn|Tomas Brike|Ines Calder|Ruben Falk|Mira Ostrow|Jonas Pell|Dagny Holm|Anselm Roke|Petra Lund"
_BODIES = "the harbour board|the coast guard|the salt union|the ministry of transport|the rescue service"
_VERBS = (
    "closed|shut|shut down",
    "inspected|examined|looked over",
    "repaired|mended|restored",
    "sold|auctioned off|put up for sale",
    "searched|combed|scoured",
    "rejected|turned down|refused",
    "ordered|demanded|called for",
    "halted|stopped|suspended",
)
_THINGS = (
    "ferry|bridge|lighthouse|dredger|warehouse|lock gate|pilot boat|breakwater|crane|mooring|signal mast|slipway|"
    "fuel depot|customs shed|salt barge|tide gauge|rail spur|grain silo|dry dock|buoy"
)
_PLACES = "at the north quay|near the old mole|off the island|in the inner basin|below the fort|by the fish market"
_ENDS = "|on Monday|after midnight|before the storm|with {n} workers|at a cost of {n} million dollars|for {n} hours"
_FRAMES = "{s} {v} the {t} {p} {e}.|The {t} {p} was {v} by {s} {e}.|{w} said that {s} {v} the {t} {p} {e}."
_FIRST = date(2021, 3, 1)


def make_story(reports: int, *, seed: int = 1) -> tuple[Story, tuple[Report, ...]]:
    """Return a story of `reports` made-up reports of five to twenty sentences, and the reports in order."""
    chance = random.Random(seed)
    facts = [_fact(chance) for _ in range(240)]
    made: list[Report] = []
    told: list[list[str]] = []
    copies: list[Copy] = []
    for number in range(reports):
        original = chance.randrange(len(told)) if told and chance.random() < 0.3 else None
        if original is not None:
            sentences = told[original][: chance.randint(3 * len(told[original]) // 4, len(told[original]))]
            first = next((c.original for c in copies if c.report == made[original].id), made[original].id)
            copies.append(Copy(report=f"r{number:05d}", original=first, containment=1.0))
        else:
            chosen = {int(len(facts) * chance.random() ** 2.5) for _ in range(chance.randint(6, 26))}
            sentences = [_tell(chance.choice(facts[place]), chance) for place in sorted(chosen)]
        told.append(sentences)
        made.append(_report(f"r{number:05d}", sentences, _FIRST + timedelta(days=number * 5 // reports)))
    return Story(id="made-up", reports=tuple(r.id for r in made), copies=tuple(copies)), tuple(made)


def _fact(chance: random.Random) -> list[str]:
    """Wordings of one fact."""

    def pick(choices: str) -> str:
        return chance.choice(choices.split("|"))

    subject, witness = pick(_PEOPLE + "|" + _BODIES), pick(_PEOPLE)
    verbs, thing, place = chance.choice(_VERBS).split("|"), pick(_THINGS), pick(_PLACES)
    number = chance.randint(2, 90)
    frames = _FRAMES.split("|")
    wordings = [f.format(s=subject, v=v, t=thing, p=place, w=witness, e=f"{{{number}}}") for f in frames for v in verbs]
    return chance.sample(wordings, 5)


def _tell(wording: str, chance: random.Random) -> str:
    """A wording with one of the ends that it can have; its number is the fact's."""
    head, _, rest = wording.partition("{")
    end = chance.choice(_ENDS.split("|")).format(n=rest.partition("}")[0])
    return f"{head[0].upper()}{head[1:]}{end}".rstrip() + "."


def _report(name: str, sentences: Sequence[str], published: date) -> Report:
    paragraphs = [" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]
    texts = [sentences[0].rstrip("."), *paragraphs]
    blocks, start = [], 0
    for place, text in enumerate(texts):
        blocks.append(Block(span=Span(start, start + len(text)), role="body" if place else "headline"))
        start += len(text) + 2
    return Report(
        id=name,
        text="\n\n".join(texts),
        blocks=tuple(blocks),
        title=texts[0],
        outlet=f"Paper {name}",
        published=ReferenceDate(earliest=published, latest=published, source="given"),
    )


def run(story: Story, reports: Sequence[AnnotatedReport], settings: Settings) -> tuple[float, float]:
    """Reconcile; return CPU seconds, and the most memory that this process has held, in MiB."""
    begun = time.process_time()
    reconcile(story, reports, settings=settings.reconcile)
    return time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def hold_against_annotating(paths: Sequence[str], most: int, settings: Settings) -> None:
    """Print what reconciling the first `most` reports under the paths, as one story, takes beside annotating them."""
    found = sorted((r for r in read_reports(paths, settings=settings) if isinstance(r, Report)), key=lambda r: r.id)
    reports = found[:most]
    story = Story(id="one", reports=tuple(report.id for report in reports))
    annotating, reconciling = [], []
    for turn in range(6):  # the first one loads the model and the tables
        begun = time.process_time()
        annotations = list(annotate(reports, settings=settings.annotate))
        between = time.process_time()
        members = [AnnotatedReport(report=one, annotation=two) for one, two in zip(reports, annotations, strict=True)]
        reconcile(story, members, settings=settings.reconcile)
        if turn:
            annotating.append(between - begun)
            reconciling.append(time.process_time() - between)
    words = sum(len(item.annotation.tokens) for item in members)
    print(f"{len(reports)} reports of {words} tokens: annotated in {1000 * min(annotating):.0f} ms, ", end="")
    print(f"reconciled in {1000 * min(reconciling):.0f} ms, {min(reconciling) / min(annotating):.3f} of that")


def draw(points: Sequence[tuple[int, float]]) -> str:
    """Return seconds by reports as SVG."""
    width, height, edge = 640, 340, 50
    right, top = points[-1][0], max(seconds for _, seconds in points) * 1.1
    places = [
        (edge + (width - 2 * edge) * count / right, height - edge - (height - 2 * edge) * seconds / top)
        for count, seconds in points
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    labels = "".join(
        f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{seconds:.1f}</text>'
        f'<text x="{x:.1f}" y="{height - edge + 18}" text-anchor="middle">{count}</text>'
        for (x, y), (count, seconds) in zip(places, points, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="11">'
        f'<text x="{edge}" y="20">Reconciling one story: CPU seconds by number of reports</text>'
        f'<path d="M{edge} {edge}V{height - edge}H{width - edge}" fill="none" stroke="#888"/>'
        f'<polyline points="{line}" fill="none" stroke="#046" stroke-width="2"/>{labels}</svg>\n'
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[125, 250, 500, 1000])
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--story", nargs="+", metavar="PATH")
    parser.add_argument("--first", type=int, default=8, help="how many reports of --story")
    options = parser.parse_args()
    settings = Settings()
    if options.story:
        hold_against_annotating(options.story, options.first, settings)
        return
    points = []
    for size in sorted(options.sizes):
        story, made = make_story(size)
        annotated = [
            AnnotatedReport(report=report, annotation=annotation)
            for report, annotation in zip(made, annotate(made, settings=settings.annotate), strict=True)
        ]
        if options.profile:
            import cProfile

            cProfile.runctx("run(story, annotated, settings)", globals(), locals(), sort="cumulative")
            continue
        seconds, memory = run(story, annotated, settings)
        sentences = sum(len(item.annotation.sentences) for item in annotated)
        print(f"{size:>6} reports {sentences:>7} sentences {seconds:7.1f} s {memory:7.0f} MiB", flush=True)
        points.append((size, seconds))
    if options.plot and points:
        options.plot.write_text(draw(points), encoding="utf-8")


if __name__ == "__main__":
    main()
