"""Figures: quantities as closed intervals, with their unit and what they count."""

from rashomon.annotate.figures.aside import set_aside
from rashomon.annotate.figures.find import find_figures

__all__ = ["find_figures", "set_aside"]
