"""Which longer name a short one stands for."""

from __future__ import annotations

from dataclasses import replace

from rashomon.annotate.actors.clean_name import Candidate
from rashomon.annotate.actors.draft import Reading
from rashomon.annotate.actors.kinds import name_text
from rashomon.model.annotation import ActorKind
from rashomon.names import fold

_OUTLETS_DO = frozenset({"report", "publish", "write"})


def family_before_outlet(
    reading: Reading, candidates: list[Candidate], kinds: dict[str, ActorKind | None]
) -> list[Candidate]:
    """Return the candidates, where the short name of an outlet is the family name of somebody whom the report names in
    full, and the outlet is nowhere named in full, as that name: "Fox" behind "coach John Fox".

    Who reports or publishes stays the outlet: "Michael Bloomberg will run, Bloomberg reported".
    """
    found = [(candidate, candidate.words(reading)) for candidate in candidates]
    families = {
        words[-1]
        for candidate, words in found
        if candidate.entry is None and len(words) > 1 and kinds.get(fold(name_text(reading, candidate))) == "person"
    }
    named = {candidate.entry.name for candidate, words in found if candidate.entry is not None and len(words) > 1}
    out = []
    for candidate, words in found:
        entry = candidate.entry
        outlet = entry is not None and entry.kind == "outlet" and entry.name not in named
        if outlet and len(words) == 1 and words[0] in families and not _reports(reading, candidate.start):
            candidate = Candidate(candidate.start, candidate.end, "PERSON")
            kinds[fold(name_text(reading, candidate))] = "person"
        out.append(candidate)
    return out


def outlets_named_in_full(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates, where an outlet's name that is also a word is that of the one outlet named whose longer
    name ends in it: "the Times" behind "the Irish Times"."""
    outlets = {c.entry.name: c.entry for c in candidates if c.entry is not None and c.entry.kind == "outlet"}
    out = []
    for candidate in candidates:
        entry = candidate.entry
        if entry is not None and entry.kind == "outlet" and entry.common:
            word = candidate.words(reading)[-1]
            longer = [e for name, e in sorted(outlets.items()) if name.endswith(f" {word}")]
            if len(longer) == 1:
                candidate = replace(candidate, entry=longer[0])
        out.append(candidate)
    return out


def _reports(reading: Reading, at: int) -> bool:
    """Whether a bare name is the subject of what outlets do."""
    token = reading.doc[at]
    return token.dep_ == "nsubj" and token.head.lemma_ in _OUTLETS_DO and not any(token.children)


def first_mentions(reading: Reading, names: list[tuple[Candidate, str, ActorKind]]) -> dict[str, int]:
    """Return for each folded name the token at which it is first told, the headline left aside, which shortens all."""
    title = _title_end(reading)
    out: dict[str, int] = {}
    for candidate, text, _ in sorted(names, key=lambda n: n[0].start):
        if candidate.start >= title:
            out.setdefault(fold(text), candidate.start)
    return out


def _title_end(reading: Reading) -> int:
    """The token behind a first paragraph that ends in no mark, as headlines do; 0 without one."""
    end = next((i for i, block in enumerate(reading.block) if block != reading.block[0]), 0)
    return 0 if end and reading.words[end - 1] in (".", "!", "?", '"', "”") else end
