"""Where one report has a denial: what is claimed in others, and copies that leave the denial out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.model.synopsis import Against, Citation, Difference, Side
from rashomon.reconcile.material.drafts import ClaimDraft, Material

_DENIES = frozenset({"denies", "dismisses"})


def find_denial_differences(
    material: Material, drafts: Sequence[ClaimDraft], against: Mapping[str, tuple[Against, ...]]
) -> tuple[Difference, ...]:
    """Return the claims that one report has a denial of while another has them without it.

    It is a real conflict when somebody else claims what is denied; between copies of one text it is an omission, too.
    A denial is told once, with the claim of most reports among those that it answers.
    """
    copies = {
        (material.reports[copy].report.id, material.reports[original].report.id)
        for copy, original in enumerate(material.copy_of)
        if original is not None
    }
    found = []
    told: set[Citation] = set()
    reports = {draft.id: len({support.at.report for support in draft.support}) for draft in drafts}
    for draft in sorted(drafts, key=lambda draft: (-reports[draft.id], draft.support[0].unit, draft.id)):
        denials = tuple(entry.at for entry in against.get(draft.id, ()) if entry.how in _DENIES)
        if told.issuperset(denials):
            continue
        denying = {at.report for at in denials}
        claimed = tuple(s.at for s in draft.support if s.at.report not in denying)
        if not claimed:
            continue
        told.update(denials)
        sides = (Side(value="claimed", spans=claimed), Side(value="denied", spans=denials))
        found.append(
            Difference(
                type="denial",
                explanation="real conflict",
                sides=sides,
                claims=(draft.id,),
                about=_by(against[draft.id]),
            )
        )
        without = tuple(at for at in claimed if _is_copy(at.report, denying, copies))
        if without:
            found.append(
                Difference(
                    type="omission of a key fact",
                    explanation="different origin",
                    sides=(Side(value="with the denial", spans=denials), Side(value="without it", spans=without)),
                    claims=(draft.id,),
                )
            )
    return tuple(found)


def _by(against: Sequence[Against]) -> str:
    return next((entry.by for entry in against if entry.how in _DENIES and entry.by), "")


def _is_copy(report: str, denying: set[str], copies: set[tuple[str, str]]) -> bool:
    return any((report, other) in copies or (other, report) in copies for other in denying)
