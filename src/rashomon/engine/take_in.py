"""Reports taken in from an export or from another archive, every version as it was there."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, get_args

from rashomon.engine.export import BETWEEN, export
from rashomon.errors import UsageError
from rashomon.model.export import ReportExportRow
from rashomon.model.report import Block, BlockRole, Refusal, Report
from rashomon.model.spans import PublishedFrom, ReferenceDate, Span
from rashomon.settings import Settings
from rashomon.store.database import Store

_SQLITE = b"SQLite format 3\x00"
_ROLES: frozenset[str] = frozenset(get_args(BlockRole))
_SOURCES: frozenset[str] = frozenset(get_args(PublishedFrom))


def read_exported(paths: Iterable[str], *, settings: Settings) -> Iterator[Report | Refusal]:
    """Yield the reports of archives, and of files with the rows that `export("reports")` writes as JSON lines.

    A file may be compressed with gzip; "-" is standard input. A line that is no such row is a Refusal. Raises
    UsageError for a file that cannot be read.
    """
    for path in paths:
        if "://" in path or _is_archive(path):
            with closing(Store(path, create=False, settings=settings.store)) as other:
                for row in export(other, "reports", since=None, until=None):
                    assert isinstance(row, ReportExportRow)
                    yield _report(row)
        else:
            yield from _rows(path)


def _is_archive(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _rows(path: str) -> Iterator[Report | Refusal]:
    with ExitStack() as stack:
        try:
            file: BinaryIO = sys.stdin.buffer if path == "-" else stack.enter_context(Path(path).open("rb"))
            head = file.peek(2) if isinstance(file, io.BufferedReader) else b""
            lines: Iterable[bytes] = stack.enter_context(gzip.open(file)) if head[:2] == b"\x1f\x8b" else file
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read(line, path, number)
        except (OSError, EOFError) as error:
            raise UsageError(f"cannot read {path}: {error}") from None


def _read(line: bytes, path: str, number: int) -> Report | Refusal:
    try:
        row = json.loads(line)
        return _report(ReportExportRow(**_fields(row)))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        detail = f"no row of an exported table of reports: {' '.join(str(error).split())[:120]}"
        return Refusal(path=path, record=number, stage="intake", reason="not a report", detail=detail)


def _fields(row: Any) -> dict[str, Any]:
    """The fields of a row, each of the type that it must have. Raises TypeError, KeyError or ValueError."""
    import typing

    if not isinstance(row, dict):
        raise TypeError(f"a {type(row).__name__} where an object belongs")
    out = {}
    for name, kind in typing.get_type_hints(ReportExportRow).items():
        value = row[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise TypeError(f"{name} is {value!r:.40}")
        out[name] = value
    return out


def _report(row: ReportExportRow) -> Report:
    """The report of a row. Raises ValueError for spans outside the text, and for a date that is none."""
    if not row.report or not row.text.strip():
        raise ValueError("no id, or no text")
    row.text.encode("utf-8")  # a lone surrogate is a ValueError
    extra = json.loads(row.extra)
    if not isinstance(extra, dict) or not all(isinstance(value, str) for value in extra.values()):
        raise ValueError("extra is no object of strings")
    return Report(
        id=row.report,
        text=row.text,
        blocks=tuple(_blocks(row.blocks, len(row.text))),
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        authors=tuple(filter(None, row.authors.split(BETWEEN))),
        published=_published(row.published, row.published_from),
        language=row.language,
        path=row.path,
        record=row.record,
        extra=extra,
    )


def _blocks(text: str, size: int) -> Iterator[Block]:
    edge = 0
    for word in text.split():
        start, end, role = word.split(":")
        span = Span(int(start), int(end))
        if role not in _ROLES or span.start < edge or span.end > size:
            raise ValueError(f"no block: {word}")
        edge = span.end
        yield Block(span=span, role=role)  # type: ignore[arg-type]  # it is one of them


def _published(text: str | None, source: str) -> ReferenceDate:
    if source not in _SOURCES:
        raise ValueError(f"published from {source!r}")
    if text is None:
        return ReferenceDate()
    if "/" in text:
        first, last = (date.fromisoformat(part) for part in text.split("/"))
        return ReferenceDate(earliest=first, latest=last, source=source)  # type: ignore[arg-type]
    if len(text) > len("2026-01-01"):
        moment = datetime.fromisoformat(text)
        return ReferenceDate(earliest=moment.date(), latest=moment.date(), moment=moment, source=source)  # type: ignore[arg-type]
    day = date.fromisoformat(text)
    return ReferenceDate(earliest=day, latest=day, source=source)  # type: ignore[arg-type]
