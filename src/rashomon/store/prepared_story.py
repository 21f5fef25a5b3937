"""A synopsis in the form in which it is written, made where it was reconciled: workers share the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.archive import ChangeKind, StoryRow
from rashomon.model.spans import ReferenceDate
from rashomon.model.synopsis import Status, Synopsis
from rashomon.store import superseded
from rashomon.store.codec import decode, encode
from rashomon.store.superseded import Kept, MadeFrom
from rashomon.store.told import StoryIndex, story_index

STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Note:
    """A line for the log about a story."""

    kind: ChangeKind
    others: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedStory:
    """What is written of a story that was reconciled.

    `kept` is its new synopsis, None where that says what the one before said; `before` is how the one before is kept
    from now on, None where it stays as it is. `row` is its StoryRow, `dates` are those that it gives to reports.
    """

    story: str
    kept: Kept | None
    before: bytes | None
    row: bytes
    first: date | None
    last: date | None
    statuses: Mapping[Status, int]
    notes: tuple[Note, ...]
    index: StoryIndex
    dates: tuple[tuple[str, ReferenceDate], ...]


def prepare_story(
    synopsis: Synopsis,
    *,
    members: Sequence[AnnotatedReport],
    dated: Sequence[AnnotatedReport],
    statuses: Mapping[Status, int],
    made_from: Mapping[int, int],
    last: Kept | None,
    at: datetime,
    whole: int,
) -> PreparedStory:
    """Return `synopsis`, known from `at` on, ready to be written.

    `members` are its reports as they are kept, `dated` as it dates them; `made_from` are their versions, by their
    numbers; `last` is the synopsis before. Every synopsis with a number that `whole` divides stays whole.
    """
    made_now = MadeFrom(reports=tuple(made_from), versions=tuple(made_from.values()))
    kept = Kept(
        number=last.number + 1 if last is not None else 1,
        data=encode(Synopsis, synopsis),
        made_from=encode(MadeFrom, made_now),
    )
    before = superseded.read(last) if last is not None else None
    same = last is not None and before == synopsis and superseded.read_made_from(last) == made_now
    rewritten = None
    if last is not None and before is not None and not same and last.number % whole:
        # to what is kept, not to what was handed over: it is this that the difference will be read beside
        rewritten = superseded.as_difference(before, decode(Synopsis, kept.data))
    headline = next(member.report.text for member in members if member.report.id == synopsis.headline.report)
    by_id = {report.id: report.published for report in synopsis.reports}
    return PreparedStory(
        story=synopsis.story,
        kept=None if same else kept,
        before=rewritten,
        row=encode(StoryRow, _row(synopsis, headline, statuses, at)),
        first=synopsis.first,
        last=synopsis.last,
        statuses=statuses,
        notes=() if same else tuple(_notes(before, synopsis)),
        index=story_index(synopsis, dated),
        dates=tuple(
            (member.report.id, by_id[member.report.id])
            for member in members
            if by_id.get(member.report.id, member.annotation.reference) != member.annotation.reference
        ),
    )


def _row(synopsis: Synopsis, text: str, statuses: Mapping[Status, int], at: datetime) -> StoryRow:
    days = Counter(report.published.latest for report in synopsis.reports if report.published.latest)
    return StoryRow(
        id=synopsis.story,
        title=None,
        headline=" ".join(text[synopsis.headline.start : synopsis.headline.end].split()),
        headline_at=synopsis.headline,
        first=synopsis.first,
        last=synopsis.last,
        outlets=tuple(sorted({report.outlet for report in synopsis.reports if report.outlet})),
        reports=tuple(report.id for report in synopsis.reports),
        copies=sum(report.copy_of is not None for report in synopsis.reports),
        statuses=tuple((status, statuses[status]) for status in STATUSES),
        days=tuple(sorted(days.items())),
        updated=at,
    )


def _notes(before: Synopsis | None, now: Synopsis) -> list[Note]:
    """What is new in a synopsis."""
    if before is None:
        return [Note("story founded", (), _count(len(now.reports), "report"))]
    notes = []
    old = {report.id for report in before.reports}
    new = tuple(report.id for report in now.reports if report.id not in old)
    if new:
        notes.append(Note("story grown", new, _count(len(new), "report") + " more"))
    statuses = {claim.id: claim.status for claim in before.claims}
    for claim in now.claims:
        was = statuses.get(claim.id, claim.status)
        if was != claim.status:
            notes.append(Note("claim changed", (claim.id, was, claim.status), f"{was}, now {claim.status}"))
    return notes


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
