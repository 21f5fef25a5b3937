"""Which organisation a nominal means: "the company", "the court", "the militants"."""

from __future__ import annotations

import functools

from rashomon.annotate.actors.draft import Draft, Reading
from rashomon.annotate.actors.identify import Registry
from rashomon.annotate.actors.lexicon import RoleNoun, lexicon, words_of
from rashomon.annotate.actors.roles import RolePhrase, can_call
from rashomon.annotate.actors.salience import Salience
from rashomon.names import fold

_POOL = 256  # bodies of one name that are looked at; bounds the work for a text of thousands
_OTHER = frozenset({"other", "new", "same", "rival", "own", "parent"})
_BANDS = frozenset({"", "party", "force"})
_TEAMS = frozenset({"team", "side", "club", "squad", "franchise"})
_ANY_BODY = frozenset({"company", "firm", "group", "organisation", "organization", "body", "institution", "operator"})
_PLAIN = frozenset({"", "government"})
_BODIES = frozenset({"agency", "body", "regulator", "commission", "bureau"})
_PAPERS = frozenset({"newspaper", "paper", "news agency", "magazine", "tabloid", "daily", "weekly"})
_MEMBERS = frozenset(
    {"militant", "rebel", "paramilitary", "insurgent", "fighter", "jihadist", "guerrilla", "separatist", "gunman"}
    | {"militia", "armed", "terror", "extremist"}
)
"""Words for those who fight in a band, and for the band."""
_BANDED = _MEMBERS | {"islamist", "jihadi", "terrorist", "rebels"}


@functools.cache
def armed_bands() -> frozenset[str]:
    """Return the nouns that call an organisation an armed band ("militia", "rebel group")."""
    roles = lexicon().roles.values()
    return frozenset(r.noun for r in roles if r.kind == "organisation" and not _MEMBERS.isdisjoint(r.noun.split()))


def armed_band(reading: Reading, salience: Salience, phrase: RolePhrase, mates: set[Draft]) -> Draft | None:
    """Whom "the militants" means: the armed band most in mind, else the only one that the report names."""
    if not phrase.plural or phrase.role.noun not in _MEMBERS or reading.words[phrase.start].lower() != "the":
        return None
    near = salience.ranked(reading.sentence[phrase.head])
    bands = [d for d in near if d.kind == "organisation" and d.armed and d not in mates]
    known = [d for d in salience.recent() if d.kind == "organisation" and d.armed and d not in mates]
    return bands[0] if bands else known[0] if len(known) == 1 else None


def resolve_organisation(
    reading: Reading, registry: Registry, salience: Salience, phrase: RolePhrase, mates: set[Draft]
) -> Draft | None:
    """Return the organisation that a definite phrase means, None when the report gives no sure answer."""
    role = phrase.role
    small = {reading.words[i] for i in range(phrase.start, phrase.head)}  # "the New York bank" is no new bank
    if role.group == "state" or small & _OTHER or reading.doc[phrase.start].tag_ == "PRP$":
        return None
    if any(c.dep_ == "relcl" and c.left_edge.i == phrase.head + 1 for c in reading.doc[phrase.head].children):
        return None  # "the company it hired" is none of which was told before
    at = reading.sentence[phrase.head]
    near = [d for d in salience.ranked(at, topics=True) if d.kind in ("organisation", "outlet") and d not in mates]
    far = [d for d in salience.recent() if d.kind in ("organisation", "outlet") and d not in mates]
    owner = phrase.of if phrase.of is not None and phrase.of.kind != "state" else None
    if role.group in ("unique", "government", "court"):
        if phrase.country:
            near = [*near, *registry.sharing(role.noun.split()[-1], "organisation")[-_POOL:]]
        for draft in [*near, *far]:
            if _named_so(draft, role.noun) and _same_state(draft, phrase) and (owner is None or draft.of is owner):
                return draft
        if owner is None and role.noun in _BODIES:
            fits = (d for d in near if d.group in _PLAIN and d.kind == "organisation" and _same_state(d, phrase))
            return next(fits, None)
        return None
    if owner is not None:
        return None
    if role.group == "outlet":
        return _outlet(near, far, role.noun)
    for draft in [*near, *far]:
        called = any(can_call(o.noun, role.noun) for o in draft.offices) or _named_so(draft, role.noun)
        if called and draft.kind == "organisation" and _same_state(draft, phrase):
            return draft
    both = [*near, *far]
    if not _BANDED.isdisjoint(role.noun.split()):
        both = sorted((d for d in both if d.armed or not d.group), key=lambda d: not d.armed)  # "the militant group"
        role = RoleNoun(role.noun, "organisation", "generic", None)
    if role.noun in _TEAMS:
        both.sort(key=lambda d: not (d.plural or d.name.endswith("s") or d.group == "body"))  # "the Saints"
    if role.noun == "group":  # a front or a gang rather than a union of states or a ministry
        both.sort(key=lambda d: (not d.armed, d.group not in _BANDS))
    for draft in both:
        if draft.kind != "organisation" or not _same_state(draft, phrase):
            continue
        if role.group == "own" or _called_otherwise(draft, role.noun):
            continue
        if role.group in ("generic", draft.group) or (role.group in ("company", "body") and not draft.group):
            if role.group != "generic":
                draft.group = role.group  # whom the report calls a railway it will not call a union
            return draft
    return None


def _outlet(near: list[Draft], far: list[Draft], noun: str) -> Draft | None:
    """The outlet most in mind; else, for "the paper", an organisation of one unknown word or a foreign article and one,
    which then is a paper."""
    outlet = next((d for d in [*near, *far] if d.kind == "outlet"), None)
    if outlet is not None or noun not in _PAPERS:
        return outlet
    for draft in near:
        known = words_of(draft.name) in lexicon().entries
        first, *rest = draft.name.split()
        short = not rest or lexicon().outlet_words.get(fold(first)) == "article"  # "El Faro"
        if not known and not draft.group and not draft.offices and short:
            draft.kind = "outlet"
            return draft
    return None


def _called_otherwise(draft: Draft, noun: str) -> bool:
    """Whether a body without a name is of another kind: after "the bank", "the airline" is another."""
    if not draft.name.islower() or noun in _ANY_BODY or not draft.offices:
        return False
    return not any(can_call(o.noun, noun) or can_call(noun, o.noun) for o in draft.offices)


def _named_so(draft: Draft, noun: str) -> bool:
    words = fold(draft.name).split()
    if noun == "central bank":
        return "bank" in words or "reserve" in words
    *before, last = noun.split()
    if before and all(part in words for part in before):  # "the electoral authority" for an electoral tribunal
        return last in words or any(can_call(word, last) for word in words)
    return all(part in words for part in noun.split()) or any(can_call(word, noun) for word in words)


def _same_state(draft: Draft, phrase: RolePhrase) -> bool:
    return phrase.country is None or draft.country is None or draft.country == phrase.country
