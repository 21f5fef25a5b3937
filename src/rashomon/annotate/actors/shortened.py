"""Which longer name a short one stands for: only one that was told before it."""

from __future__ import annotations

from typing import cast

from rashomon.annotate.actors.clean_name import Candidate
from rashomon.annotate.actors.draft import Reading
from rashomon.annotate.actors.kinds import name_text
from rashomon.model.annotation import ActorKind
from rashomon.names import fold


def own_before_known(
    reading: Reading, candidates: list[Candidate], kinds: dict[str, ActorKind | None]
) -> list[Candidate]:
    """Return the candidates, where a table's name of one word shortens one of the report's own, as that name.

    That is an outlet's where it is the family name of somebody whom the report names in full and the outlet is nowhere
    named in full ("Fox" behind "coach John Fox"), and an organisation's where the report gave a longer one before that
    begins with it ("Delta" behind "Delta Textiles").
    """
    found = [(candidate, candidate.words(reading)) for candidate in candidates]
    full = [
        (candidate.start, words, kinds.get(fold(name_text(reading, candidate))))
        for candidate, words in found
        if candidate.entry is None and len(words) > 1
    ]
    families = {words[-1] for _, words, kind in full if kind == "person"}
    bodies: dict[str, int] = {}
    for start, words, kind in full:
        if kind == "organisation":
            bodies.setdefault(words[0], start)
    named = {candidate.entry.name for candidate, words in found if candidate.entry is not None and len(words) > 1}
    out = []
    for candidate, words in found:
        entry = candidate.entry
        if entry is not None and len(words) == 1 and entry.name not in named:
            label, kind = "", None
            if entry.kind == "outlet" and words[0] in families:
                label, kind = "PERSON", "person"
            elif (
                entry.kind == "organisation"
                and not words[0].isupper()  # the UN is not UN Women
                and bodies.get(words[0], candidate.start) < candidate.start
            ):
                label, kind = "ORG", "organisation"
            if kind is not None:
                candidate = Candidate(candidate.start, candidate.end, label)
                kinds[fold(name_text(reading, candidate))] = cast(ActorKind, kind)
        out.append(candidate)
    return out


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
