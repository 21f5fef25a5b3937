"""A brief for a terminal: dense, as wide as the screen, in colour only where asked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.present.lines import Item, Line, StoryView
from rashomon.present.locate import Ref
from rashomon.settings import PresentSettings

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_MARKS = {"denied": "▲", "disputed": "▲"}
_SIGNS = {"denies": "✕", "dismisses": "✕", "contradicts": "✕", "no comment": "–"}
"""What stands before what speaks against a claim; other values have the sign of inequality."""


def as_text(
    views: Sequence[StoryView], *, width: int, colour: bool, everything: bool, settings: PresentSettings
) -> str:
    """Return the brief of each story, wrapped to `width` columns.

    Without `everything` each section shows its first lines and says how many more there are.
    """
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, settings.narrowest),
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for number, story in enumerate(views):
        if number:
            console.print()
        _story(console, story, everything=everything, settings=settings)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _story(console: Console, story: StoryView, *, everything: bool, settings: PresentSettings) -> None:
    from rich.rule import Rule
    from rich.text import Text

    console.print(Text(story.headline, style="bold"))
    console.print(Text(" · ".join(story.facts), style="dim"))
    if len(story.sources) > 1:
        console.print(Text(" · ".join(story.counts), style="dim"))
    console.print(Rule(style="dim", characters="─"))
    sections = (
        ("Agreed, on independent voices", "●", "green", story.agreed),
        ("Disputed or denied", "▲", "red", story.disputed),
        (
            "One voice only — reported more than once, but all from one speaker, document or wire",
            "○",
            "",
            story.one_voice,
        ),
        ("Perhaps the same — weakly linked, to be read before it is believed", "◌", "dim", story.perhaps),
        ("Told differently, not in conflict", "≈", "yellow", story.apart),
        ("Only in one report", "·", "dim", story.single),
    )
    for title, mark, style, items in sections:
        shown = items if everything else items[: settings.lines_per_section]
        if not items:
            continue
        console.print(Text(f"\n{title}", style="bold"))
        for item in shown:
            _item(console, item, mark, style, with_id=everything)
        _more(console, len(items) - len(shown))
    if len(story.sources) == 1:
        console.print(Text("\nOne report only: nothing can be compared.", style="dim"))
    _positions(console, story, everything=everything, settings=settings)
    if story.voices:
        console.print(Text("\nWho said what", style="bold"))
        shown_voices = story.voices if everything else story.voices[: settings.voices]
        for voice in shown_voices:
            console.print(Text(f"  {voice.name}", style="bold"))
            shown_lines = voice.lines if everything else voice.lines[: settings.lines_per_voice]
            for line in shown_lines:
                _row(console, "    ", line.note, "", _line_text(line, with_note=False), mark_width=12)
            _more(console, len(voice.lines) - len(shown_lines), indent=4)
        _more(console, len(story.voices) - len(shown_voices), noun="speaker")
    if story.timeline:
        console.print(Text("\nTimeline", style="bold"))
        before = ""
        for when, planned, line in story.timeline:
            head = when + (" (planned)" if planned else "")
            _row(console, "  ", head if head != before else "", "", _line_text(line), mark_width=28)
            before = head
    if story.figures:
        console.print(Text("\nFigures", style="bold"))
        shown_figures = story.figures if everything else story.figures[: settings.lines_per_section]
        for lines in shown_figures:
            for line in lines:
                _row(console, "  ", line.value, "", _line_text(line, with_value=False), mark_width=26)
        _more(console, len(story.figures) - len(shown_figures), noun="quantity", plural="quantities")
    console.print(Text("\nSources", style="bold"))
    for source in story.sources:
        place = source.path or source.url
        parts = (source.outlet, source.published, source.title, place if everything or not source.title else "")
        body = Text(" · ".join(part for part in parts if part))
        if source.copy_of:
            body.append(f" · copy of {source.copy_of}")
        for outlet, refs in source.cites:
            body.append(f" · cites {outlet} ")
            body.append(_labels(refs), style="cyan")
        _row(console, "  ", str(source.number), "", body, mark_width=3)


def _item(console: Console, item: Item, mark: str, style: str, *, with_id: bool) -> None:
    body = _line_text(item.line)
    if with_id and item.claim:
        body.append(f"  {item.claim}", style="dim")
    if item.below and not item.line.refs:
        body.append(f" ({item.remark})" if item.remark else "", style="dim")
    _row(console, "  ", _MARKS.get(item.kind, mark), style, body, mark_width=2)
    for line in item.below:
        head = f"{_SIGNS.get(line.note, '≠')} {line.note}" if line.note else "–"
        _row(console, "      ", head, style, _line_text(line, with_note=False), mark_width=20 if line.note else 2)


def _row(console: Console, indent: str, mark: str, style: str, body: Text, *, mark_width: int) -> None:
    """One row: a mark in a column of its own, then text that wraps below itself."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=mark_width)
    table.add_column(ratio=1)
    table.add_row(Text(mark, style=style or "dim"), body)
    console.print(Padding(table, (0, 0, 0, len(indent))))


def _line_text(line: Line, *, with_note: bool = True, with_value: bool = True) -> Text:
    """The words of a line with what belongs to them; a value that stands among them is bold there."""
    from rich.text import Text

    text = Text()
    before, value, after = line.text.partition(line.value) if line.value and with_value else (line.text, "", "")
    if line.value and with_value and not value:
        text.append(f"{line.value}: ", style="bold")
    text.append(before)
    text.append(value, style="bold")
    text.append(after)
    if line.voice:
        text.append(f"{' ' if line.text else ''}— {line.voice}", style="italic")
    if line.note and with_note:
        text.append(f"{'  ' if text else ''}{line.note}", style="dim")
    if line.refs:
        text.append("  ")
        text.append(_labels(line.refs), style="cyan")
    return text


def _labels(refs: Sequence[Ref], most: int = 6) -> str:
    labels = " ".join(ref.label for ref in refs[:most])
    return labels + (f" +{len(refs) - most}" if len(refs) > most else "")


def _more(console: Console, count: int, *, noun: str = "line", plural: str = "", indent: int = 2) -> None:
    from rich.text import Text

    if count > 0:
        named = noun if count == 1 else plural or f"{noun}s"
        console.print(Text(" " * indent + f"  … {count} more {named} (--all)", style="dim"))


def _positions(console: Console, story: StoryView, *, everything: bool, settings: PresentSettings) -> None:
    from rich.text import Text

    if not story.stances:
        return
    console.print(Text("\nPositions", style="bold"))
    shown = story.stances if everything else story.stances[: settings.issues]
    for item in shown:
        console.print(Text(f"  {item.line.text}", style="bold"))
        for line in item.below:
            body = Text(f"{line.voice} ", style="italic")
            body.append(f"{line.note}: ", style="not italic")
            body.append(line.text, style="not italic")
            body.append("  " + _labels(line.refs), style="cyan not italic")
            _row(console, "    ", "–", "", body, mark_width=2)
    _more(console, len(story.stances) - len(shown), noun="issue")
