"""`rashomon stories`: which reports are about one event, and which are copies."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.serve.cli.console import exit_code, fail, progress, report_refusals, write


def stories(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Processes that annotate, each with its own model.")
    ] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Print the story of each report and what it is a copy of. One JSON line a report."""
    from rashomon import pipeline
    from rashomon.present.as_json import dumps, stories_json
    from rashomon.settings import Settings

    settings = Settings()
    with progress(quiet) as watch:
        reports, found, refusals = pipeline.stories(paths, settings=settings, workers=workers, watch=watch)
    report_refusals(refusals)
    code = exit_code(len(reports), len(refusals))
    if not reports:
        fail("no report could be read from the given paths", code)
    write("".join(dumps(row) + "\n" for row in stories_json(found)), None)
    raise typer.Exit(code)
