"""`rashomon import`: reports of another archive, or of an export."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.serve.cli.add import tell
from rashomon.serve.cli.console import progress, report_refusals
from rashomon.serve.cli.options import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FormatOption,
    QuietOption,
    TextOrJson,
    WorkersOption,
    open_archive,
)


def import_(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Archives, or files with the exported table of reports; - for stdin."),
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    workers: WorkersOption = 1,
    format: FormatOption = TextOrJson.text,
    quiet: QuietOption = False,
) -> None:
    """Add every version of the reports of other archives, or of an exported table of reports."""
    with open_archive(archive, create=True) as opened, progress(quiet) as watch:
        added = opened.import_(paths, workers=workers, watch=watch, refuse=lambda refusal: report_refusals([refusal]))
    raise typer.Exit(tell(added, format))
