"""What a cue does: one of twelve forces, by its words and its construction.

The classes follow Searle, "A Taxonomy of Illocutionary Acts" (1975). A phrase of the table comes before a single word; then negation,
modality and what is said (an obligation, a future act of the speaker's own) move the force.
"""

from __future__ import annotations

import functools
from typing import Any, cast

from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import Force
from rashomon.tables import read_table

_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "ADV": "ADJ"}
_NEGATIONS = frozenset({"not", "never", "no", "neither", "nor", "n't", "n’t"})
_NEGATED: dict[Force, Force] = {
    "asserts": "asserts",
    "confirms": "declines to comment",
    "denies": "suggests",
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
_OBLIGATION = frozenset({"should", "must", "ought", "shall"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "wo", "shall"})
_FIRST = frozenset({"i", "we"})
_REFUSING = frozenset({"refuse", "decline"})
_VOWS = frozenset({"vow", "pledge", "promise", "swear"})
_DISMISSALS = frozenset({"dismiss", "reject", "brush", "wave", "shoot", "rebuff"})
_REPORTED = frozenset(
    [
        "report",
        "reports",
        "claim",
        "claims",
        "allegation",
        "allegations",
        "accusation",
        "accusations",
        "suggestion",
        "suggestions",
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "speculation",
        "story",
        "stories",
        "charge",
        "charges",
        "notion",
    ]
)


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


def force_of(parsed: ParsedReport, attribution: FoundAttribution) -> tuple[Force, bool]:
    """Return the force of an attribution, and whether its cue is negated."""
    doc = parsed.doc
    tokens = _cue_tokens(doc, attribution)
    if not tokens:
        return "asserts", False
    phrase = _phrase(doc, tokens)
    if phrase is not None:
        return phrase
    cue, force = _word(tokens)
    if cue is None or force is None:
        return "asserts", False
    negated = _negated(cue)
    if cue.lemma_ in _REFUSING:
        below = next((c for c in cue.children if c.dep_ == "xcomp"), None)
        if below is not None and _tables()[0].get((below.lemma_, "VERB")) in ("asserts", "confirms", "denies"):
            return "declines to comment", False
    if negated:
        return _NEGATED[force], True
    if force == "rejects" and any(t.lower_ in _REPORTED for t in _objects(cue)):
        return "denies", False
    if force == "promises" and _content_negated(doc, cue):
        return "rejects", False
    if force in ("asserts", "confirms", "suggests") and cue.pos_ == "VERB":
        return _by_content(parsed, attribution, cue, force), False
    return force, False


def _cue_tokens(doc: Any, attribution: FoundAttribution) -> list[Any]:
    out = []
    for span in attribution.cue:
        piece = doc.char_span(span.start, span.end, alignment_mode="expand")
        if piece is not None:
            out.extend(t for t in piece if not t.is_space)
    return out


def _lemma(token: Any) -> str:
    return "not" if token.lower_ in _NEGATIONS else token.lemma_


def _phrase(doc: Any, tokens: list[Any]) -> tuple[Force, bool] | None:
    """The first phrase of the table that begins in the cue; its other words may run on after it and skip an adverb or pronoun."""
    _, phrases = _tables()
    for token in tokens:
        for parts, force in phrases.get(_lemma(token), ()):
            at, matched = token.i + 1, 1
            skipped = 0
            while matched < len(parts) and at < len(doc) and skipped <= 2:
                if _lemma(doc[at]) == parts[matched] or doc[at].lower_ == parts[matched]:
                    matched += 1
                else:
                    skipped += 1
                at += 1
            if matched == len(parts):
                if parts[0] != "not" and _negated(token):
                    return _NEGATED[force], True
                return force, False
    return None


def _word(tokens: list[Any]) -> tuple[Any, Force | None]:
    """The word of the cue that bears the force: the first verb of the table that no other verb of it governs, else a noun or adjective."""
    words, _ = _tables()
    known = [(t, words.get((t.lemma_, _POS.get(t.pos_, "")))) for t in tokens]
    for pos in ("VERB", "NOUN", "ADJ"):
        for token, force in known:
            if force is not None and _POS.get(token.pos_) == pos:
                return token, force
    for token in tokens:
        for pos in ("VERB", "NOUN", "ADJ"):
            if (token.lemma_, pos) in words:
                return token, words[token.lemma_, pos]
    return None, None


def _negated(token: Any) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in _NEGATIONS for c in token.children if c.i < token.i) or (
        token.dep_ == "xcomp"
        and token.head.lemma_ in _REFUSING | {"fail"}
        and any(c.dep_ == "neg" for c in token.head.children)
    )


def _objects(cue: Any) -> list[Any]:
    return [c for c in cue.children if c.dep_ in ("dobj", "nsubjpass", "pobj")]


def _content_negated(doc: Any, cue: Any) -> bool:
    """ "vowed not to", "promised never to"."""
    after = [t.lower_ for t in doc[cue.i + 1 : cue.i + 3]]
    return bool(after) and (after[0] in _NEGATIONS)


def _by_content(parsed: ParsedReport, attribution: FoundAttribution, cue: Any, force: Force) -> Force:
    """An assertion is a demand, a promise or a rejection when its main clause says so."""
    doc = parsed.doc
    content = attribution.content[0]
    tokens = [t for t in doc.char_span(content.start, content.end, alignment_mode="expand") or ()]
    inside = {t.i for t in tokens}
    root = next((t for t in tokens if t.pos_ in ("VERB", "AUX") and (t.head.i not in inside or t.head.i == t.i)), None)
    if root is None:
        return force
    helpers = {c.lower_ for c in root.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _OBLIGATION or (
        root.lemma_ == "need" and root.pos_ == "VERB" and any(c.dep_ == "xcomp" for c in root.children)
    ):
        return "demands"
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if helpers & _FUTURE and subject is not None and subject.dep_ == "nsubj" and _own(doc, attribution, subject):
        return "rejects" if any(c.dep_ == "neg" for c in root.children) else "promises"
    return force


def _own(doc: Any, attribution: FoundAttribution, subject: Any) -> bool:
    """Whether the subject of the content is the speaker: "I" and "we", or a pronoun that agrees with nothing nearer than the source."""
    if subject.lower_ in _FIRST:
        return True
    if subject.lower_ in ("he", "she", "it", "they"):
        text = " ".join(doc.text[s.start : s.end].lower() for s in attribution.source)
        return bool(text)
    return False
