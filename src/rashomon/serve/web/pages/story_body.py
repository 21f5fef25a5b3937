"""A story's page, or the page of one of its sections or lines, as HTML without the frame."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.errors import UnknownIdError
from rashomon.model.archive import Change
from rashomon.serve.web.pages.cut import Cut, fit
from rashomon.serve.web.pages.line_view import line_page
from rashomon.serve.web.pages.sources_view import fold
from rashomon.serve.web.pages.story_view import StoryPage
from rashomon.serve.web.render import environment
from rashomon.settings import Settings

_BRIEF = ("agreed", "onevoice", "perhaps", "disputed", "apart", "single")
PARTS = (*_BRIEF, "differences", "voices", "positions", "timeline", "figures", "places", "sources")
"""The sections of a story's page."""
_EVENTS = 20
"""Latest events told on a story's page; /api/v1/changes has them all, and those of claims."""


def story_body(
    page: StoryPage,
    *,
    settings: Settings,
    events: Sequence[Change] = (),
    as_of: str | None = None,
    part: str | None = None,
    line: str | None = None,
    first: int = 0,
) -> tuple[str, str]:
    """Return the title and the body of a story's page, in at most `WebSettings.story_bytes`.

    `part` is one of PARTS, of which lines from `first` on are shown; `line` the id of a claim or the key of a
    difference. Raises UnknownIdError for a line that the story does not have.
    """
    web = settings.web
    told = None
    if line is not None:
        told = line_page(page.synopsis, page.locator, line, settings=settings.present)
        if told is None:
            raise UnknownIdError("line", line)
    template = environment().get_template("story.html")
    values = {
        "page": page,
        "line": told,
        "longest": max((len(group.quotes) for group in told.groups), default=0) if told else 0,
        "events": [event for event in events if event.kind != "claim changed"][-_EVENTS:],
        "fold": fold,
        "sources": web.story_sources,
        "chosen": web.chosen_reports,
    }

    def draw(most: int) -> str:
        cut = Cut(story=page.row.id, as_of=as_of, part="line" if told else part, key=line or "", first=first, most=most)
        return template.render({**values, "cut": cut})

    most = web.lines if part is None and told is None else web.part_lines
    return told.title if told else page.title, fit(draw, most=most, size=web.story_bytes)
