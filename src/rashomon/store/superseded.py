"""Synopses as they are kept: the newest one whole, one that was followed by another mostly as what it says otherwise.

An earlier one is read from the next whole one backwards, as RCS keeps the revisions of a file (Tichy 1985).
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.synopsis import Synopsis
from rashomon.store import columns
from rashomon.store.codec import decode, decode_before, encode_before, is_before, is_older
from rashomon.store.derived_ids import with_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFrom:
    """The reports that a synopsis was made from: their numbers, and the numbers of the versions."""

    reports: tuple[int, ...]
    versions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A synopsis of a story as it is kept, by its number among those of the story."""

    number: int
    data: bytes
    made_from: bytes

    @property
    def is_whole(self) -> bool:
        """Whether it can be read without the one after it."""
        return not is_before(self.data)


def as_difference(before: Synopsis, after: Synopsis) -> bytes | None:
    """Return how a synopsis is kept that `after` follows; None where that would not give back all of it."""
    data = encode_before(before, after)
    found = decode_before(data, after)
    # equal is not enough: 1 and 1.0 are
    return data if columns.write(Synopsis, found) == columns.write(Synopsis, before) else None


def read(first: Kept, *after: Kept, reasoned: bool = True) -> Synopsis:
    """Return the first of synopses of which each follows the one before and the last is whole.

    Unless `reasoned`, a whole one comes without the reasons for its claims.
    """
    last = (first, *after)[-1].data
    found = decode(Synopsis, last, reasoned=reasoned or bool(after))
    if is_older(last):
        found = with_ids(found)
    for one in reversed((first, *after)[:-1]):
        found = decode_before(one.data, found)
    return found


def read_made_from(kept: Kept) -> MadeFrom:
    """The versions of the reports that a synopsis was made from."""
    return decode(MadeFrom, kept.made_from)
