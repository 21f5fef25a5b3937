"""A brief for a terminal: dense, as wide as the screen, in colour only where asked."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.present.lines import Item, Line, StoryView
from rashomon.present.locate import Ref
from rashomon.present.screen import Piece, Screen
from rashomon.settings import PresentSettings

_MARKS = {"denied": "▲", "disputed": "▲"}
_SIGNS = {"denies": "✕", "dismisses": "✕", "contradicts": "✕", "no comment": "–"}
"""What stands before what speaks against a claim; other values have the sign of inequality."""


def as_text(
    views: Sequence[StoryView], *, width: int, colour: bool, everything: bool, settings: PresentSettings
) -> str:
    """Return the brief of each story, wrapped to `width` columns.

    Without `everything` each section shows its first lines and says how many more there are.
    """
    screen = Screen(width=max(width, settings.narrowest), colour=colour)
    for number, story in enumerate(views):
        if number:
            screen.blank()
        _story(screen, story, everything=everything, settings=settings)
    return str(screen)


def _story(screen: Screen, story: StoryView, *, everything: bool, settings: PresentSettings) -> None:
    screen.text(story.headline, "bold")
    screen.text(" · ".join(story.facts), "dim")
    if len(story.sources) > 1:
        screen.text(" · ".join(story.counts), "dim")
    if story.newest is not None:
        body = [(story.newest.text, ""), (f"  {_labels(story.newest.refs)}", "cyan")]
        screen.row(0, "Newest", "dim", body, mark_width=8)
    screen.rule()
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
        screen.text(f"\n{title}", "bold")
        for item in shown:
            _item(screen, item, mark, style, with_id=everything)
        _more(screen, len(items) - len(shown))
    if len(story.sources) == 1:
        screen.text("\nOne report only: there is no other to compare it with.", "dim")
    _positions(screen, story, everything=everything, settings=settings)
    if story.voices:
        screen.text("\nWho said what", "bold")
        shown_voices = story.voices if everything else story.voices[: settings.voices]
        for voice in shown_voices:
            screen.text(f"  {voice.name}", "bold")
            shown_lines = voice.lines if everything else voice.lines[: settings.lines_per_voice]
            for line in shown_lines:
                screen.row(4, line.note, "", _line_text(line, with_note=False), mark_width=12)
            _more(screen, len(voice.lines) - len(shown_lines), indent=4)
        _more(screen, len(story.voices) - len(shown_voices), noun="speaker")
    if story.timeline:
        screen.text("\nTimeline", "bold")
        before = ""
        for when, planned, line in story.timeline:
            head = when + (" (planned)" if planned else "")
            screen.row(2, head if head != before else "", "", _line_text(line), mark_width=28)
            before = head
    if story.figures:
        screen.text("\nFigures", "bold")
        shown_figures = story.figures if everything else story.figures[: settings.lines_per_section]
        for lines in shown_figures:
            for line in lines:
                screen.row(2, line.value, "", _line_text(line, with_value=False), mark_width=26)
        _more(screen, len(story.figures) - len(shown_figures), noun="quantity", plural="quantities")
    screen.text("\nSources", "bold")
    for source in story.sources:
        place = source.path or source.url
        parts = (source.outlet, source.published, source.title, place if everything or not source.title else "")
        body = [(" · ".join(part for part in parts if part), "")]
        if source.copy_of:
            body.append((f" · copy of {source.copy_of}", ""))
        for outlet, refs in source.cites:
            body += [(f" · cites {outlet} ", ""), (_labels(refs), "cyan")]
        screen.row(2, str(source.number), "", body, mark_width=3)


def _item(screen: Screen, item: Item, mark: str, style: str, *, with_id: bool) -> None:
    body = _line_text(item.line)
    if with_id and item.claim:
        body.append((f"  {item.claim}", "dim"))
    if item.below and not item.line.refs:
        body.append((f" ({item.remark})" if item.remark else "", "dim"))
    screen.row(2, _MARKS.get(item.kind, mark), style, body, mark_width=2)
    for line in item.below:
        head = f"{_SIGNS.get(line.note, '≠')} {line.note}" if line.note else "–"
        screen.row(6, head, style, _line_text(line, with_note=False), mark_width=20 if line.note else 2)


def _line_text(line: Line, *, with_note: bool = True, with_value: bool = True) -> list[Piece]:
    """The words of a line with what belongs to them; a value that stands among them is bold there."""
    before, value, after = line.text.partition(line.value) if line.value and with_value else (line.text, "", "")
    text = [(f"{line.value}: ", "bold")] if line.value and with_value and not value else []
    text += [(before, ""), (value, "bold"), (after, "")]
    if line.voice:
        text.append((f"{' ' if line.text else ''}— {line.voice}", "italic"))
    if line.note and with_note:
        text.append((f"{'  ' if any(words for words, _ in text) else ''}{line.note}", "dim"))
    if line.refs:
        text += [("  ", ""), (_labels(line.refs), "cyan")]
    return text


def _labels(refs: Sequence[Ref], most: int = 6) -> str:
    labels = " ".join(ref.label for ref in refs[:most])
    return labels + (f" +{len(refs) - most}" if len(refs) > most else "")


def _more(screen: Screen, count: int, *, noun: str = "line", plural: str = "", indent: int = 2) -> None:
    if count > 0:
        named = noun if count == 1 else plural or f"{noun}s"
        screen.text(" " * indent + f"  … {count} more {named} (--all)", "dim")


def _positions(screen: Screen, story: StoryView, *, everything: bool, settings: PresentSettings) -> None:
    if not story.stances:
        return
    screen.text("\nPositions", "bold")
    shown = story.stances if everything else story.stances[: settings.issues]
    for item in shown:
        screen.text(f"  {item.line.text}", "bold")
        for line in item.below:
            body = [
                (f"{line.voice} ", "italic"),
                (f"{line.note}: {line.text}", ""),
                (f"  {_labels(line.refs)}", "cyan"),
            ]
            screen.row(4, "–", "", body, mark_width=2)
    _more(screen, len(story.stances) - len(shown), noun="issue")
