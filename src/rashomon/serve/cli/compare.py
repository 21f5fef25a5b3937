"""`rashomon compare`: two reports in two columns."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.serve.cli.brief import Format
from rashomon.serve.cli.console import exit_code, fail, note_left_out, report_refusals, write

if TYPE_CHECKING:
    from rashomon.pipeline import Briefing
    from rashomon.settings import PresentSettings


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="A file, or folder, with one report.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the comparison.")] = Format.text,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file, not to stdout.")] = None,
) -> None:
    """Hold two reports against each other: what stands in both, only in one, and in conflict."""
    from rashomon import pipeline
    from rashomon.settings import Settings

    settings = Settings()
    note_left_out([first, second])
    briefing = pipeline.compare(first, second, settings=settings)
    report_refusals(briefing.refusals)
    code = exit_code(len(briefing.reports), len(briefing.refusals))
    if not briefing.synopses:
        fail("two reports are needed, one at each path")
    text = _render(briefing, format, to_terminal=output is None and sys.stdout.isatty(), settings=settings.present)
    write(text, output)
    raise typer.Exit(code)


def _render(briefing: Briefing, format: Format, *, to_terminal: bool, settings: PresentSettings) -> str:
    from rashomon.present import as_columns
    from rashomon.present.compare import compare as arrange
    from rashomon.present.locate import Locator

    (synopsis,) = briefing.synopses
    by_id = {member.report.id: member for member in briefing.reports}
    locator = Locator([by_id[report.id] for report in synopsis.reports])
    comparison = arrange(synopsis, locator, settings=settings)
    if format is Format.json:
        from rashomon.present.as_json import dumps

        return dumps(as_columns.as_json(comparison, synopsis), indent=1) + "\n"
    if format is Format.html:
        from rashomon import __version__

        return as_columns.as_html(comparison, synopsis, version=__version__)
    if format is Format.markdown:
        return as_columns.as_markdown(comparison, synopsis)
    width = shutil.get_terminal_size().columns if to_terminal else settings.piped_width
    return as_columns.as_text(comparison, synopsis, width=width, colour=to_terminal and "NO_COLOR" not in os.environ)
