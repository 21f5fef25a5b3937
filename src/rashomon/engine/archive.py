"""An archive of reports: added to day after day, asked at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rashomon.model.archive import (
    ActorPage,
    Added,
    Change,
    Edit,
    Hit,
    Page,
    QuoteHit,
    RefusalRow,
    ReportRow,
    ReportVersion,
    StatementRow,
    StoryRow,
)
from rashomon.model.synopsis import Status
from rashomon.settings import Settings

if TYPE_CHECKING:
    from rashomon.model.annotation import AnnotatedReport, Force
    from rashomon.model.synopsis import Synopsis
    from rashomon.pipeline import Briefing, Watcher

Moment = datetime | date | str
"""A point in time: a datetime (naive ones are UTC), a day (its very end for `as_of` and `until`, its beginning for
`since`), or either in ISO 8601."""


def open_archive(path: str | Path, *, create: bool = True, settings: Settings | None = None) -> Archive:
    """Open the archive in the file `path`, or at a PostgreSQL URL such as `postgresql+psycopg://user@host/name`.

    A file that is not there is made, unless `create` is False. Raises ArchiveError, with a `reason`, for a file that is
    no archive, an archive of a newer program, one that cannot be reached or written.
    """
    return Archive(str(path), create=create, settings=settings or Settings())


class Archive:
    """An open archive: a context manager, to be used in one thread at a time.

    Ids are those of reports and stories; an id that is not there raises UnknownIdError. Lists come page by page, in an
    order that does not change while they are read: hand `Page.next` back as `after`. Every answer is the same, to the
    byte, whichever database keeps the archive.
    """

    def __init__(self, path: str, *, create: bool, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        raise NotImplementedError

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. Closing twice does no harm."""
        raise NotImplementedError

    def add(
        self,
        paths: Iterable[str],
        *,
        workers: int = 1,
        watch: Watcher | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> Added:
        """Read everything under `paths`, annotate what is new, put it into stories and reconcile those that changed.

        Adding the same again changes nothing. An add that was killed is gone on with by the next one. `now` is the
        clock, for tests. Raises ArchiveError("busy") while another process adds.
        """
        raise NotImplementedError

    def stories(
        self,
        *,
        query: str | None = None,
        outlet: str | None = None,
        since: Moment | None = None,
        until: Moment | None = None,
        status: Status | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[StoryRow]:
        """Stories, those with the newest activity first; of one add, those with the newest reports.

        `query` are words that must stand in one report of the story; `since` and `until` are about publication;
        `status` asks for a claim of that status.
        """
        raise NotImplementedError

    def story(self, id: str) -> StoryRow:
        """One story. The id of a story that was taken in by another leads to that one."""
        raise NotImplementedError

    def synopsis(self, id: str, *, as_of: Moment | None = None) -> Synopsis:
        """The synopsis of a story, as it is or as it was known at `as_of`."""
        raise NotImplementedError

    def briefing(self, id: str, *, as_of: Moment | None = None, tokens: bool = False) -> Briefing:
        """The synopsis with the reports it cites, in the versions it was made from: what the presenters need.

        Without `tokens` the annotations have none, which no presenter needs and which take most of the time to read.
        """
        raise NotImplementedError

    def report(self, id: str, *, version: int | None = None) -> AnnotatedReport:
        """A report with its annotation, in its newest version or in that with the number `version`."""
        raise NotImplementedError

    def versions(self, id: str) -> tuple[ReportVersion, ...]:
        """Every version of a report, the first one first."""
        raise NotImplementedError

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: Moment | None = None,
        until: Moment | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[ReportRow]:
        """Reports in the order in which they were added. `since` and `until` are about publication."""
        raise NotImplementedError

    def statements(
        self,
        *,
        who: str | None = None,
        about: str | None = None,
        forces: Sequence[Force] = (),
        story: str | None = None,
        outlet: str | None = None,
        since: Moment | None = None,
        until: Moment | None = None,
        least_confidence: float = 0.0,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[StatementRow]:
        """Who said what; the options mean what they mean in `rashomon.said.said`."""
        raise NotImplementedError

    def actor(self, name: str) -> ActorPage:
        """An actor by its id or one of its names, over all stories."""
        raise NotImplementedError

    def search(
        self,
        query: str,
        *,
        outlet: str | None = None,
        since: Moment | None = None,
        until: Moment | None = None,
        actor: str | None = None,
        force: Force | None = None,
        status: Status | None = None,
        story: str | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> Page[Hit]:
        """Reports with all words of `query`, the best first; "a phrase" in quotation marks, pre* for a beginning."""
        raise NotImplementedError

    def quote(self, text: str, *, limit: int = 20) -> tuple[QuoteHit, ...]:
        """Where a quotation stands, word for word or nearly so, and who is said to have said it."""
        raise NotImplementedError

    def changes(self, *, since: Moment | None = None, limit: int = 100, after: str | None = None) -> Page[Change]:
        """What happened in the archive since a time, in the order in which it happened."""
        raise NotImplementedError

    def refusals(self, *, limit: int = 100, after: str | None = None) -> Page[RefusalRow]:
        """What was refused and why, in the order in which it was refused."""
        raise NotImplementedError

    def events(self, story: str) -> tuple[Change, ...]:
        """All that happened to one story: founded, grown, merged, split, edited."""
        raise NotImplementedError

    def merge(self, story: str, other: str) -> Edit:
        """Take the story `other` into `story` by hand."""
        raise NotImplementedError

    def split(self, story: str, reports: Sequence[str]) -> Edit:
        """Take `reports` out of `story` by hand, into a new story."""
        raise NotImplementedError

    def rename(self, story: str, title: str | None) -> Edit:
        """Give a story a title by hand, or take it away."""
        raise NotImplementedError

    def undo(self, edit: int) -> Edit:
        """Undo an edit; edits may be undone in any order."""
        raise NotImplementedError

    def edits(self) -> tuple[Edit, ...]:
        """All edits by hand, undone or not, the first one first."""
        raise NotImplementedError

    def export(self, kind: str, *, since: Moment | None = None, until: Moment | None = None) -> Iterator[object]:
        """Rows of one kind: attributions, claims, evidence, figures, times, actors, stories or reports."""
        raise NotImplementedError

    def import_(self, paths: Iterable[str], *, watch: Watcher | None = None) -> Added:
        """Take in what `export` wrote."""
        raise NotImplementedError

    def backup(self, path: str | Path) -> None:
        """Write a copy of the whole archive to a new file, while others read and add."""
        raise NotImplementedError

    def restore(self, path: str | Path) -> None:
        """Put the contents of a back-up into this archive, which must be empty."""
        raise NotImplementedError

    def reannotate(self, *, workers: int = 1, watch: Watcher | None = None) -> Added:
        """Annotate anew what was annotated by other versions of the program or its models, and reconcile."""
        raise NotImplementedError
