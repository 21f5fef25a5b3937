"""Of whom a figure is told: of each one apart, or of the one person who is the subject of its clause."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from itertools import islice

from rashomon.model.annotation import Figure
from rashomon.model.spans import Span
from rashomon.reconcile.material.drafts import Clause, Material
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

EACH = "/each"
"""What the measure of a figure ends in that is told of each of several."""
_EACH = frozenset({"each", "apiece"})
_BEHIND = 6
"""Code points behind what is counted in which "each" may begin or end."""
_PER_SIDE = re.compile(r",? (?:per|a|for (?:each|every)|(?:on|to|from|by) (?:each|either)) side\b")
_ORDINAL = re.compile(r"a (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)", re.IGNORECASE)
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
_STEPS = 3
"""Words above a number among which one says that it is a limit: "licensed to carry 120 people"."""
_POINT_BEFORE = re.compile(r"\bdegrees? $")
_POINT_AFTER = re.compile(
    r" (?:past|to|before|after) "
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|noon|midnight)\b"
)
_STEM = 5
"""Code points by which a country that no table knows and its people are told to be one ("Ruritania", "Ruritanian")."""
_BROKEN_BEFORE = re.compile(r"\d(?:[.:] |[-–])$")
_BROKEN_AFTER = re.compile(r"[-–]\d|: ?\d\d\b")


def is_misread(index: ReportIndex, figure: Figure) -> bool:
    """Whether what reads like a figure is part of a longer number, one after others, or a point in an hour."""
    text = index.report.report.text
    point = figure.unit == "hour" and is_point(text, figure.span)
    return point or is_broken(text, figure.span) or is_ordinal(index, figure.span)


def is_broken(text: str, span: Span) -> bool:
    """Whether digits before or behind the figure belong to it: a score ("7-8-1"), a time ("3: 30"), a torn decimal.

    A range ("40-70") is one figure, inside its span.
    """
    before = text[max(0, span.start - 4) : span.start]
    return bool(_BROKEN_BEFORE.search(before) or _BROKEN_AFTER.match(text, span.end))


def is_ordinal(index: ReportIndex, span: Span) -> bool:
    """Whether what reads like a share is one after others: "a third party", "a third, Anna Berg,"."""
    if not _ORDINAL.fullmatch(index.text(span)):
        return False
    behind = index.inside(span).stop
    return index.tokens.tag[behind : behind + 1] in {("NN",), ("NNP",), (",",)}


def is_there(index: ReportIndex, span: Span) -> bool:
    """Whether a number stands alone for what was told before: "there were 148"."""
    tokens, inside = index.tokens, index.inside(span)
    number = next((token for token in inside if tokens.dep[token] == "attr" and tokens.tag[token] == "CD"), None)
    if number is None:
        return False
    return any(tokens.dep[child] == "expl" for child in index.children(tokens.head[number]))


def is_point(text: str, span: Span) -> bool:
    """Whether minutes are part of an hour or of a place on a map: "nine minutes past two", "87 degrees 48 minutes"."""
    return bool(_POINT_AFTER.match(text, span.end) or _POINT_BEFORE.search(text, max(0, span.start - 8), span.start))


def is_of_each(index: ReportIndex, clause: Clause | None, figure: Figure) -> bool:
    """Whether the figure is told of each one of several: "112 prisoners each", "each side freed 112", "112 per side".

    What all of them have together is another figure, which nobody may work out from it: two sides, or more.
    """
    tokens = index.tokens
    counted = figure.of_span.end if figure.of_span is not None else figure.span.end
    behind = index.inside(Span(figure.span.end, max(counted, figure.span.end) + _BEHIND))
    if any(tokens.lemma[token] in _EACH and _ends_there(index, token) for token in behind):
        return True
    if _PER_SIDE.match(index.report.report.text, max(counted, figure.span.end)):
        return True
    if figure.unit or clause is None or clause.subject is None:
        return False
    subject = (*index.subtree(clause.subject), *index.children(clause.head))
    return any(tokens.lemma[token] in _EACH and token < behind.start for token in subject)


def whose_of(index: ReportIndex, terms: Sequence[str], figure: Figure) -> frozenset[str]:
    """The beginnings of the names that say of which country or body the things counted are: "Danish soldiers",
    "soldiers of Denmark"; a country is named by its canonical term."""
    noun = index.head_of(figure.of_span) if figure.of_span is not None and not figure.unit else None
    if noun is None:
        return frozenset()
    tokens, text = index.tokens, index.report.report.text
    below = index.children(noun)
    of = (child for prep in below if tokens.lemma[prep] == "of" for child in index.children(prep))
    named = (
        child
        for child in (*(child for child in below if tokens.dep[child] in _OWNING), *of)
        if tokens.pos[child] == "PROPN" or (tokens.pos[child] == "ADJ" and text[tokens.start[child]].isupper())
    )
    return frozenset(term if term[0] == "@" else term[:_STEM].lower() for child in named if (term := terms[child]))


def is_limit(index: ReportIndex, clause: Clause | None, figure: Figure) -> bool:
    """Whether the figure is how many there may be or is room for: "licensed for 120 people", "a capacity of 300"."""
    number = index.head_of(figure.of_span or figure.span)
    if clause is None or number is None or figure.unit:
        return False
    tokens, limits = index.tokens, _limits()
    above = (*islice(index.path_up(number), _STEPS), clause.head)
    beside = (child for token in above for child in index.children(token) if tokens.dep[child] in {"amod", "nsubj"})
    return any(tokens.lemma[token].lower() in limits for token in (*above, *beside))


@functools.cache
def _limits() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "limits.tsv", columns=1))


def _ends_there(index: ReportIndex, token: int) -> bool:
    """Whether "each" stands by itself: not that of "each other" or "each month"."""
    return index.tokens.pos[token + 1 : token + 2] not in {("NOUN",), ("ADJ",), ("NUM",), ("PROPN",)}


def find_people(material: Material, report: int) -> Mapping[int, str]:
    """The merged person named at each token of a report, by where the token begins."""
    item, index = material.reports[report], material.indices[report]
    found: dict[int, str] = {}
    for actor in item.annotation.actors:
        if actor.kind == "person":
            merged = material.actors.of.get((item.report.id, actor.id), actor.id)
            for mention in actor.mentions:
                for token in index.inside(mention.span):
                    found.setdefault(index.tokens.start[token], merged)
    return found


def person_of(index: ReportIndex, clause: Clause | None, people: Mapping[int, str]) -> str | None:
    """The merged person who is the subject of a clause, by name or beside the name ("the mayor, Anna Berg,"); behind
    "who" the one whom the clause describes."""
    if clause is None or clause.subject is None:
        return None
    tokens, subject = index.tokens, clause.subject
    if tokens.tag[subject] in {"WP", "WDT"}:
        subject = tokens.head[clause.head]
    beside = (child for child in index.children(subject) if tokens.dep[child] == "appos")
    return next((people[tokens.start[one]] for one in (subject, *beside) if tokens.start[one] in people), None)
