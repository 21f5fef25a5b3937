"""Rows of an archive as JSON and as lines of text."""

from __future__ import annotations

import dataclasses
import shutil
import sys
import textwrap
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from rashomon.model.spans import ReferenceDate, Span
from rashomon.model.synopsis import Citation

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from rashomon.model.archive import Page
    from rashomon.present.as_json import Json

_PIPED = 100
"""Columns where nobody watches."""
_NARROWEST = 40


def row_json(row: DataclassInstance) -> Json:
    """Return a row as JSON: its fields in their order, a span as [start, end], a time in ISO 8601.

    A date of publication has beside it, as `published_from`, where it is known from.
    """
    out: Json = {}
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        out[field.name] = _value(value)
        if isinstance(value, ReferenceDate):
            out[f"{field.name}_from"] = value.source
    return out


def _value(value: Any) -> Any:
    if isinstance(value, ReferenceDate):
        return value.iso
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Citation):
        return {"report": value.report, "start": value.start, "end": value.end}
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return row_json(value)
    return value


def page_json(name: str, page: Page[Any]) -> str:
    """Return a page of rows as JSON text: the rows under `name`, and `next`."""
    from rashomon.present.as_json import dumps

    return dumps({name: [row_json(row) for row in page.rows], "next": page.next}, indent=1) + "\n"


def object_json(row: DataclassInstance) -> str:
    """Return one row as JSON text."""
    from rashomon.present.as_json import dumps

    return dumps(row_json(row), indent=1) + "\n"


def width() -> int:
    """The columns of the terminal, or what fits a page."""
    return max(shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED, _NARROWEST)


def fill(text: str, *, indent: int = 4) -> str:
    """Return `text` wrapped and indented, its line breaks as spaces."""
    margin = " " * indent
    words = " ".join(text.split())
    return textwrap.fill(words, width(), initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)


def facts(*known: str | None) -> str:
    """Return what is known of a row, in brackets."""
    return f"({' · '.join(filter(None, known))})"


def ending(count: int, noun: str, plural: str, following: str | None) -> str:
    """Return the last line of a list: how many rows there are, and how to get the others."""
    more = f"; more with --after {following}" if following is not None else ""
    return f"{count} {noun if count == 1 else plural}{more}"


def lines(rows: Iterable[str]) -> str:
    """Return lines as one text."""
    return "".join(f"{row}\n" for row in rows)
