"""`rashomon merge`, `split`, `rename`, `undo` and `edits`: stories put right by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.serve.cli.console import write
from rashomon.serve.cli.options import DEFAULT_ARCHIVE, ArchiveOption, FormatOption, TextOrJson, open_archive

if TYPE_CHECKING:
    from rashomon.model.archive import Edit

_Story = Annotated[str, typer.Argument(metavar="STORY", help="The id of a story.")]


def merge(
    story: _Story,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The id of the story that it takes in.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    format: FormatOption = TextOrJson.text,
) -> None:
    """Take the story OTHER into STORY."""
    with open_archive(archive) as opened:
        _tell(opened.merge(story, other), format)


def split(
    story: _Story,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="The ids of reports in it.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    format: FormatOption = TextOrJson.text,
) -> None:
    """Take reports out of a story, into a new one."""
    with open_archive(archive) as opened:
        _tell(opened.split(story, reports), format)


def rename(
    story: _Story,
    title: Annotated[str | None, typer.Argument(metavar="[TITLE]", help="Without it, the title is taken away.")] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    format: FormatOption = TextOrJson.text,
) -> None:
    """Give a story a title."""
    with open_archive(archive) as opened:
        _tell(opened.rename(story, title), format)


def undo(
    edit: Annotated[int, typer.Argument(metavar="EDIT", help="The number of an edit.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    format: FormatOption = TextOrJson.text,
) -> None:
    """Undo an edit by hand, whatever was edited since."""
    with open_archive(archive) as opened:
        _tell(opened.undo(edit), format)


def edits(archive: ArchiveOption = DEFAULT_ARCHIVE, format: FormatOption = TextOrJson.text) -> None:
    """List what was edited by hand, undone or not."""
    from rashomon.model.archive import Page
    from rashomon.serve.cli.rows import ending, lines, page_json

    with open_archive(archive) as opened:
        found = opened.edits()
    if format is TextOrJson.json:
        write(page_json("edits", Page(rows=found)), None)
    else:
        write(lines([*map(_line, found), ending(len(found), "edit", "edits", None)]), None)


def _tell(edit: Edit, format: TextOrJson) -> None:
    from rashomon.serve.cli.rows import object_json

    write(object_json(edit) if format is TextOrJson.json else f"{_line(edit)}\n", None)


def _line(edit: Edit) -> str:
    what = {
        "merge": f"{edit.story} took in {', '.join(edit.others)}",
        "split": f"{', '.join(edit.reports)} out of {edit.story} into {', '.join(edit.others)}",
        "rename": f"{edit.story} is called {edit.title!r}" if edit.title else f"{edit.story} has no title",
    }[edit.kind]
    return f"{edit.id}  {edit.at:%Y-%m-%d %H:%M}  {edit.kind}: {what}" + ("  (undone)" if edit.undone else "")
