"""`rashomon backup` and `rashomon restore`: a copy of a whole archive, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rashomon.serve.cli.console import note
from rashomon.serve.cli.options import DEFAULT_ARCHIVE, ArchiveOption, open_archive


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Write a copy of the whole archive to one file, while others read and add."""
    with open_archive(archive) as opened:
        opened.backup(file)
    note(f"{archive} is backed up in {file}")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `backup` wrote.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Put a back-up into a new archive."""
    with open_archive(archive, create=True) as opened:
        opened.restore(file)
    note(f"{archive} is what {file} is")
