"""A synopsis in the form in which it is written, made where it was reconciled: workers share the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.spans import ReferenceDate
from rashomon.model.synopsis import Status, Synopsis
from rashomon.store.codec import encode
from rashomon.store.spoken import Mentions, Voice, mentions_of, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the index is told of one report of a story: its day as the story dates it, and who speaks in each of its
    statements, by the names of the story."""

    report: str
    reference: ReferenceDate
    said: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedStory:
    """A synopsis, also as bytes; its headline as text; the counts of its row; its reports; those that it dates."""

    synopsis: Synopsis
    data: bytes
    headline: str
    statuses: Mapping[Status, int]
    tellings: tuple[Telling, ...]
    dated: tuple[str, ...]


def prepare_story(
    synopsis: Synopsis,
    *,
    members: Sequence[AnnotatedReport],
    dated: Sequence[AnnotatedReport],
    statuses: Mapping[Status, int],
) -> PreparedStory:
    """Return `synopsis` ready to be written; `members` are its reports as they are kept, `dated` as it dates them."""
    mentions = mentions_of(synopsis)
    text = next(member.report.text for member in members if member.report.id == synopsis.headline.report)
    by_id = {report.id: report.published for report in synopsis.reports}
    return PreparedStory(
        synopsis=synopsis,
        data=encode(Synopsis, synopsis),
        headline=" ".join(text[synopsis.headline.start : synopsis.headline.end].split()),
        statuses=statuses,
        tellings=tuple(tell(item, mentions) for item in dated),
        dated=tuple(
            member.report.id
            for member in members
            if by_id.get(member.report.id, member.annotation.reference) != member.annotation.reference
        ),
    )


def tell(item: AnnotatedReport, mentions: Mentions) -> Telling:
    """Return what the index is told of a report; `mentions` are those of its story."""
    voices = tuple(row.voice for row in spoken(item, mentions))
    return Telling(report=item.report.id, reference=item.annotation.reference, said=voices)
