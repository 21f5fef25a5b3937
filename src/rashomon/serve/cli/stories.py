"""`rashomon stories`: which reports are about one event, and which are copies."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.serve.cli.console import exit_code, progress, report_refusals, write


def stories(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Processes that annotate, each with its own model.")
    ] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Print the story of each report and what it is a copy of. One JSON line a report."""
    from rashomon import pipeline
    from rashomon.model.report import Refusal
    from rashomon.present.as_json import dumps, story_json
    from rashomon.settings import Settings

    read = refused = 0

    def refuse(refusal: Refusal) -> None:
        nonlocal refused
        refused += 1
        report_refusals([refusal])

    with progress(quiet) as watch:
        for story in pipeline.stories(paths, settings=Settings(), refuse=refuse, workers=workers):
            read += len(story.reports)
            write("".join(dumps(row) + "\n" for row in story_json(story)), None)
            watch("stories", read, None)
    raise typer.Exit(exit_code(read, refused))
