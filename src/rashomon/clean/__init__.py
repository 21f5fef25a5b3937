"""Stage 2 of 6: a RawReport becomes a Report or a Refusal."""

from rashomon.clean.clean import clean

__all__ = ["clean"]
