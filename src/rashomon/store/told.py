"""What the index is told of a story: who speaks and is named in its reports, by the names of the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.synopsis import Synopsis
from rashomon.store.finding import STATUSES
from rashomon.store.spoken import Voice, mentions_of, spoken, voice_of

_NAMED = frozenset({"person", "organisation", "state", "outlet", "group"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the index is told of one report of a story: its last possible day as the story dates it (an ordinal, 0 for
    none), a bit for the status of each claim that it stands in, and, by their places in `StoryIndex.voices`, who speaks
    in each of its statements and who is named in it."""

    report: str
    day: int
    standing: int
    said: tuple[int, ...]
    named: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryIndex:
    """What the index is told of a story."""

    voices: tuple[Voice, ...]
    tellings: tuple[Telling, ...]


def story_index(synopsis: Synopsis, members: Sequence[AnnotatedReport]) -> StoryIndex:
    """Return what the index is told of a story; `members` are its reports, dated as the synopsis dates them."""
    places: dict[Voice, int] = {}
    mentions = mentions_of(synopsis)
    said = {
        member.report.id: tuple(places.setdefault(row.voice, len(places)) for row in spoken(member, mentions))
        for member in members
    }
    named: dict[str, dict[int, None]] = {}
    for actor in synopsis.actors:
        if actor.kind in _NAMED:
            place = places.setdefault(voice_of(actor), len(places))
            for mention in actor.mentions:
                named.setdefault(mention.report, {})[place] = None
    standing = _standing(synopsis)
    return StoryIndex(
        voices=tuple(places),
        tellings=tuple(
            Telling(
                report=member.report.id,
                day=member.annotation.reference.latest.toordinal() if member.annotation.reference.latest else 0,
                standing=standing.get(member.report.id, 0),
                said=said[member.report.id],
                named=tuple(named.get(member.report.id, ())),
            )
            for member in members
        ),
    )


def _standing(synopsis: Synopsis) -> Mapping[str, int]:
    standing: dict[str, int] = {}
    for claim in synopsis.claims:
        bit = 1 << STATUSES.index(claim.status)
        for report in {one.at.report for one in claim.support} | {one.at.report for one in claim.against}:
            standing[report] = standing.get(report, 0) | bit
    return standing
