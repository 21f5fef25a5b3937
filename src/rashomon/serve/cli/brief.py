"""`rashomon brief`: read, group, reconcile, print."""

from __future__ import annotations

import enum
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.serve.cli.console import exit_code, fail, note_left_out, progress, report_refusals, write
from rashomon.uncollected import uncollected

if TYPE_CHECKING:
    from rashomon.pipeline import Briefing
    from rashomon.settings import Settings


class Format(enum.StrEnum):
    """How a brief is written."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


def brief(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the brief.")] = Format.text,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file, not to stdout.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every line of every section.")] = False,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="CLAIM", help="Explain this claim, by the id that --all and JSON show."),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Processes that annotate, each with its own model.")
    ] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Lay the reports under PATH side by side: what is agreed, disputed, denied, and on whose word."""
    from rashomon import pipeline
    from rashomon.settings import Settings

    note_left_out(paths)
    settings = Settings()
    with progress(quiet) as watch:
        briefing = pipeline.brief(paths, settings=settings, workers=workers, watch=watch)
    report_refusals(briefing.refusals)
    code = exit_code(len(briefing.reports), len(briefing.refusals))
    if why is not None:
        write(explain(briefing, why, settings=settings), output)
        raise typer.Exit(code)
    write(render(briefing, format=format, output=output, everything=everything, settings=settings), output)
    raise typer.Exit(code)


def explain(briefing: Briefing, name: str, *, settings: Settings) -> str:
    """Return how the claim with the id `name` came to its status; stops where there is none."""
    from rashomon.present.locate import Locator
    from rashomon.present.why import why

    found = [(synopsis, claim) for synopsis in briefing.synopses for claim in synopsis.claims if claim.id == name]
    if not found:
        fail(f"no claim {name!r}; --all and --format json show the ids")
    synopsis, claim = found[0]
    by_id = {member.report.id: member for member in briefing.reports}
    locator = Locator([by_id[report.id] for report in synopsis.reports])
    return why(claim, locator, width=settings.present.piped_width)


@uncollected
def render(briefing: Briefing, *, format: Format, output: Path | None, everything: bool, settings: Settings) -> str:
    """Return the briefing in one of the formats, as wide and colourful as the terminal, if that is where it goes."""
    if format is Format.json:
        from rashomon.present.as_json import brief_json, dumps

        versions = briefing.reports[0].annotation.versions
        return dumps(brief_json(briefing.synopses, briefing.refusals, versions=versions), indent=1) + "\n"
    from rashomon.present.locate import Locator
    from rashomon.present.view import view

    by_id = {member.report.id: member for member in briefing.reports}
    shown = []
    for synopsis in briefing.synopses:
        locator = Locator([by_id[report.id] for report in synopsis.reports])
        shown.append((synopsis, view(synopsis, locator, settings=settings.present), locator))
    if format is Format.html:
        from rashomon import __version__
        from rashomon.present.as_html import as_html

        return as_html(shown, briefing.refusals, version=__version__)
    views = [story for _, story, _ in shown]
    if format is Format.markdown:
        from rashomon.present.as_markdown import as_markdown

        return as_markdown(views)
    from rashomon.present.as_text import as_text

    terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else settings.present.piped_width
    colour = terminal and "NO_COLOR" not in os.environ
    return as_text(views, width=width, colour=colour, everything=everything, settings=settings.present)
