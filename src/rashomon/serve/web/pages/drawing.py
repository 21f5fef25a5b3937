"""What is made once for each state of a story, by the Maker: its pages, its map, and what other pages show of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rashomon.engine import Archive
from rashomon.model.archive import StoryRow
from rashomon.model.synopsis import Synopsis
from rashomon.present.firm import Sections, sections
from rashomon.serve.web.charts.world import most_named, outlines
from rashomon.serve.web.kept import Drawn, Kept, Key, Known, pack, titled, unpack
from rashomon.serve.web.maker import Bench, Maker
from rashomon.serve.web.pages.report_view import find_signs
from rashomon.serve.web.pages.story_body import story_body
from rashomon.serve.web.pages.story_view import StoryPage, story_page

Value = TypeVar("Value")


class Drawings:
    """Pages and maps of stories, and what other pages show of them: made by `maker` when asked for, and `kept`."""

    def __init__(self, kept: Kept, maker: Maker) -> None:
        self.kept = kept
        self.maker = maker

    def is_large(self, row: StoryRow) -> bool:
        """Whether all of a story is made at once, in a process of its own."""
        return self.maker.is_large(len(row.reports))

    def large(self, archive: Archive, row: StoryRow) -> Drawn:
        """All that readers of a large story and of its reports ask for first."""
        return self.kept.large.get(_state(row), lambda: self._make(archive, row, draw_large))

    def page(
        self,
        archive: Archive,
        row: StoryRow,
        *,
        as_of: str | None = None,
        part: str | None = None,
        line: str | None = None,
        first: int = 0,
    ) -> str:
        """The body of a story's page, `titled`: of the story as it is or was, of one section, or of one line.

        Raises UnknownIdError for a line that is not there.
        """
        asked = (as_of, part, line, first)
        if self.is_large(row) and asked == (None, None, None, 0):
            return unpack(self.large(archive, row).body)
        return self.kept.get(
            ("story", *_state(row), *asked),
            lambda: self.maker.make(archive, len(row.reports), draw_page, row.id, *asked),
        )

    def map(self, archive: Archive, row: StoryRow) -> str:
        """The land and borders round a story's places."""
        if self.is_large(row):
            return unpack(self.large(archive, row).picture)
        return self.kept.get(("map", *_state(row)), lambda: self._make(archive, row, draw_map))

    def known(self, archive: Archive, row: StoryRow) -> Known:
        """What the pages of its reports and actors show of a story."""
        if self.is_large(row):
            return self.large(archive, row).known
        return self.kept.known.get(_state(row), lambda: self._make(archive, row, draw_known))

    def _make(self, archive: Archive, row: StoryRow, task: Callable[[Bench, str], Value]) -> Value:
        return self.maker.make(archive, len(row.reports), task, row.id)


def _state(row: StoryRow) -> Key:
    """The state of a story: all that its page depends on."""
    return (row.id, row.updated, row.title)


def draw_page(bench: Bench, id: str, as_of: str | None, part: str | None, line: str | None, first: int) -> str:
    """As a task: a page of a story. Raises UnknownIdError for a story or a line that is not there."""
    page = _arranged(bench, id, as_of)
    events = bench.archive.events(id) if part is None and line is None else ()
    return titled(
        *story_body(page, events=events, as_of=as_of, part=part, line=line, first=first, settings=bench.settings)
    )


def draw_map(bench: Bench, id: str) -> str:
    """As a task: a story's map."""
    return outlines(most_named(bench.archive.synopsis(id).places))


def draw_known(bench: Bench, id: str) -> Known:
    """As a task: what other pages show of a story."""
    synopsis = bench.archive.synopsis(id)
    return _known(synopsis, sections(synopsis, settings=bench.settings.present))


def draw_large(bench: Bench, id: str) -> Drawn:
    """As a task: a story's page, its map and what other pages show of it."""
    page = _arranged(bench, id, None)
    body = titled(*story_body(page, events=bench.archive.events(id), settings=bench.settings))
    picture = outlines(most_named(page.synopsis.places))
    return Drawn(body=pack(body), picture=pack(picture), known=_known(page.synopsis, page.sections))


def _known(synopsis: Synopsis, found: Sections) -> Known:
    actors = {actor.id: actor for actor in synopsis.actors}
    held = tuple((actors[one.actor], one) for one in synopsis.positions if one.actor in actors)
    return Known(signs=find_signs(found), positions=held)


def _arranged(bench: Bench, id: str, as_of: str | None) -> StoryPage:
    row = bench.archive.story(id)
    return bench.stories.get(
        (*_state(row), as_of),
        lambda: story_page(row, bench.archive.briefing(id, as_of=as_of), settings=bench.settings.present),
    )
