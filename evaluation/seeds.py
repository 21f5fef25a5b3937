"""What a careful editor gets from the two seed reports, as yes-or-no questions about the brief of them.

The seeds are other publishers' texts: they stand in the folder `seeds` beside the corpora and are not part of this
project. The questions name only what any reader would ask for; no rule of the program knows of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from evaluation.corpora import check_floors, corpus
from rashomon import pipeline
from rashomon.model.annotation import AnnotatedReport, Attribution
from rashomon.model.synopsis import Citation, Synopsis
from rashomon.settings import Settings


def answers(synopsis: Synopsis, reports: tuple[AnnotatedReport, ...]) -> Iterator[tuple[str, bool]]:
    """Yield each question with its answer."""
    texts = {item.report.id: item.report.text for item in reports}

    def words(at: Citation) -> str:
        return texts[at.report][at.start : at.end]

    names = {actor.id: actor for actor in synopsis.actors}
    first, second = sorted(reports, key=lambda item: item.report.path or "")
    for number, item in enumerate((first, second), 1):
        reference = item.annotation.reference
        found = (reference.earliest, reference.latest)
        yield f"the date of report {number} is 8 to 9 August 2025", found == (date(2025, 8, 8), date(2025, 8, 9))
    meetings = [
        claim
        for claim in synopsis.claims
        if claim.reports == 2 and any("Alaska" in words(s.at) and "meet" in words(s.at) for s in claim.support)
    ]
    yield "the meeting in Alaska is supported by both", bool(meetings)
    for name, says in (("Ukrainian", ("reject",)), ("American", ("swap", "exchang"))):
        yield (
            f"what the {name} president says of land ({says[0]}…) is one claim of both",
            any(
                c.reports == 2 and all(any(w in words(s.at) for w in says) for s in c.support if s.at != c.gist)
                for c in synopsis.claims
                if any(w in words(c.gist) for w in says)
            ),
        )
    day = [entry for entry in synopsis.timeline if entry.begin == entry.end == date(2025, 8, 15)]
    yield (
        "15 August 2025 is on the timeline, as planned, from one report",
        any(entry.planned and len({at.report for at in entry.spans}) == 1 for entry in day),
    )
    spellings = [actor for actor in synopsis.actors if {"Zelensky", "Zelenskiy"} & {n.split()[-1] for n in actor.names}]
    yield (
        "two spellings of the Ukrainian president are one actor",
        (len(spellings) == 1 and len({name.split()[-1] for name in spellings[0].names if "Zelensk" in name}) == 2),
    )
    fifths = [
        figure
        for figure in synopsis.figures
        if any("20%" in words(at) or "one-fifth" in words(at) for at in figure.spans)
    ]
    conflicts = [item for item in synopsis.differences if item.explanation == "real conflict"]
    quarrel = any(
        "one-fifth" in words(at) or "20%" in words(at) for c in conflicts for side in c.sides for at in side.spans
    )
    overlap = any(a.low <= b.high and b.low <= a.high for a in fifths for b in fifths if a is not b)
    yield (
        "a fifth and 20% are one figure that agrees",
        not quarrel and (overlap or any(len({at.report for at in figure.spans}) == 2 for figure in fifths)),
    )
    answers_to = {
        (item.how, (item.by or "").removeprefix("the ").lower()) for c in synopsis.claims for item in c.against
    }
    yield "the White House dismisses", any(how == "dismisses" and "white house" in by for how, by in answers_to)
    yield "the Kremlin does not comment", any(how == "no comment" and "kremlin" in by for how, by in answers_to)
    dismissed = [c for c in synopsis.claims if any(item.how == "dismisses" for item in c.against)]
    yield (
        "the dismissal stands against what Bloomberg reported",
        any("Bloomberg" in " ".join(s.chain) for claim in dismissed for s in claim.support),
    )
    yield (
        "the terms differ by who reported them",
        any(item.type == "attribution" and item.explanation == "different origin" for item in synopsis.differences),
    )
    cited = {cite.outlet for cite in synopsis.cites}
    yield (
        "both cited outlets are named",
        any("Journal" in name for name in cited) and any("Bloomberg" in name for name in cited),
    )
    yield (
        "a repeated headline, the caption and the byline are nobody's claim",
        not any(
            mark in words(s.at)
            for claim in synopsis.claims
            for s in claim.support
            for mark in ("FILE PHOTO", "Written By")
        ),
    )

    headlines = [words(c.gist) for c in synopsis.claims if c.status == "single"]
    yield "no claim is made twice in the same words", len(headlines) == len(set(headlines))

    def speaker(item: AnnotatedReport, part: str) -> str:
        def holds(a: Attribution) -> bool:
            return any(part in item.report.text[s.start : s.end] for s in a.content)

        local = {actor.id: actor.name for actor in item.annotation.actors}
        voices = [a.speaker for a in item.annotation.attributions if holds(a)]
        return local.get(voices[-1] or "", "") if voices else ""

    yield "a pronoun in report 1 is the American president", "Trump" in speaker(first, "exchanged")
    yield "a pronoun in report 2 is the Ukrainian president", "Zelensk" in speaker(second, "gift their")
    yield (
        "no actor is two people",
        not any("Tusk" in " ".join(actor.names) and "Trump" in " ".join(actor.names) for actor in names.values()),
    )


def main() -> None:
    """Print each answer and hold their share against its floor."""
    seeds = corpus("../seeds", description=__doc__ or "")
    briefing = pipeline.brief([str(seeds)], settings=Settings())
    if len(briefing.synopses) != 1:
        print(f"the seeds made {len(briefing.synopses)} stories")
        sys.exit(1)
    rows = list(answers(briefing.synopses[0], briefing.reports))
    for question, answer in rows:
        print(f"{'yes' if answer else 'NO ':<4}{question}")
    check_floors("seeds", {"answered": sum(answer for _, answer in rows) / len(rows)})


if __name__ == "__main__":
    main()
