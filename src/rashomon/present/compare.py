"""Two reports side by side: what stands in both, only in one, and in conflict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rashomon.model.synopsis import Citation, Claim, Synopsis
from rashomon.present.firm import least_firm
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

    What a brief would not show as agreeing is in both only perhaps.
    """
    least = least_firm(synopsis, settings=settings)
    left, right = (item.report.id for item in locator.reports)

    def passages(spans: Iterable[Citation], report: str) -> tuple[Passage, ...]:
        chosen = sorted({at for at in spans if at.report == report})
        return tuple(Passage(text=locator.text(at), ref=locator.refs([at])[0], at=at) for at in chosen)

    def row(kind: RowKind, spans: Iterable[Citation], remark: str = "") -> Row:
        listed = list(spans)
        return Row(kind=kind, left=passages(listed, left), right=passages(listed, right), remark=remark)

    rows = []
    for item in synopsis.differences:
        spans = [at for side in item.sides for at in side.spans]
        if len({at.report for at in spans}) > 1:
            conflict = item.explanation == "real conflict"
            remark = item.type if conflict else f"{item.type}: {item.explanation}"
            rows.append(row("conflict" if conflict else "told differently", spans, remark))
    shown = {name for item in synopsis.differences if item.explanation == "real conflict" for name in item.claims}
    for claim in synopsis.claims:
        if claim.against and claim.id not in shown:
            hows = sorted({item.how for item in claim.against})
            rows.append(row("conflict", _spans(claim), ", ".join(hows)))
        elif not claim.against:
            reports = {item.at.report for item in claim.support}
            firm = {item.at.report for item in claim.support if item.confidence >= least or item.at == claim.gist}
            kind: RowKind = "both" if len(firm) > 1 else "perhaps" if len(reports) > 1 else "only"
            rows.append(row(kind, (item.at for item in claim.support)))
    rows.sort(key=_place)
    return Comparison(
        rows=tuple(rows),
        both=sum(item.kind == "both" for item in rows),
        conflicts=sum(item.kind == "conflict" for item in rows),
        only_left=sum(item.kind == "only" and not item.right for item in rows),
        only_right=sum(item.kind == "only" and not item.left for item in rows),
    )


def _spans(claim: Claim) -> list[Citation]:
    return [item.at for item in claim.support] + [item.at for item in claim.against]


def _place(item: Row) -> tuple[int, int, int]:
    """Conflicts first; rows with something on the left by its place, those without after them."""
    if item.left:
        return (_ORDER.index(item.kind), 0, item.left[0].at.start)
    return (_ORDER.index(item.kind), 1, item.right[0].at.start)
