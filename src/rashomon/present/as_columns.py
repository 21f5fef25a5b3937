"""A comparison of two reports in two columns: terminal text, Markdown, one HTML page, JSON."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from rashomon.model.synopsis import StoryReport, Synopsis
from rashomon.present.as_markdown import escape
from rashomon.present.compare import Comparison, Passage, Row
from rashomon.present.dates import show_reference

TITLES = {
    "conflict": "In conflict",
    "told differently": "Told differently, not in conflict",
    "both": "In both",
    "perhaps": "Perhaps the same, weakly linked",
    "only": "Only in one",
}


def _heads(synopsis: Synopsis) -> list[str]:
    return [_head(number, report) for number, report in enumerate(synopsis.reports, 1)]


def _head(number: int, report: StoryReport) -> str:
    name = report.outlet or (PurePath(report.path).name if report.path else report.id)
    parts = (name, show_reference(report.published))
    return f"[{number}] " + " · ".join(parts)


def _counts(comparison: Comparison) -> str:
    return (
        f"{comparison.both} in both · {comparison.conflicts} in conflict · "
        f"{comparison.only_left} only in [1] · {comparison.only_right} only in [2]"
    )


def _sections(comparison: Comparison) -> list[tuple[str, list[Row]]]:
    return [
        (title, rows)
        for kind, title in TITLES.items()
        if (rows := [row for row in comparison.rows if row.kind == kind])
    ]


def as_text(comparison: Comparison, synopsis: Synopsis, *, width: int, colour: bool) -> str:
    """Two columns, each half of `width`; a row's remark stands above it."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, emoji=False, markup=False
    )
    console.print(Text(_counts(comparison), style="dim"))

    def cell(passages: Sequence[Passage]) -> Text:
        text = Text()
        for number, passage in enumerate(passages):
            text.append("\n" if number else "")
            text.append(passage.text + " ")
            text.append(passage.ref.label, style="cyan")
        return text

    for title, rows in _sections(comparison):
        console.print(Text(f"\n{title}", style="bold"))
        table = Table(box=None, padding=(0, 2, 1, 0), header_style="dim", show_edge=False, expand=True)
        for head in _heads(synopsis):
            table.add_column(head, ratio=1)
        for row in rows:
            if row.remark:
                table.add_row(Text(f"▲ {row.remark}" if row.kind == "conflict" else f"≈ {row.remark}", style="dim"), "")
            table.add_row(cell(row.left), cell(row.right))
        console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def as_markdown(comparison: Comparison, synopsis: Synopsis) -> str:
    """One table a section; all text of reports is escaped."""

    def cell(passages: Sequence[Passage]) -> str:
        return "<br>".join(f"{escape(passage.text)} \\[{passage.ref.label[1:-1]}\\]" for passage in passages)

    out = [_counts(comparison).replace("[", "\\[").replace("]", "\\]")]
    for title, rows in _sections(comparison):
        left, right = (escape(head) for head in _heads(synopsis))
        out += ["", f"## {title}", "", f"| {left} | {right} | |", "|---|---|---|"]
        out += [f"| {cell(row.left)} | {cell(row.right)} | {row.remark} |" for row in rows]
    return "\n".join(out) + "\n"


def as_html(comparison: Comparison, synopsis: Synopsis, *, version: str) -> str:
    """One self-contained page of two columns."""
    from rashomon.present.as_html import environment

    template = environment().get_template("compare.html.j2")
    return (
        template.render(
            sections=_sections(comparison), counts=_counts(comparison), heads=_heads(synopsis), version=version
        )
        + "\n"
    )


def as_json(comparison: Comparison, synopsis: Synopsis) -> dict[str, Any]:
    """The reports' ids and the rows with their spans."""

    def side(passages: Sequence[Passage]) -> list[dict[str, Any]]:
        return [{"report": item.at.report, "start": item.at.start, "end": item.at.end} for item in passages]

    return {
        "reports": [report.id for report in synopsis.reports],
        "rows": [
            {"kind": row.kind, "remark": row.remark, "left": side(row.left), "right": side(row.right)}
            for row in comparison.rows
        ],
    }
