"""A story's page, made of a briefing without an archive."""

from __future__ import annotations

from datetime import UTC, datetime

from rashomon.model.archive import StoryRow
from rashomon.pipeline import Briefing
from rashomon.serve.web.pages.story_view import StoryPage, story_page
from rashomon.settings import PresentSettings


def page_of(briefing: Briefing) -> StoryPage:
    """The page of the briefing's first story."""
    synopsis = briefing.synopses[0]
    row = StoryRow(
        id=synopsis.story,
        title=None,
        headline="",
        headline_at=synopsis.headline,
        first=synopsis.first,
        last=synopsis.last,
        outlets=(),
        reports=tuple(report.id for report in synopsis.reports),
        copies=0,
        statuses=(),
        days=(),
        updated=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return story_page(row, briefing, settings=PresentSettings())
