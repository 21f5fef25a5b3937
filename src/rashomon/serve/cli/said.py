"""`rashomon said`: who said what, on which matter, with which force; and where a quotation stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from rashomon.model.annotation import Force
from rashomon.serve.cli.console import exit_code, fail, note_left_out, progress, report_refusals, write
from rashomon.serve.cli.options import (
    DEFAULT_ARCHIVE,
    AfterOption,
    ArchiveOption,
    FormatOption,
    LimitOption,
    OutletOption,
    QuietOption,
    SinceOption,
    StoryOption,
    TextOrJson,
    UntilOption,
    WorkersOption,
    forces_of,
    open_archive,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.model.archive import Page, QuoteHit, StatementRow
    from rashomon.model.spans import Span
    from rashomon.pipeline import Briefing
    from rashomon.settings import Settings


def said(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Files, folders, or - for standard input; without any, the archive."),
    ] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    who: Annotated[
        str | None, typer.Option("--who", help="Only statements of this actor, by any of its names.")
    ] = None,
    about: Annotated[str | None, typer.Option("--about", help="Only statements with all of these words.")] = None,
    force: Annotated[
        list[str] | None,
        typer.Option("--force", help=f"Only this force: {', '.join(get_args(Force))}. May be repeated."),
    ] = None,
    precise: Annotated[
        bool, typer.Option("--precise", help="Only what is right nine times in ten, by its confidence.")
    ] = False,
    quotation: Annotated[
        str | None,
        typer.Option("--quote", metavar="WORDS", help="Where this quotation stands, word for word or nearly so."),
    ] = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    story: StoryOption = None,
    limit: LimitOption = 50,
    after: AfterOption = None,
    format: FormatOption = TextOrJson.text,
    workers: WorkersOption = 1,
    quiet: QuietOption = False,
) -> None:
    """List what was said in reports or in an archive, each statement with its sentence and where it stands."""
    forces = forces_of(force)
    narrowed = any(value is not None for value in (outlet, since, until, story, after))
    if quotation is not None and (who or about or force or precise or narrowed):
        fail("--quote goes with --archive, --limit and --format alone")
    if paths and narrowed:
        fail("--outlet, --since, --until, --story and --after ask an archive, not the reports under PATH")
    from rashomon.settings import Settings

    settings = Settings()
    if quotation is not None:
        code = _quote(quotation, paths, archive, limit, format, settings, workers=workers, quiet=quiet)
        raise typer.Exit(code)
    least = settings.annotate.attributions.precise_confidence if precise else 0.0
    page, code = None, 0
    if paths:
        from rashomon.model.archive import Page
        from rashomon.said import said as look_up

        briefing, code = _read(paths, settings, workers=workers, quiet=quiet)
        page = Page(rows=look_up(briefing, who=who, about=about, forces=forces, least_confidence=least))
    else:
        with open_archive(archive) as opened:
            page = opened.statements(
                who=who,
                about=about,
                forces=forces,
                story=story,
                outlet=outlet,
                since=since,
                until=until,
                least_confidence=least,
                limit=limit,
                after=after,
            )
    from rashomon.serve.cli.rows import lines, page_json

    write(page_json("statements", page) if format is TextOrJson.json else lines(_statements(page)), None)
    raise typer.Exit(code)


def _read(paths: list[str], settings: Settings, *, workers: int, quiet: bool) -> tuple[Briefing, int]:
    from rashomon import pipeline

    note_left_out(paths)
    with progress(quiet) as watch:
        briefing = pipeline.brief(paths, settings=settings, workers=workers, watch=watch)
    report_refusals(briefing.refusals)
    return briefing, exit_code(len(briefing.reports), len(briefing.refusals))


def _quote(
    quotation: str,
    paths: list[str] | None,
    archive: str,
    limit: int,
    format: TextOrJson,
    settings: Settings,
    *,
    workers: int,
    quiet: bool,
) -> int:
    from rashomon.model.archive import Page
    from rashomon.serve.cli.rows import lines, page_json

    code = 0
    if paths:
        from rashomon.engine.quote import quote_in
        from rashomon.said import EVERY_FORCE
        from rashomon.said import said as look_up

        briefing, code = _read(paths, settings, workers=workers, quiet=quiet)
        rows = look_up(briefing, forces=EVERY_FORCE)
        hits = quote_in(briefing, rows, quotation, settings=settings.search.wording)[:limit]
    else:
        with open_archive(archive) as opened:
            hits = opened.quote(quotation, limit=limit)
    write(page_json("hits", Page(rows=hits)) if format is TextOrJson.json else lines(_hits(hits)), None)
    return code


def _statements(page: Page[StatementRow]) -> Iterator[str]:
    from rashomon.serve.cli.rows import ending, facts, fill

    for row in page.rows:
        place = f"¶{row.paragraph}" if row.paragraph else None
        who = row.names[0] if row.names else "nobody named"
        yield f"{who}  {row.force}  {facts(row.outlet, row.published.iso, row.path or row.report, place)}"
        yield fill(row.text)
    yield ending(len(page.rows), "statement", "statements", page.next)


def _hits(hits: Sequence[QuoteHit]) -> Iterator[str]:
    from rashomon.serve.cli.rows import ending, facts, fill

    for hit in hits:
        who = f"{hit.names[0] if hit.names else 'nobody named'} {hit.force}" if hit.force else "in nobody's mouth"
        how = "verbatim" if hit.likeness == 1 else f"{hit.likeness:.0%} alike"
        yield f"{how}  {who}  {facts(hit.outlet, hit.published.iso, hit.report)}"
        yield fill(_marked(hit))
        for wanted, found in hit.differences:
            if not found:
                yield fill(f"without “{wanted}”", indent=6)
            elif not wanted:
                yield fill(f"with “{found}” besides", indent=6)
            else:
                yield fill(f"“{found}” for “{wanted}”", indent=6)
    yield ending(len(hits), "place", "places", None)


def _marked(hit: QuoteHit) -> str:
    """The words found, those that differ between asterisks."""
    out, edge = "", hit.at.start
    spans: list[Span] = [found for _, found in hit.places if found is not None]
    for span in spans:
        out += hit.text[edge - hit.at.start : span.start - hit.at.start]
        out += f"*{hit.text[span.start - hit.at.start : span.end - hit.at.start]}*"
        edge = span.end
    return out + hit.text[edge - hit.at.start :]
