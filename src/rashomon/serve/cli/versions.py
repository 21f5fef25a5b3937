"""`rashomon versions`: how a report was changed by its outlet."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.serve.cli.console import write
from rashomon.serve.cli.options import DEFAULT_ARCHIVE, ArchiveOption, FormatOption, TextOrJson, open_archive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.engine.revision import Revised
    from rashomon.model.annotation import AnnotatedReport
    from rashomon.model.archive import ReportVersion
    from rashomon.present.as_json import Json


def versions(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of a report.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    format: FormatOption = TextOrJson.text,
) -> None:
    """List every version of a report and what each changed, sentence by sentence."""
    from rashomon.engine.revision import compare_versions

    with open_archive(archive) as opened:
        found = opened.versions(report)
        members = [opened.report(report, version=one.number) for one in found]
        settings = opened.settings.search.revision
    steps = [compare_versions(old, new, settings=settings) for old, new in pairwise(members)]
    if format is TextOrJson.json:
        from rashomon.present.as_json import dumps

        rows = [_json(*row) for row in zip(found, [None, *steps], strict=True)]
        write(dumps({"report": report, "versions": rows}, indent=1) + "\n", None)
    else:
        from rashomon.serve.cli.rows import lines

        write(lines(_text(found, members, steps)), None)


def _json(version: ReportVersion, step: Sequence[Revised] | None) -> Json:
    from rashomon.serve.cli.rows import row_json

    changes = None if step is None else [row_json(row) for row in step if row.fate != "kept"]
    return {**row_json(version), "sentences": changes}


def _text(
    found: Sequence[ReportVersion], members: Sequence[AnnotatedReport], steps: Sequence[Sequence[Revised]]
) -> Iterator[str]:
    from rashomon.serve.cli.rows import fill

    for number, version in enumerate(found):
        fields = f"  changed: {', '.join(version.changed)}" if version.changed else ""
        yield f"version {version.number}  {version.added:%Y-%m-%d %H:%M}  {version.characters:,} characters{fields}"
        for row in steps[number - 1] if number else ():
            if row.fate == "kept":
                continue
            old, new = members[number - 1].report.text, members[number].report.text
            yield f"  {row.fate}"
            if row.old and row.fate != "moved":
                yield fill("- " + old[row.old.start : row.old.end])
            if row.new:
                yield fill("+ " + new[row.new.start : row.new.end])
