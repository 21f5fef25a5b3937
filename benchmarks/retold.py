"""Real reports told again in other words, names and dates: an archive as large as wanted, of texts as real ones are.

Nothing is annotated again. Letters of names are exchanged, each turn in another way, vowels for vowels and consonants
for consonants; each noun and adjective becomes another one of the same reports, as long and about as frequent. So
every span stays where it was, words are as frequent as they were, and no report is a copy of the one that it was told
from. All dates move by 28 years a turn, which keeps the days of the week. The stories, copies and synopses of a turn
are those of the first, and none of its names is known: real archives meet more of theirs again and are not larger.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date
from typing import Any

from rashomon.model.annotation import AnnotatedReport, TimeExpression, Tokens
from rashomon.model.ids import derive_id
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate
from rashomon.model.synopsis import Citation, Synopsis
from rashomon.store.derived_ids import actor_id, claim_id

YEARS = 28
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_NOT_NAMES = frozenset({"", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_EXCHANGED = ("NN", "NNS", "JJ")
"""Tags of the words that are exchanged for others of the same tag."""
_SHORTEST = 4
_MOSTLY = 0.8
"""The share of a word's places at which it must have its tag."""
_ALIKE = 12
"""Words that are exchanged for one another: so many that follow one another by frequency."""
_WORD = re.compile(r"[A-Za-z]+")
_YEAR = re.compile(r"^\d{4}(?!\d)")
_DAY = re.compile(r"^\d{4}(?=-\d\d)")
_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")
_KINDS = frozenset({"kind", "status", "how", "type", "explanation", "force", "grain", "why"})
"""Fields of a synopsis whose words are those of the program."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lower-case words that stand for one another, in groups, and their lemmas."""

    groups: tuple[tuple[str, ...], ...]
    lemmas: dict[str, str]


@dataclass(frozen=True, slots=True)
class Speech:
    """How one turn tells what the reports say: a letter of names for a letter, a word for a word."""

    turn: int
    letters: dict[int, str]
    words: dict[str, str]
    lemmas: dict[str, str]

    def day(self, day: date | None) -> date | None:
        """The day on which it happens now."""
        if day is None or not self.turn:
            return day
        leap = (day.month, day.day) == (2, 29)
        return day.replace(year=min(MAXYEAR, day.year + YEARS * self.turn), day=28 if leap else day.day)

    def ordinal(self, day: int) -> int:
        """The same for the ordinal of a day; 0 is none."""
        moved = self.day(date.fromordinal(day)) if day else None
        return moved.toordinal() if moved else 0

    def id(self, report: str) -> str:
        """The id of a report."""
        return f"{report}~{self.turn}" if self.turn else report

    def word(self, word: str) -> str:
        """What is said for a word that is no name."""
        other = self.words.get(word.lower())
        if other is None:
            return word
        return other.capitalize() if word[0].isupper() else other

    def line(self, line: str, names: frozenset[str]) -> str:
        """What is said for the words of a line; `names` are those among them that are of names."""
        return _WORD.sub(lambda word: self._either(word[0], names), line)

    def _either(self, word: str, names: frozenset[str]) -> str:
        return word.translate(self.letters) if word in names else self.word(word)


def read_vocabulary(members: Iterable[AnnotatedReport]) -> Vocabulary:
    """Return which words of reports stand for one another."""
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    lemmas: dict[str, str] = {}
    for member in members:
        tokens = member.annotation.tokens
        for start, end, tag, lemma in zip(tokens.start, tokens.end, tokens.tag, tokens.lemma, strict=True):
            form = member.report.text[start:end]
            if len(form) >= _SHORTEST and form.isascii() and form.isalpha() and form.islower():
                tags[form][tag] += 1
                lemmas.setdefault(form, lemma)
    kinds: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for form, counted in tags.items():
        ((tag, times),) = counted.most_common(1)
        if tag in _EXCHANGED and times >= _MOSTLY * counted.total():
            kinds[tag, len(form)].append((-times, form))
    groups = []
    for _, found in sorted(kinds.items()):
        forms = [form for _, form in sorted(found)]
        groups += [tuple(forms[start : start + _ALIKE]) for start in range(0, len(forms), _ALIKE)]
    return Vocabulary(tuple(groups), lemmas)


def speak(vocabulary: Vocabulary, turn: int) -> Speech:
    """Return how turn number `turn` tells; turn 0 changes nothing, no two others have much in common."""
    draw = random.Random(turn)
    letters: dict[int, str] = {}
    words: dict[str, str] = {}
    if turn:
        for alphabet in (_VOWELS, _CONSONANTS):
            others = draw.sample(alphabet, len(alphabet))
            letters.update({ord(one): other for one, other in zip(alphabet, others, strict=True)})
            letters.update({ord(one.upper()): other.upper() for one, other in zip(alphabet, others, strict=True)})
        for group in vocabulary.groups:
            words.update(zip(group, draw.sample(group, len(group)), strict=True))
    return Speech(turn, letters, words, vocabulary.lemmas)


def retell(member: AnnotatedReport, speech: Speech) -> AnnotatedReport:
    """Return a report with its annotation as a turn tells it."""
    if not speech.turn:
        return member
    annotation = member.annotation
    names = names_of(member)
    report = retell_report(member, speech)
    ids = {one.id: actor_id(one.kind, speech.line(one.name, names)) for one in annotation.actors}
    return AnnotatedReport(
        report=report,
        annotation=replace(
            annotation,
            report=report.id,
            reference=_reference(annotation.reference, speech),
            tokens=replace(annotation.tokens, lemma=_lemmas(member, speech)),
            actors=tuple(
                replace(one, id=ids[one.id], name=speech.line(one.name, names), of=ids.get(one.of or "", one.of))
                for one in annotation.actors
            ),
            attributions=tuple(
                replace(one, speaker=ids.get(one.speaker or "", one.speaker)) for one in annotation.attributions
            ),
            times=tuple(_time(one, speech) for one in annotation.times),
            places=tuple(replace(one, name=speech.line(one.name, names)) for one in annotation.places),
        ),
    )


def retell_report(member: AnnotatedReport, speech: Speech) -> Report:
    """Return a report without its annotation as a turn tells it."""
    report, tokens = member.report, member.annotation.tokens
    if not speech.turn:
        return report
    parts, before = [], 0
    for start, end, is_name in zip(tokens.start, tokens.end, _named(tokens), strict=True):
        form = report.text[start:end]
        parts += [report.text[before:start], form.translate(speech.letters) if is_name else speech.word(form)]
        before = end
    return replace(
        report,
        id=speech.id(report.id),
        text="".join([*parts, report.text[before:]]),
        title=None if report.title is None else speech.line(report.title, names_of(member)),
        published=_reference(report.published, speech),
    )


def retell_synopsis(synopsis: Synopsis, speech: Speech, *, names: frozenset[str], story: str) -> Synopsis:
    """Return a synopsis as a turn tells it; `names` are the words of names in its reports, `story` the id of the story
    that they are in now."""
    reports = {one.id: speech.id(one.id) for one in synopsis.reports}
    ids = {}
    for actor in synopsis.actors:
        follows = actor.id == actor_id(actor.kind, actor.name)
        name = speech.line(actor.name, names)
        ids[actor.id] = actor_id(actor.kind, name) if follows else derive_id(actor.id, str(speech.turn))
    for claim in synopsis.claims:
        support = [replace(one, at=replace(one.at, report=reports[one.at.report])) for one in claim.support]
        value = claim.id == claim_id(synopsis.story, claim.support, value=True)
        ids[claim.id] = claim_id(story, support, value=value)

    def told(value: Any) -> Any:
        if isinstance(value, Citation):
            return Citation(reports[value.report], value.start, value.end)
        if isinstance(value, ReferenceDate):
            return _reference(value, speech)
        if isinstance(value, tuple):
            return tuple(map(told, value))
        if isinstance(value, str):
            if value in reports:
                return reports[value]
            value = _DAY.sub(lambda year: str(int(year[0]) + YEARS * speech.turn), value)
            return speech.line(_ID.sub(lambda id: ids.get(id[0], id[0]), value), names)
        if isinstance(value, date):
            return speech.day(value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return type(value)(
                **{
                    one.name: getattr(value, one.name) if one.name in _KINDS else told(getattr(value, one.name))
                    for one in dataclasses.fields(value)
                }
            )
        return value

    retold: Synopsis = told(replace(synopsis, story=""))
    return replace(retold, story=story)


def names_of(member: AnnotatedReport) -> frozenset[str]:
    """Return the words of a report that are of names."""
    tokens = member.annotation.tokens
    return frozenset(
        member.report.text[start:end]
        for start, end, is_name in zip(tokens.start, tokens.end, _named(tokens), strict=True)
        if is_name
    )


def _named(tokens: Tokens) -> Sequence[bool]:
    return [
        entity not in _NOT_NAMES and tag.startswith("NNP")
        for entity, tag in zip(tokens.entity, tokens.tag, strict=True)
    ]


def _lemmas(member: AnnotatedReport, speech: Speech) -> tuple[str, ...]:
    text, tokens = member.report.text, member.annotation.tokens
    out = []
    for start, end, lemma, is_name in zip(tokens.start, tokens.end, tokens.lemma, _named(tokens), strict=True):
        other = speech.words.get(text[start:end].lower())
        if is_name:
            out.append(lemma.translate(speech.letters))
        else:
            out.append(lemma if other is None else speech.lemmas[other])
    return tuple(out)


def _reference(reference: ReferenceDate, speech: Speech) -> ReferenceDate:
    moment = reference.moment
    if moment is not None:
        day = speech.day(moment.date()) or moment.date()
        moment = moment.replace(year=day.year, day=day.day)
    earliest, latest = speech.day(reference.earliest), speech.day(reference.latest)
    return replace(reference, earliest=earliest, latest=latest, moment=moment)


def _time(time: TimeExpression, speech: Speech) -> TimeExpression:
    return replace(
        time,
        value=_YEAR.sub(lambda year: str(int(year[0]) + YEARS * speech.turn), time.value),
        earliest=speech.day(time.earliest),
        latest=speech.day(time.latest),
    )
