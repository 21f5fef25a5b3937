"""`rashomon show`: a story of an archive, from its stored synopsis."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rashomon.serve.cli.brief import Format, explain, render
from rashomon.serve.cli.console import write
from rashomon.serve.cli.options import DEFAULT_ARCHIVE, ArchiveOption, open_archive


def show(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The id of a story, or of a report in it.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="TIME", help="As it was known then: a day, or a time in ISO 8601.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the brief.")] = Format.text,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file, not to stdout.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every line of every section.")] = False,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="CLAIM", help="Explain this claim, by the id that --all and JSON show."),
    ] = None,
) -> None:
    """Show the brief of one story as the archive keeps it, or as it was known at some time."""
    from rashomon.settings import Settings

    settings = Settings()
    with open_archive(archive) as opened:
        reasoned = why is not None or format is Format.json
        briefing = opened.briefing(opened.story_of(story), as_of=as_of, reasoned=reasoned)
    if why is not None:
        write(explain(briefing, why, settings=settings), output)
    else:
        write(render(briefing, format=format, output=output, everything=everything, settings=settings), output)
