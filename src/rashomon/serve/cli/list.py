"""`rashomon list`: the stories of an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.serve.cli.console import write
from rashomon.serve.cli.options import (
    DEFAULT_ARCHIVE,
    AfterOption,
    ArchiveOption,
    FormatOption,
    LimitOption,
    OutletOption,
    SinceOption,
    StatusOption,
    TextOrJson,
    UntilOption,
    open_archive,
    status_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model.archive import Page, StoryRow


def list_(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    query: Annotated[str | None, typer.Option("--query", help="Only with a report that has these words.")] = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    status: StatusOption = None,
    limit: LimitOption = 50,
    after: AfterOption = None,
    format: FormatOption = TextOrJson.text,
) -> None:
    """List the stories of an archive with their reports, what changed last first."""
    from rashomon.serve.cli.rows import lines, page_json

    wanted = status_of(status)
    with open_archive(archive) as opened:
        page = opened.stories(
            query=query, outlet=outlet, since=since, until=until, status=wanted, limit=limit, after=after
        )
    write(page_json("stories", page) if format is TextOrJson.json else lines(_text(page)), None)


def _text(page: Page[StoryRow]) -> Iterator[str]:
    from rashomon.present.dates import day_range
    from rashomon.serve.cli.rows import ending, facts, fill

    for row in page.rows:
        days = day_range(row.first, row.last) if row.first and row.last else None
        count = f"{len(row.reports)} report{'' if len(row.reports) == 1 else 's'}"
        copies = f"{row.copies} cop{'y' if row.copies == 1 else 'ies'}" if row.copies else None
        yield f"{row.id}  {row.title or row.headline}  {facts(count, copies, days)}"
        yield fill(" ".join(row.reports))
    yield ending(len(page.rows), "story", "stories", page.next)
