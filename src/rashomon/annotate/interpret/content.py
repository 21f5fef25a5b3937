"""What an assertion's own clause makes of it: a demand, a promise, a rejection, a suggestion or a denial."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from rashomon.model.annotation import AttributionKind, Force
from rashomon.tables import read_table

_OBLIGATION = frozenset({"should", "must", "ought"})
_MODALS = frozenset({"may", "might", "could"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_BACKSHIFTED = frozenset({"would"})
_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "it", "they"})


@functools.cache
def words_for(use: str) -> frozenset[str]:
    """The lemmas that force-words.tsv gives for a use."""
    return frozenset(w for w, kind in read_table("rashomon.annotate.data", "force-words.tsv", columns=2) if kind == use)


def force_by_content(
    content: list[Any],
    force: Force,
    kind: AttributionKind,
    *,
    speaker: str | None,
    actor_at: Callable[[int], str | None],
) -> Force:
    """Return the force that the main clause of the content (its tokens) gives to a verb of plain saying, else
    `force`."""
    inside = {t.i for t in content}
    root = next((t for t in content if t.pos_ in ("VERB", "AUX") and (t.head.i not in inside or t.head is t)), None)
    if root is None:
        return force
    helpers = {c.lower_ for c in root.children if c.dep_ in ("aux", "auxpass")}
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    negated = any(c.dep_ == "neg" for c in root.children)
    if helpers & _MODALS:
        return "suggests" if kind != "direct" and not negated else force
    needs = root.lemma_ == "need" and root.pos_ == "VERB" and any(c.dep_ == "xcomp" for c in root.children)
    own = subject is not None and (subject.lower_ == "i" or (needs and _own(subject, kind, speaker, actor_at)))
    if (helpers & _OBLIGATION or needs) and not own:
        return "demands"
    future = _FUTURE if kind == "direct" else _FUTURE | _BACKSHIFTED
    if helpers & future and subject is not None and subject.dep_ == "nsubj" and _own(subject, kind, speaker, actor_at):
        if any(c.dep_ == "advmod" and c.lower_ in ("rather", "like") for c in root.children):
            return force
        return "rejects" if negated or any(c.lower_ == "never" for c in root.children) else "promises"
    if root.lemma_ == "be" and _denies(root, subject, negated):
        return "denies"
    return force


def _own(subject: Any, kind: AttributionKind, speaker: str | None, actor_at: Callable[[int], str | None]) -> bool:
    """Whether the subject of the content is the speaker and nobody else."""
    if any(c.dep_ == "conj" for c in subject.children):
        return False
    if subject.lower_ in _FIRST:
        return kind != "indirect"
    actor = actor_at(subject.i)
    if actor is None:
        return subject.lower_ in _THIRD and kind != "direct" and speaker is not None
    return actor == speaker


def _denies(root: Any, subject: Any, negated: bool) -> bool:
    """ "the report was false", "there was no truth in it"."""
    said = [c for c in root.children if c.dep_ in ("acomp", "attr")]
    if any(c.lemma_ == "truth" and any(d.lower_ == "no" for d in c.children) for c in said):
        return True
    about_report = subject is not None and (
        subject.lemma_ in words_for("report") or subject.lower_ in ("that", "this", "it")
    )
    if not about_report:
        return False
    if negated:
        return any(c.lemma_ in ("true", "correct", "accurate") for c in said)
    return any(c.lemma_ in words_for("falsity") for c in said)
