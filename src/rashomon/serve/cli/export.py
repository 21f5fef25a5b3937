"""`rashomon export`: an archive as flat tables."""

from __future__ import annotations

import csv
import enum
import io
import json
import os
import sys
import typing
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from rashomon.model.export import ROWS, ExportKind
from rashomon.serve.cli.console import fail
from rashomon.serve.cli.options import DEFAULT_ARCHIVE, ArchiveOption, SinceOption, UntilOption, open_archive

if TYPE_CHECKING:
    from typing import BinaryIO

    from rashomon.model.export import ExportRow

_PART = 5_000
"""Rows written to Parquet at a time."""


class Table(enum.StrEnum):
    """How a table is written."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


def export(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(get_args(ExportKind))}.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    since: SinceOption = None,
    until: UntilOption = None,
    format: Annotated[Table, typer.Option("--format", "-f", help="How to write the table.")] = Table.jsonl,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file, not to stdout.")] = None,
) -> None:
    """Write one table of an archive: a row a report, attribution, claim, figure, …; docs/export.md has the columns."""
    wanted = next((known for known in get_args(ExportKind) if known == kind), None)
    if wanted is None:
        fail(f"no such table: {kind}; there are {', '.join(get_args(ExportKind))}")
    if format is Table.parquet and output is None:
        fail("--format parquet needs --output FILE")
    if format is Table.parquet:
        _need_pyarrow()
    write = {Table.jsonl: _jsonl, Table.csv: _csv, Table.parquet: _parquet}[format]
    with open_archive(archive) as opened:
        rows = opened.export(wanted, since=since, until=until)
        if output is None:
            _to_stdout(rows, wanted, write)
        else:
            _to_file(rows, wanted, write, output)


Writer = typing.Callable[[Iterator["ExportRow"], ExportKind, "BinaryIO"], None]


def _to_stdout(rows: Iterator[ExportRow], kind: ExportKind, write: Writer) -> None:
    try:
        write(rows, kind, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has gone away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _to_file(rows: Iterator[ExportRow], kind: ExportKind, write: Writer, output: Path) -> None:
    """Write a file that is there when it is whole."""
    part = output.with_name(f"{output.name}.part")
    try:
        with ExitStack() as stack:
            stack.callback(part.unlink, missing_ok=True)
            with part.open("wb") as file:
                write(rows, kind, file)
            os.replace(part, output)
    except OSError as error:
        fail(f"cannot write {output}: {error.strerror}")


def _fields(kind: ExportKind) -> dict[str, typing.Any]:
    """The columns of a table with their types."""
    return typing.get_type_hints(ROWS[kind])


def _jsonl(rows: Iterator[ExportRow], kind: ExportKind, file: BinaryIO) -> None:
    names = list(_fields(kind))
    for row in rows:
        line = json.dumps({name: getattr(row, name) for name in names}, ensure_ascii=False, allow_nan=False)
        file.write(line.encode("utf-8", "replace") + b"\n")


def _csv(rows: Iterator[ExportRow], kind: ExportKind, file: BinaryIO) -> None:
    names = list(_fields(kind))
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        writer.writerow([getattr(row, name) for name in names])
    text.detach()


def _need_pyarrow() -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        fail("pyarrow is not installed; pip install 'rashomon[parquet]'")


def _parquet(rows: Iterator[ExportRow], kind: ExportKind, file: BinaryIO) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]  # it brings no types
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    fields = _fields(kind)
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    columns = []
    for name, hint in fields.items():
        (plain,) = [part for part in (typing.get_args(hint) or (hint,)) if part is not type(None)]
        columns.append(pa.field(name, types[plain], nullable=plain is not hint))
    schema = pa.schema(columns)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while part := list(islice(rows, _PART)):
            arrays = [pa.array([getattr(row, column.name) for row in part], column.type) for column in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
