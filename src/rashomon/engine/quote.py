"""The quote check: where a quotation stands, word for word or nearly so, and who is said to have said it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from rashomon.engine.likely import may_word
from rashomon.engine.wording import Wording, find_wordings
from rashomon.engine.words import Words, read_words
from rashomon.errors import UsageError
from rashomon.group.vocabulary import word_probability
from rashomon.group.words import fold as stem
from rashomon.model.annotation import Force
from rashomon.model.archive import QuoteHit, StatementRow
from rashomon.model.spans import Span
from rashomon.pipeline import Briefing
from rashomon.reconcile.material.quotations import find_quotations
from rashomon.settings import WordingSettings
from rashomon.store import statements
from rashomon.store.database import Store
from rashomon.store.folded import find_words
from rashomon.store.moments import read_reference
from rashomon.store.search import Term, find_reports
from rashomon.store.sheets import Sheet, read_drafts, read_sheets
from rashomon.store.spoken import Voice
from rashomon.store.statements import Said
from rashomon.store.voices import read as read_voices

_Telling = TypeVar("_Telling", Said, StatementRow)
"""A statement as the archive has it, or as it is shown."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A wording in a report, by its id and by its number; `date` in ISO 8601, "~" for none."""

    date: str
    report: str
    number: int
    wording: Wording


def quote(store: Store, text: str, *, limit: int, settings: WordingSettings) -> tuple[QuoteHit, ...]:
    """Return the wordings of the quotation `text`, the most alike first, then the oldest.

    Raises UsageError for a quotation without a word.
    """
    wanted = _read(text)
    with store.reading() as connection:
        numbers: list[int] = []
        for alternatives in _looked_up(find_words(text), settings):
            if len(numbers) < settings.most_reports:
                asked = find_reports(connection, alternatives, most=settings.most_reports)
                numbers = [*dict.fromkeys([*numbers, *(report for report, _ in asked)])][: settings.most_reports]
        drafts = read_drafts(connection, numbers)
        # copies are compared once
        found = {
            text: _wordings(wanted, text, settings)
            for text in {draft.text: None for draft in drafts.values()}
            if may_word(wanted, text, settings=settings)
        }
        places = [
            _Place(read_reference(draft.published).iso or "~", draft.id, number, wording)
            for number, draft in drafts.items()
            for wording in found.get(draft.text, ())
        ]
        first = _ordered(places)[:limit]
        sheets = read_sheets(connection, [place.number for place in first])
        said = statements.said_in(connection, sheets)
        rows = [_attribution(place.wording.at, said[place.number]) for place in first]
        voices = read_voices(connection, [row.voice for row in rows if row])
    return tuple(
        _hit(sheets[place.number], text, place.wording, row.force if row else None, voices[row.voice] if row else None)
        for place, row in zip(first, rows, strict=True)
    )


def quote_in(
    briefing: Briefing, rows: Sequence[StatementRow], text: str, *, settings: WordingSettings
) -> tuple[QuoteHit, ...]:
    """The same over the reports of a briefing; `rows` are all statements in it."""
    wanted = _read(text)
    story = {row.id: synopsis.story for synopsis in briefing.synopses for row in synopsis.reports}
    places: list[_Place] = []
    sheets: list[Sheet] = []
    said: dict[str, list[StatementRow]] = {}
    for row in rows:
        said.setdefault(row.report, []).append(row)
    for item in briefing.reports:
        sheet = Sheet(
            number=0,
            id=item.report.id,
            version=1,
            story=story.get(item.report.id),
            outlet=item.report.outlet,
            title=item.report.title,
            path=item.report.path,
            published=item.annotation.reference,
            blocks=item.report.blocks,
            text=item.report.text,
        )
        sheets.append(sheet)
        date, number = sheet.published.iso or "~", len(sheets) - 1
        places += [_Place(date, sheet.id, number, wording) for wording in _wordings(wanted, sheet.text, settings)]
    hits = []
    for place in _ordered(places):
        sheet = sheets[place.number]
        one = _attribution(place.wording.at, said.get(sheet.id, ()))
        voice = Voice(actor=one.actor, kind=None, country=None, names=one.names) if one else None
        hits.append(_hit(sheet, text, place.wording, one.force if one else None, voice))
    return tuple(hits)


def _read(text: str) -> Words:
    wanted = read_words(text)
    if not wanted.words or not find_words(text):
        raise UsageError("a quotation without a word cannot be looked for")
    return wanted


def _looked_up(words: Sequence[str], settings: WordingSettings) -> list[list[list[Term]]]:
    """What is asked of the index, one after the other: all of the rarest words, then any two of them."""
    different = sorted(set(words), key=lambda word: (word_probability(stem(word)), word))[: settings.looked_up]
    terms = [Term(words=(word,)) for word in different]
    asked = [[terms]]
    if len(terms) > 2:
        asked.append([list(pair) for pair in combinations(terms, 2)])
    return asked


def _wordings(wanted: Words, text: str, settings: WordingSettings) -> tuple[Wording, ...]:
    return find_wordings(
        wanted,
        read_words(text),
        quoted=lambda: find_quotations(text, Span(0, len(text))) if text else (),
        settings=settings,
    )


def _hit(sheet: Sheet, text: str, wording: Wording, force: Force | None, voice: Voice | None) -> QuoteHit:
    return QuoteHit(
        report=sheet.id,
        story=sheet.story,
        outlet=sheet.outlet,
        published=sheet.published,
        at=wording.at,
        text=sheet.text[wording.at.start : wording.at.end],
        actor=voice.actor if voice else None,
        names=voice.names if voice else (),
        force=force,
        likeness=round(wording.likeness, 4),
        differences=tuple((_cut(text, one.wanted), _cut(sheet.text, one.found)) for one in wording.differences),
        places=tuple((one.wanted, one.found) for one in wording.differences),
    )


def _cut(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""


def _attribution(at: Span, said: Sequence[_Telling]) -> _Telling | None:
    """The statement with most of the wording in its content; of several, the one that says least besides, which is the
    innermost."""
    best = None
    for row in said:
        shared = sum(max(0, min(at.end, span.end) - max(at.start, span.start)) for span in row.content)
        size = sum(span.end - span.start for span in row.content)
        if shared and (best is None or (shared, -size) > best[:2]):
            best = (shared, -size, row)
    return best[2] if best else None


def _ordered(places: Sequence[_Place]) -> list[_Place]:
    """The most alike first, then the oldest."""
    return sorted(
        places, key=lambda place: (-round(place.wording.likeness, 4), place.date, place.report, place.wording.at)
    )
