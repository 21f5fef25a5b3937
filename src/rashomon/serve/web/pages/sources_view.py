"""The sources of a story: who rests on whom, which texts are copies, and what each outlet has of its own."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.model.synopsis import Citation, StoryReport, Synopsis
from rashomon.present.lines import Line, StoryView
from rashomon.present.locate import Locator, Ref

_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """A report, whom it cites, and the claims that only it has; of a copy, the sentences that its original has not."""

    number: int
    report: StoryReport
    is_copy: bool
    """Of a report of this story."""
    cites: tuple[tuple[str, tuple[Ref, ...]], ...]
    adds: tuple[Line, ...]


def source_cards(synopsis: Synopsis, shown: StoryView, locator: Locator) -> tuple[SourceCard, ...]:
    """The reports, each copy after its original."""
    adds: dict[int, list[Line]] = defaultdict(list)
    for item in shown.single:
        for number in {ref.number for ref in item.line.refs}:
            adds[number].append(item.line)
    known = {report.id for report in synopsis.reports}
    copies: dict[str, list[StoryReport]] = defaultdict(list)
    for report in synopsis.reports:
        if report.copy_of in known:
            copies[report.copy_of].append(report)
    for report in synopsis.reports:
        if report.copy_of in known:
            number = locator.number(report.id)
            adds[number] = _own(number, locator.number(report.copy_of), locator)
    cites = {source.number: source.cites for source in shown.sources}
    waiting = [report for report in reversed(synopsis.reports) if report.copy_of not in known]
    cards = []
    while waiting:
        report = waiting.pop()
        number = locator.number(report.id)
        cards.append(
            SourceCard(
                number=number,
                report=report,
                is_copy=report.copy_of in known,
                cites=cites[number],
                adds=tuple(adds[number]),
            )
        )
        waiting += reversed(copies[report.id])
    return tuple(cards)


def _own(copy: int, original: int, locator: Locator) -> list[Line]:
    """The sentences of a copy's body that do not stand in its original, which the outlet added or changed."""
    known = {_plain(text) for text, _ in _sentences(original, locator)}
    lines = []
    for text, at in _sentences(copy, locator):
        if _plain(text) not in known:
            lines.append(Line(text=text, refs=locator.refs([at]), at=at))
    return lines


def _sentences(number: int, locator: Locator) -> Iterator[tuple[str, Citation]]:
    item = locator.reports[number - 1]
    bodies = [block.span for block in item.report.blocks if block.role == "body"]
    starts = [span.start for span in bodies]
    for span in item.annotation.sentences:
        place = bisect.bisect_right(starts, span.start) - 1
        if place >= 0 and span.start < bodies[place].end:
            at = Citation(item.report.id, span.start, span.end)
            yield locator.text(at), at


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())


def fold(cards: Iterable[SourceCard]) -> tuple[tuple[SourceCard | None, tuple[SourceCard, ...]], ...]:
    """Each original with its copies; None before copies whose original is on an earlier page."""
    groups: list[tuple[SourceCard | None, list[SourceCard]]] = []
    for card in cards:
        if not card.is_copy:
            groups.append((card, []))
        elif groups:
            groups[-1][1].append(card)
        else:
            groups.append((None, [card]))
    return tuple((head, tuple(copies)) for head, copies in groups)
