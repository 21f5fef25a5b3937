"""`rashomon reannotate`: an archive brought up to date after an upgrade."""

from __future__ import annotations

import typer

from rashomon.serve.cli.console import DONE, SOME_REFUSED, progress, write
from rashomon.serve.cli.options import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FormatOption,
    QuietOption,
    TextOrJson,
    WorkersOption,
    open_archive,
)


def reannotate(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    workers: WorkersOption = 1,
    format: FormatOption = TextOrJson.text,
    quiet: QuietOption = False,
) -> None:
    """Annotate anew what other versions of the program or its models annotated, and nothing else."""
    from rashomon.serve.cli.rows import object_json

    with open_archive(archive) as opened, progress(quiet) as watch:
        done = opened.reannotate(workers=workers, watch=watch)
    if format is TextOrJson.json:
        write(object_json(done), None)
    else:
        write(f"{done.new} annotated anew, {done.refused} refused; {done.stories} stories changed\n", None)
    raise typer.Exit(SOME_REFUSED if done.refused else DONE)
