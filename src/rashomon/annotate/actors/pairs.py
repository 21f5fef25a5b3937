"""Which two actors a phrase means: "the two leaders", "both governments", "the couple"."""

from __future__ import annotations

from rashomon.annotate.actors.draft import Draft, Reading
from rashomon.annotate.actors.identify import Registry
from rashomon.annotate.actors.lexicon import lexicon
from rashomon.annotate.actors.roles import RolePhrase, can_call
from rashomon.annotate.actors.salience import Salience

_RELATION = 4  # tokens before a name in which "his wife," stands
_SPOUSES = frozenset({"husband", "wife", "spouse", "partner", "fiancé", "fiancée"})
_PAIRS = frozenset({"two", "both"})
_PAIR_STATES = frozenset({"country", "nation", "state", "government", "side", "power", "neighbour", "neighbor"})


def resolve_pair(
    reading: Reading, registry: Registry, salience: Salience, phrase: RolePhrase, who: dict[int, Draft]
) -> tuple[Draft, ...]:
    """The two actors that "the two leaders", "both governments" or "the couple" means: the last two that can be called
    so. `who` maps the tokens read so far to their actors."""
    lower = {reading.words[i].lower() for i in range(phrase.start, phrase.head)}
    if phrase.role.noun == "couple" and phrase.definite:
        return _couple(reading, salience, who)
    if not phrase.plural or not lower & _PAIRS:
        return ()
    noun = phrase.role.noun
    out: list[Draft] = []
    if noun == "government":
        return _governments(reading, registry, salience, phrase)
    for draft in dict.fromkeys([*salience.ranked(reading.sentence[phrase.head]), *salience.recent()]):
        if noun in _PAIR_STATES:
            fits = draft.kind == "state"
        elif phrase.role.kind == "person":
            fits = draft.kind == "person" and any(can_call(o.noun, noun) for o in draft.offices)
            fits = fits or (
                noun in ("man", "woman") and draft.kind == "person" and draft.gender in (None, phrase.role.gender)
            )
        else:
            fits = draft.kind == "organisation" and phrase.role.group in ("generic", draft.group, "company")
        if fits:
            out.append(draft)
        if len(out) == 2:
            return tuple(sorted(out, key=lambda d: d.first))
    return ()


def _couple(reading: Reading, salience: Salience, who: dict[int, Draft]) -> tuple[Draft, ...]:
    """Whom "the couple" means: the last two people of whom one is told as the other's ("his wife, Jane")."""
    for draft in salience.recent():
        before = range(max(draft.first - _RELATION, 0), draft.first)
        if draft.kind == "person" and any(reading.words[at].lower() in _SPOUSES for at in before):
            other = next((who[at] for at in before if at in who and who[at] is not draft), None)
            if other is not None and other.kind == "person":
                return tuple(sorted((draft, other), key=lambda d: d.first))
    return ()


def _governments(reading: Reading, registry: Registry, salience: Salience, phrase: RolePhrase) -> tuple[Draft, ...]:
    """The states of the last two actors that have different ones, made actors if the report names only their people."""
    codes: dict[str, None] = {}
    for draft in dict.fromkeys([*salience.ranked(reading.sentence[phrase.head]), *salience.recent()]):
        if draft.country and draft.kind in ("state", "person", "organisation"):
            codes.setdefault(draft.country)
        if len(codes) == 2:
            names = [lexicon().states.get(code, "") for code in codes]
            if not all(names):
                return ()
            out = [registry.add(name, "state", phrase.start) for name in names]
            for draft, code in zip(out, codes, strict=True):
                draft.country = code
            return tuple(sorted(out, key=lambda d: (d.first, d.name)))
    return ()
