"""A brief as Markdown: the same sections and lines, for a ticket or a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.present.lines import Item, Line, StoryView
from rashomon.present.locate import Ref

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST_START = re.compile(r"^(\d+)([.)])")


def as_markdown(views: Sequence[StoryView]) -> str:
    """Return the whole brief of each story in CommonMark with one table; all text of reports is escaped."""
    return "\n\n".join("\n".join(_story(story)) for story in views) + "\n"


def _story(story: StoryView) -> list[str]:
    out = [f"# {escape(story.headline)}", "", " · ".join(map(escape, story.facts))]
    if len(story.sources) > 1:
        out += ["", " · ".join(story.counts)]
    if story.newest is not None:
        out += ["", f"Newest: {escape(story.newest.text)} {_labels(story.newest.refs)}"]
    sections = (
        ("Agreed, on independent voices", story.agreed),
        ("Disputed or denied", story.disputed),
        ("One voice only", story.one_voice),
        ("Perhaps the same", story.perhaps),
        ("Told differently, not in conflict", story.apart),
        ("Only in one report", story.single),
    )
    for title, items in sections:
        if items:
            out += ["", f"## {title}", ""]
            for item in items:
                out += _item(item)
    if story.stances:
        out += ["", "## Positions"]
        for item in story.stances:
            out += ["", f"### {escape(item.line.text)}", ""]
            for line in item.below:
                out.append(f"- {escape(line.voice)} *{line.note}* {escape(line.text)} {_labels(line.refs)}")
    if story.voices:
        out += ["", "## Who said what"]
        for voice in story.voices:
            out += ["", f"### {escape(voice.name)}", ""]
            out += [f"- *{line.note}* {escape(line.text)} {_labels(line.refs)}" for line in voice.lines]
    if story.timeline:
        out += ["", "## Timeline", ""]
        for when, planned, line in story.timeline:
            out.append(f"- **{when}**{' (planned)' if planned else ''} {_line(line)}")
    if story.figures:
        out += ["", "## Figures", ""]
        out += [f"- {_line(line)}" for lines in story.figures for line in lines]
    out += ["", "## Sources", ""]
    for source in story.sources:
        parts = [source.outlet, source.title, source.published, source.url or source.path]
        row = f"{source.number}. " + " · ".join(escape(part) for part in parts if part)
        if source.copy_of:
            row += f" · copy of {source.copy_of}"
        for outlet, refs in source.cites:
            row += f" · cites {escape(outlet)} {_labels(refs)}"
        out.append(row)
    return out


def _item(item: Item) -> list[str]:
    head = f"- {_line(item.line)}" + (f" ({item.remark})" if item.remark else "")
    return [head, *(f"  - {_line(line)}" for line in item.below)]


def _line(line: Line) -> str:
    parts = [f"**{escape(line.value)}**"] if line.value and line.value not in line.text else []
    parts += [escape(line.text)] if line.text else []
    if line.voice:
        parts.append(f"— {escape(line.voice)}")
    if line.note:
        parts.append(f"*{line.note}*")
    if line.refs:
        parts.append(_labels(line.refs))
    return " ".join(parts)


def _labels(refs: Sequence[Ref]) -> str:
    return " ".join(f"\\[{ref.label[1:-1]}\\]" for ref in refs)


def escape(text: str) -> str:
    """Escape what CommonMark would read as markup.

    >>> escape("1. *bold* <b>")
    '1\\\\. \\\\*bold\\\\* \\\\<b\\\\>'
    """
    return _LIST_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))
