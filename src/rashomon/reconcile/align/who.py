"""Which words of a report only say who somebody is, or that somebody says something: no fact by themselves."""

from __future__ import annotations

from rashomon.reconcile.material.drafts import Material
from rashomon.reconcile.material.report_index import ReportIndex

_PARTS = frozenset({"amod", "appos", "compound", "nmod"})
"""Dependents by which a name is more of a name: "plant manager Ida Lund", "Ida Lund, the manager"."""
_NAMED = frozenset({"NOUN", "PROPN"})


def find_told(material: Material) -> list[set[str]]:
    """The canonical terms by which each unit says more than who: those of no name, title, source or cue."""
    who = [find_who(index) for index in material.indices]
    return [
        {
            term
            for token, term in enumerate(material.terms[unit.report][unit.first : unit.last], unit.first)
            if term and token not in who[unit.report]
        }
        for unit in material.units
    ]


def find_who(index: ReportIndex) -> set[int]:
    """The tokens of mentions of actors with what is said of them in apposition, of sources, and of cues of saying."""
    tokens, annotation = index.tokens, index.report.annotation
    mentioned = {token for actor in annotation.actors for one in actor.mentions for token in index.inside(one.span)}
    who = set(mentioned)
    waiting = [token for token in mentioned if tokens.pos[token] in _NAMED]
    while waiting:
        token = waiting.pop()
        beside = [child for child in index.children(token) if tokens.dep[child] in _PARTS]
        if tokens.dep[token] == "appos":
            beside.append(tokens.head[token])
        found = [other for other in beside if other not in who]
        who.update(found)
        waiting += found
    for attribution in annotation.attributions:
        plain = attribution.force == "asserts"  # that somebody rejects or promises a thing is itself a fact
        for span in (*attribution.source, *attribution.cue) if plain else attribution.source:
            who.update(index.inside(span))
    return who
