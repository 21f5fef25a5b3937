"""The archive: how much is done at a time, and how long is waited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """The archive. None of these numbers shapes a result."""

    chunk: int = 32
    """Reports acknowledged by one transaction: about a second of work at 30 reports a second, which is what a power cut
    costs at most."""
    stories_at_once: int = 16
    """Stories reconciled by one transaction."""
    whole: int = 16
    """Of the synopses of a story that others followed every 16th is kept whole, the rest as what they say otherwise
    than the next: reading one as of a day long gone takes at most so many steps, a few milliseconds each."""
    wait: float = 30.0
    """Seconds that a transaction waits for another one to end before the archive counts as busy."""
    replayed: int = 300
    """Reports, and a twentieth of all, that are grouped anew from their texts when the archive is next added to, rather
    than that the state of the grouping is written down after each add: grouping 300 takes about a second."""
    texts_at_hand: int = 20_000
    """Texts that the grouping keeps in memory, 6 kB each of 700 words; of earlier ones only those that a report may
    be a copy of are read again."""
    fresh: int = 1_000_000
    """Tokens of the reports annotated last that a process keeps, about 150 MB, so that their stories are reconciled
    without decoding them: 3 ms a report."""
    id_length: int = 1_000
    """Code points of the longest id of a report that is taken; PostgreSQL does not index more than 2,700 bytes."""
