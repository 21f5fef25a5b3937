"""Whose offices and institutions are meant where no state is named: those of the state that the report is about."""

from __future__ import annotations

import functools
from collections import Counter

from rashomon.annotate.actors.draft import Draft, Lands, Office, Reading
from rashomon.annotate.actors.lexicon import lexicon
from rashomon.names import fold
from rashomon.tables import read_table

_OF_PARTIES = frozenset({"mp", "senator", "lawmaker", "legislator", "congressman", "congresswoman"})
_MANY = _OF_PARTIES | {"minister", "deputy minister"}
"""Offices of which a state has several; of the others two unknown holders are of two states."""


@functools.cache
def _of_states(kind: str) -> frozenset[str]:
    return frozenset(
        w for w, k in read_table("rashomon.annotate.data", "actor-home-offices.tsv", columns=2) if k == kind
    )


def home_institutions() -> frozenset[str]:
    """Return the nouns of institutions of which a state has one."""
    return _of_states("organisation")


def settle_home(reading: Reading, drafts: list[Draft], lands: Lands) -> None:
    """Give the report's own state to holders of its offices and to its institutions that have no state yet.

    "President Roe" in a report most of whose places lie in Kenya is Kenya's president, "the interior ministry" Kenya's
    ministry. The head of a company or club is neither, nor is anybody of whom the report says whose officer he is.
    """
    alone = Counter(noun for d in drafts if d.country is None and d.mentions for noun in {o.noun for o in d.offices})
    for draft in drafts:
        if draft.country is not None or not draft.mentions:
            continue
        if draft.kind in ("person", "unnamed") and not draft.plural:
            serving = [o.noun for o in draft.offices if _serves_state(o)]
            if any(alone[noun] == 1 or noun in _MANY for noun in serving):
                draft.country = lands.own if _at_home(reading, draft, lands) else None
        elif draft.kind == "organisation" and lands.own and not draft.known and _is_institution(draft):
            draft.country = lands.own
            draft.key = f"{lexicon().states.get(lands.own, lands.own)} {draft.key or draft.name}"


def _at_home(reading: Reading, draft: Draft, lands: Lands) -> bool:
    """Whether the sentence that introduces somebody does not speak of other states only."""
    named = lands.at(reading.sentence[draft.first])
    return not named or lands.own in named


def _serves_state(office: Office) -> bool:
    """Whether an office of the table is told without its owner: neither "the party's president" nor "its president"."""
    party = office.of is not None and office.of.kind == "organisation" and office.noun in _OF_PARTIES
    return office.noun in _of_states("person") and (office.of is None or party) and not office.owned


def _is_institution(draft: Draft) -> bool:
    if draft.of is not None:
        return False
    if any(office.noun in _of_states("organisation") for office in draft.offices):
        return True
    words = fold(draft.name).split()
    return " ".join(words) in _of_states("organisation") or words[-1] in _of_states("organisation's last word")
