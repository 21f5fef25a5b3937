"""`rashomon said`: who said what, on which matter, with which force."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from rashomon.model.annotation import Force
from rashomon.serve.cli.console import exit_code, fail, progress, report_refusals, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model.archive import StatementRow
    from rashomon.pipeline import Briefing
    from rashomon.present.as_json import Json
    from rashomon.settings import PresentSettings


class Format(enum.StrEnum):
    """How statements are written."""

    text = "text"
    json = "json"


def said(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    who: Annotated[
        str | None, typer.Option("--who", help="Only statements of this actor, by any of its names.")
    ] = None,
    about: Annotated[str | None, typer.Option("--about", help="Only statements with all of these words.")] = None,
    force: Annotated[
        list[str] | None,
        typer.Option("--force", help=f"Only this force: {', '.join(get_args(Force))}. May be repeated."),
    ] = None,
    precise: Annotated[
        bool, typer.Option("--precise", help="Only what is right nine times in ten, by its confidence.")
    ] = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the statements.")] = Format.text,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that annotate.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """List what was said, each statement with its sentence and where it stands."""
    forces = [name for name in get_args(Force) if name in (force or ())]
    unknown = sorted(set(force or ()) - set(forces))
    if unknown:
        fail(f"no such force: {', '.join(unknown)}; there are {', '.join(get_args(Force))}")
    from rashomon import pipeline
    from rashomon.said import said as look_up
    from rashomon.settings import Settings

    settings = Settings()
    with progress(quiet) as watch:
        briefing = pipeline.brief(paths, settings=settings, workers=workers, watch=watch)
    report_refusals(briefing.refusals)
    code = exit_code(len(briefing.reports), len(briefing.refusals))
    least = settings.annotate.attributions.precise_confidence if precise else 0.0
    rows = look_up(briefing, who=who, about=about, forces=forces, least_confidence=least)
    if format is Format.json:
        from rashomon.present.as_json import dumps

        write(dumps({"statements": [_json(row) for row in rows]}, indent=1) + "\n", None)
    else:
        write(_text(rows, briefing, settings.present), None)
    raise typer.Exit(code)


def _json(row: StatementRow) -> Json:
    return {
        "report": row.report,
        "path": row.path,
        "outlet": row.outlet,
        "published": row.published.iso,
        "actor": row.actor,
        "names": list(row.names),
        "force": row.force,
        "kind": row.kind,
        "confidence": round(row.confidence, 4),
        "source": [[span.start, span.end] for span in row.source],
        "content": [[span.start, span.end] for span in row.content],
        "sentence": [row.sentence.start, row.sentence.end],
        "text": row.text,
    }


def _text(rows: Sequence[StatementRow], briefing: Briefing, settings: PresentSettings) -> str:
    import shutil
    import sys
    import textwrap

    from rashomon.model.synopsis import Citation
    from rashomon.present.locate import Locator

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else settings.piped_width
    out = []
    by_id = {item.report.id: item for item in briefing.reports}
    for row in rows:
        (ref,) = Locator([by_id[row.report]]).refs([Citation(row.report, row.sentence.start, row.sentence.end)])
        known = (row.outlet, row.published.iso, row.path, ref.place.strip())
        out.append(f"{row.names[0] if row.names else 'nobody named'}  {row.force}  ({' · '.join(filter(None, known))})")
        sentence = " ".join(row.text.split())
        out.append(
            textwrap.fill(sentence, max(width, settings.narrowest), initial_indent="    ", subsequent_indent="    ")
        )
    count = len(rows)
    out.append(f"{count} statement{'' if count == 1 else 's'}")
    return "\n".join(out) + "\n"
