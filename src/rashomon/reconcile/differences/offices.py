"""An office that one report gives a person now, and another says the person has left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rashomon.model.annotation import Actor
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation, Difference, Explanation, Side
from rashomon.names import fold
from rashomon.reconcile.material.drafts import Material
from rashomon.reconcile.material.report_index import ReportIndex

_FORMER = frozenset({"former", "formerly", "ex", "onetime", "retired", "late", "outgoing", "then", "previous"})
_UNSEATED = frozenset(
    {"ousted", "deposed", "toppled", "overthrown", "removed", "dismissed", "sacked", "fired", "impeached", "exiled"}
)
"""What is said before an office of one who has lost it."""
_LEFT = _FORMER | _UNSEATED
_SMALL = frozenset({"of", "the", "and", "for", "in", "a", "an"})
_NEAR = 120
"""How far from the name, in code points, the words of the office are looked for."""
_BEFORE = 2
"""Words before the office that may say that it was lost: "the ousted liberal mayor"."""
_ARTICLES = frozenset({"a", "an", "the"})
_MODIFYING = frozenset({"amod", "compound"})


@dataclass(frozen=True, slots=True)
class _Office:
    report: int
    at: Citation
    words: tuple[str, ...]


def find_office_differences(material: Material) -> tuple[Difference, ...]:
    """Return the people whose office some reports give as held and others as left.

    It is an update over time when all reports of the one are earlier than those of the other, by their days of
    publication, else a real conflict. Other wordings of an office ("chief executive", "CEO") are no difference.
    """
    held: dict[str, list[_Office]] = defaultdict(list)
    left: dict[str, list[_Office]] = defaultdict(list)
    for number, item in enumerate(material.reports):
        for actor in item.annotation.actors:
            at = _shown(item.report.text, actor) if actor.kind == "person" and actor.office else None
            if at is None or actor.office is None:
                continue
            words = fold(actor.office).split()
            place = item.report.text.find(actor.office, at.start)
            lost = bool(_LEFT & set(words)) or _is_lost(material.indices[number], place, at.end)
            side = left if lost else held
            merged = material.actors.of[item.report.id, actor.id]
            side[merged].append(
                _Office(
                    number, material.citation(number, at), tuple(word for word in words if word not in _LEFT | _SMALL)
                )
            )
    names = {actor.id: actor.name for actor in material.actors.actors}
    found = []
    for key in sorted(held.keys() & left.keys()):
        now = [one for one in held[key] if any(_one_office(one, other) for other in left[key])]
        then = [other for other in left[key] if any(_one_office(one, other) for one in now)]
        if now:
            found.append(
                Difference(
                    type="actor",
                    explanation=_explain(material, now, then),
                    sides=(
                        Side(value="in office", spans=tuple(one.at for one in now)),
                        Side(value="former", spans=tuple(one.at for one in then)),
                    ),
                    about=names.get(key, ""),
                )
            )
    return tuple(found)


def _is_lost(index: ReportIndex, place: int, end: int) -> bool:
    """Whether a word right before the office at `place` says of it that it was lost: one with an article before it, or
    that hangs on the office or on the name, which ends at `end`; not the verb of "dismissed Mayor Ann Doe's appeal"."""
    tokens = index.tokens
    office = index.inside(Span(place, end))
    for token in range(max(0, office.start - _BEFORE), office.start):
        if fold(index.text(Span(tokens.start[token], tokens.end[token]))) in _LEFT:
            attributive = tokens.dep[token] in _MODIFYING and tokens.head[token] in office
            if attributive or (token and tokens.lemma[token - 1] in _ARTICLES):
                return True
    return False


def _one_office(one: _Office, other: _Office) -> bool:
    """Whether two offices can be one: they share a word, or one is the initials of the other."""
    if one.report == other.report:
        return False
    return bool(set(one.words) & set(other.words)) or _abbreviates(one, other) or _abbreviates(other, one)


def _abbreviates(short: _Office, full: _Office) -> bool:
    """Whether a word of the one begins with the initials of the other ("CEO", "chief executive")."""
    initials = "".join(word[0] for word in full.words)
    return len(initials) > 1 and any(word.startswith(initials) for word in short.words)


def _shown(text: str, actor: Actor) -> Span | None:
    """From the office to the name, or the other way round, where they stand nearest to one another in a paragraph."""
    office = actor.office or ""
    found = []
    for mention in actor.mentions:
        first = max(0, mention.span.start - _NEAR)
        place = text.find(office, first, mention.span.end + _NEAR)
        if place >= 0:
            span = Span(min(place, mention.span.start), max(place + len(office), mention.span.end))
            if "\n" not in text[span.start : span.end]:
                found.append(span)
    return min(found, key=lambda span: (span.end - span.start, span.start), default=None)


def _explain(material: Material, held: list[_Office], left: list[_Office]) -> Explanation:
    before = [material.reports[number].annotation.reference.latest for number in {one.report for one in held}]
    after = [material.reports[number].annotation.reference.earliest for number in {one.report for one in left}]
    known = [day for day in before if day is not None], [day for day in after if day is not None]
    if all(known) and max(known[0]) < min(known[1]):
        return "update over time"
    return "real conflict"
