"""What a cue does: one of twelve forces, by its words and its construction.

The classes follow Searle, "A Taxonomy of Illocutionary Acts" (1975). A phrase of the table comes before a single
word; then negation, modality and what is said (an obligation, a future act of the speaker's own, a falsehood) move
the force.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast

from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.interpret.content import force_by_content, words_for
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import AttributionKind, Force
from rashomon.tables import read_table

_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "ADV": "ADJ"}
_NEGATIONS = frozenset({"not", "never", "no", "neither", "nor", "n't", "n’t"})
_SKIPPED = 2  # words that may stand between those of a phrase ("did not immediately respond")
_NEGATED: dict[Force, Force] = {
    "asserts": "asserts",
    "confirms": "declines to comment",
    "denies": "confirms",
    "rejects": "suggests",
    "demands": "asserts",
    "proposes": "asserts",
    "promises": "rejects",
    "threatens": "asserts",
    "warns": "asserts",
    "suggests": "asserts",
    "believes": "believes",
    "declines to comment": "asserts",
}

ActorAt = Callable[[int], "str | None"]
"""From the number of a token to the id of the actor whose mention it heads or stands in."""


@functools.cache
def _tables() -> tuple[dict[tuple[str, str], Force], dict[str, list[tuple[tuple[str, ...], Force]]]]:
    words: dict[tuple[str, str], Force] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Force]]] = {}
    for lemma, pos, force in read_table("rashomon.annotate.data", "force-cues.tsv", columns=3):
        if pos == "PHRASE":
            parts = tuple(lemma.split())
            phrases.setdefault(parts[0], []).append((parts, cast(Force, force)))
        else:
            words[lemma, pos] = cast(Force, force)
    for entries in phrases.values():
        entries.sort(key=lambda e: -len(e[0]))
    return words, phrases


def force_of(
    parsed: ParsedReport,
    attribution: FoundAttribution,
    kind: AttributionKind,
    *,
    speaker: str | None,
    actor_at: ActorAt,
) -> tuple[Force, bool]:
    """Return the force of an attribution, and whether its cue is negated."""
    tokens = _cue_tokens(parsed.doc, attribution)
    if not tokens:
        return "asserts", False
    phrase = _phrase(parsed.doc, tokens)
    if phrase is not None:
        return phrase
    cue, force = _word(tokens)
    if cue is None or force is None:
        return "asserts", False
    if cue.lemma_ in words_for("refusing"):
        below = next((c.lemma_ for c in cue.children if c.dep_ == "xcomp"), "")
        if below in words_for("telling") | words_for("telling if refused"):
            return "declines to comment", False
    if _negated(cue):
        if cue.lemma_ in words_for("telling") or (cue.lemma_ == "say" and _willed(cue)):
            return "declines to comment", True
        return _NEGATED[force], True
    content = [t for span in attribution.content for t in _tokens(parsed.doc, span.start, span.end)]
    if cue.lemma_ in words_for("calling") and _is_falsehood(content):
        return "denies", False
    if force == "rejects" and any(t.lemma_ in words_for("report") for t in content[:4]):
        return "denies", False
    if cue.lemma_ in words_for("infinitive") and _asks_for_action(cue, content):
        return "demands", False
    if force == "promises" and _not_to(parsed.doc, cue, content):
        return "rejects", False
    if force == "suggests" and content and content[0].lower_.endswith("ing") and cue.lemma_ == "suggest":
        return "proposes", False
    if force in ("asserts", "confirms", "suggests") and cue.pos_ in ("VERB", "AUX", "PROPN"):
        return force_by_content(content, force, kind, speaker=speaker, actor_at=actor_at), False
    return force, False


def _cue_tokens(doc: Any, attribution: FoundAttribution) -> list[Any]:
    return [t for span in attribution.cue for t in _tokens(doc, span.start, span.end)]


def _tokens(doc: Any, start: int, end: int) -> list[Any]:
    piece = doc.char_span(start, end, alignment_mode="expand")
    return [] if piece is None else [t for t in piece if not t.is_space and not t.is_punct]


def _lemma(token: Any) -> str:
    return "not" if token.lower_ in _NEGATIONS else str(token.lemma_)


def _phrase(doc: Any, tokens: list[Any]) -> tuple[Force, bool] | None:
    """The first phrase of the table that begins in the cue; it may run on after the cue and let a few words stand
    between."""
    _, phrases = _tables()
    for token in tokens:
        for parts, force in phrases.get(_lemma(token), ()):
            at, matched, skipped = token.i + 1, 1, 0
            while matched < len(parts) and at < len(doc) and skipped <= _SKIPPED and not doc[at].is_sent_start:
                if parts[matched] in (_lemma(doc[at]), doc[at].lower_):
                    matched += 1
                elif doc[at].is_punct:
                    break
                else:
                    skipped += 1
                at += 1
            if matched == len(parts):
                if force == "declines to comment":
                    return force, False
                if parts[0] != "not" and _negated(token):
                    return _NEGATED[force], True
                return force, False
    return None


def _word(tokens: list[Any]) -> tuple[Any, Force | None]:
    """The word of the cue that bears the force: its first verb of the table, the noun of a light verb, else a noun or
    adjective."""
    known = [(t, _look_up(t, _POS.get(t.pos_, ""))) for t in tokens]
    light = any(t.lemma_ in words_for("light") for t in tokens)
    order = ("NOUN", "VERB", "ADJ") if light else ("VERB", "NOUN", "ADJ")
    for pos in order:
        for token, force in known:
            if force is not None and _POS.get(token.pos_) == pos:
                return token, force
    for token in tokens:
        for pos in ("VERB", "NOUN", "ADJ"):
            force = _look_up(token, pos)
            if force is not None:
                return token, force
    return None, None


def _look_up(token: Any, pos: str) -> Force | None:
    """The force of a word; by its form less an ending where the lemmatizer misled ("hopes" is no "hop")."""
    words, lower = _tables()[0], token.lower_
    forms = (token.lemma_, lower, lower.removesuffix("s"), lower.removesuffix("d"))
    return next((words[form, pos] for form in forms if (form, pos) in words), None)


def _negated(token: Any) -> bool:
    return any(
        c.lower_ in _NEGATIONS and c.dep_ in ("neg", "advmod", "preconj") for c in token.children if c.i < token.i
    )


def _willed(cue: Any) -> bool:
    """Whether a negated verb of saying is a refusal: "would not say", not "did not say"."""
    return any(c.lower_ in ("would", "will", "wo") for c in cue.children if c.dep_ == "aux")


def _is_falsehood(content: list[Any]) -> bool:
    return any(t.lemma_.lower() in words_for("falsity") for t in content)


def _asks_for_action(cue: Any, content: list[Any]) -> bool:
    """Whether an infinitive follows in the verb's own clause: "asked them to leave", "told not to come"."""
    for below in cue.children:
        if (
            below.dep_ in ("xcomp", "ccomp", "advcl")
            and below.i > cue.i
            and any(c.tag_ == "TO" for c in below.children)
        ):
            return not any(c.tag_ in ("WP", "WRB", "WDT") or c.lower_ in ("whether", "if") for c in below.children)
    return [t.tag_ for t in content[:1]] == ["TO"] or [t.lower_ for t in content[:2]] == ["not", "to"]


def _not_to(doc: Any, cue: Any, content: list[Any]) -> bool:
    """ "vowed not to", "promised never to"."""
    after = [t.lower_ for t in doc[cue.i + 1 : cue.i + 2]] + [t.lower_ for t in content[:1]]
    return any(word in _NEGATIONS for word in after)
