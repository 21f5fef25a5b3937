"""placeholder: owner CONTRAST. What each actor is said to have said."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model.synopsis import Statement
from rashomon.reconcile.drafts import ClaimDraft, Material
from rashomon.settings import ContrastSettings


def find_statements(
    material: Material, drafts: Sequence[ClaimDraft], *, settings: ContrastSettings
) -> tuple[Statement, ...]:
    """What each actor is said to have said."""
    return ()
