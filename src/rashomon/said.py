"""Statements looked up: who said what, on which matter, with which force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from rashomon.model.annotation import AnnotatedReport, Force
from rashomon.model.archive import StatementRow
from rashomon.names import fold, same_name
from rashomon.pipeline import Briefing
from rashomon.store.folded import find_words
from rashomon.store.sheets import paragraph_at
from rashomon.store.spoken import Spoken, mentions_of, said_words, spoken

EVERY_FORCE: tuple[Force, ...] = get_args(Force)


def said(
    briefing: Briefing,
    *,
    who: str | None = None,
    about: str | None = None,
    forces: Sequence[Force] = (),
    least_confidence: float = 0.0,
) -> tuple[StatementRow, ...]:
    """The statements of all reports that fit, in order of story, report and text.

    `who` fits an actor by any of its names in the story: all words of `who` are in the name, or it is a spelling of it.
    Every word of `about` must stand in the sentence or the content, as written or as a lemma. No `forces` means any but
    "believes": a belief or plan that nobody put into words is no statement.
    """
    by_id = {item.report.id: item for item in briefing.reports}
    wanted = set(find_words(about)) if about else set()
    rows = []
    for synopsis in briefing.synopses:
        mentions = mentions_of(synopsis)
        for listed in synopsis.reports:
            item = by_id[listed.id]
            rows += [
                _row(item, row, synopsis.story)
                for row in spoken(item, mentions)
                if row.confidence >= least_confidence
                and (row.force in forces if forces else row.force != "believes")
                and (who is None or any(goes_by(who, name) for name in row.voice.names))
                and (not wanted or wanted <= said_words(item, (row.sentence, *row.content)))
            ]
    return tuple(rows)


def _row(item: AnnotatedReport, row: Spoken, story: str) -> StatementRow:
    return StatementRow(
        report=item.report.id,
        version=1,
        story=story,
        outlet=item.report.outlet,
        published=item.annotation.reference,
        actor=row.voice.actor,
        names=row.voice.names,
        force=row.force,
        kind=row.kind,
        confidence=row.confidence,
        source=row.source,
        content=row.content,
        sentence=row.sentence,
        text=item.report.text[row.sentence.start : row.sentence.end],
        path=item.report.path,
        paragraph=paragraph_at(item.report.blocks, row.sentence.start),
    )


def goes_by(who: str, name: str) -> bool:
    """Whether `who` is looked for and `name` is found: all words of `who` are in it, or it is another spelling.

    >>> goes_by("Komura", "Baron Jutaro Komura"), goes_by("Komoura", "Komura"), goes_by("Jutaro Baron", "Komura")
    (True, True, False)
    """
    return set(fold(who).split()) <= set(fold(name).split()) or same_name(who, name)
