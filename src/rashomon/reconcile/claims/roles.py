"""Two sides that lay one deed at each other's door: "Danish troops fired first", "Norwegian troops fired first"."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.model.ids import derive_id
from rashomon.reconcile.material.drafts import ClaimDraft, DraftSupport, Material
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.reconcile.material.terms import is_number
from rashomon.tables import read_table

_TOLD = frozenset({"VBD", "VBG", "VBN", "VBP", "VBZ"})
"""Tags of verbs that can tell what is done or was; with a modal ("will fire") they tell what is not done yet."""
_TOGETHER = frozenset({"alongside", "with"})
_BOTH = frozenset({"both", "jointly", "mutual", "mutually", "together"})
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
_MEASURES = frozenset({"DATE", "ORDINAL", "TIME"})
"""Kinds of named entities whose numbers count nothing that was done."""
_NO_SIDES = frozenset({"CARDINAL", "DATE", "EVENT", "FAC", "LAW", "MONEY", "ORDINAL", "PRODUCT", "TIME", "WORK_OF_ART"})
"""Kinds of named entities that do nothing."""
_STEM = 5
"""Code points by which a country that no table knows and its people are told to be one ("Ruritania", "Ruritanian")."""


def part_roles(
    material: Material, drafts: Sequence[ClaimDraft]
) -> tuple[tuple[ClaimDraft, ...], dict[str, tuple[DraftSupport, ...]]]:
    """Return the drafts without the spans in which another side does what it does in their gist, with these as drafts
    of their own; and by the id of each draft the spans that tell the rival account.

    Nearly all words are the same where two sides accuse one another of one deed. It must be one of `hostile.tsv`, told
    as done, by one side alone and in no other number: of what each does with the other ("exchanged prisoners"), or may
    do as well ("ships left"), both accounts hold. Both must be on somebody's word, not the same one's, and each must
    name the side that does it in the other account.
    """
    out: list[ClaimDraft] = []
    rivals: dict[str, tuple[DraftSupport, ...]] = {}
    telling: dict[int, list[ClaimDraft]] = defaultdict(list)
    for draft in drafts:
        for unit in sorted({support.unit for support in draft.support}):
            telling[unit].append(draft)
    parted = {draft.id: (_gist(draft), apart) for draft in drafts if (apart := _apart(material, draft))}
    for draft in _without_twins(drafts, parted):
        gist, apart = parted.get(draft.id, (None, ()))
        told = _doers(material, gist) if gist is not None else {}
        if gist is not None:
            left = tuple(support for support in draft.support if support not in apart)
            told_by = [
                (len(one.support), one.id)
                for one in telling[apart[0].unit]
                if {support.unit for support in apart} <= {support.unit for support in one.support}
                and _exchanged(material, told, gist, _gist(one))
            ]
            if told_by:
                _, key = min(told_by)
            else:
                spans = (f"{one.at.report}:{one.at.start}:{one.at.end}" for one in apart)
                key = derive_id(material.story.id, "account", *spans)
                why = ("apart: the same deed, of which another side is accused, was joined with it",)
                first = min(apart, key=lambda one: (material.units[one.unit].role != "body", one.unit))
                out.append(replace(draft, id=key, gist=first.at, support=apart, why=why))
                telling[apart[0].unit].append(out[-1])
            rivals[key], rivals[draft.id] = (gist,), apart
            draft = replace(draft, support=left)
        out.append(draft)
    return tuple(out), rivals


def _apart(material: Material, draft: ClaimDraft) -> tuple[DraftSupport, ...]:
    """The spans of a draft in which another side does what one does in its gist."""
    gist = _gist(draft)
    others = [support for support in draft.support if gist.chain and support.chain and support.origin != gist.origin]
    told = _doers(material, gist) if others else {}
    apart = tuple(support for support in others if told and _exchanged(material, told, gist, support))
    return _with_bare(material, told, draft, apart)


def _without_twins(
    drafts: Sequence[ClaimDraft], parted: Mapping[str, tuple[DraftSupport, tuple[DraftSupport, ...]]]
) -> Iterator[ClaimDraft]:
    """The drafts without those whose two accounts another one tells by the same sentences, as a group of clauses does
    beside that of their sentences."""
    told: dict[int, list[tuple[frozenset[int], frozenset[int]]]] = defaultdict(list)
    twins: set[str] = set()
    for draft in sorted((draft for draft in drafts if draft.id in parted), key=lambda one: -len(one.support)):
        apart = frozenset(support.unit for support in parted[draft.id][1])
        left = frozenset(support.unit for support in draft.support) - apart
        if any(left <= one and apart <= other for one, other in told[min(apart)]):
            twins.add(draft.id)
        for unit in apart:
            told[unit].append((left, apart))
    return (draft for draft in drafts if draft.id not in twins)


def _with_bare(
    material: Material, told: Mapping[str, frozenset[str]], draft: ClaimDraft, apart: Sequence[DraftSupport]
) -> tuple[DraftSupport, ...]:
    """The spans apart, with those of their reports that tell the deed without a doer: "Attack repelled" above what the
    other side says."""
    reports = {support.at.report for support in apart} - {draft.gist.report}
    if not reports:
        return tuple(apart)
    return tuple(
        support
        for support in draft.support
        if support in apart
        or (support.at.report in reports and not _doers(material, support) and _tells(material, told, support))
    )


def _tells(material: Material, deeds: Container[str], support: DraftSupport) -> bool:
    """Whether a span has a verb of one of the deeds."""
    index = material.indices[material.units[support.unit].report]
    return any(index.tokens.lemma[token] in deeds for token in index.inside(support.at))


def _gist(draft: ClaimDraft) -> DraftSupport:
    return next(support for support in draft.support if support.at == draft.gist)


def _exchanged(material: Material, told: Mapping[str, frozenset[str]], gist: DraftSupport, other: DraftSupport) -> bool:
    """Whether a side does in the other span what another one does in the gist, and each span names both."""
    rival = _doers(material, other)
    if not told.keys() & rival.keys() or _differ(_counts(material, gist), _counts(material, other)):
        return False
    return any(
        not told[deed] & rival[deed] and told[deed] & _named(material, other) and rival[deed] & _named(material, gist)
        for deed in sorted(told.keys() & rival.keys())
    )


def _doers(material: Material, support: DraftSupport) -> dict[str, frozenset[str]]:
    """The named sides that do a hostile deed in a span, by the lemma of the verb; of two clauses with one verb the
    first."""
    unit = material.units[support.unit]
    index = material.indices[unit.report]
    tokens = index.tokens
    found: dict[str, frozenset[str]] = {}
    for clause in unit.clauses:
        verb, subject = clause.head, clause.subject
        inside = support.at.start <= tokens.start[verb] < support.at.end
        if not inside or subject is None or clause.negated or tokens.dep[subject] == "nsubjpass":
            continue
        if clause.predicate and _is_hostile(index, verb) and not _is_joint(material, index, unit.report, verb):
            nouns = (subject, *(child for child in index.children(subject) if tokens.dep[child] == "conj"))
            below = (child for noun in nouns for child in _owning(index, noun))
            sides = frozenset(side for one in (*nouns, *below) for side in _side(material, index, unit.report, one))
            if sides:
                found.setdefault(tokens.lemma[verb], sides)
    return found


def _owning(index: ReportIndex, noun: int) -> Iterator[int]:
    """The words that say whose somebody is: "Danish troops", "the army of Denmark"."""
    tokens = index.tokens
    for child in index.children(noun):
        if tokens.dep[child] in _OWNING:
            yield child
        elif tokens.dep[child] == "prep" and tokens.lemma[child] == "of":
            yield from (under for under in index.children(child) if tokens.dep[under] == "pobj")


def _is_hostile(index: ReportIndex, verb: int) -> bool:
    """Whether a verb tells a deed of `hostile.tsv` as done."""
    tokens = index.tokens
    objects = _hostile().get(tokens.lemma[verb])
    below = index.children(verb)
    if objects is None or tokens.tag[verb] not in _TOLD or any(tokens.tag[child] in {"MD", "TO"} for child in below):
        return False
    return not objects or any(tokens.dep[child] == "dobj" and tokens.lemma[child] in objects for child in below)


def _is_joint(material: Material, index: ReportIndex, report: int, verb: int) -> bool:
    """Whether a side has part in the deed beside the one that does it: "with Norwegian troops"."""
    tokens = index.tokens
    return any(
        (
            tokens.lemma[token] in _TOGETHER
            and any(True for one in index.subtree(token) for _ in _side(material, index, report, one))
        )
        or tokens.lemma[token] in _BOTH
        for token in index.subtree(verb)
    )


def _counts(material: Material, support: DraftSupport) -> frozenset[str]:
    """The numbers in a span that are no days, hours or ranks."""
    unit = material.units[support.unit]
    index, terms = material.indices[unit.report], material.terms[unit.report]
    inside = (token for token in index.inside(support.at) if index.tokens.entity[token] not in _MEASURES)
    return frozenset(terms[token] for token in inside if is_number(terms[token]))


def _differ(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both count something, and not the same."""
    return bool(some and others) and some != others


@functools.cache
def _hostile() -> Mapping[str, frozenset[str]]:
    """The lemmas of hostile deeds, each with the objects that it must have; with none where any will do."""
    rows = read_table("rashomon.reconcile.data", "hostile.tsv", columns=2)
    return {lemma: frozenset(objects.split()) for lemma, objects in rows}


def _named(material: Material, support: DraftSupport) -> frozenset[str]:
    """The sides that the sentence of a span names, and the words of the name of who says it."""
    unit = material.units[support.unit]
    index = material.indices[unit.report]
    inside = (side for token in range(unit.first, unit.last) for side in _side(material, index, unit.report, token))
    return frozenset({*inside, *(word[:_STEM].lower() for name in support.chain[-1:] for word in name.split())})


def _side(material: Material, index: ReportIndex, report: int, token: int) -> Iterator[str]:
    """The side that a token names: "Denmark", or "Danish" of "Danish troops"."""
    tokens = index.tokens
    term = material.terms[report][token]
    if not term or tokens.entity[token] in _NO_SIDES:
        return
    capital = index.report.report.text[tokens.start[token]].isupper()
    if tokens.pos[token] == "PROPN" or (tokens.pos[token] == "ADJ" and capital):
        yield term if term.startswith("@") else term[:_STEM].lower()
