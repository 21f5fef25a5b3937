"""Word lists and tables that ship inside the package, read once.

A table is a UTF-8 file of tab-separated rows. Lines that begin with `#` are its header (what a row is,
where it comes from) or a remark; empty lines are skipped.
"""

from __future__ import annotations

import functools
from importlib import resources

from rashomon.errors import DataFileError


@functools.cache
def read_table(package: str, name: str, *, columns: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table `name` in `package`, each with exactly `columns` cells.

    A row with fewer cells is filled up with empty strings; one with more raises DataFileError.

    >>> read_table("rashomon.annotate.data", "no-such-table.tsv", columns=1)
    Traceback (most recent call last):
    rashomon.errors.DataFileError: no-such-table.tsv:0: not found in rashomon.annotate.data
    """
    try:
        text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    except (FileNotFoundError, ModuleNotFoundError):
        raise DataFileError(name, 0, f"not found in {package}") from None
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > columns:
            raise DataFileError(name, number, f"{len(cells)} cells where at most {columns} belong")
        rows.append(tuple(cells + [""] * (columns - len(cells))))
    return tuple(rows)
