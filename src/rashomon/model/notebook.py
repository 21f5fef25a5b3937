"""How a synopsis and a report look in a notebook: what `_repr_html_` returns there, made of their own fields alone.

A synopsis cites and has no texts; `Archive.briefing` returns it with them, and shows the brief.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.model.annotation import AnnotatedReport
    from rashomon.model.synopsis import Citation, Synopsis

_MOST = 40
"""Rows of a table; a cell of a notebook is no page."""


def synopsis_html(synopsis: Synopsis) -> str:
    """Return the reports and the claims of a synopsis as tables."""
    days = " to ".join(dict.fromkeys(str(day) for day in (synopsis.first, synopsis.last) if day))
    reports = [
        (report.id, report.outlet or "", report.published.iso or "", report.title or "", report.copy_of or "")
        for report in synopsis.reports
    ]
    claims = [
        (claim.status, claim.kind, f"{claim.reports}", f"{claim.origins}", f"{len(claim.against)}", _place(claim.gist))
        for claim in synopsis.claims
    ]
    return (
        f"<h3>Story {escape(synopsis.story)}</h3><p>{escape(days)}</p>"
        + _table(("report", "outlet", "published", "title", "copy of"), reports)
        + _table(("status", "kind", "reports", "origins", "against", "said in"), claims)
    )


def report_html(item: AnnotatedReport) -> str:
    """Return a report block by block, and who says what in it."""
    report, annotation = item.report, item.annotation
    head = " · ".join(part for part in (report.outlet, annotation.reference.iso, report.id) if part)
    names = {actor.id: actor.name for actor in annotation.actors}
    blocks = "".join(
        f"<p>{'' if block.role == 'body' else f'<small>{block.role}</small> '}{escape(text)}</p>"
        for block in report.blocks
        if (text := report.text[block.span.start : block.span.end].strip())
    )
    said = [
        (
            names.get(one.speaker or "", " … ".join(report.text[span.start : span.end] for span in one.source)),
            one.force,
            " … ".join(report.text[span.start : span.end] for span in one.content),
        )
        for one in annotation.attributions
        if one.content
    ]
    title = f"<h3>{escape(report.title)}</h3>" if report.title else ""
    return f"{title}<p><small>{escape(head)}</small></p>{blocks}" + _table(("who", "force", "what"), said)


def _place(at: Citation) -> str:
    return f"{at.report} {at.start}:{at.end}"


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows[:_MOST])
    more = f"<p>{len(rows) - _MOST} more</p>" if len(rows) > _MOST else ""
    return f"<table><tr>{head}</tr>{body}</table>{more}"
