"""Two reports side by side: what stands in both, only in one, and in conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from rashomon.model.synopsis import Citation, Claim, Difference, Synopsis
from rashomon.present.firm import REMARKS, sections
from rashomon.present.locate import Locator, Ref
from rashomon.settings import PresentSettings

RowKind = Literal["both", "conflict", "told differently", "perhaps", "only"]
_ORDER = ("conflict", "told differently", "both", "perhaps", "only")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A verbatim stretch of one report, where it stands, and the span itself."""

    text: str
    ref: Ref
    at: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the two reports say on one point; a side without anything is an empty tuple."""

    kind: RowKind
    left: tuple[Passage, ...]
    right: tuple[Passage, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All rows, conflicts first, then in the order of the left report; and how many of each kind there are."""

    rows: tuple[Row, ...]
    both: int
    conflicts: int
    only_left: int
    only_right: int


def compare(synopsis: Synopsis, locator: Locator, *, settings: PresentSettings) -> Comparison:
    """Arrange the claims and differences of a story of two reports as rows of two columns.

    They are those of a brief: what it would not show as agreeing is in both only perhaps, and a fact is told once.
    """
    left, right = (item.report.id for item in locator.reports)

    def passages(spans: Iterable[Citation], report: str, words: Callable[[Citation], str]) -> tuple[Passage, ...]:
        told: dict[str, Citation] = {}
        for at in sorted({at for at in spans if at.report == report}):
            told.setdefault(words(at), at)
        return tuple(Passage(text=text, ref=locator.refs([at])[0], at=at) for text, at in told.items())

    def row(kind: RowKind, spans: Iterable[Citation], remark: str = "") -> Row:
        listed = list(spans)
        words = locator.statement if remark else locator.gist
        return Row(kind=kind, left=passages(listed, left, words), right=passages(listed, right, words), remark=remark)

    found = sections(synopsis, settings=settings)
    rows = [row("conflict" if _is_of_both(item) else "only", _sides(item), item.type) for item in found.conflicts]
    for claim in found.denied:
        rows.append(row("conflict", [*_support(claim), *(item.at for item in claim.against)], _hows(claim)))
    rows += [
        row("told differently", _sides(item), f"{item.type}: {REMARKS.get(item.explanation, item.explanation)}")
        for item in found.apart
        if _is_of_both(item)
    ]
    rows += [row("both", _support(claim)) for claim in (*found.agreed, *found.one_voice)]
    rows += [row("perhaps", _support(claim)) for claim in found.perhaps]
    for claim in found.single:
        copied = len({item.at.report for item in claim.support}) > 1
        rows.append(row("both" if copied else "only", _support(claim)))
    rows.sort(key=_place)
    return Comparison(
        rows=tuple(rows),
        both=sum(item.kind == "both" for item in rows),
        conflicts=sum(item.kind == "conflict" for item in rows),
        only_left=sum(item.kind == "only" and not item.right for item in rows),
        only_right=sum(item.kind == "only" and not item.left for item in rows),
    )


def _sides(item: Difference) -> list[Citation]:
    return [at for side in item.sides for at in side.spans]


def _is_of_both(item: Difference) -> bool:
    """Whether the sides stand in both reports; one alone that gives two values is at odds with itself."""
    return len({at.report for at in _sides(item)}) > 1


def _hows(claim: Claim) -> str:
    return ", ".join(sorted({item.how for item in claim.against}))


def _support(claim: Claim) -> list[Citation]:
    return [item.at for item in claim.support]


def _place(item: Row) -> tuple[int, int, int]:
    """Conflicts first; rows with something on the left by its place, those without after them."""
    if item.left:
        return (_ORDER.index(item.kind), 0, item.left[0].at.start)
    return (_ORDER.index(item.kind), 1, item.right[0].at.start)
