"""Drafts become claims: the status follows from origins and from what speaks against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.model.synopsis import Against, Claim
from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.settings import StatusSettings


def decide_status(
    material: Material,
    drafts: Sequence[ClaimDraft],
    against: Mapping[str, tuple[Against, ...]],
    *,
    settings: StatusSettings,
) -> tuple[Claim, ...]:
    """Return the claims with their status, the weightiest first."""
    return ()
