"""Actors: who is named in a report, under all the words that stand for them."""

from rashomon.annotate.actors.find import find_actors

__all__ = ["find_actors"]
