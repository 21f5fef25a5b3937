"""Options that several commands share, and an archive opened for them."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from rashomon.model.synopsis import Status
from rashomon.serve.cli.console import fail

if TYPE_CHECKING:
    from rashomon.engine import Archive
    from rashomon.model.annotation import Force

DEFAULT_ARCHIVE = "rashomon.db"


class TextOrJson(enum.StrEnum):
    """How rows are written."""

    text = "text"
    json = "json"


ArchiveOption = Annotated[
    str, typer.Option("--archive", "-a", metavar="FILE|URL", envvar="RASHOMON_ARCHIVE", help="The archive.")
]
FormatOption = Annotated[TextOrJson, typer.Option("--format", "-f", help="How to write what was found.")]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=1, help="Processes that annotate, each with its own model.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]
OutletOption = Annotated[str | None, typer.Option("--outlet", help="Only of this outlet.")]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DAY", help="Only published on this day or later.")]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Only published on this day or earlier.")
]
StoryOption = Annotated[str | None, typer.Option("--story", metavar="ID", help="Only in this story.")]
StatusOption = Annotated[
    str | None, typer.Option("--status", help=f"Only with a claim that is: {', '.join(get_args(Status))}.")
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="Most rows.")]
AfterOption = Annotated[
    str | None, typer.Option("--after", metavar="NEXT", help="Go on behind the rows before, from what they said.")
]


def open_archive(path: str, *, create: bool = False) -> Archive:
    """Open the archive of a command."""
    from rashomon.engine import open_archive as open_it

    return open_it(path, create=create)


def status_of(name: str | None) -> Status | None:
    """The status of that name; stops where there is none."""
    for status in get_args(Status):
        if status == name:
            return status  # type: ignore[no-any-return]
    if name is not None:
        fail(f"no such status: {name}; there are {', '.join(get_args(Status))}")
    return None


def forces_of(names: list[str] | None) -> list[Force]:
    """The forces of these names, in their usual order; stops where there is no such force."""
    from rashomon.model.annotation import Force

    wanted = set(names or ())
    unknown = sorted(wanted - set(get_args(Force)))
    if unknown:
        fail(f"no such force: {', '.join(unknown)}; there are {', '.join(get_args(Force))}")
    return [name for name in get_args(Force) if name in wanted]
