"""placeholder: owner CONTRAST. What speaks against a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.model.synopsis import Against
from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.settings import ContrastSettings


def find_against(
    material: Material, drafts: Sequence[ClaimDraft], *, settings: ContrastSettings
) -> Mapping[str, tuple[Against, ...]]:
    """Return, by the id of the claim, the spans that speak against it; claims without any are left out."""
    return {}
