"""Stage 4 of 6: annotated reports become Stories."""

from rashomon.group.group import group

__all__ = ["group"]
