"""Of whom a figure is told: of each one apart, or of the one person who is the subject of its clause."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

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
_LISTED = 3
"""Nouns of a list up to which a limit reaches: "licensed for 120 passengers and eight crew"."""
_CAN = frozenset({"can", "could"})
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
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
    """Whether what reads like a figure is part of a longer number, or a point in an hour."""
    text = index.report.report.text
    point = figure.unit == "hour" and is_point(text, figure.span)
    return point or is_broken(text, figure.span)


def is_broken(text: str, span: Span) -> bool:
    """Whether digits before or behind the figure belong to it: a score ("7-8-1"), a time ("3: 30"), a torn decimal.

    A range ("40-70") is one figure, inside its span.
    """
    before = text[max(0, span.start - 4) : span.start]
    return bool(_BROKEN_BEFORE.search(before) or _BROKEN_AFTER.match(text, span.end))


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


def is_limit(index: ReportIndex, figure: Figure) -> bool:
    """Whether the figure is how many there may be or is room for: "licensed for 120 people", "a capacity of 300".

    The words of `limits.tsv` say so where the number hangs on them as there: not "certified 120", "a room with 50".
    """
    tokens = index.tokens
    behind = figure.of_span is not None and figure.of_span.start >= figure.span.start
    noun = index.head_of(figure.of_span if figure.of_span is not None and behind else figure.span)
    if noun is None or figure.unit:
        return False
    for _ in range(_LISTED):
        if _is_permitted(index, noun):
            return True
        if tokens.dep[noun] != "conj":
            break
        noun = tokens.head[noun]
    return False


def _is_permitted(index: ReportIndex, noun: int) -> bool:
    """Whether a limit is put on what the noun, or the number itself, at a token counts."""
    tokens = index.tokens
    above = tokens.head[noun]
    if _has(index, noun, "before"):
        return True
    if tokens.dep[noun] == "pobj":
        owner = tokens.head[above]
        if _limits(index, owner, tokens.lemma[above].lower()):
            return True
        # "has room for 120": the parser may hang "for" on the verb
        return any(_limits(index, one, "for") for one in _objects(index, owner) if tokens.lemma[above] == "for")
    if tokens.dep[noun] == "attr" and tokens.lemma[above] == "be":
        subjects = (child for child in index.children(above) if tokens.dep[child] == "nsubj")
        return any(_limits(index, one, "is") or _has(index, one, "before") for one in subjects)
    if tokens.dep[noun] != "dobj" or "holds" not in _ways(tokens.lemma[above].lower()):
        return False
    can = any(tokens.dep[one] == "aux" and tokens.lemma[one].lower() in _CAN for one in index.children(above))
    return can or (tokens.dep[above] in {"xcomp", "advcl"} and _limits(index, tokens.head[above], "to"))


def _limits(index: ReportIndex, token: int, way: str) -> bool:
    """Whether the word at a token is a limit on what hangs on it in a `way`; of verbs only the participle is."""
    tokens = index.tokens
    told = tokens.pos[token] in {"NOUN", "ADJ"} or tokens.tag[token] == "VBN"
    return told and way in _ways(tokens.lemma[token].lower())


def _has(index: ReportIndex, noun: int, way: str) -> bool:
    """Whether an adjective before the noun makes it a limit: "a maximum 120 people"."""
    tokens = index.tokens
    return any(tokens.dep[one] == "amod" and _limits(index, one, way) for one in index.children(noun) if one < noun)


def _objects(index: ReportIndex, verb: int) -> tuple[int, ...]:
    return tuple(child for child in index.children(verb) if index.tokens.dep[child] == "dobj")


def _ways(lemma: str) -> frozenset[str]:
    """How a number hangs on a word of limits; nothing for others."""
    return _limit_words().get(lemma, frozenset())


@functools.cache
def _limit_words() -> Mapping[str, frozenset[str]]:
    rows = read_table("rashomon.reconcile.data", "limits.tsv", columns=2)
    return {lemma: frozenset(ways.split()) for lemma, ways in rows}


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
