"""placeholder: owner CONTRAST. Points on which the reports part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.model.synopsis import Against, Difference
from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.settings import ContrastSettings


def find_differences(
    material: Material,
    drafts: Sequence[ClaimDraft],
    against: Mapping[str, tuple[Against, ...]],
    *,
    settings: ContrastSettings,
) -> tuple[Difference, ...]:
    """Points on which the reports part."""
    return ()
