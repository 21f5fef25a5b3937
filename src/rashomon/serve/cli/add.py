"""`rashomon add`: reports into an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.serve.cli.console import exit_code, note_left_out, progress, report_refusals, write
from rashomon.serve.cli.options import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FormatOption,
    QuietOption,
    TextOrJson,
    WorkersOption,
    open_archive,
)

if TYPE_CHECKING:
    from rashomon.model.archive import Added


def add(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    workers: WorkersOption = 1,
    format: FormatOption = TextOrJson.text,
    quiet: QuietOption = False,
) -> None:
    """Add reports to an archive and bring its stories up to date. Adding the same again changes nothing."""
    with open_archive(archive, create=True) as opened, progress(quiet) as watch:
        note_left_out(paths)
        added = opened.add(paths, workers=workers, watch=watch, refuse=lambda refusal: report_refusals([refusal]))
    raise typer.Exit(tell(added, format))


def tell(added: Added, format: TextOrJson) -> int:
    """Say what an add or import did; return the exit code."""
    from rashomon.serve.cli.rows import object_json

    if format is TextOrJson.json:
        write(object_json(added), None)
    else:
        write(
            f"{added.new} new, {added.versions} new versions, {added.known} known, {added.refused} refused; "
            f"{added.stories} stories changed\n",
            None,
        )
    return exit_code(added.new + added.versions + added.known, added.refused)
