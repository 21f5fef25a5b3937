"""Units become claim drafts: aligned sentences, and those that only one report has."""

from __future__ import annotations

from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.settings import ReconcileSettings


def draft_claims(material: Material, *, settings: ReconcileSettings) -> tuple[ClaimDraft, ...]:
    """Return the claims of the story without their status, in order of their first unit."""
    return ()
