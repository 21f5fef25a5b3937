"""`rashomon search`: reports of an archive by their words."""

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
    StoryOption,
    TextOrJson,
    UntilOption,
    forces_of,
    open_archive,
    status_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model.archive import Hit, Page


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help='Words, "a phrase" in quotation marks, begin* for a beginning.'),
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    actor: Annotated[
        str | None, typer.Option("--actor", help="Only that name this actor, by any of its names.")
    ] = None,
    force: Annotated[str | None, typer.Option("--force", help="Only with a statement of this force.")] = None,
    status: StatusOption = None,
    story: StoryOption = None,
    by_date: Annotated[bool, typer.Option("--by-date", help="The newest first, not the best.")] = False,
    limit: LimitOption = 20,
    after: AfterOption = None,
    format: FormatOption = TextOrJson.text,
) -> None:
    """Find reports with all of these words, the best and newest first, each with a snippet of its text."""
    from rashomon.serve.cli.rows import lines, page_json

    forces = forces_of([force] if force else None)
    wanted = status_of(status)
    with open_archive(archive) as opened:
        page = opened.search(
            " ".join(words),
            outlet=outlet,
            since=since,
            until=until,
            actor=actor,
            force=forces[0] if forces else None,
            status=wanted,
            story=story,
            by_date=by_date,
            limit=limit,
            after=after,
        )
    write(page_json("hits", page) if format is TextOrJson.json else lines(_text(page)), None)


def _text(page: Page[Hit]) -> Iterator[str]:
    from rashomon.serve.cli.rows import ending, facts, fill

    for hit in page.rows:
        yield f"{hit.title or hit.report}  {facts(hit.outlet, hit.published.iso, hit.report, hit.story)}"
        yield fill(hit.text)
    yield ending(len(page.rows), "report", "reports", page.next)
