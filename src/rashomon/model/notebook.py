"""HTML of what a notebook shows of a record: a heading, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_MOST = 40
"""Rows of a table; a cell of a notebook is no page."""


def heading(text: str | None) -> str:
    """Return a heading, nothing for an empty one."""
    return f"<h3>{escape(text)}</h3>" if text else ""


def paragraphs(labelled: Iterable[tuple[str, str]]) -> str:
    """Return a paragraph for each text that is not blank, its label small before it."""
    return "".join(
        f"<p>{f'<small>{escape(label)}</small> ' if label else ''}{escape(text.strip())}</p>"
        for label, text in labelled
        if text.strip()
    )


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of the first rows, and how many more there are; nothing without any."""
    if not rows:
        return ""
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows[:_MOST])
    more = f"<p>{len(rows) - _MOST} more</p>" if len(rows) > _MOST else ""
    return f"<table><tr>{head}</tr>{body}</table>{more}"
