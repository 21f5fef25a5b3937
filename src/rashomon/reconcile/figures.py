"""placeholder: owner CONTRAST. The quantities of the story."""

from __future__ import annotations

from rashomon.model.synopsis import StoryFigure
from rashomon.reconcile.drafts import Material
from rashomon.settings import ContrastSettings


def find_figures(material: Material, *, settings: ContrastSettings) -> tuple[StoryFigure, ...]:
    """The quantities of the story."""
    return ()
