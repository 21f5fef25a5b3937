"""One fact on the word of different people: aligned sentences whose sources are not the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rashomon.model.annotation import Attribution
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Difference, Side
from rashomon.names import fold
from rashomon.reconcile.material.drafts import TOLD_IN, ClaimDraft, DraftSupport, Material
from rashomon.reconcile.material.terms import is_number
from rashomon.settings import VoiceSettings

_NOBODY = frozenset(
    {"who", "which", "that", "it", "they", "he", "she", "you", "we", "people", "others", "some", "many"}
)
"""Words that a speaker is called by, folded, which do not say who it is."""
_SMALL = frozenset({"a", "an", "and", "at", "for", "in", "of", "s", "the"})
_WORD = re.compile(r"\w+")

_Stood = dict[str, list[tuple[int, int, int]]]
"""By report the places of a difference's spans: the number of the side, start and end."""


def find_voice_differences(
    material: Material, drafts: Sequence[ClaimDraft], values: Sequence[Difference], *, settings: VoiceSettings
) -> tuple[Difference, ...]:
    """Return the facts, those of most weight in the story, that reports have on the word of different named sources.

    No report gives two of the sources, which have neither a word of their names and offices nor `settings.same_words`
    words in a row in common: copied words have one source, however it is called. What a source says of itself or in a
    quotation is its own statement and nobody else's, and that sources give different figures is told by `values`. A
    report that names no source is a side of its own, shown last. Two reports of many may well have two facts of one
    matter: `settings.reports` must tell the fact, and `settings.own_reports` where but one side names a source, a body
    or an office and no person, whose words others would hardly tell as their own.
    """
    found: list[Difference] = []
    originals = sum(copied is None for copied in material.copy_of)
    rival = [_where(item) for item in values]
    told: list[frozenset[int]] = []
    texts = [number if copied is None else copied for number, copied in enumerate(material.copy_of)]
    shared = [d for d in drafts if len({texts[material.units[entry.unit].report] for entry in d.support}) > 1]
    for draft in sorted(shared, key=lambda draft: (-draft.weight, draft.id)):
        if len(found) == settings.most:
            break
        sides = _sides(material, draft, settings)
        named = sorted((name for name in sides if name), key=lambda name: (-len(sides[name]), name))
        units = frozenset(entry.unit for entries in sides.values() for entry in entries)
        reports = len({entry.at.report for entries in sides.values() for entry in entries})
        if len(named) == 1:
            enough = "" in sides and reports >= settings.own_reports and not _is_person(material, sides[named[0]])
        else:
            enough = bool(named) and reports >= min(settings.reports, originals)
        if not enough or any(len(units & others) > 1 for others in told):
            continue
        spans = {name: tuple(dict.fromkeys(_framed(material, entry) for entry in sides[name])) for name in sides}
        if _told_by_values([spans[name] for name in named], rival):
            continue
        told.append(units)
        found.append(
            Difference(
                type="attribution",
                explanation="different origin",
                sides=tuple(
                    Side(value=name or "own voice", spans=spans[name])
                    for name in (*named, *(name for name in sides if not name))
                ),
                claims=(draft.id,),
            )
        )
    return tuple(found)


def _told_by_values(voices: Sequence[Sequence[Citation]], values: Sequence[_Stood]) -> bool:
    """Whether what two sources say stands on different sides of a difference of values."""
    for stood in values:
        on = [
            {side for at in voice for side, start, end in stood.get(at.report, ()) if at.start < end and start < at.end}
            for voice in voices
        ]
        if any(one and other and one != other for one, other in combinations(on, 2)):
            return True
    return False


def _where(difference: Difference) -> _Stood:
    """What the sides of a difference stand on, each span once."""
    found: _Stood = defaultdict(list)
    for number, side in enumerate(difference.sides):
        for at in dict.fromkeys(side.spans):
            found[at.report].append((number, at.start, at.end))
    return found


def _sides(material: Material, draft: ClaimDraft, settings: VoiceSettings) -> dict[str, list[DraftSupport]]:
    """The supports of a claim by the name of their source, "" for a report's own voice; none unless sources part."""
    by_report: dict[int, dict[str, list[DraftSupport]]] = defaultdict(lambda: defaultdict(list))
    for entry in draft.support:
        unit = material.units[entry.unit]
        if unit.role not in TOLD_IN or unit.role == "headline" or entry.confidence < settings.least:
            continue
        name = entry.chain[-1] if entry.chain else ""
        said = _attributions(material, entry)
        if not name and said:
            continue  # somebody says part of it: neither the report's own word nor surely theirs
        if name and said and (said[-1].kind == "direct" or fold(name) in _NOBODY or _of_itself(material, entry)):
            continue
        original = material.copy_of[unit.report]
        by_report[unit.report if original is None else original][name].append(entry)
    called = _called(material, by_report)
    sides: dict[str, list[DraftSupport]] = defaultdict(list)
    reports: dict[str, set[int]] = defaultdict(set)
    for report, voices in by_report.items():
        for name, entries in voices.items():
            if name or len(voices) == 1:
                sides[called.get(name, "")] += entries
                reports[called.get(name, "")].add(report)
    both = any(reports[one] & reports[other] for one, other in combinations(reports, 2))
    if both or _share_words(material, sides, settings.same_words) or not _tell_one_thing(material, sides):
        return {}
    return dict(sides)


def _tell_one_thing(material: Material, sides: Mapping[str, Sequence[DraftSupport]]) -> bool:
    """Whether each source shares a word, no name and no number, with another: what has none is another fact."""
    words = [frozenset(word for entry in entries for word in _words(material, entry)) for entries in sides.values()]
    return len(words) < 2 or all(
        any(one & other for other in (*words[:place], *words[place + 1 :])) for place, one in enumerate(words)
    )


def _words(material: Material, entry: DraftSupport) -> Iterator[str]:
    """The terms of a support without names and numbers."""
    report = material.units[entry.unit].report
    index, terms = material.indices[report], material.terms[report]
    for token in index.inside(entry.at):
        named = index.tokens.pos[token] == "PROPN" or index.tokens.entity[token]
        if terms[token] and not named and not is_number(terms[token]):
            yield terms[token]


def _called(material: Material, by_report: Mapping[int, Mapping[str, Sequence[DraftSupport]]]) -> dict[str, str]:
    """The fullest name of each source: two with a word of name or office in common are one."""
    words: dict[str, set[str]] = defaultdict(set)
    for report, voices in by_report.items():
        offices = {actor.name: actor.office for actor in material.reports[report].annotation.actors}
        for name in filter(None, voices):
            words[name] |= {*fold(name).split(), *fold(offices.get(name) or "").split()} - _SMALL
    out: dict[str, str] = {}
    for name in sorted(words, key=lambda name: (-len(name), name)):
        out[name] = next((other for other in dict.fromkeys(out.values()) if words[name] & words[other]), name)
    return out


def _share_words(material: Material, sides: Mapping[str, Sequence[DraftSupport]], run: int) -> bool:
    """Whether two named sources have `run` words in a row in common."""
    first: dict[tuple[str, ...], str] = {}
    for name in filter(None, sides):
        for entry in sides[name]:
            text = material.reports[material.units[entry.unit].report].report.text
            words = [match[0].lower() for match in _WORD.finditer(text, entry.at.start, entry.at.end)]
            if any(first.setdefault(tuple(words[i : i + run]), name) != name for i in range(len(words) - run + 1)):
                return True
    return False


def _is_person(material: Material, entries: Sequence[DraftSupport]) -> bool:
    """Whether the innermost speaker over one of the supports is a person with a name."""
    for entry in entries:
        actors = material.reports[material.units[entry.unit].report].annotation.actors
        speakers = {said.speaker for said in _attributions(material, entry)[-1:]}
        if any(actor.id in speakers and actor.kind == "person" for actor in actors):
            return True
    return False


def _of_itself(material: Material, entry: DraftSupport) -> bool:
    """Whether the source of a support speaks of itself: the innermost attribution over it names its own speaker."""
    said = _attributions(material, entry)
    if not said or said[-1].speaker is None:
        return False
    actors = material.reports[material.units[entry.unit].report].annotation.actors
    return any(
        part.contains(mention.span)
        for actor in actors
        if actor.id == said[-1].speaker
        for mention in actor.mentions
        for part in said[-1].content
    )


def _attributions(material: Material, entry: DraftSupport) -> list[Attribution]:
    """The attributions whose content overlaps a support, outermost first."""
    unit = material.units[entry.unit]
    known = material.reports[unit.report].annotation.attributions
    return [
        known[number]
        for number in unit.attributions
        if any(part.start < entry.at.end and entry.at.start < part.end for part in known[number].content)
    ]


def _framed(material: Material, entry: DraftSupport) -> Citation:
    """The support together with the words of its sentence that name its source."""
    unit = material.units[entry.unit]
    parts = [
        part
        for said in (_attributions(material, entry) if entry.chain else ())
        for part in (*said.source, *said.cue)
        if unit.span.contains(part)
    ]
    start = min([entry.at.start, *(part.start for part in parts)])
    return material.citation(unit.report, Span(start, max([entry.at.end, *(part.end for part in parts)])))
