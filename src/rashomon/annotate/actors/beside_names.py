"""What stands beside people's names and says of what age, party and nation they are."""

from __future__ import annotations

from rashomon.annotate.actors.draft import Office, Reading
from rashomon.annotate.actors.identify import Registry
from rashomon.annotate.actors.lexicon import lexicon

_SIDES = {"D": "democrat", "R": "republican"}
"""Letters of parties behind the names of members of Congress."""


def note_ages(reading: Reading, registry: Registry) -> None:
    """Note the age that stands behind a person's name: "Jane Roe, 61,"."""
    for draft in registry.drafts:
        if draft.kind == "person":
            for _, end in draft.mentions:
                behind = reading.words[end : end + 3]
                aged = len(behind) == 3 and behind[0] in (",", "(") and behind[2] in (",", ".", ")", ";")
                if aged and behind[1].isdecimal() and len(behind[1]) < 3:
                    draft.age = int(behind[1])


def note_belongings(reading: Reading, registry: Registry) -> None:
    """Note what stands in brackets or in apposition behind a person's name of party and nation.

    "Jane Roe (D-Ariz.)" is a Democrat of the United States; "Jane Roe, the Norwegian who", "the Frenchman Jean Roe".
    """
    for draft in registry.drafts:
        if draft.kind != "person":
            continue
        for start, end in draft.mentions:
            behind = reading.words[end : end + 5]
            side = _side(behind)
            if side:
                draft.country = draft.country or "US"
            if side and all(o.noun != side for o in draft.offices):
                draft.offices.append(Office(side, "role", side, None, frozenset(), None))
            nation = ""
            if len(behind) > 3 and behind[0] == "," and behind[1] in ("the", "a") and behind[3] in ("who", ",", "."):
                nation = behind[2]
            elif start > 1 and reading.words[start - 2].lower() in ("the", "a", "an"):
                nation = reading.words[start - 1]
            if nation[:1].isupper():
                draft.country = draft.country or lexicon().demonyms.get(nation, (None, False))[0]


def _side(behind: tuple[str, ...]) -> str:
    """The party that "(D-Ariz.)" names, "" for other words."""
    if len(behind) < 4 or behind[0] != "(" or behind[1][:1] not in _SIDES or behind[1][1:2] not in ("", "-"):
        return ""
    return _SIDES[behind[1][:1]] if "-" in behind[1] or behind[2] == "-" else ""
