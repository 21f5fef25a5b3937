"""Figures: quantities as closed intervals, with their unit and what they count."""

from rashomon.annotate.figures.find import find_figures

__all__ = ["find_figures"]
