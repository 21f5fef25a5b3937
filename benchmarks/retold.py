"""Real reports told again under other names and dates: an archive as large as wanted, whose texts are as real ones are.

Nothing is annotated again. Letters of names are exchanged, each turn in another way, vowels for vowels and consonants
for consonants, so that every span stays where it was; all dates move by 28 years a turn, which keeps the days of the
week. What a turn has in common with another is the words of English: its stories, copies and synopses are those of the
first turn, and none of its names is known. Real archives meet more of their names again, so theirs are not larger.
"""

from __future__ import annotations

import functools
import random
import re
from dataclasses import replace
from datetime import MAXYEAR, date

from rashomon.model.annotation import AnnotatedReport, TimeExpression
from rashomon.model.spans import ReferenceDate
from rashomon.store.derived_ids import actor_id

YEARS = 28
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_NOT_NAMES = frozenset({"", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_WORD = re.compile(r"[A-Za-z]+")
_YEAR = re.compile(r"^\d{4}(?!\d)")


def retell(member: AnnotatedReport, turn: int) -> AnnotatedReport:
    """Return a report with its annotation as turn number `turn` tells it; turn 0 is the report itself."""
    if not turn:
        return member
    report, annotation = member.report, member.annotation
    tokens = annotation.tokens
    letters = _letters(turn)
    named = [
        entity not in _NOT_NAMES and tag.startswith("NNP")
        for entity, tag in zip(tokens.entity, tokens.tag, strict=True)
    ]
    text = list(report.text)
    known: set[str] = set()
    for start, end, is_name in zip(tokens.start, tokens.end, named, strict=True):
        if is_name:
            known.add(report.text[start:end])
            text[start:end] = report.text[start:end].translate(letters)
    whole = "".join(text)

    def renamed(name: str) -> str:
        return _WORD.sub(lambda word: word[0].translate(letters) if word[0] in known else word[0], name)

    ids = {one.id: actor_id(one.kind, renamed(one.name)) for one in annotation.actors}
    return AnnotatedReport(
        report=replace(
            report,
            id=f"{report.id}~{turn}",
            text=whole,
            title=None if report.title is None else renamed(report.title),
            published=_reference(report.published, turn),
        ),
        annotation=replace(
            annotation,
            report=f"{report.id}~{turn}",
            reference=_reference(annotation.reference, turn),
            tokens=replace(
                tokens,
                lemma=tuple(
                    lemma.translate(letters) if is_name else lemma
                    for lemma, is_name in zip(tokens.lemma, named, strict=True)
                ),
            ),
            actors=tuple(
                replace(one, id=ids[one.id], name=renamed(one.name), of=ids.get(one.of or "", one.of))
                for one in annotation.actors
            ),
            attributions=tuple(
                replace(one, speaker=ids.get(one.speaker or "", one.speaker)) for one in annotation.attributions
            ),
            times=tuple(_time(one, turn) for one in annotation.times),
            places=tuple(replace(one, name=renamed(one.name)) for one in annotation.places),
        ),
    )


@functools.lru_cache(maxsize=4)
def _letters(turn: int) -> dict[int, str]:
    """Which letter stands for which in a turn; no two turns have many in common."""
    draw = random.Random(turn)
    table = {}
    for letters in (_VOWELS, _CONSONANTS):
        others = draw.sample(letters, len(letters))
        table.update({ord(one): other for one, other in zip(letters, others, strict=True)})
        table.update({ord(one.upper()): other.upper() for one, other in zip(letters, others, strict=True)})
    return table


def _reference(reference: ReferenceDate, turn: int) -> ReferenceDate:
    moment = reference.moment
    if moment is not None:
        day = _day(moment.date(), turn) or moment.date()
        moment = moment.replace(year=day.year, day=day.day)
    earliest, latest = _day(reference.earliest, turn), _day(reference.latest, turn)
    return replace(reference, earliest=earliest, latest=latest, moment=moment)


def _day(day: date | None, turn: int) -> date | None:
    if day is None:
        return None
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=min(MAXYEAR, day.year + YEARS * turn), day=28 if leap else day.day)


def _time(time: TimeExpression, turn: int) -> TimeExpression:
    return replace(
        time,
        value=_YEAR.sub(lambda year: str(int(year[0]) + YEARS * turn), time.value),
        earliest=_day(time.earliest, turn),
        latest=_day(time.latest, turn),
    )
