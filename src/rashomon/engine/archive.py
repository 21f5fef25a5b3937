"""An archive of reports: added to day after day, asked at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rashomon.engine import when
from rashomon.engine.when import Moment
from rashomon.model.archive import (
    ActorPage,
    ActorRow,
    Added,
    Change,
    ChangeKind,
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
from rashomon.store import asked, counts, edits, log, reports, speakers, statements, stories
from rashomon.uncollected import uncollected

if TYPE_CHECKING:
    from rashomon.engine.edits import Desk
    from rashomon.model.annotation import AnnotatedReport, Force
    from rashomon.model.export import ExportKind, ExportRow
    from rashomon.model.report import Refusal, Report
    from rashomon.model.synopsis import Synopsis
    from rashomon.pipeline import Briefing, Watcher


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
        from rashomon.store.database import Store

        self.path = path
        self.settings = settings
        self._store = Store(path, create=create, settings=settings.store)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. Closing twice does no harm."""
        self._store.close()

    def add(
        self,
        paths: Iterable[str],
        *,
        workers: int = 1,
        watch: Watcher | None = None,
        refuse: Callable[[Refusal], None] | None = None,
        within: str | Path | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> Added:
        """Read everything under `paths`, annotate what is new, put it into stories and reconcile those that changed.

        Adding the same again changes nothing. An add that was killed is gone on with by the next one. `watch` is told
        how many are done, and of how many; `refuse` of every report that is refused; paths are kept relative to
        `within`; `now` is the clock, for tests. Raises ArchiveError("busy") while another process adds.
        """
        from rashomon.engine.within import relative_to
        from rashomon.intake import count
        from rashomon.pipeline import read_reports

        paths = list(paths)
        items = read_reports(paths, settings=self.settings, every_version=True)
        return self._take_in(
            items if within is None else relative_to(within, items),
            workers=workers,
            watch=watch,
            refuse=refuse,
            total=None if watch is None else count(paths, settings=self.settings.intake),
            now=now,
        )

    def _take_in(
        self,
        items: Iterable[Report | Refusal],
        *,
        workers: int,
        watch: Watcher | None,
        refuse: Callable[[Refusal], None] | None,
        total: int | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> Added:
        from rashomon.engine.add import add

        return add(
            self._store,
            items,
            settings=self.settings,
            workers=workers,
            watch=watch or _nobody,
            refuse=refuse or _nobody,
            total=total,
            now=now,
        )

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
        from rashomon.engine.search import find_stories

        ids = None if query is None else find_stories(self._store, query, settings=self.settings.search.rank)
        return self._store.ask(
            stories.list_stories,
            ids=ids,
            outlet=outlet,
            since=when.day(since),
            until=when.day(until),
            status=status,
            limit=limit,
            after=after,
        )

    def story(self, id: str) -> StoryRow:
        """One story. The id of a story that was taken in by another leads to that one."""
        return self._store.ask(stories.read_story_row, id)

    def story_of(self, id: str) -> str:
        """The id of the story that `id` leads to: of a story, or of a report in it."""
        return self._store.ask(stories.find_story, id)

    def synopsis(self, id: str, *, as_of: Moment | None = None) -> Synopsis:
        """The synopsis of a story, as it is or as it was known at `as_of`."""
        return self._store.ask(stories.read_synopsis, id, as_of=when.end(as_of))[0]

    @uncollected
    def briefing(
        self, id: str, *, as_of: Moment | None = None, tokens: bool = False, reasoned: bool = True
    ) -> Briefing:
        """The synopsis with the reports it cites, in the versions it was made from: what the presenters need.

        Without `tokens` the annotations have their sentences and nothing else: presenters need no more. Unless
        `reasoned`, claims may lack their reasons (`why`), which are slow to read.
        """
        from rashomon.pipeline import Briefing

        with self._store.reading() as connection:
            synopsis, made_from = stories.read_synopsis(connection, id, as_of=when.end(as_of), reasoned=reasoned)
            members = stories.read_members(connection, synopsis, made_from, with_tokens=tokens, only_shown=not tokens)
        return Briefing(synopses=(synopsis,), reports=members, refusals=())

    def report(self, id: str, *, version: int | None = None) -> AnnotatedReport:
        """A report with its annotation, in its newest version or in that with the number `version`."""
        return self._store.ask(reports.read_report, id, version=version, with_tokens=True)

    def report_row(self, id: str) -> ReportRow:
        """A report as it stands in a list."""
        return self._store.ask(reports.read_row, id)

    def versions(self, id: str) -> tuple[ReportVersion, ...]:
        """Every version of a report, the first one first."""
        return self._store.ask(reports.list_versions, id)

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: Moment | None = None,
        until: Moment | None = None,
        story: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[ReportRow]:
        """Reports in the order in which they were added. `since` and `until` are about publication."""
        return self._store.ask(
            reports.list_reports,
            outlet=outlet,
            since=when.day(since),
            until=when.day(until),
            story=story,
            limit=limit,
            after=after,
        )

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
        return self._store.ask(
            asked.find,
            who=who,
            about=about,
            forces=forces,
            story=story,
            outlet=outlet,
            since=when.day(since),
            until=when.day(until),
            least_confidence=least_confidence,
            limit=limit,
            after=after,
        )

    def actors(self, *, query: str | None = None, limit: int = 50, after: str | None = None) -> Page[ActorRow]:
        """Actors that speak, those with most statements first, but unnamed ones; with `query`, all of that name."""
        return self._store.ask(speakers.list_actors, query=query, limit=limit, after=after)

    def actor(self, name: str) -> ActorPage:
        """An actor by its id or one of its names, over all stories."""
        return self._store.ask(statements.read_actor, name)

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
        by_date: bool = False,
        limit: int = 20,
        after: str | None = None,
    ) -> Page[Hit]:
        """Reports with all words of `query`, the best first, or with `by_date` the newest.

        "a phrase" stands in quotation marks, pre* is a beginning; nothing else means anything but its words.
        """
        from rashomon.engine.search import search
        from rashomon.store.search import Conditions

        since, until = when.day(since), when.day(until)
        conditions = Conditions(
            outlet=outlet, since=since, until=until, actor=actor, force=force, status=status, story=story
        )
        settings = self.settings.search.rank
        return search(
            self._store, query, conditions=conditions, by_date=by_date, limit=limit, after=after, settings=settings
        )

    def quote(self, text: str, *, limit: int = 20) -> tuple[QuoteHit, ...]:
        """Where a quotation stands, word for word or nearly so, and who is said to have said it."""
        from rashomon.engine.quote import quote

        return quote(self._store, text, limit=limit, settings=self.settings.search.wording)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How much there is: stories, reports, their versions, statements, refusals, edits by hand."""
        return self._store.ask(counts.counts)

    def changes(
        self,
        *,
        since: Moment | None = None,
        kinds: Sequence[ChangeKind] = (),
        newest: bool = False,
        limit: int = 100,
        after: str | None = None,
    ) -> Page[Change]:
        """What happened in the archive since a time, of these `kinds` or of any.

        In the order in which it happened, or with `newest` in the opposite one.
        """
        return self._store.ask(
            log.changes, since=when.start(since), kinds=kinds, newest=newest, limit=limit, after=after
        )

    def refusals(self, *, since: Moment | None = None, limit: int = 100, after: str | None = None) -> Page[RefusalRow]:
        """What was refused since a time and why, in the order in which it was refused; what is refused again and for
        the same reason is not listed again."""
        return self._store.ask(log.list_refusals, since=when.start(since), limit=limit, after=after)

    def events(self, story: str) -> tuple[Change, ...]:
        """All that happened to one story: founded, grown, merged, split, edited."""
        return self._store.ask(log.events, story)

    def merge(self, story: str, other: str) -> Edit:
        """Take the story `other` into `story` by hand."""
        return self._desk().merge(story, other)

    def split(self, story: str, reports: Sequence[str]) -> Edit:
        """Take `reports` out of `story` by hand, into a new story."""
        return self._desk().split(story, reports)

    def rename(self, story: str, title: str | None) -> Edit:
        """Give a story a title by hand, or take it away."""
        return self._desk().rename(story, title)

    def undo(self, edit: int) -> Edit:
        """Undo an edit; edits may be undone in any order."""
        return self._desk().undo(edit)

    def edits(self) -> tuple[Edit, ...]:
        """All edits by hand, undone or not, the first one first."""
        return self._store.ask(edits.list_edits)

    def _desk(self) -> Desk:
        from rashomon.engine.edits import Desk

        return Desk(self._store, settings=self.settings)

    def export(
        self, kind: ExportKind, *, since: Moment | None = None, until: Moment | None = None
    ) -> Iterator[ExportRow]:
        """Rows of one kind: attributions, claims, evidence, figures, times, actors, stories or reports."""
        from rashomon.engine.export import export

        return export(self._store, kind, since=when.day(since), until=when.day(until))

    def import_(
        self,
        paths: Iterable[str],
        *,
        workers: int = 1,
        watch: Watcher | None = None,
        refuse: Callable[[Refusal], None] | None = None,
    ) -> Added:
        """Add every version of the reports of other archives, or of files with the exported table of reports.

        They are annotated and grouped here; what was known there of stories, and edits by hand, stay there.
        """
        from rashomon.engine.take_in import read_exported

        exported = read_exported(paths, settings=self.settings)
        return self._take_in(exported, workers=workers, watch=watch, refuse=refuse)

    def backup(self, path: str | Path) -> None:
        """Write a copy of the whole archive to a new file, while others read and add."""
        from rashomon.engine.backup import backup

        backup(self._store, path, settings=self.settings)

    def restore(self, path: str | Path) -> None:
        """Put the contents of a back-up into this archive, which must be empty."""
        from rashomon.engine.backup import restore

        restore(self._store, path, settings=self.settings)

    def reannotate(self, *, workers: int = 1, watch: Watcher | None = None) -> Added:
        """Annotate anew what was annotated by other versions of the program or its models, and reconcile."""
        from rashomon.engine.reannotate import reannotate

        return reannotate(self._store, settings=self.settings, workers=workers, watch=watch or _nobody)


def _nobody(*told: object) -> None:
    """Listens to nothing."""
