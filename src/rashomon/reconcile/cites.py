"""placeholder: owner CONTRAST. Which report rests on which outlet."""

from __future__ import annotations

from rashomon.model.synopsis import Cite
from rashomon.reconcile.drafts import Material
from rashomon.settings import ContrastSettings


def find_cites(material: Material, *, settings: ContrastSettings) -> tuple[Cite, ...]:
    """Which report rests on which outlet."""
    return ()
