"""The lines and sections of one story as a reader sees them, before any medium."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

from rashomon.model.synopsis import Citation
from rashomon.present.locate import Ref

Made = TypeVar("Made", covariant=True)


class Lazy(Sequence[Made], Generic[Made]):
    """Items that are made when somebody looks at them: of a long section a medium mostly shows the first few."""

    __slots__ = ("_made", "_makers")

    def __init__(self, makers: Iterable[Callable[[], Made]]) -> None:
        self._makers = tuple(makers)
        self._made: dict[int, Made] = {}

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, place: int) -> Made: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Made, ...]: ...

    def __getitem__(self, place: int | slice) -> Made | tuple[Made, ...]:
        """One of the items, or some of them as a tuple."""
        if isinstance(place, slice):
            return tuple(self[one] for one in range(len(self._makers))[place])
        number = range(len(self._makers))[place]
        if number not in self._made:
            self._made[number] = self._makers[number]()
        return self._made[number]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: a verbatim span, the fixed label `note` beside it, whose word it is, and where it stands."""

    text: str
    refs: tuple[Ref, ...]
    note: str = ""
    voice: str = ""
    at: Citation | None = None
    """The span whose words `text` is, or the first of them; None where it is a label."""
    value: str = ""
    """What the span gives on the point of difference, as it stands in it: "40-metre", "on Sunday". Of a quantity, all
    wordings of the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim or a point of difference, with the sides or answers that belong to it below it."""

    line: Line
    below: tuple[Line, ...] = ()
    remark: str = ""
    kind: str = ""
    claim: str = ""
    """The id of the claim; empty for a difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stance taken, and when: "" where all of its cell are of one day or the day is not known."""

    stance: str
    day: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one actor holds on one issue: stances in order of time, each change a step."""

    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An actor and what it holds on each issue of the story."""

    actor: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An actor and what it is said to have said; the note of a line is the force."""

    actor: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One report in the list of sources."""

    number: int
    outlet: str
    title: str
    published: str
    path: str
    url: str
    copy_of: int | None
    cites: tuple[tuple[str, tuple[Ref, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """All sections of one story."""

    id: str
    headline: str
    facts: tuple[str, ...]
    newest: Line | None
    """The headline of the newest report where it is another than that of the story; its note is the day."""
    agreed: Sequence[Item]
    disputed: Sequence[Item]
    one_voice: Sequence[Item]
    perhaps: Sequence[Item]
    """Claims whose reports are only weakly linked: nobody should take them for agreed."""
    apart: Sequence[Item]
    """Points told differently without a conflict: granularity, updates, other origins."""
    single: Sequence[Item]
    voices: Sequence[Voice]
    issues: tuple[str, ...]
    positions: Sequence[Holder]
    stances: tuple[Item, ...]
    """The positions by issue, those of most actors first: a line for each stance, in the words it was taken in."""
    timeline: tuple[tuple[str, bool, Line], ...]
    figures: Sequence[tuple[Line, ...]]
    """The values of each quantity: `value` has the wordings of one, `text` the words round the first."""
    places: Sequence[Line]
    sources: tuple[Source, ...]

    @property
    def counts(self) -> tuple[str, ...]:
        """How much there is of what a reader asks for first."""
        found = (
            (self.agreed, "agreed"),
            (self.disputed, "disputed or denied"),
            (self.one_voice, "on one voice"),
            (self.apart, "told differently"),
            (self.single, "only in one report"),
        )
        return tuple(f"{len(items) or 'nothing'} {name}" for items, name in found)
