"""What stage 4 makes: stories and the copies in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """`report` is in whole or large part the text of `original`. `shared` are the common spans, in `report`.

    `containment` is the share of the shorter text's 5-word shingles that the other has, 0 to 1.
    """

    report: str
    original: str
    containment: float
    shared: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Why a report is in its story: the score, what it shares with the story, and the next best story, if any.

    `shared_names` are those of the shared terms that are names, told by their capitals alone; actors and places need
    annotated reports. `days` is how far in time the nearest other report of the story is, None when that is not known.
    """

    report: str
    score: float
    shared_terms: tuple[str, ...] = ()
    shared_names: tuple[str, ...] = ()
    shared_actors: tuple[str, ...] = ()
    shared_places: tuple[str, ...] = ()
    days: int | None = None
    runner_up: str | None = None
    runner_up_score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The reports about one event, ids in order of publication (unknown dates last, then by id)."""

    id: str
    reports: tuple[str, ...]
    copies: tuple[Copy, ...] = ()
    members: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEvent:
    """Something that happened to a story: it took in the stories `others`, or they were split off from it."""

    kind: Literal["merged", "split"]
    story: str
    others: tuple[str, ...]
