"""What attributions mean: how they quote, with what force, by whom, and inside which other."""

from rashomon.annotate.interpret.interpret import interpret

__all__ = ["interpret"]
