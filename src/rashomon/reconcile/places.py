"""placeholder: owner CONTRAST. The places of the story."""

from __future__ import annotations

from rashomon.model.synopsis import StoryPlace
from rashomon.reconcile.drafts import Material
from rashomon.settings import ContrastSettings


def find_places(material: Material, *, settings: ContrastSettings) -> tuple[StoryPlace, ...]:
    """The places of the story."""
    return ()
