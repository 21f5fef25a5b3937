"""`rashomon changes` and `rashomon refusals`: what happened in an archive."""

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
    TextOrJson,
    open_archive,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model.archive import Change, Page, RefusalRow


def changes(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    since: Annotated[
        str | None, typer.Option("--since", metavar="TIME", help="Only since then: a day, or a time in ISO 8601.")
    ] = None,
    limit: LimitOption = 100,
    after: AfterOption = None,
    format: FormatOption = TextOrJson.text,
) -> None:
    """List what happened in an archive, in order: reports added and changed, stories founded, grown, merged, split."""
    from rashomon.serve.cli.rows import lines, page_json

    with open_archive(archive) as opened:
        page = opened.changes(since=since, limit=limit, after=after)
    write(page_json("changes", page) if format is TextOrJson.json else lines(_changes(page)), None)


def refusals(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    limit: LimitOption = 100,
    after: AfterOption = None,
    format: FormatOption = TextOrJson.text,
) -> None:
    """List what was refused and why, in order."""
    from rashomon.serve.cli.rows import lines, page_json

    with open_archive(archive) as opened:
        page = opened.refusals(limit=limit, after=after)
    write(page_json("refusals", page) if format is TextOrJson.json else lines(_refusals(page)), None)


def _changes(page: Page[Change]) -> Iterator[str]:
    from rashomon.serve.cli.rows import ending

    for row in page.rows:
        version = f"version {row.version}" if row.version else None
        parts = (row.story, row.report, version, row.detail or None, ", ".join(row.others) or None)
        yield f"{row.at:%Y-%m-%d %H:%M}  {row.kind}  {'  '.join(filter(None, parts))}"
    yield ending(len(page.rows), "change", "changes", page.next)


def _refusals(page: Page[RefusalRow]) -> Iterator[str]:
    from rashomon.serve.cli.rows import ending

    for row in page.rows:
        refusal = row.refusal
        where = refusal.path + (f", record {refusal.record}" if refusal.record is not None else "")
        detail = f" ({refusal.detail})" if refusal.detail else ""
        yield f"{row.at:%Y-%m-%d %H:%M}  {where}: {refusal.reason}{detail}"
    yield ending(len(page.rows), "refusal", "refusals", page.next)
