"""placeholder: owner CONTRAST. Actors of the reports become actors of the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rashomon.model.annotation import Actor, AnnotatedReport
from rashomon.model.synopsis import Citation, StoryActor
from rashomon.reconcile.drafts import MergedActors


def merge_actors(reports: Sequence[AnnotatedReport]) -> MergedActors:
    """Merge actors that have the same id in several reports."""
    found: dict[str, list[tuple[AnnotatedReport, Actor]]] = {}
    for report in reports:
        for actor in report.annotation.actors:
            found.setdefault(actor.id, []).append((report, actor))
    actors = []
    for key in sorted(found):
        first = found[key][0][1]
        mentions = tuple(
            Citation(report.report.id, mention.span.start, mention.span.end)
            for report, actor in found[key]
            for mention in actor.mentions
        )
        names = Counter(actor.name for _, actor in found[key])
        actors.append(
            StoryActor(
                id=key,
                name=first.name,
                kind=first.kind,
                names=tuple(sorted(names, key=lambda n: (-names[n], n))),
                country=first.country,
                office=first.office,
                of=first.of,
                mentions=mentions,
            )
        )
    return MergedActors(
        actors=tuple(actors),
        of={(report.report.id, actor.id): actor.id for report in reports for actor in report.annotation.actors},
    )
