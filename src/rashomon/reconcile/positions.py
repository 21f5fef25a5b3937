"""placeholder: owner CONTRAST. Stances of actors on issues."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model.synopsis import Position, Statement
from rashomon.reconcile.drafts import Material
from rashomon.settings import ContrastSettings


def find_positions(
    material: Material, statements: Sequence[Statement], *, settings: ContrastSettings
) -> tuple[Position, ...]:
    """Stances of actors on issues."""
    return ()
