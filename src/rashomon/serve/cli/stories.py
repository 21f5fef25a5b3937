"""`rashomon stories`: which reports are about one event, and which are copies."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.serve.cli.console import exit_code, fail, note_left_out, progress, report_refusals, write

if TYPE_CHECKING:
    from rashomon.model.story import Story


def stories(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that read the words of the reports.")] = 1,
    state: Annotated[
        Path | None,
        typer.Option(
            "--state", metavar="FILE", help="Keep the stories in FILE and go on from there; made where there is none."
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell for each report why it is in its story, and what was the next best.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Print the story of each report and what it is a copy of. One JSON line a report.

    Stories are printed as they end, the open ones last. With --state, reports that are in FILE already are passed over
    and all its stories are printed once everything is read; if the program is killed, run the same again. With
    --explain each line has the similarity to the story, the terms, names, actors and places shared with it, the days to
    its nearest report, and the next best story; with --state reports are not annotated, and actors and places stay
    empty.
    """
    from rashomon import pipeline
    from rashomon.errors import ArchiveError
    from rashomon.model.report import Refusal
    from rashomon.present.as_json import dumps, story_json
    from rashomon.settings import Settings

    read = refused = 0

    def refuse(refusal: Refusal) -> None:
        nonlocal refused
        refused += 1
        report_refusals([refusal])

    find: Callable[..., Iterable[Story]] = functools.partial(pipeline.stories, state=state, explained=explain)
    if explain and state is None:
        find = pipeline.explained_stories
    note_left_out(paths)
    try:
        with progress(quiet) as watch:
            found = find(paths, settings=Settings(), refuse=refuse, workers=workers, watch=watch)
            for story in found:
                read += len(story.reports)
                write("".join(dumps(row) + "\n" for row in story_json(story)), None)
    except ArchiveError as error:
        fail(str(error))
    raise typer.Exit(exit_code(read, refused))
