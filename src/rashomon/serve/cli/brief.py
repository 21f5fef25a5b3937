"""`rashomon brief`: read, group, reconcile, print."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.serve.cli.console import exit_code, fail, progress, report_refusals, write

NOTHING = "no report could be read from the given paths"


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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Lay the reports under PATH side by side: what is agreed, disputed, denied, and on whose word."""
    from rashomon import pipeline
    from rashomon.settings import Settings

    settings = Settings()
    with progress(quiet) as watch:
        briefing = pipeline.brief(paths, settings=settings, watch=watch)
    report_refusals(briefing.refusals)
    code = exit_code(len(briefing.reports), len(briefing.refusals))
    if not briefing.reports:
        fail(NOTHING, code)
    if format is Format.json:
        from rashomon.present.as_json import brief_json, dumps

        versions = briefing.reports[0].annotation.versions
        text = dumps(brief_json(briefing.synopses, briefing.refusals, versions=versions), indent=1) + "\n"
    else:
        fail(f"--format {format.value} is not there yet")
    write(text, output)
    raise typer.Exit(code)
