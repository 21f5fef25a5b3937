"""Why a report is in its story, and which story was the next best."""

from __future__ import annotations

import bisect

import numpy as np

from rashomon.group.cluster import Days
from rashomon.group.story_index import LiveStory, StoryIndex
from rashomon.model.story import Membership
from rashomon.settings import GroupSettings

Calendar = tuple[list[int], list[int]]
"""The first days and the last days of the reports of a story, each ascending."""
_ROUNDING = 1e-6
"""A term that the report has alone is in the total of its story with its own weight, up to rounding."""


def explain_all(index: StoryIndex, story: LiveStory, *, settings: GroupSettings) -> dict[str, Membership]:
    """Return the memberships of all reports of `story`, under their ids."""
    calendar = calendar_of(index, story)
    numbers = story.numbers + story.copies
    found = (explain(index, story, number, calendar=calendar, settings=settings) for number in numbers)
    return {membership.report: membership for membership in found}


def calendar_of(index: StoryIndex, story: LiveStory) -> Calendar:
    """Return the calendar of `story`; reports of unknown date are not in it."""
    days = [stretch for number in story.numbers + story.copies if (stretch := index.reports[number].days)]
    return sorted(first for first, _ in days), sorted(last for _, last in days)


def explain(
    index: StoryIndex, story: LiveStory, number: int, *, calendar: Calendar, settings: GroupSettings
) -> Membership:
    """Return the membership of report `number` in `story`, whose calendar is `calendar`.

    Its score is the mean cosine similarity to the other texts of the story, 0 when it is alone; the shared terms are
    those that contribute most to it, folded as they were compared, and the shared names those of them that are names.
    """
    member = index.reports[number]
    vector = index.reports[member.text_of].vector
    total = story.cluster.total
    shared, ours, theirs = np.intersect1d(vector.ids, total.ids, assume_unique=True, return_indices=True)
    # the report's own part of the sum is taken off
    gains = vector.weights[ours] * np.maximum(0.0, total.weights[theirs] - vector.weights[ours])
    others = story.cluster.size - 1
    order = [place for place in np.lexsort((shared, -gains)).tolist() if gains[place] > _ROUNDING]
    runner_up, runner_up_score = _next_best(index, story, number)
    named = index.vocabulary.are_names(shared)
    names = [place for place in order if named[place]][: settings.shown_terms]
    terms = index.vocabulary.terms
    return Membership(
        report=member.id,
        score=min(1.0, float(gains.sum()) / others) if others else 0.0,
        shared_terms=tuple(terms[shared[place]] for place in order[: settings.shown_terms]) if others else (),
        shared_names=tuple(terms[shared[place]] for place in names) if others else (),
        days=_nearest(member.days, calendar),
        runner_up=runner_up,
        runner_up_score=runner_up_score,
    )


def _nearest(own: Days | None, calendar: Calendar) -> int | None:
    """Return the days between a stretch of days, which is in `calendar`, and the nearest other one there."""
    firsts, lasts = calendar
    if own is None or len(firsts) < 2:
        return None
    later, earlier = bisect.bisect_right(firsts, own[1]), bisect.bisect_left(lasts, own[0])
    if later - earlier > 1:
        return 0
    gaps = [firsts[later] - own[1]] if later < len(firsts) else []
    return min(gaps + ([own[0] - lasts[earlier - 1]] if earlier else []))


def _next_best(index: StoryIndex, story: LiveStory, number: int) -> tuple[str | None, float]:
    vector = index.reports[index.reports[number].text_of].vector
    others = [other for other in index.near(vector) if other is not story]
    if not others:
        return None, 0.0
    sums = index.row.products(vector, [other.cluster.total for other in others])
    means = [float(value) / other.cluster.size for value, other in zip(sums, others, strict=True)]
    best = max(range(len(others)), key=lambda place: (means[place], -place))
    return (others[best].id, min(1.0, means[best])) if means[best] > 0.0 else (None, 0.0)
