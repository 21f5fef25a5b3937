"""`rashomon annotate`: one JSON line a report."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.serve.cli.console import exit_code, note_left_out, progress, report_refusals, write


def annotate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    text: Annotated[bool, typer.Option("--text", help="Add the text of each report.")] = False,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Processes that annotate, each with its own model.")
    ] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Print what each report holds: attributions, actors, times, figures, places. One JSON line a report."""
    from rashomon import pipeline
    from rashomon.model.report import Refusal
    from rashomon.present.as_json import annotation_json, dumps
    from rashomon.settings import Settings

    settings = Settings()
    read = refused = 0

    def refuse(refusal: Refusal) -> None:
        nonlocal refused
        refused += 1
        report_refusals([refusal])

    note_left_out(paths)
    reports = pipeline.only_reports(paths, settings=settings, refuse=refuse)
    with progress(quiet) as watch:
        for member in pipeline.annotate_reports(reports, settings=settings, workers=workers, refuse=refuse):
            read += 1
            write(dumps(annotation_json(member, with_text=text)) + "\n", None)
            watch("annotate", read, None)
    raise typer.Exit(exit_code(read, refused))
